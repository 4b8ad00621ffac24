/** Spherical k-means: groups of texts whose directions are close. */
import { KMEANS_ITERATIONS, KMEANS_SEEDING_TEXTS, KMEANS_STARTS } from './limits.ts';
import { dot, type Matrix } from './latent.ts';
import { seededRandom } from './random.ts';

export interface Clusters {
  /** Each text's group. */
  readonly labels: Int32Array;
  /** `k` directions of length 1. */
  readonly centres: Matrix;
  /** Mean cosine of the texts with their centre. */
  readonly fit: number;
}

/**
 * `k` groups (fewer where texts are fewer); `weights` counts a folded text for all those it stands for. The best of
 * `KMEANS_STARTS` starts, each seeded by k-means++ among at most `KMEANS_SEEDING_TEXTS` texts: linear in the texts.
 */
export function sphericalKMeans(texts: Matrix, k: number, weights: Float64Array): Clusters {
  let best: Clusters | null = null;
  for (let start = 0; start < KMEANS_STARTS; start += 1) {
    const found = run(texts, Math.min(k, texts.rows), weights, seededRandom(101 + start));
    if (best === null || found.fit > best.fit + 1e-12) best = found;
  }
  return best as Clusters;
}

function run(texts: Matrix, k: number, weights: Float64Array, random: () => number): Clusters {
  const { dimensions, rows } = texts;
  const centres = seedCentres(texts, k, weights, random);
  const labels = new Int32Array(rows).fill(-1);
  let fit = 0;
  for (let round = 0; round < KMEANS_ITERATIONS; round += 1) {
    const assigned = assign(texts, centres, labels, weights);
    fit = assigned.fit;
    if (assigned.moved <= rows / 1000) break;
    centres.values.fill(0);
    for (let r = 0; r < rows; r += 1) {
      const to = (labels[r] as number) * dimensions;
      const weight = weights[r] as number;
      for (let d = 0; d < dimensions; d += 1)
        centres.values[to + d] =
          (centres.values[to + d] as number) + weight * (texts.values[r * dimensions + d] as number);
    }
    unitRows(centres);
  }
  return { labels, centres, fit };
}

function assign(texts: Matrix, centres: Matrix, labels: Int32Array, weights: Float64Array) {
  let moved = 0;
  let total = 0;
  let mass = 0;
  for (let r = 0; r < texts.rows; r += 1) {
    let best = 0;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < centres.rows; c += 1) {
      const score = dot(texts, r, centres, c);
      if (score > bestScore) {
        bestScore = score;
        best = c;
      }
    }
    if (labels[r] !== best) moved += 1;
    labels[r] = best;
    total += bestScore * (weights[r] as number);
    mass += weights[r] as number;
  }
  return { moved, fit: total / (mass || 1) };
}

function seedCentres(texts: Matrix, k: number, weights: Float64Array, random: () => number): Matrix {
  const { dimensions } = texts;
  const step = Math.max(1, Math.ceil(texts.rows / KMEANS_SEEDING_TEXTS));
  const pool = Array.from({ length: Math.ceil(texts.rows / step) }, (_, i) => i * step);
  const centres: Matrix = { rows: k, dimensions, values: new Float64Array(k * dimensions) };
  const distance = new Float64Array(pool.length).fill(1);
  for (let c = 0; c < k; c += 1) {
    let total = 0;
    for (const [i, row] of pool.entries()) total += (distance[i] as number) * (weights[row] as number);
    let draw = random() * total;
    let chosen = pool.length - 1;
    for (const [i, row] of pool.entries()) {
      draw -= (distance[i] as number) * (weights[row] as number);
      if (draw <= 0) {
        chosen = i;
        break;
      }
    }
    const row = pool[chosen] as number;
    centres.values.set(texts.values.subarray(row * dimensions, (row + 1) * dimensions), c * dimensions);
    for (const [i, other] of pool.entries())
      distance[i] = Math.min(distance[i] as number, Math.max(0, 1 - dot(texts, other, centres, c)));
  }
  return centres;
}

function unitRows({ rows, dimensions, values }: Matrix): void {
  for (let r = 0; r < rows; r += 1) {
    let norm = 0;
    for (let d = 0; d < dimensions; d += 1) norm += (values[r * dimensions + d] as number) ** 2;
    norm = Math.sqrt(norm) || 1;
    for (let d = 0; d < dimensions; d += 1) values[r * dimensions + d] = (values[r * dimensions + d] as number) / norm;
  }
}
