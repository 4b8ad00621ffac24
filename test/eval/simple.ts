/** The simple methods that ours is set beside, computed in the same run on the same texts. */
import { sphericalKMeans } from '#synthesis/kmeans.ts';
import type { Matrix } from '#synthesis/latent.ts';
import { seededRandom } from '#synthesis/random.ts';
import { isGrammar, POLARITY } from '#synthesis/stop-words.ts';
import { buildVocabulary, type SparseVector, vectorOf } from '#synthesis/vectors.ts';
import { words } from '#text/normalize.ts';
import type { Item } from './data.ts';

/** Words as they are, lower case without accents, grammar apart: what a first TF-IDF takes. */
export const plainWords = (text: string): string[] =>
  words(text).filter(word => word.length > 1 && !isGrammar(word) && !POLARITY.has(word));

function counts(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const word of plainWords(text)) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
}

/** TF-IDF vectors of plain words. */
export function plainVectors(texts: readonly string[]): {
  readonly vectors: SparseVector[];
  readonly features: number;
} {
  const all = texts.map(counts);
  const vocabulary = buildVocabulary(all);
  return { vectors: all.map(one => vectorOf(one, vocabulary)), features: vocabulary.features.length };
}

/** k-means on TF-IDF, told how many groups there are. */
export function kMeansOnTfIdf(texts: readonly string[], k: number): number[] {
  const { vectors, features } = plainVectors(texts);
  const dense: Matrix = { rows: texts.length, dimensions: features, values: new Float64Array(texts.length * features) };
  for (const [row, vector] of vectors.entries())
    for (let i = 0; i < vector.indexes.length; i += 1)
      dense.values[row * features + (vector.indexes[i] as number)] = vector.weights[i] as number;
  return [...sphericalKMeans(dense, k, new Float64Array(texts.length).fill(1)).labels];
}

/** Share of what is said, label by label, that the labels of `chosen` cover. */
export function labelCoverage(items: readonly Item[], chosen: readonly Item[]): number {
  const covered = new Set(chosen.flatMap(item => item.labels));
  const all = items.flatMap(item => item.labels);
  return all.filter(label => covered.has(label)).length / (all.length || 1);
}

export const longest = (items: readonly Item[], most: number): Item[] =>
  [...items].sort((a, b) => b.text.length - a.text.length).slice(0, most);

/** Mean of 300 draws. */
export function chanceCoverage(items: readonly Item[], most: number): number {
  const random = seededRandom(11);
  let sum = 0;
  for (let draw = 0; draw < 300; draw += 1)
    sum += labelCoverage(
      items,
      Array.from({ length: most }, () => items[Math.floor(random() * items.length)] as Item),
    );
  return sum / 300;
}

/** The best that knowing the labels can do, item by item. */
export function oracleCoverage(items: readonly Item[], most: number): number {
  const chosen: Item[] = [];
  for (let i = 0; i < most; i += 1) {
    let best: Item | null = null;
    let bestScore = -1;
    for (const item of items) {
      const score = labelCoverage(items, [...chosen, item]);
      if (score > bestScore) {
        bestScore = score;
        best = item;
      }
    }
    if (best !== null) chosen.push(best);
  }
  return labelCoverage(items, chosen);
}
