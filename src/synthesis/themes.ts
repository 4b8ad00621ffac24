/** Texts grouped by what they speak of; a text may carry several themes. */
import { type Corpus, evenly, type Unit } from './corpus.ts';
import { sphericalKMeans } from './kmeans.ts';
import { dot, type Matrix, placeIn } from './latent.ts';
import { MAX_LEARNING_TEXTS, MAX_THEMES, MAX_THEMES_PER_TEXT, MIN_TEXTS_FOR_THEMES, MIN_THEMES } from './limits.ts';
import { type Segment, segments } from './segments.ts';
import { tokens } from './stems.ts';
import { featuresOf, type SparseVector, vectorOf } from './vectors.ts';

/** A sentence of a unit, in the theme it speaks of. */
export interface Sentence extends Segment {
  readonly unit: number;
  readonly vector: SparseVector;
  /** Cosine with its theme's centre. */
  readonly closeness: number;
}

export interface Grouping {
  /** Directions of the themes. */
  readonly centres: Matrix;
  /** For each unit, its themes, strongest first; empty: in none. */
  readonly themesOf: readonly (readonly number[])[];
  /** Closeness of each unit with its first theme. */
  readonly closeness: Float64Array;
}

/** Cosine under which a text is in no theme: it shares next to nothing with any. */
const LEAST_CLOSENESS = 0.12;
/** Cosine from which a sentence carries a theme beside its text's own. */
const SENTENCE_CLOSENESS = 0.5;
/** Content features that a sentence needs to carry a theme by itself. */
const SENTENCE_FEATURES = 3;

/** As many themes as people can read: it grows with the cube root of the texts, within bounds. */
export function themeCount(texts: number): number {
  if (texts < MIN_TEXTS_FOR_THEMES) return 1;
  return Math.min(MAX_THEMES, Math.max(MIN_THEMES, Math.round(2.2 * texts ** 0.33)));
}

/** Groups the units of `corpus` in `wanted` themes at most. */
export function groupByTheme(corpus: Corpus, wanted: number): Grouping {
  const { places, weights, units } = corpus;
  const learning = evenly(
    units.map((_, i) => i),
    MAX_LEARNING_TEXTS,
  );
  // A text repeated a thousand times weighs, but must not drown the rest.
  const damped = Float64Array.from(learning, i => 1 + Math.log(weights[i] as number));
  const { centres } = sphericalKMeans(rowsOf(places, learning), wanted, damped);
  const closeness = new Float64Array(units.length);
  const themesOf = units.map((unit, i) => {
    const first = closest(places, i, centres);
    closeness[i] = first.score;
    if (first.score < LEAST_CLOSENESS && wanted > 1) return [];
    return [first.centre, ...others(unit, first.centre, corpus, centres)];
  });
  return { centres, themesOf, closeness };
}

/** Themes that sentences of the unit carry beside its first. */
function others(unit: Unit, first: number, corpus: Corpus, centres: Matrix): number[] {
  const found = new Map<number, number>();
  for (const { theme, closeness } of placeSentences(unit, corpus, centres)) {
    if (theme === first || closeness < SENTENCE_CLOSENESS) continue;
    found.set(theme, Math.max(found.get(theme) ?? 0, closeness));
  }
  return [...found]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, MAX_THEMES_PER_TEXT - 1)
    .map(([theme]) => theme);
}

export interface PlacedSentence {
  readonly segment: Segment;
  readonly vector: SparseVector;
  readonly theme: number;
  /** Cosine with that theme's centre; 0 for a sentence too short to tell. */
  readonly closeness: number;
}

/** The sentences of a unit, each with the theme it is closest to. */
export function placeSentences(unit: Unit, { vocabulary, basis }: Corpus, centres: Matrix): PlacedSentence[] {
  const cut = segments(unit.source.text);
  const vectors = cut.map(segment => vectorOf(featuresOf(tokens(segment.text)), vocabulary));
  const places = placeIn(basis, vectors);
  return cut.map((segment, i) => {
    const vector = vectors[i] as SparseVector;
    const best = closest(places, i, centres);
    return {
      segment,
      vector,
      theme: best.centre,
      closeness: vector.indexes.length < SENTENCE_FEATURES ? 0 : best.score,
    };
  });
}

function closest(places: Matrix, row: number, centres: Matrix): { readonly centre: number; readonly score: number } {
  let centre = 0;
  let score = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < centres.rows; c += 1) {
    const found = dot(places, row, centres, c);
    if (found > score) {
      score = found;
      centre = c;
    }
  }
  return { centre, score };
}

function rowsOf(matrix: Matrix, rows: readonly number[]): Matrix {
  if (rows.length === matrix.rows) return matrix;
  const { dimensions } = matrix;
  const values = new Float64Array(rows.length * dimensions);
  for (const [to, row] of rows.entries())
    values.set(matrix.values.subarray(row * dimensions, (row + 1) * dimensions), to * dimensions);
  return { rows: rows.length, dimensions, values };
}
