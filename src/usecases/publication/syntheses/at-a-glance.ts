/** What somebody in a hurry reads: the subjects of a question, how many speak of each, what they say first. */
import type { Block, Line } from '#documents/document.ts';
import type { Audience } from '#synthesis/closed.ts';
import { cell, count } from '#synthesis/figures.ts';
import type { StatementKind, Theme } from '#synthesis/model.ts';
import type { ReviewedStatement } from '#synthesis/review/body.ts';
import { fold } from '#text/index.ts';

/** Characters of a sentence that still reads at a glance. */
const GLANCE_CHARS = 200;
/** Subjects from which a table says more than the headings below it. */
const LEAST_THEMES = 2;

/** `statements`: those of this question. `section`: the id before which the themes' own begin. */
export function themesAtAGlance(
  question: string,
  themes: readonly Theme[],
  statements: readonly ReviewedStatement[],
  { section, audience }: { readonly section: string; readonly audience: Audience },
): Block[] {
  const rows = themes.flatMap((theme, n): (readonly Line[])[] => {
    const kept = statements.filter(statement => statement.theme === theme.id && !statement.dropped);
    if (kept.length === 0) return [];
    const size = theme.contributions.length;
    const first = firstToRead(theme.label, kept);
    return [
      [
        [{ text: theme.label, href: `#${section}-t${n + 1}` }],
        audience === 'staff' ? count(size) : cell(size),
        first === null ? '' : `${first.text} (${first.number})`,
      ],
    ];
  });
  if (rows.length < LEAST_THEMES) return [];
  return [
    {
      kind: 'table',
      caption: `Les sujets : ${question}`,
      columns: ['Sujet', 'Contributions', "Ce que l'on y lit"],
      rows,
    },
  ];
}

/** What most say; where all say different things, what speaks of the subject by its name, and wants something. */
function firstToRead(label: string, statements: readonly ReviewedStatement[]): ReviewedStatement | null {
  const named = wordsOf(label);
  const worth = ({ count: many, text, kind }: ReviewedStatement) =>
    Math.log2(1 + (many ?? 1)) +
    (wordsOf(text).some(word => named.includes(word)) ? 1 : 0) +
    (WANTED.has(kind) ? 0.5 : 0);
  const said = statements.filter(
    ({ kind, status, text }) => kind !== 'overview' && status === 'checked' && text.length <= GLANCE_CHARS,
  );
  return said.reduce<ReviewedStatement | null>(
    (best, one) => (best === null || worth(one) > worth(best) ? one : best),
    null,
  );
}

const WANTED: ReadonlySet<StatementKind> = new Set(['agreement', 'proposal']);

/** Words that can name something: four letters and more, folded. */
const wordsOf = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word.length > 3);

/** Whether a statement is that quotation, but for what ties it to the sentence before, its capital and its full stop. */
export function saysTheSame(statement: string, quote: string): boolean {
  const plain = (text: string) =>
    fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const [said, quoted] = [plain(statement), plain(quote)];
  return said !== '' && quoted.endsWith(said);
}
