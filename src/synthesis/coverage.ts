/** Contributions chosen so that a few cover what most say: greedy maximum coverage (Nemhauser et al. 1978). */
import type { Corpus, Unit } from './corpus.ts';

/** What is already covered, and what each feature is worth. One for a whole synthesis: themes complete each other. */
export interface Coverage {
  readonly corpus: Corpus;
  readonly covered: Set<number>;
  readonly worth: Float64Array;
}

/** A feature is worth the texts that share it, those of everybody and of nobody apart. */
export function newCoverage(corpus: Corpus): Coverage {
  const { frequency, idf, features } = corpus.vocabulary;
  const worth = Float64Array.from(features, (feature, i) => {
    const single = feature.includes(' ') ? 0.6 : 1;
    return single * Math.sqrt(frequency[i] as number) * (idf[i] as number);
  });
  return { corpus, covered: new Set(), worth };
}

/** What `unit` would add. */
export function gainOf(unit: Unit, { covered, worth }: Coverage): number {
  let gain = 0;
  for (const feature of unit.vector.indexes) if (!covered.has(feature)) gain += worth[feature] as number;
  return gain;
}

/** Marks what `unit` says as covered. */
export function cover(unit: Unit, { covered }: Coverage): void {
  for (const feature of unit.vector.indexes) covered.add(feature);
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
