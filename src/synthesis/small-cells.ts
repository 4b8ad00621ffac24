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

/** The same of a table, in which neither a row nor a column keeps a single count hidden beside its total. */
export function hideSmallGrid(table: readonly (readonly number[])[]): readonly (readonly Shown[])[] {
  const hidden = table.map(row => row.map(isSmall));
  const width = Math.max(0, ...table.map(row => row.length));
  const rows = table.map((row, y) => row.map((_, x): Cell => [y, x]));
  const columns = Array.from({ length: width }, (_, x) => table.map((_row, y): Cell => [y, x]));
  const isHidden = ([y, x]: Cell): boolean => hidden[y]?.[x] === true;
  const countOf = ([y, x]: Cell): number => table[y]?.[x] ?? 0;
  // Each pass hides one more count at least, so that it ends.
  for (let again = true; again; ) {
    again = false;
    for (const line of [...rows, ...columns]) {
      if (line.filter(isHidden).length !== 1) continue;
      const next = line
        .filter(one => !isHidden(one) && countOf(one) > 0)
        .toSorted((a, b) => countOf(a) - countOf(b))[0];
      const row = next === undefined ? undefined : hidden[next[0]];
      if (next === undefined || row === undefined) continue;
      row[next[1]] = true;
      again = true;
    }
  }
  return table.map((row, y) => row.map((count, x) => (isHidden([y, x]) ? null : count)));
}

/** Row and column. */
type Cell = readonly [number, number];
