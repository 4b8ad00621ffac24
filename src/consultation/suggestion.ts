/** « Vouliez-vous dire … ? » */
import { LIMITS } from './limits.ts';

/** ` (vouliez-vous dire « label » ?)`, or nothing where no known word is close enough. */
export function didYouMean(word: string, known: Iterable<string>): string {
  let best: string | undefined;
  // A third of the word at most: « fr » is not a slip for « de ».
  let bestDistance = Math.min(LIMITS.suggestionDistance, Math.ceil(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = keystrokes(word.slice(0, LIMITS.nameChars), candidate);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best === undefined ? '' : ` (vouliez-vous dire « ${best} » ?)`;
}

/** Levenshtein's distance: letters to add, remove or replace. */
function keystrokes(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
