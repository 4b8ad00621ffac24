/** Small counts are hidden outside the staff: in a territory of three people, three is a portrait. Pure. */
import { cell } from './figures.ts';
import { MIN_CELL } from './limits.ts';

/** A count; null where it is hidden. */
export type Shown = number | null;

/** Whether a count is of few enough people to point at them. */
export function isSmall(count: number): boolean {
  return count > 0 && count < MIN_CELL;
}

/**
 * Hides every count from 1 to 4, and where that leaves only one hidden, the next smallest too: a total shown beside
 * them would give it away. Zeros are shown: nobody stands behind them.
 */
export function hideSmall(counts: readonly number[]): readonly Shown[] {
  const hidden = new Set(counts.flatMap((count, i) => (isSmall(count) ? [i] : [])));
  if (hidden.size === 1) {
    const next = counts
      .map((count, i) => ({ count, i }))
      .filter(({ count, i }) => count > 0 && !hidden.has(i))
      .toSorted((a, b) => a.count - b.count)[0];
    if (next !== undefined) hidden.add(next.i);
  }
  return counts.map((count, i) => (hidden.has(i) ? null : count));
}

/** A hidden count in words: why it is hidden, and nothing more. */
export function hiddenWords(count: number): string {
  return isSmall(count) ? cell(count) : 'non communiqué';
}
