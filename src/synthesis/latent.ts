/**
 * Latent semantic analysis: texts brought to a few dimensions in which words used alike are close. A truncated singular
 * value decomposition by subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4): linear in the words.
 */
import { LATENT_ITERATIONS } from './limits.ts';
import { seededRandom } from './random.ts';
import type { SparseVector } from './vectors.ts';

/** Rows of `dimensions` numbers, one after the other. */
export interface Matrix {
  readonly rows: number;
  readonly dimensions: number;
  readonly values: Float64Array;
}

/** The directions found in `texts`: `wanted` of them, fewer where there are fewer texts or features. */
export function latentBasis(texts: readonly SparseVector[], featureCount: number, wanted: number): Matrix {
  const dimensions = Math.max(1, Math.min(wanted, texts.length, featureCount));
  const random = seededRandom(7);
  let basis: Matrix = {
    rows: featureCount,
    dimensions,
    values: Float64Array.from({ length: featureCount * dimensions }, () => random() - 0.5),
  };
  for (let round = 0; round < LATENT_ITERATIONS; round += 1) {
    orthonormalize(basis);
    basis = backProject(texts, project(texts, basis), featureCount);
  }
  orthonormalize(basis);
  return basis;
}

/** Every text in the basis, each row of length 1 (or 0 for a text that shares nothing with it). */
export function placeIn(basis: Matrix, texts: readonly SparseVector[]): Matrix {
  const placed = project(texts, basis);
  normalizeRows(placed);
  return placed;
}

/** Texts × basis. */
function project(texts: readonly SparseVector[], basis: Matrix): Matrix {
  const { dimensions } = basis;
  const values = new Float64Array(texts.length * dimensions);
  for (const [row, text] of texts.entries()) {
    const to = row * dimensions;
    for (let i = 0; i < text.indexes.length; i += 1) {
      const from = (text.indexes[i] as number) * dimensions;
      const weight = text.weights[i] as number;
      for (let d = 0; d < dimensions; d += 1)
        values[to + d] = (values[to + d] as number) + weight * (basis.values[from + d] as number);
    }
  }
  return { rows: texts.length, dimensions, values };
}

function backProject(texts: readonly SparseVector[], placed: Matrix, featureCount: number): Matrix {
  const { dimensions } = placed;
  const values = new Float64Array(featureCount * dimensions);
  for (const [row, text] of texts.entries()) {
    const from = row * dimensions;
    for (let i = 0; i < text.indexes.length; i += 1) {
      const to = (text.indexes[i] as number) * dimensions;
      const weight = text.weights[i] as number;
      for (let d = 0; d < dimensions; d += 1)
        values[to + d] = (values[to + d] as number) + weight * (placed.values[from + d] as number);
    }
  }
  return { rows: featureCount, dimensions, values };
}

/** Gram-Schmidt over the columns, in place; a column that depends on the others becomes zero. */
function orthonormalize({ rows, dimensions, values }: Matrix): void {
  for (let column = 0; column < dimensions; column += 1) {
    for (let other = 0; other < column; other += 1) {
      let shared = 0;
      for (let r = 0; r < rows; r += 1)
        shared += (values[r * dimensions + column] as number) * (values[r * dimensions + other] as number);
      if (shared === 0) continue;
      for (let r = 0; r < rows; r += 1) {
        const at = r * dimensions + column;
        values[at] = (values[at] as number) - shared * (values[r * dimensions + other] as number);
      }
    }
    let norm = 0;
    for (let r = 0; r < rows; r += 1) norm += (values[r * dimensions + column] as number) ** 2;
    norm = Math.sqrt(norm);
    const scale = norm > 1e-9 ? 1 / norm : 0;
    for (let r = 0; r < rows; r += 1)
      values[r * dimensions + column] = (values[r * dimensions + column] as number) * scale;
  }
}

function normalizeRows({ rows, dimensions, values }: Matrix): void {
  for (let r = 0; r < rows; r += 1) {
    const row = values.subarray(r * dimensions, (r + 1) * dimensions);
    let norm = 0;
    for (const value of row) norm += value * value;
    norm = Math.sqrt(norm);
    if (norm > 1e-9) for (let d = 0; d < dimensions; d += 1) row[d] = (row[d] as number) / norm;
  }
}

/** The dot product of two rows. */
export function dot(a: Matrix, i: number, b: Matrix, j: number): number {
  const { dimensions } = a;
  let sum = 0;
  for (let d = 0; d < dimensions; d += 1)
    sum += (a.values[i * dimensions + d] as number) * (b.values[j * dimensions + d] as number);
  return sum;
}
