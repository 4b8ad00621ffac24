/** A synthesis as a document: what it stands on first, then each question, each statement with its quotations. */
import { type Block, type Document, type Line, type Run, runsOf } from '#documents/document.ts';
import { type Audience, showCounts } from '#synthesis/closed.ts';
import { count, outOf } from '#synthesis/figures.ts';
import type { StatementKind, Theme } from '#synthesis/model.ts';
import {
  type AnswerGiven,
  type CountedQuestion,
  type OpenQuestion,
  type ReviewedStatement,
  statementsOf,
  type TabulatedQuestion,
} from '#synthesis/review/body.ts';
import { tabulate } from '#synthesis/tabulate.ts';
import { referenceRuns, type SheetDocumentOptions } from '../sheets/sheet-document.ts';
import { synthesisName } from './context.ts';
import { sayDoubts } from './doubt-words.ts';
import { saysTheSame, themesAtAGlance } from './at-a-glance.ts';
import { headLines } from './head-lines.ts';
import type { ShownSynthesis } from './show-synthesis.ts';

export interface SynthesisDocumentOptions extends SheetDocumentOptions {
  /** The staff see exact counts and statements still to be verified; others see no cell under 5. */
  readonly audience: Audience;
  /** « 20 mars 2027, 14 h 00 », in the consultation's zone. */
  readonly instantOf: (instant: string) => string;
}

/** In the order in which the engine writes and numbers them. */
const KIND_HEADINGS: Readonly<Record<StatementKind, string>> = {
  overview: 'En bref',
  agreement: "Points d'accord",
  disagreement: 'Désaccords',
  experience: 'Expériences vécues',
  obstacle: 'Obstacles',
  proposal: 'Propositions',
  minority: 'Dit par peu de personnes',
};

/** How an answer of the organiser is said. */
export const ANSWER_WORDS: Readonly<Record<AnswerGiven, string>> = {
  retained: 'retenu',
  partly_retained: 'retenu en partie',
  not_retained: 'non retenu',
  exists: 'existe déjà',
  off_topic: 'hors sujet',
};

/** In French. What contributors wrote is quoted as they wrote it. */
export function synthesisDocument(shown: ShownSynthesis, options: SynthesisDocumentOptions): Document {
  const { document, body } = shown;
  const statements = statementsOf(body);
  const published =
    document.status === 'published'
      ? 'publiée'
      : document.status === 'approved'
        ? 'approuvée, non publiée'
        : 'provisoire, non publiée';
  return {
    lang: 'fr',
    title: `Synthèse du thème « ${options.theme} »`,
    subtitle: `Synthèse ${synthesisName(document)} – version ${document.version}, ${published}`,
    contents: true,
    blocks: [
      { kind: 'note', lines: headLines(shown, options) },
      ...body.open.flatMap((question, i) => openBlocks(question, i, statements, shown, options)),
      ...body.counted.flatMap((question, i) => countedBlocks(question, i, options)),
      ...body.tabulated.flatMap((question, i) => tabulatedBlocks(question, i, options)),
      ...unanswered(body),
    ],
  };
}

function openBlocks(
  { question, label, synthesis }: OpenQuestion,
  i: number,
  statements: readonly ReviewedStatement[],
  shown: ShownSynthesis,
  options: SynthesisDocumentOptions,
): Block[] {
  const { stats, themes } = synthesis;
  const here = statements.filter(statement => statement.question === question);
  const heading: Block = { kind: 'heading', level: 2, text: label, id: `q${i + 1}` };
  if (stats.contributions === 0) return [];
  if (stats.analysed === 0)
    return [heading, { kind: 'paragraph', line: setAsideLine(synthesis.stats, 'Aucune réponse à lire.') }];
  const read = `${answeredOf(stats.analysed, shown.body.figures.contributions)} par un texte.`;
  return [
    heading,
    { kind: 'paragraph', line: setAsideLine(stats, read) },
    ...themesAtAGlance(label, themes, here, { section: `q${i + 1}`, ...options }),
    ...themes.flatMap((theme, n) =>
      themeBlocks(
        theme,
        `q${i + 1}-t${n + 1}`,
        here.filter(statement => statement.theme === theme.id),
        shown,
        options,
      ),
    ),
    ...unclassified(stats.unclassified.length),
  ];
}

/** « 44 contributions sur 500 (9 %) y ont répondu ». */
function answeredOf(n: number, of: number): string {
  const rest = outOf(n, of).slice(count(n).length);
  return n > 1 ? `${count(n)} contributions${rest} y ont répondu` : `${count(n)} contribution${rest} y a répondu`;
}

function setAsideLine({ setAside, folded }: OpenQuestion['synthesis']['stats'], first: string): string {
  const same = folded.reduce((sum, { same: others }) => sum + others.length, 0);
  const said = [
    same > 0 ? `${count(same)} textes quasi identiques à un autre, comptés avec lui` : '',
    setAside.noOpinion > 0 ? `${count(setAside.noOpinion)} sans avis` : '',
    setAside.otherLanguage > 0 ? `${count(setAside.otherLanguage)} dans une langue non analysée` : '',
    setAside.empty > 0 ? `${count(setAside.empty)} sans mot` : '',
  ].filter(part => part !== '');
  return said.length === 0 ? first : `${first} À part : ${said.join(' ; ')}.`;
}

function unclassified(n: number): Block[] {
  if (n === 0) return [];
  const text =
    n === 1
      ? "Une contribution n'entre dans aucun de ces sujets."
      : `${count(n)} contributions n'entrent dans aucun de ces sujets.`;
  return [{ kind: 'paragraph', line: text }];
}

