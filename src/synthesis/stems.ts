/** French words brought to the stem that their inflections share. */
import { fold } from '#text/index.ts';
import snowball from 'snowball-stemmers';
import { MAX_STEMS_KEPT, MAX_WORD_CHARS } from './limits.ts';
import { isStopWord, POLARITY } from './stop-words.ts';

const stemmer = snowball.newStemmer('french');
const kept = new Map<string, Word>();

/** What is known of a word once and for all. */
export interface Word {
  /** Without accents: people forget them. Empty for what is no word. */
  readonly stem: string;
  /** It can make a theme: neither grammar nor filler, nor a polarity word. */
  readonly content: boolean;
  readonly polarity: boolean;
  /** Lower case without accents. */
  readonly folded: string;
}

/** A word in its place: `text.slice(start, end)`. */
export interface Token extends Word {
  readonly start: number;
  readonly end: number;
}

/** Reads one lower-case word. Remembered: a consultation has few different words. */
export function readWord(lower: string): Word {
  const known = kept.get(lower);
  if (known !== undefined) return known;
  const folded = fold(lower);
  const polarity = POLARITY.has(folded);
  const digits = /^\d+$/.test(folded);
  // The stemmer ends some words by an upper-case I or U of its own marking: folding lowers it.
  const stem = polarity || digits ? folded : fold(stemmer.stem(lower.slice(0, MAX_WORD_CHARS)));
  const content = !polarity && !digits && folded.length > 1 && !isStopWord(folded);
  const word = { stem, content, polarity, folded };
  if (kept.size >= MAX_STEMS_KEPT) kept.clear();
  kept.set(lower, word);
  return word;
}

const WORD = /[\p{L}\p{N}]+/gu;

/** The words of `text`, in order, each with its place. Linear. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = readWord(match[0].toLowerCase());
    if (word.stem !== '') found.push({ ...word, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** The different content stems of a text, in order of appearance. */
export function contentStems(text: string): string[] {
  return [...new Set(tokens(text).flatMap(token => (token.content ? [token.stem] : [])))];
}
