/** Places whose names begin as somebody types, for a list that follows the keyboard. */
import { MAX_LIST_ANSWER_CHARS } from './limits.ts';
import { fold, oneLine } from './normalize.ts';
import { coreWords, type Entry, placeIndex, placeWords } from './place-index.ts';
import { inOrder } from './place-ranking.ts';
import { findPlace } from './places.ts';
import type { Place } from './territories.ts';

/**
 * At most `limit`, best first: those named or coded exactly, then those of which every word typed begins a word, then
 * what `findPlace` takes it for. With nothing typed, the country, the départements and the régions.
 */
export function suggestPlaces(typed: string, limit: number): readonly Place[] {
  if (typed.length > MAX_LIST_ANSWER_CHARS) return [];
  const line = fold(oneLine(typed)).trim();
  const { entries } = placeIndex();
  const found = line === '' ? null : findPlace(line);
  const guessed = found === null || found.kind === 'none' ? [] : found.kind === 'exact' ? [found.place] : found.places;
  // « CC », « métropole » say what it is, which its name need not.
  const words = coreWords(placeWords(line));
  const begun = entries.filter(entry => begins(entry, words)).toSorted(inOrder);
  const first = found?.kind === 'exact' ? [found.place] : [];
  return [...new Set([...first, ...begun.map(({ place }) => place), ...guessed])].slice(0, limit);
}

function begins({ place, words }: Entry, typed: readonly string[]): boolean {
  const code = place.kind === 'departement' ? place.code.slice('dep:'.length).toLowerCase() : '';
  return typed.every(one => code.startsWith(one) || [...words].some(word => word.startsWith(one)));
}