function themeBlocks(
  theme: Theme,
  id: string,
  statements: readonly ReviewedStatement[],
  shown: ShownSynthesis,
  options: SynthesisDocumentOptions,
): Block[] {
  const kept = statements.filter(({ dropped }) => !dropped);
  if (kept.length === 0) return [];
  const byKind = Map.groupBy(kept, statement => statement.kind);
  const kinds = (Object.keys(KIND_HEADINGS) as StatementKind[]).filter(kind => byKind.has(kind));
  return [
    { kind: 'heading', level: 3, text: theme.label, id },
    ...kinds.flatMap((kind): Block[] => [
      // The overview opens its theme: it needs no heading.
      ...(kind === 'overview' ? [] : [{ kind: 'heading', level: 4, text: KIND_HEADINGS[kind] } as const]),
      ...(byKind.get(kind) ?? []).flatMap(statement => statementBlocks(statement, shown, options)),
    ]),
  ];
}

function statementBlocks(
  statement: ReviewedStatement,
  shown: ShownSynthesis,
  options: SynthesisDocumentOptions,
): Block[] {
  const marks: Run[] = [
    ...(statement.status === 'to_verify' ? [{ text: toVerify(statement), emphasis: true } as const] : []),
    ...(statement.original === null ? [] : [{ text: " (reformulé par l'équipe)", emphasis: true } as const]),
  ];
  const number: Run = { text: `${statement.number}. `, strong: true };
  const [own, ...others] = statement.citations;
  // Somebody's own words are shown once, as theirs.
  const isQuote = own !== undefined && saysTheSame(statement.text, own.quote);
  const said: Line = isQuote
    ? [
        number,
        { text: `«\u00A0${withoutBullet(own.quote)}\u00A0» (` },
        ...runsOf(sourceLine(own.id, shown, options)),
        { text: ')' },
        ...marks,
      ]
    : [number, { text: statement.text }, ...marks];
  return [
    { kind: 'paragraph', line: said },
    ...(isQuote ? others : statement.citations).map(
      ({ id, quote }): Block => ({ kind: 'quote', text: quote, source: sourceLine(id, shown, options) }),
    ),
    ...(statement.answer === null
      ? []
      : [
          {
            kind: 'paragraph',
            line: [
              { text: `Réponse : ${ANSWER_WORDS[statement.answer.answer]}. `, strong: true },
              { text: statement.answer.reason },
            ],
          } as const,
        ]),
  ];
}

/** The mark of a list is not theirs to read. What is left is still word for word. */
const withoutBullet = (quote: string) => quote.replace(/^[\s\-–—•*>]+/u, '').trim();

function toVerify({ doubts }: ReviewedStatement): string {
  return doubts.length === 0 ? ' (à vérifier)' : ` (à vérifier : ${sayDoubts(doubts)})`;
}

/** « A4-0012, Ville de Nantes »: as its author wishes to be presented today. */
function sourceLine(reference: string, { presented }: ShownSynthesis, options: SynthesisDocumentOptions): Line {
  const name = presented.get(reference);
  const runs = referenceRuns([reference], options);
  return name === undefined ? runs : [...runs, { text: `, ${name}` }];
}

function countedBlocks(question: CountedQuestion, i: number, { audience }: SynthesisDocumentOptions): Block[] {
  const { label, answered } = question;
  const shown = showCounts(question, audience);
  // The number in words first; the bar beside it says nothing more.
  const rows = shown.choices.map(({ label: choice, said, bar }): Line[] => [
    choice,
    bar === '' ? said : [{ text: said }, { text: ` ${bar}`, decorative: true }],
  ]);
  const rest = [
    `${shown.answered.said} ${shown.answered.count === 1 ? 'réponse' : 'réponses'}`,
    ...(question.dontKnow > 0 ? [`« je ne sais pas » : ${shown.dontKnow.said}`] : []),
    ...(question.skipped > 0 ? [`sans réponse : ${shown.skipped.said}`] : []),
  ].join(' ; ');
  const heading: Block = { kind: 'heading', level: 2, text: label, id: `c${i + 1}` };
  if (answered + question.dontKnow === 0) return [];
  return [heading, { kind: 'table', caption: `${label} (${rest})`, columns: ['Réponse', 'Contributions'], rows }];
}

function tabulatedBlocks(question: TabulatedQuestion, i: number, options: SynthesisDocumentOptions): Block[] {
  const { label } = question;
  const { fields, rows } = tabulate(question);
  const heading: Block = { kind: 'heading', level: 2, text: label, id: `s${i + 1}` };
  if (rows.length === 0) return [];
  return [
    heading,
    {
      kind: 'table',
      caption: label,
      columns: ['Contribution', ...fields],
      rows: rows.map(({ reference, cells }): Line[] => [referenceRuns([reference], options), ...cells]),
    },
  ];
}

/** Questions that nobody answered yet, together: a heading for each would hide those that were. */
function unanswered({ open, counted, tabulated }: ShownSynthesis['body']): Block[] {
  const labels = [
    ...open.filter(({ synthesis }) => synthesis.stats.contributions === 0),
    ...counted.filter(({ answered, dontKnow }) => answered + dontKnow === 0),
    ...tabulated.filter(question => tabulate(question).rows.length === 0),
  ].map(({ label }) => label);
  if (labels.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Questions sans réponse', id: 'sans-reponse' },
    { kind: 'list', ordered: false, items: labels },
  ];
}
