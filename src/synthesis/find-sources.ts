/** Which contributions stand behind a sentence: to suggest a citation where one is missing. */
import { fold } from '#text/index.ts';
import type { SourceText } from './model.ts';
import { tokens } from './stems.ts';
import { featuresOf } from './vectors.ts';

/** BM25's usual settings (Robertson and Zaragoza 2009). */
const SATURATION = 1.2;
const LENGTH = 0.6;
/** Weight of pieces of words beside stems: they forgive a typing error and reach what a stem misses. */
const PIECES = 0.35;
const PIECE_CHARS = 5;

export interface Found {
  readonly id: string;
  /** Comparable within one search only. */
  readonly score: number;
}

/** An index of `texts`, asked by sentence; linear in their words to build, and in the postings of the sentence to ask. */
export function indexSources(texts: readonly SourceText[]): {
  readonly find: (sentence: string, most: number) => Found[];
} {
  const postings = new Map<string, { readonly text: number; readonly count: number }[]>();
  const lengths = texts.map((text, i) => {
    let length = 0;
    for (const [term, count] of termsOf(text.text)) {
      length += count;
      const list = postings.get(term);
      if (list === undefined) postings.set(term, [{ text: i, count }]);
      else list.push({ text: i, count });
    }
    return length;
  });
  const mean = lengths.reduce((sum, length) => sum + length, 0) / (texts.length || 1) || 1;
  const find = (sentence: string, most: number): Found[] => {
    const scores = new Map<number, number>();
    for (const [term, weight] of termsOf(sentence)) {
      const list = postings.get(term) ?? [];
      const idf = Math.log(1 + (texts.length - list.length + 0.5) / (list.length + 0.5));
      for (const { text, count } of list) {
        const norm = 1 - LENGTH + (LENGTH * (lengths[text] as number)) / mean;
        const score = (idf * Math.min(weight, 1) * (count * (SATURATION + 1))) / (count + SATURATION * norm);
        scores.set(text, (scores.get(text) ?? 0) + score);
      }
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, most)
      .map(([text, score]) => ({ id: (texts[text] as SourceText).id, score }));
  };
  return { find };
}

function termsOf(text: string): Map<string, number> {
  const terms = featuresOf(tokens(text));
  for (const word of fold(text).split(/[^\p{L}\p{N}]+/u)) {
    if (word.length <= PIECE_CHARS) continue;
    for (let i = 0; i + PIECE_CHARS <= word.length; i += 1) {
      const piece = `_${word.slice(i, i + PIECE_CHARS)}`;
      terms.set(piece, (terms.get(piece) ?? 0) + PIECES / (word.length - PIECE_CHARS + 1));
    }
  }
  return terms;
}
