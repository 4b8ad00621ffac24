/** Closed questions counted, and shown without pointing at anybody. */
import { cell, count, percentOf } from './figures.ts';
import { CHART_CHARS, MIN_CELL } from './limits.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One person's answer: the values chosen; `dont_know` and null (a skip) are counted apart. */
export type ClosedAnswer = readonly string[] | 'dont_know' | null;

export interface CountedChoice extends Choice {
  /** Contributions; null where it is hidden: under `MIN_CELL`, or deducible from the others. */
  readonly count: number | null;
  /** « moins de 5 », « 12 ». */
  readonly shown: string;
  /** « 12 % »; null under 30 answers, or where the count is hidden. */
  readonly percentage: string | null;
}

export interface ClosedCount {
  /** In the order of the question, choices that nobody made included. */
  readonly choices: readonly CountedChoice[];
  /** Contributions that chose something. Percentages are of these. */
  readonly answered: number;
  readonly dontKnow: number;
  readonly skipped: number;
}

/** Counts `answers`; values that are no choice of the question (an older revision's) are counted under their own name. */
export function countChoices(choices: readonly Choice[], answers: readonly ClosedAnswer[]): ClosedCount {
  const made = answers.filter(answer => Array.isArray(answer) && answer.length > 0) as (readonly string[])[];
  const counts = new Map<string, number>(choices.map(({ value }) => [value, 0]));
  for (const values of made) for (const value of new Set(values)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const labels = new Map(choices.map(({ value, label }) => [value, label]));
  const single = made.every(values => values.length === 1);
  const hidden = hiddenValues(counts, single);
  return {
    choices: [...counts].map(([value, n]) => ({
      value,
      label: labels.get(value) ?? value,
      count: hidden.has(value) ? null : n,
      shown: hidden.has(value) ? (n < MIN_CELL ? cell(n) : 'non communiqué') : count(n),
      percentage: hidden.has(value) ? null : percentOf(n, made.length),
    })),
    answered: made.length,
    dontKnow: answers.filter(answer => answer === 'dont_know').length,
    skipped: answers.length - made.length - answers.filter(answer => answer === 'dont_know').length,
  };
}

/** Cells under five; and, where answers add up to the total, one more when a single hidden cell could be deduced. */
function hiddenValues(counts: ReadonlyMap<string, number>, single: boolean): ReadonlySet<string> {
  const small = [...counts].filter(([, n]) => n > 0 && n < MIN_CELL).map(([value]) => value);
  const [only] = small;
  if (!single || small.length !== 1 || only === undefined) return new Set(small);
  const next = [...counts].filter(([value, n]) => n > 0 && value !== only).sort((a, b) => a[1] - b[1])[0];
  return new Set(next === undefined ? small : [only, next[0]]);
}

/** A chart that reads aloud: one line a choice, its label, its number, then a bar that adds nothing to them. */
export function chartOf({ choices, answered }: ClosedCount): string {
  const most = Math.max(1, ...choices.map(choice => choice.count ?? 0));
  const lines = choices.map(({ label, count: n, shown, percentage }) => {
    const bar = n === null ? '' : ` ${'█'.repeat(Math.round((n / most) * CHART_CHARS))}`;
    return `${label} : ${shown}${percentage === null ? '' : ` (${percentage})`}${bar.trimEnd()}`;
  });
  return [...lines, `Sur ${count(answered)} ${answered === 1 ? 'réponse' : 'réponses'}.`].join('\n');
}
