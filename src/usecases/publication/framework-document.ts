/**
 * The consultation's deliverable (« document-cadre »): what was asked, the syntheses, the action sheets and the answers,
 * as one numbered document with its sources and what changed since the version before.
 */
import type { Block, Document, Line } from '#documents/document.ts';
import { textIn } from '#consultation/inspect.ts';
import { isoDayIn } from '#text/instants.ts';
import { sayDay } from '#wording/moments.ts';
import { answersTable } from './answers-table.ts';
import type { FrameworkBody, FrameworkPart } from './framework-body.ts';
import type { Published } from './published.ts';
import { sheetName } from './document-key.ts';
import { sheetDocument, UNTITLED } from './sheets/sheet-document.ts';
import { type ReviewContext, synthesisName } from './syntheses/context.ts';
import { documentOptions } from './syntheses/print-synthesis.ts';
import type { ShownSynthesis } from './syntheses/show-synthesis.ts';
import { synthesisDocument } from './syntheses/synthesis-document.ts';

export interface FrameworkVersion {
  readonly number: number;
  /** ISO UTC. */
  readonly at: string;
  /** What the version before was made of; null for the first. */
  readonly before: FrameworkBody | null;
}

/** What it is made of, to tell the next version what changed. */
export function partsOf({ syntheses, sheets }: Published): readonly FrameworkPart[] {
  return [
    ...syntheses.map(({ document }) => ({
      name: synthesisName(document),
      axis: document.axis,
      version: document.version,
    })),
    ...sheets.map(({ document }) => ({ name: sheetName(document), axis: document.axis, version: document.version })),
  ];
}

export function frameworkDocument(context: ReviewContext, published: Published, version: FrameworkVersion): Document {
  const { consultation } = context;
  const lang = consultation.defaultLanguage;
  const local = (text: Readonly<Record<string, string>>) => textIn(text, lang, lang);
  const { rules } = consultation;
  const answers = answersTable(published.syntheses, () => null);
  const chapters: readonly (readonly [string, readonly Block[]])[] = [
    [
      'La consultation',
      [
        { kind: 'paragraph', line: local(consultation.presentation) },
        ...(rules === undefined
          ? []
          : [local(rules.participationLevel), local(rules.commitments)].map(
              (line): Block => ({ kind: 'paragraph', line }),
            )),
        {
          kind: 'list',
          ordered: false,
          items: consultation.axes.map(({ number, theme }) => `Thème ${number} : ${local(theme)}`),
        },
      ],
    ],
    ['Les synthèses', published.syntheses.flatMap(shown => synthesisBlocks(context, shown))],
    ['Les fiches action', published.sheets.flatMap(shown => sheetBlocks(context, shown))],
    ["Les réponses de l'organisateur", answers === null ? [nothing()] : [answers]],
    ['Les sources', [sourcesTable(published)]],
    ['Ce qui a changé depuis la version précédente', changeBlocks(version, partsOf(published))],
  ];
  const day = sayDay(isoDayIn(version.at, consultation.timeZone), 'fr');
  return {
    lang: 'fr',
    title: `Document-cadre : ${local(consultation.title)}`,
    subtitle: `Version ${version.number}, ${day} – ${local(consultation.licence.name)}`,
    contents: true,
    blocks: numbered(chapters),
  };
}

function nothing(): Block {
  return { kind: 'paragraph', line: [{ text: 'Non renseigné', emphasis: true }] };
}

/** Chapters are 1, 2, 3…; their own headings 2.1, 2.2…; deeper ones have no number. */
function numbered(chapters: readonly (readonly [string, readonly Block[]])[]): Block[] {
  return chapters.flatMap(([title, blocks], i): Block[] => {
    let section = 0;
    const inside = (blocks.length === 0 ? [nothing()] : blocks).map((block): Block => {
      if (block.kind !== 'heading' || block.level !== 3) return block;
      section += 1;
      return { ...block, text: `${i + 1}.${section} ${block.text}`, id: `p${i + 1}-${section}` };
    });
    const chapter: Block = { kind: 'heading', level: 2, text: `${i + 1}. ${title}`, id: `p${i + 1}` };
    return i === 0 ? [chapter, ...inside] : [{ kind: 'page_break' }, chapter, ...inside];
  });
}

/** Headings one level down, without the ids that two documents would share. */
function nested(blocks: readonly Block[]): Block[] {
  return blocks.map((block): Block => {
    if (block.kind !== 'heading') return block;
    const { text } = block;
    return { kind: 'heading', level: 4, text };
  });
}

function synthesisBlocks(context: ReviewContext, shown: ShownSynthesis): Block[] {
  const options = documentOptions(context, shown.document.axis, 'public');
  const { title, blocks } = synthesisDocument(shown, options);
  return [{ kind: 'heading', level: 3, text: `${title} (${synthesisName(shown.document)})` }, ...nested(blocks)];
}

function sheetBlocks(context: ReviewContext, shown: Published['sheets'][number]): Block[] {
  const options = documentOptions(context, shown.document.axis, 'public');
  const { blocks, subtitle } = sheetDocument(shown, options);
  const title = shown.body.sheet.title ?? UNTITLED;
  return [
    { kind: 'heading', level: 3, text: `${title} (${sheetName(shown.document)})` },
    ...(subtitle === null ? [] : [{ kind: 'paragraph', line: subtitle } as const]),
    ...nested(blocks),
  ];
}

/** Every contribution cited or gathered, with where. */
function sourcesTable({ syntheses, sheets }: Published): Block {
  const where = new Map<string, Set<string>>();
  const add = (reference: string, name: string) => where.set(reference, (where.get(reference) ?? new Set()).add(name));
  const presented = new Map<string, string>();
  for (const { document, body, presented: names } of syntheses) {
    for (const { question, synthesis } of body.open)
      for (const theme of synthesis.themes)
        for (const statement of theme.statements) {
          const key = `${question}/${statement.id}`;
          if (body.edits.some(edit => edit.kind === 'drop' && edit.key === key)) continue;
          for (const { id } of statement.citations) add(id, synthesisName(document));
        }
    for (const [reference, name] of names) presented.set(reference, name);
  }
  for (const { document, body } of sheets)
    for (const { reference } of body.sheet.sources) add(reference, sheetName(document));
  const rows = [...where]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([reference, names]): Line[] => [reference, presented.get(reference) ?? 'sans nom', [...names].join(', ')]);
  if (rows.length === 0) return nothing();
  return {
    kind: 'table',
    caption: 'Contributions citées',
    columns: ['Contribution', 'Présentation', 'Citée dans'],
    rows,
  };
}

function changeBlocks({ before }: FrameworkVersion, now: readonly FrameworkPart[]): Block[] {
  if (before === null) return [{ kind: 'paragraph', line: "C'est la première version." }];
  const had = new Map(before.parts.map(part => [part.name, part.version]));
  const has = new Set(now.map(({ name }) => name));
  const items = [
    ...now.filter(({ name }) => !had.has(name)).map(({ name, version }) => `Nouveau : ${name}, version ${version}`),
    ...now
      .filter(({ name, version }) => (had.get(name) ?? version) !== version)
      .map(({ name, version }) => `Mis à jour : ${name}, de la version ${had.get(name)} à la version ${version}`),
    ...before.parts.filter(({ name }) => !has.has(name)).map(({ name }) => `Retiré : ${name}`),
  ];
  return items.length === 0
    ? [{ kind: 'paragraph', line: "Rien n'a changé." }]
    : [{ kind: 'list', ordered: false, items }];
}
