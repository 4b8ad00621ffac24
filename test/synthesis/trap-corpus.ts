/**
 * The traps that somebody who never read the checker wrote, cut in two before any of them was looked at: rules are
 * tuned on the development half; the test half is looked at once per version.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Citation, checkClaim, type Sources, type SourceText, sourcesById } from '#synthesis/index.ts';
import { hash32 } from '#synthesis/random.ts';

export interface Trap {
  readonly name: string;
  readonly family: string;
  readonly why: string;
  readonly statement: { readonly text: string; readonly citations: readonly Citation[] };
  readonly expected: 'dropped' | 'doubted' | 'citation_dropped' | 'kept';
}

export interface TrapCorpus {
  readonly note: string;
  readonly sources: readonly SourceText[];
  readonly traps: readonly Trap[];
}

export type Half = 'development' | 'test';

/** Reads a corpus of traps of this directory. */
export const readTraps = (file: string): TrapCorpus =>
  JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as TrapCorpus;

/**
 * The half of each trap, by name: in each family, in the order of their digests, one goes to each half in turn; the
 * family's own digest says which half is served first. So that both halves hold every family, whatever its size.
 */
export function halvesOf(traps: readonly Trap[]): ReadonlyMap<string, Half> {
  const halves = new Map<string, Half>();
  for (const family of new Set(traps.map(trap => trap.family))) {
    const names = traps.filter(trap => trap.family === family).map(({ name }) => name);
    const first = hash32(family) % 2;
    for (const [rank, name] of names.sort((a, b) => hash32(a) - hash32(b)).entries())
      halves.set(name, (rank + first) % 2 === 0 ? 'development' : 'test');
  }
  return halves;
}

/** What the checker makes of a trap, in the corpus' words. */
export function outcomeOf({ statement }: Trap, sources: Sources): Trap['expected'] {
  const { status, citations } = checkClaim(statement, sources);
  if (status === 'dropped') return 'dropped';
  if (status === 'to_verify') return 'doubted';
  return citations.length < statement.citations.length ? 'citation_dropped' : 'kept';
}

/** What became of the traps of one family: `right` as its author asked, `milder` doubted where they asked to drop. */
export interface Score {
  right: number;
  milder: number;
  of: number;
}

/** Scores of each family of one half. An honest statement is right when it is kept. */
export function scoresOf({ traps, sources }: TrapCorpus, half: Half): ReadonlyMap<string, Score> {
  const halves = halvesOf(traps);
  const known = sourcesById(sources);
  const scores = new Map<string, Score>();
  for (const trap of traps.filter(({ name }) => halves.get(name) === half)) {
    const score = scores.get(trap.family) ?? { right: 0, milder: 0, of: 0 };
    scores.set(trap.family, score);
    const found = outcomeOf(trap, known);
    score.of += 1;
    if (found === trap.expected || (trap.expected === 'doubted' && found === 'dropped')) score.right += 1;
    else if (trap.expected === 'dropped' && found === 'doubted') score.milder += 1;
  }
  return scores;
}
