/** The published site, file by file: HTML that needs no script, and the same as open data. */
import type { Block, Document } from '#documents/document.ts';
import { type PageFrame, toHtml } from '#documents/html.ts';
import { textIn } from '#consultation/inspect.ts';
import { sayDay } from '#wording/moments.ts';
import { csvLine } from '../../export/cell.ts';
import { contributionsTable } from '../../export-contributions.ts';
import { answersTable } from '../answers-table.ts';
import { markdownBlocks } from '../markdown-blocks.ts';
import { type Published, readPublished } from '../published.ts';
import { isShown } from '../sheets/context.ts';
import { jsonOfSheet } from '../sheets/print-sheet.ts';
import { sheetDocument, UNTITLED } from '../sheets/sheet-document.ts';
import { sheetName } from '../document-key.ts';
import { type ReviewContext, synthesisName } from '../syntheses/context.ts';
import { documentOptions, openDataOf } from '../syntheses/print-synthesis.ts';
import { synthesisDocument } from '../syntheses/synthesis-document.ts';
import { openingLines } from './opening-lines.ts';
import { contributionLink, sheetAddress, synthesisAddress } from './addresses.ts';
import { type ContributionPage, contributionPages } from './contribution-pages.ts';

export interface SiteFile {
  /** Relative, without a folder. */
  readonly path: string;
  readonly content: string | AsyncIterable<string>;
}

const CONTRIBUTIONS_CSV = 'contributions.csv';
const SYNTHESES_JSON = 'syntheses.json';
const SHEETS_JSON = 'fiches.json';

