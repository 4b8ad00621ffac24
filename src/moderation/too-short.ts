/** Texts in which there is nothing to publish: « ok », « ??? », « bla bla bla ». */
import { words } from '#text/normalize.ts';
import type { Finding } from './finding.ts';
import { SHORT_LETTERS, SHORT_WORDS } from './limits.ts';

export function findTooShort(text: string): Finding[] {
  const distinct = new Set(words(text));
  const letters = [...distinct].reduce((sum, word) => sum + word.length, 0);
  const short = distinct.size < 2 || (distinct.size < SHORT_WORDS && letters < SHORT_LETTERS);
  return short ? [{ kind: 'short', start: 0, end: text.length }] : [];
}
