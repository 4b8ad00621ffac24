/** Sentences of one theme that say the same, brought together: what many say, once, with how many. */
import type { Sentence } from './gather.ts';
import { cosine } from './vectors.ts';
import { type Cue, cueOf, readability } from './cues.ts';

/** Cosine from which two sentences make the same argument. */
const SAME_ARGUMENT = 0.45;
/** Features of a sentence by which it is looked up: its heaviest. */
const LOOKUP_FEATURES = 6;

export interface Argument {
  /** The sentence that says it best, then the others, closest first; each of another unit. */
  readonly sentences: readonly Sentence[];
  /** Contributions that say it, folded ones included. */
  readonly count: number;
  /** What most of its sentences do. */
  readonly cue: Cue;
  /** How well its best sentence reads alone. */
  readonly worth: number;
}

/** Groups `sentences` around the most central ones; every sentence is in exactly one argument. */
export function groupArguments(sentences: readonly Sentence[]): Argument[] {
  const worth = new Map(sentences.map(sentence => [sentence, readability(sentence.segment.text)]));
  const centrality = (sentence: Sentence) => sentence.closeness * (worth.get(sentence) ?? 0) + sentence.closeness * 0.1;
  const order = [...sentences].sort((a, b) => centrality(b) - centrality(a) || compareIds(a, b));
  const leaders: { readonly leader: Sentence; readonly members: Sentence[] }[] = [];
  const byFeature = new Map<number, number[]>();
  for (const sentence of order) {
    const found = findLeader(sentence, leaders, byFeature);
    if (found !== null) leaders[found]?.members.push(sentence);
    else {
      for (const feature of heaviest(sentence))
        byFeature.set(feature, [...(byFeature.get(feature) ?? []), leaders.length]);
      leaders.push({ leader: sentence, members: [sentence] });
    }
  }
  return leaders
    .map(({ leader, members }) => argumentOf(leader, members, worth))
    .sort((a, b) => b.count - a.count || b.worth - a.worth || compareIds(first(a), first(b)));
}

const first = (argument: Argument) => argument.sentences[0] as Sentence;
const compareIds = (a: Sentence, b: Sentence) => (a.unit.source.id < b.unit.source.id ? -1 : 1);

function heaviest({ vector }: Sentence): number[] {
  return [...vector.indexes.keys()]
    .sort((a, b) => (vector.weights[b] as number) - (vector.weights[a] as number) || a - b)
    .slice(0, LOOKUP_FEATURES)
    .map(i => vector.indexes[i] as number);
}

function findLeader(
  sentence: Sentence,
  leaders: readonly { readonly leader: Sentence }[],
  byFeature: ReadonlyMap<number, readonly number[]>,
): number | null {
  let best: number | null = null;
  let bestScore = SAME_ARGUMENT;
  const seen = new Set<number>();
  for (const feature of heaviest(sentence))
    for (const i of byFeature.get(feature) ?? []) {
      if (seen.has(i)) continue;
      seen.add(i);
      const score = cosine(sentence.vector, (leaders[i] as { readonly leader: Sentence }).leader.vector);
      if (score >= bestScore) {
        bestScore = score;
        best = i;
      }
    }
  return best;
}

function argumentOf(leader: Sentence, members: readonly Sentence[], worth: ReadonlyMap<Sentence, number>): Argument {
  const closest = [...members].sort((a, b) => score(b, leader, worth) - score(a, leader, worth) || compareIds(a, b));
  const units = new Set<Sentence['unit']>();
  const one = closest.filter(({ unit }) => (units.has(unit) ? false : (units.add(unit), true)));
  const count = one.reduce((sum, { unit }) => sum + unit.ids.length, 0);
  const best = one[0] as Sentence;
  return { sentences: one, count, cue: mainCue(one), worth: worth.get(best) ?? 0 };
}

const score = (sentence: Sentence, leader: Sentence, worth: ReadonlyMap<Sentence, number>) =>
  cosine(sentence.vector, leader.vector) * (0.2 + (worth.get(sentence) ?? 0));

function mainCue(sentences: readonly Sentence[]): Cue {
  const counts = new Map<Cue, number>();
  // The best sentence, which will be shown, has two voices.
  for (const [i, sentence] of sentences.slice(0, 20).entries()) {
    const cue = cueOf(sentence.segment.text);
    counts.set(cue, (counts.get(cue) ?? 0) + (i === 0 ? 2 : 1));
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
