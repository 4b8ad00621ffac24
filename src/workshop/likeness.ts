/** Whether two ideas say the same: their words without the small ones, roughly stemmed. */
import { words } from '#text/normalize.ts';
import { FEW_WORDS, SAME_IDEA } from './limits.ts';

const SMALL = new Set(
  `a à au aux avec c ce ces cette d dans de des du elle en est et eux faire faut faudrait fait il ils j je l la le les leur leurs lui ma mais
  me mes moi mon ne nos notre nous on ou par pas pour qu que qui s sa sans se ses son sont sur t ta te tes toi ton tous tout tres
  un une vos votre vous y plus aussi comme il faut avoir etre the a an and or of to in for with is are be we our on at it that this`.split(
    /\s+/,
  ),
);

/** Same length for most of a word's forms: « ateliers » and « atelier », « numérique » and « numériques ». */
const STEM_CHARACTERS = 6;

function stems(text: string): ReadonlySet<string> {
  return new Set(
    words(text)
      .filter(word => !SMALL.has(word))
      .map(word => (word.length > STEM_CHARACTERS ? word.slice(0, STEM_CHARACTERS) : word.replace(/[sx]$/, ''))),
  );
}

/** What an idea says: compared with many others, it is looked at once. */
export interface Said {
  readonly text: string;
}

const remembered = new WeakMap<Said, ReadonlySet<string>>();

function stemsOf(said: Said): ReadonlySet<string> {
  const known = remembered.get(said) ?? stems(said.text);
  remembered.set(said, known);
  return known;
}

/** From 0 (nothing in common) to 1 (the same words): what both share, over all that they say. */
export function likeness(a: Said, b: Said): number {
  const [left, right] = [stemsOf(a), stemsOf(b)];
  let shared = 0;
  for (const stem of left) if (right.has(stem)) shared += 1;
  const all = left.size + right.size - shared;
  return all === 0 ? 0 : shared / all;
}

export function saysTheSame(a: Said, b: Said): boolean {
  const few = Math.min(stemsOf(a).size, stemsOf(b).size) < FEW_WORDS;
  return likeness(a, b) >= (few ? 1 : SAME_IDEA);
}
