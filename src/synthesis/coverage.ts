/** Contributions chosen so that a few cover what most say: greedy maximum coverage (Nemhauser et al. 1978). */
import type { Corpus, Unit } from './corpus.ts';

/** What is already covered, and what each feature is worth. One for a whole synthesis: themes complete each other. */
export interface Coverage {
  readonly corpus: Corpus;
  /** How many of those chosen have each feature. */
  readonly covered: Float64Array;
  readonly worth: Float64Array;
}

/** What is left of a feature's worth each time it is covered once more. */
const LEFT = 0.5;

/** Each word is worth how rare it is (a pair adds nothing to its words): measured best of ten ways on the development half. */
export function newCoverage(corpus: Corpus): Coverage {
  const { idf, features } = corpus.vocabulary;
  const worth = Float64Array.from(features, (feature, i) => (feature.includes(' ') ? 0 : (idf[i] as number)));
  return { corpus, covered: new Float64Array(features.length), worth };
}

/** What `unit` would add. */
export function gainOf(unit: Unit, { covered, worth }: Coverage): number {
  let gain = 0;
  for (const feature of unit.vector.indexes) gain += (worth[feature] as number) * LEFT ** (covered[feature] as number);
  return gain;
}

/** Marks what `unit` says as covered once more. */
export function cover(unit: Unit, { covered }: Coverage): void {
  for (const feature of unit.vector.indexes) covered[feature] = (covered[feature] as number) + 1;
}

/** The most useful of `candidates`, `most` at most, each worth `weigh` of what it adds; covers them. */
export function chooseForCoverage<T>(
  candidates: readonly T[],
  unitOf: (candidate: T) => Unit,
  weigh: (candidate: T) => number,
  most: number,
  coverage: Coverage,
): T[] {
  const chosen: T[] = [];
  const left = new Set(candidates);
  while (chosen.length < most && left.size > 0) {
    let best: T | null = null;
    let bestGain = 0;
    for (const candidate of left) {
      const gain = gainOf(unitOf(candidate), coverage) * weigh(candidate);
      if (gain > bestGain) {
        bestGain = gain;
        best = candidate;
      }
    }
    if (best === null) break;
    chosen.push(best);
    cover(unitOf(best), coverage);
    for (const candidate of left) if (unitOf(candidate) === unitOf(best)) left.delete(candidate);
  }
  return chosen;
}
