/** Typing errors, counted. */
import { ONE_TYPO_LETTERS, TWO_TYPOS_LETTERS } from './limits.ts';

/**
 * Damerau–Levenshtein distance (optimal string alignment: a swap of two neighbours counts one), in UTF-16 units.
 * Returns `max + 1` as soon as the distance is larger than `max`: the cost stays about `max` times the length.
 */
export function editDistance(a: string, b: string, max: number): number {
  if (a === b) return 0;
  const far = max + 1;
  if (max <= 0 || Math.abs(a.length - b.length) > max) return far;
  let beforeLast: number[] = [];
  let lastBest = 0;
  let last = Array.from({ length: b.length + 1 }, (_, j) => (j <= max ? j : far));
  for (let i = 1; i <= a.length; i += 1) {
    const row = Array.from({ length: b.length + 1 }, () => far);
    if (i <= max) row[0] = i;
    let best = row[0] ?? far;
    const end = Math.min(b.length, i + max);
    for (let j = Math.max(1, i - max); j <= end; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((last[j] ?? far) + 1, (row[j - 1] ?? far) + 1, (last[j - 1] ?? far) + (same ? 0 : 1));
      const swapped =
        i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) cost = Math.min(cost, (beforeLast[j - 2] ?? far) + 1);
      row[j] = Math.min(cost, far);
      best = Math.min(best, cost);
    }
    // A swap looks two rows back, so one row out of reach is not enough to give up.
    if (best > max && lastBest > max) return far;
    lastBest = best;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? far, far);
}

/** How many typing errors a word of this length is forgiven: 0, then 1, then 2. */
export function typosForgiven(length: number): number {
  if (length >= TWO_TYPOS_LETTERS) return 2;
  return length >= ONE_TYPO_LETTERS ? 1 : 0;
}
