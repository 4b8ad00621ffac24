/** Texts as weighted features: stems and pairs of stems that follow each other. */
import { FEW_TEXTS, MAX_FEATURES, MAX_FEATURES_COUNTED, MIN_FEATURE_TEXTS, MIN_TEXTS_FOR_THEMES } from './limits.ts';
import type { Token } from './stems.ts';

/** One text's features: indexes in the vocabulary, rising, and their weights (length 1 together). */
export interface SparseVector {
  readonly indexes: Int32Array;
  readonly weights: Float64Array;
}

export interface Vocabulary {
  /** Feature → index. A pair is written « stem stem ». */
  readonly indexOf: ReadonlyMap<string, number>;
  readonly features: readonly string[];
  /** Texts in which each feature is. */
  readonly frequency: Int32Array;
  /** Inverse document frequency of each feature. */
  readonly idf: Float64Array;
}

/** Weight of a polarity word (« pas », « sans ») among features: it tints a theme, it does not make one. */
const POLARITY_WEIGHT = 0.4;
/** Weight of a pair beside its two stems. */
const PAIR_WEIGHT = 0.7;
/** Added to every inverse frequency: what everybody says still counts a little. */
const IDF_FLOOR = 0.3;
/** Words that may stand between the two stems of a pair (« accès aux soins »). */
const PAIR_GAP = 3;

/** Raw features of one text with their counts. */
export function featuresOf(tokens: readonly Token[]): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (feature: string, weight: number) => counts.set(feature, (counts.get(feature) ?? 0) + weight);
  let previous: { readonly stem: string; readonly at: number } | null = null;
  for (const [at, token] of tokens.entries()) {
    if (!token.content && !token.polarity) continue;
    add(token.stem, token.polarity ? POLARITY_WEIGHT : 1);
    if (previous !== null && at - previous.at <= PAIR_GAP && previous.stem !== token.stem)
      add(`${previous.stem} ${token.stem}`, PAIR_WEIGHT);
    previous = { stem: token.stem, at };
  }
  return counts;
}

/**
 * The features met in at least `MIN_FEATURE_TEXTS` texts (2 where there are few texts), the most frequent
 * `MAX_FEATURES` of them, by falling frequency then in order of the alphabet. `texts` is read once.
 */
export function buildVocabulary(texts: Iterable<ReadonlyMap<string, number>>): Vocabulary {
  const frequencies = new Map<string, number>();
  let size = 0;
  for (const text of texts) {
    size += 1;
    for (const feature of text.keys()) frequencies.set(feature, (frequencies.get(feature) ?? 0) + 1);
    if (frequencies.size > MAX_FEATURES_COUNTED) forgetRarest(frequencies);
  }
  const least = size < MIN_TEXTS_FOR_THEMES ? 1 : size < FEW_TEXTS ? 2 : MIN_FEATURE_TEXTS;
  const kept = [...frequencies].filter(([, n]) => n >= least);
  kept.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  kept.length = Math.min(kept.length, MAX_FEATURES);
  const frequency = Int32Array.from(kept, ([, n]) => n);
  return {
    indexOf: new Map(kept.map(([feature], i) => [feature, i])),
    features: kept.map(([feature]) => feature),
    frequency,
    idf: Float64Array.from(frequency, n => Math.log((1 + size) / (1 + n)) + IDF_FLOOR),
  };
}

/** Features met once so far are forgotten: on a large set they are nearly all noise, and memory stays bounded. */
function forgetRarest(frequencies: Map<string, number>): void {
  for (const [feature, n] of frequencies) if (n === 1) frequencies.delete(feature);
}

/** TF-IDF of one text, with damped counts, of length 1 (or empty). */
export function vectorOf(counts: ReadonlyMap<string, number>, vocabulary: Vocabulary): SparseVector {
  const entries: [number, number][] = [];
  for (const [feature, n] of counts) {
    const index = vocabulary.indexOf.get(feature);
    if (index === undefined) continue;
    const damped = n >= 1 ? 1 + Math.log(n) : n;
    entries.push([index, damped * (vocabulary.idf[index] as number)]);
  }
  entries.sort(([a], [b]) => a - b);
  const norm = Math.sqrt(entries.reduce((sum, [, w]) => sum + w * w, 0)) || 1;
  return {
    indexes: Int32Array.from(entries, ([index]) => index),
    weights: Float64Array.from(entries, ([, weight]) => weight / norm),
  };
}

/** The cosine of two vectors of length 1. */
export function cosine(a: SparseVector, b: SparseVector): number {
  let sum = 0;
  let i = 0;
  let j = 0;
  while (i < a.indexes.length && j < b.indexes.length) {
    const x = a.indexes[i] as number;
    const y = b.indexes[j] as number;
    if (x === y) sum += (a.weights[i++] as number) * (b.weights[j++] as number);
    else if (x < y) i += 1;
    else j += 1;
  }
  return sum;
}