export async function* sitePages(context: ReviewContext): AsyncGenerator<SiteFile> {
  const published = await readPublished(context, ['published']);
  const shown = await shownReferences(context);
  const pages: ContributionPage[] = [];
  const frame = (current: string): PageFrame => frameOf(context, current);
  const html = (path: string, document: Document): SiteFile => ({ path, content: toHtml(document, frame(path)) });
  const linkOf = (reference: string) => contributionLink(reference, shown);
  for await (const contributions of contributionPages(context)) {
    // Its words are written out at once; what is kept is where it stands.
    yield html(contributions.address, contributions.document);
    pages.push({ ...contributions, document: { ...contributions.document, blocks: [] } });
  }
  for (const synthesis of published.syntheses) {
    const { axis } = synthesis.document;
    const options = { ...documentOptions(context, axis, 'public'), linkOf };
    yield html(synthesisAddress(axis), synthesisDocument(synthesis, options));
  }
  for (const sheet of published.sheets) {
    const { axis, number } = sheet.document;
    yield html(
      sheetAddress(axis, number),
      sheetDocument(sheet, { ...documentOptions(context, axis, 'public'), linkOf }),
    );
  }
  yield html('index.html', homePage(context, published));
  yield html('syntheses.html', synthesesPage(context, published));
  yield html('fiches.html', sheetsPage(context, published));
  yield html('reponses.html', answersPage(published));
  yield html('contributions.html', contributionsPage(pages));
  yield html('donnees.html', dataPage(context));
  yield html('notice.html', noticePage(context));
  yield { path: SYNTHESES_JSON, content: json(published.syntheses.map(one => openDataOf(one, 'public'))) };
  yield { path: SHEETS_JSON, content: json(published.sheets.map(jsonOfSheet)) };
  yield { path: CONTRIBUTIONS_CSV, content: contributionsCsv(context) };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function shownReferences({ stores, network, consultation }: ReviewContext): Promise<ReadonlySet<string>> {
  const references = new Set<string>();
  const options = { versions: 'latest', includeWithdrawn: false } as const;
  for await (const one of stores.data.contributions(network, consultation.name, options))
    if (isShown(one)) references.add(one.version.reference);
  return references;
}

async function* contributionsCsv({ stores, network, consultation }: ReviewContext): AsyncGenerator<string> {
  const options = { network, consultation, versions: 'latest', includeWithdrawn: false, kinds: 'all' } as const;
  const { columns, rows } = await contributionsTable(stores, options);
  yield csvLine(columns.map(({ name }) => name));
  for await (const row of rows) yield csvLine(columns.map(({ name }) => row[name] ?? null));
}

function localIn({ consultation }: ReviewContext) {
  const lang = consultation.defaultLanguage;
  return (text: Readonly<Record<string, string>>) => textIn(text, lang, lang);
}

function frameOf(context: ReviewContext, current: string): PageFrame {
  const local = localIn(context);
  const links = [
    ['index.html', 'La consultation'],
    ['syntheses.html', 'Synthèses'],
    ['fiches.html', 'Fiches action'],
    ['reponses.html', 'Réponses'],
    ['contributions.html', 'Contributions'],
    ['donnees.html', 'Données ouvertes'],
    ['notice.html', 'Vos données'],
  ] as const;
  const { licence, staffContact } = context.consultation;
  return {
    site: local(context.consultation.title),
    links: links.map(([href, label]) => ({ href, label, current: href === current })),
    footer: [
      [{ text: 'Contenus sous ' }, { text: local(licence.name), href: licence.url }, { text: '.' }],
      [{ text: 'Une question : ' }, { text: staffContact, href: `mailto:${staffContact}` }, { text: '.' }],
    ],
  };
}

function page(title: string, blocks: readonly Block[]): Document {
  return { lang: 'fr', title, subtitle: null, contents: false, blocks };
}

function homePage(context: ReviewContext, { syntheses, sheets }: Published): Document {
  const { consultation } = context;
  const local = localIn(context);
  const { synthesisDay, replyDay, rules } = consultation;
  const calendar = [
    ...openingLines(consultation),
    ...(synthesisDay === null ? [] : [`Synthèse : ${sayDay(synthesisDay, 'fr')}`]),
    ...(replyDay === null ? [] : [`Réponse de l'organisateur : ${sayDay(replyDay, 'fr')}`]),
  ];
  const sections: readonly (readonly [string, string])[] =
    rules === undefined
      ? []
      : [
          ['À quoi sert votre avis', local(rules.participationLevel)],
          ["Ce que l'organisateur promet", local(rules.commitments)],
          ['La charte de modération', local(rules.moderationCharter)],
        ];
  return page(local(consultation.title), [
    { kind: 'paragraph', line: local(consultation.presentation) },
    ...sections.flatMap(([text, words]): Block[] => [
      { kind: 'heading', level: 2, text },
      { kind: 'paragraph', line: words },
    ]),
    { kind: 'heading', level: 2, text: 'Le calendrier' },
    calendar.length === 0
      ? { kind: 'paragraph', line: 'Les dates seront publiées ici.' }
      : { kind: 'list', ordered: false, items: calendar },
    { kind: 'heading', level: 2, text: 'Les thèmes' },
    { kind: 'list', ordered: true, items: consultation.axes.map(({ theme }) => local(theme)) },
    { kind: 'heading', level: 2, text: 'Ce qui est publié' },
    {
      kind: 'list',
      ordered: false,
      items: [
        [{ text: `Synthèses : ${syntheses.length}`, href: 'syntheses.html' }],
        [{ text: `Fiches action : ${sheets.length}`, href: 'fiches.html' }],
        [{ text: 'Contributions', href: 'contributions.html' }],
      ],
    },
  ]);
}

const NOTHING_YET: Block = { kind: 'paragraph', line: "Rien n'est encore publié ici." };

function synthesesPage(context: ReviewContext, { syntheses }: Published): Document {
  const items = syntheses.map(({ document }) => [
    {
      text: `${documentOptions(context, document.axis, 'public').theme} (${synthesisName(document)})`,
      href: synthesisAddress(document.axis),
    },
  ]);
  return page('Synthèses', [items.length === 0 ? NOTHING_YET : { kind: 'list', ordered: false, items }]);
}

function sheetsPage(_context: ReviewContext, { sheets }: Published): Document {
  const items = sheets.map(({ document, body }) => [
    {
      text: `${sheetName(document)} : ${body.sheet.title ?? UNTITLED}`,
      href: sheetAddress(document.axis, document.number),
    },
  ]);
  return page('Fiches action', [items.length === 0 ? NOTHING_YET : { kind: 'list', ordered: false, items }]);
}

function answersPage({ syntheses }: Published): Document {
  const table = answersTable(syntheses, ({ document }) => synthesisAddress(document.axis));
  return page("Les réponses de l'organisateur", [table ?? NOTHING_YET]);
}

function contributionsPage(pages: readonly ContributionPage[]): Document {
  const items = pages.map(({ address, document }) => [{ text: document.title, href: address }]);
  return page('Contributions', [items.length === 0 ? NOTHING_YET : { kind: 'list', ordered: false, items }]);
}

function dataPage(context: ReviewContext): Document {
  const { licence } = context.consultation;
  const local = localIn(context);
  return page('Données ouvertes', [
    {
      kind: 'paragraph',
      line: [
        { text: 'Tout ce qui est publié ici peut être réutilisé sous ' },
        { text: local(licence.name), href: licence.url },
        { text: ', en citant la consultation et son organisateur.' },
      ],
    },
    {
      kind: 'list',
      ordered: false,
      items: [
        [{ text: 'Contributions (CSV, UTF-8)', href: CONTRIBUTIONS_CSV }],
        [{ text: 'Synthèses, avec leurs citations (JSON)', href: SYNTHESES_JSON }],
        [{ text: 'Fiches action, avec leur historique (JSON)', href: SHEETS_JSON }],
      ],
    },
  ]);
}

function noticePage(context: ReviewContext): Document {
  const local = localIn(context);
  return page('Vos données dans cette consultation', markdownBlocks(local(context.consultation.notice.full), 2));
}
