/** The texts of one synthesis, read once: what is folded, their features, their place among the others. */
import { foldNearIdentical } from './folding.ts';
import { latentBasis, type Matrix, placeIn } from './latent.ts';
import { LATENT_DIMENSIONS, MAX_LEARNING_TEXTS } from './limits.ts';
import type { FoldedTexts } from './model.ts';
import type { ReadText } from './set-aside.ts';
import { tokens } from './stems.ts';
import { buildVocabulary, featuresOf, type SparseVector, type Vocabulary, vectorOf } from './vectors.ts';

/** One different text, and every contribution that says it. */
export interface Unit {
  readonly source: ReadText;
  /** Ids of all the contributions folded here, its own first. */
  readonly ids: readonly string[];
  readonly vector: SparseVector;
}

export interface Corpus {
  readonly units: readonly Unit[];
  readonly vocabulary: Vocabulary;
  readonly basis: Matrix;
  /** Each unit in the basis. */
  readonly places: Matrix;
  /** Contributions that each unit stands for. */
  readonly weights: Float64Array;
  readonly folded: readonly FoldedTexts[];
  /** Analysed contributions. */
  readonly size: number;
}

/** Reads `texts` (already sorted, of different ids). The work is linear in their words. */
export function readCorpus(texts: readonly ReadText[]): Corpus {
  const { readAs, folded } = foldNearIdentical(texts);
  const ids = new Map<number, string[]>();
  for (const [i, to] of readAs.entries()) {
    const group = ids.get(to);
    const { id } = texts[i] as ReadText;
    if (group === undefined) ids.set(to, [id]);
    else group.push(id);
  }
  const sources = [...ids.keys()].map(i => texts[i] as ReadText);
  const vocabulary = buildVocabulary(featuresOfAll(sources));
  const vectors: SparseVector[] = [];
  for (const features of featuresOfAll(sources)) vectors.push(vectorOf(features, vocabulary));
  const units = [...ids.values()].map((group, i) => ({
    source: sources[i] as ReadText,
    ids: group,
    vector: vectors[i] as SparseVector,
  }));
  const basis = latentBasis(evenly(vectors, MAX_LEARNING_TEXTS), vocabulary.features.length, LATENT_DIMENSIONS);
  return {
    units,
    vocabulary,
    basis,
    places: placeIn(basis, vectors),
    weights: Float64Array.from(units, unit => unit.ids.length),
    folded,
    size: texts.length,
  };
}

// Read twice rather than kept: the features of 100,000 texts do not fit in the memory allowed.
function* featuresOfAll(sources: readonly ReadText[]): Generator<Map<string, number>> {
  for (const { text } of sources) yield featuresOf(tokens(text));
}

/** At most `most` of `list`, drawn at even steps. */
export function evenly<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  return Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)] as T);
}
