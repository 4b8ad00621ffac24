/** An action sheet as a document: every section, filled or not, its sources and its history. */
import type { Block, Document, Line, Run } from '#documents/document.ts';
import type { SheetChange } from '#synthesis/sheet/changes.ts';
import type { SheetEntry, SheetSection } from '#synthesis/sheet/sheet.ts';
import { sayDay } from '#wording/moments.ts';
import type { ReviewAct, ReviewStatus } from '../ports.ts';
import { sheetName } from '../document-key.ts';
import type { ShownSheet } from './show-sheet.ts';

export interface SheetDocumentOptions {
  /** What contributors read as the name of the axis. */
  readonly theme: string;
  /** The day on which a version was made, in the consultation's zone (`2027-03-24`). */
  readonly dayOf: (instant: string) => string;
  /** Where a reader finds a contribution; null: the reference stands alone. */
  readonly linkOf: (reference: string) => string | null;
}

const EMPTY = 'Non renseigné';
export const UNTITLED = 'Action sans titre';

export const STATUS_WORDS: Readonly<Record<ReviewStatus, string>> = {
  pending: 'en préparation',
  estimated: 'en attente de votre choix',
  draft: 'brouillon',
  approved: 'approuvée',
  published: 'publiée',
  merged: 'réunie à une autre',
  dropped: 'écartée',
};

const ACT_WORDS: Readonly<Record<ReviewAct, string>> = {
  requested: 'demandée',
  estimated: 'coût annoncé',
  created: 'créée',
  refreshed: 'actualisée',
  reworded: 'reformulée',
  dropped_line: 'une ligne retirée',
  added_line: "une ligne ajoutée par l'équipe",
  titled: "titre donné par l'équipe",
  member_added: 'contributions ajoutées',
  member_removed: 'contributions retirées',
  merged: 'réunie à une autre fiche',
  approved: 'approuvée',
  published: 'publiée',
  answered: 'réponse donnée',
};

/** In French. Texts of contributors are quoted as they are. */
export function sheetDocument(shown: ShownSheet, options: SheetDocumentOptions): Document {
  const { document, body } = shown;
  const { sheet } = body;
  const name = sheetName(document);
  const day = sayDay(options.dayOf(document.updatedAt), 'fr');
  return {
    lang: 'fr',
    title: sheet.title ?? UNTITLED,
    subtitle: `Fiche action ${name} – version ${document.version}, ${day} – ${STATUS_WORDS[document.status]}`,
    contents: false,
    blocks: [
      { kind: 'paragraph', line: [{ text: 'Thème : ', strong: true }, { text: options.theme }] },
      ...sheet.sections.flatMap(section => sectionBlocks(section, options)),
      ...sourceBlocks(shown, options),
      ...historyBlocks(shown, options),
    ],
  };
}

function sectionBlocks({ label, entries }: SheetSection, options: SheetDocumentOptions): Block[] {
  const heading: Block = { kind: 'heading', level: 2, text: label };
  if (entries.length === 0) return [heading, { kind: 'paragraph', line: [{ text: EMPTY, emphasis: true }] }];
  const byQuestion = [...Map.groupBy(entries, entry => entry.label)];
  return [
    heading,
    ...byQuestion.flatMap(([question, of]): Block[] => {
      const items: Block = { kind: 'list', ordered: false, items: of.map(entry => entryLine(entry, options)) };
      // One question in the section: its heading says enough.
      if (byQuestion.length === 1 || question === null) return [items];
      return [{ kind: 'paragraph', line: [{ text: question, emphasis: true }] }, items];
    }),
  ];
}

function entryLine(entry: SheetEntry, options: SheetDocumentOptions): Line {
  const by: Run[] =
    entry.origin === 'staff'
      ? [{ text: " (ajouté par l'équipe)", emphasis: true }]
      : [{ text: ' (' }, ...referenceRuns(entry.references, options), { text: ')' }];
  const reworded: Run[] = entry.original === null ? [] : [{ text: " – reformulé par l'équipe", emphasis: true }];
  return [{ text: entry.text }, ...by, ...reworded];
}

/** « A4-0001, A4-0003 », each a link where there is one. */
export function referenceRuns(references: readonly string[], { linkOf }: Pick<SheetDocumentOptions, 'linkOf'>): Run[] {
  return references.flatMap((reference, i) => {
    const href = linkOf(reference);
    const run: Run = href === null ? { text: reference } : { text: reference, href };
    return i === 0 ? [run] : [{ text: ', ' }, run];
  });
}

function sourceBlocks({ body }: ShownSheet, options: SheetDocumentOptions): Block[] {
  const rows = body.sheet.sources.map(({ reference, version, submittedAt, collective }): Line[] => [
    referenceRuns([reference], options),
    collective ? 'collective (atelier)' : 'individuelle',
    sayDay(options.dayOf(submittedAt), 'fr'),
    String(version),
  ]);
  const heading: Block = { kind: 'heading', level: 2, text: 'Contributions à la source de cette fiche' };
  if (rows.length === 0) return [heading, { kind: 'paragraph', line: [{ text: EMPTY, emphasis: true }] }];
  const columns = ['Référence', 'Contribution', 'Envoyée le', 'Version'];
  return [heading, { kind: 'table', caption: 'Sources', columns, rows }];
}

function historyBlocks({ body, history }: ShownSheet, options: SheetDocumentOptions): Block[] {
  const labels = new Map(body.sheet.sections.map(({ name, label }) => [name, label]));
  return [
    { kind: 'heading', level: 2, text: 'Ce qui a changé, et grâce à quelles contributions' },
    ...history.toReversed().flatMap(({ version, at, act, changes }): Block[] => [
      {
        kind: 'paragraph',
        line: [
          { text: `Version ${version}`, strong: true },
          { text: `, ${sayDay(options.dayOf(at), 'fr')} : ${ACT_WORDS[act]}.` },
        ],
      },
      // The first version is the sheet itself.
      ...(changes.length === 0 || version === 1
        ? []
        : [
            {
              kind: 'list',
              ordered: false,
              items: changes.map(change => changeLine(change, labels, options)),
            } as const,
          ]),
    ]),
  ];
}

const CHANGE_WORDS: Readonly<Record<SheetChange['kind'], string>> = {
  added: 'ajouté',
  removed: 'retiré',
  reworded: 'reformulé',
  supported: 'aussi dit par',
  unsupported: "n'est plus dit par",
};

/** « Publics, aussi dit par A4-0002 : Seniors ». */
export function changeLine(
  { section, kind, text, before, references }: SheetChange,
  labels: ReadonlyMap<string, string>,
  options: Pick<SheetDocumentOptions, 'linkOf'>,
): Line {
  const where = section === null ? 'Titre' : (labels.get(section) ?? section);
  const by: Run[] = references.length === 0 ? [] : referenceRuns(references, options);
  const whom: Run[] =
    kind === 'supported' || kind === 'unsupported'
      ? [{ text: ' ' }, ...by]
      : by.length === 0
        ? []
        : [{ text: ' (' }, ...by, { text: ')' }];
  const was = before === null ? '' : ` (avant : ${before})`;
  return [{ text: `${where}, ${CHANGE_WORDS[kind]}` }, ...whom, { text: ` : ${text}${was}` }];
}
