/** Closed questions as they may be shown: exact to the staff, without pointing at anybody to the others. */
import { count, outOf } from './figures.ts';
import { CHART_CHARS } from './limits.ts';
import type { CountedQuestion } from './review/body.ts';
import { hiddenWords, hideSmall, isSmall, type Shown } from './small-cells.ts';

/** Whom figures are for. */
export type Audience = 'staff' | 'public';

export interface ShownChoice {
  readonly label: string;
  readonly count: Shown;
  /** « moins de 5 », « 12 sur 40 (30 %) ». */
  readonly said: string;
  /** A bar as long as its count, beside the longest; it adds nothing to the words. Empty where the count is hidden. */
  readonly bar: string;
}

export interface ShownCounts {
  /** In the order of the question, choices that nobody made included. */
  readonly choices: readonly ShownChoice[];
  /** Contributions that answered, that do not know, that skipped. */
  readonly answered: ShownFigure;
  readonly dontKnow: ShownFigure;
  readonly skipped: ShownFigure;
}

export interface ShownFigure {
  readonly count: Shown;
  /** « 12 », « moins de 5 ». */
  readonly said: string;
}

export function showCounts(question: CountedQuestion, audience: Audience): ShownCounts {
  const numbers = question.counts.map(one => one.count);
  const shown = audience === 'staff' ? numbers : hideChoices(numbers, question.answered);
  const most = Math.max(1, ...shown.map(n => n ?? 0));
  const others = [question.dontKnow, question.skipped] as const;
  const answered = audience === 'public' && isSmall(question.answered) ? null : question.answered;
  const [dontKnow, skipped] = audience === 'staff' ? others : hideSmall(others);
  return {
    choices: question.counts.map(({ label, count: n }, i) => {
      const kept = shown[i] ?? null;
      return {
        label,
        count: kept,
        said: saidOf(n, kept, answered),
        bar: kept === null ? '' : '█'.repeat(Math.round((kept / most) * CHART_CHARS)),
      };
    }),
    answered: figure(question.answered, answered),
    dontKnow: figure(question.dontKnow, dontKnow ?? null),
    skipped: figure(question.skipped, skipped ?? null),
  };
}

/** Where everybody chose one thing, the counts add up to a total that is shown: one hidden alone could be deduced. */
function hideChoices(counts: readonly number[], answered: number): readonly Shown[] {
  const addUp = counts.reduce((sum, n) => sum + n, 0) === answered;
  return addUp ? hideSmall(counts) : counts.map(n => (isSmall(n) ? null : n));
}

function saidOf(n: number, kept: Shown, answered: Shown): string {
  if (kept === null) return hiddenWords(n);
  return answered === null ? count(n) : outOf(n, answered);
}

function figure(n: number, shown: Shown): ShownFigure {
  return { count: shown, said: shown === null ? hiddenWords(n) : count(n) };
}
