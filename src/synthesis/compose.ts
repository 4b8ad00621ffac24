/** A theme put into statements, each borne by what people wrote. */
import { type Argument, groupArguments } from './arguments.ts';
import { chooseForCoverage, type Coverage } from './coverage.ts';
import { readability } from './cues.ts';
import { type Disagreement, findDisagreements, type Side } from './disagreements.ts';
import { count as number, outOf } from './figures.ts';
import { figuresOf } from './figures-in-text.ts';
import type { Gathered, Sentence } from './gather.ts';
import { capital, type Naming } from './labels.ts';
import { MAX_CITATIONS, MAX_OF_KIND, MIN_AGREEMENT, REPEATED } from './limits.ts';
import type { Citation, StatementKind } from './model.ts';
import { cosine, type SparseVector } from './vectors.ts';

/** A statement before its check. */
export interface Draft {
  readonly text: string;
  readonly kind: StatementKind;
  readonly citations: readonly Citation[];
  readonly count: number;
  readonly ourFigures: ReadonlySet<string>;
  readonly names?: true;
}

/** What earlier statements said, so that nothing is said twice. */
export interface Said {
  readonly vectors: SparseVector[];
}

/** Readability under which a sentence is not put forward. */
const LEAST_READABLE = 0.4;

/** Statements of one theme: what it is, then agreement, disagreement, lived experience, obstacles, proposals, minority. */
export function composeTheme(theme: Gathered, naming: Naming, size: number, coverage: Coverage, said: Said): Draft[] {
  const grouped = groupArguments(theme.sentences);
  const disagreements = findDisagreements(theme.sentences).slice(0, MAX_OF_KIND.disagreement);
  const disputed = new Set(disagreements.flatMap(({ up, down }) => [...up.sentences, ...down.sentences]));
  const left = new Set(grouped.filter(({ worth }) => worth >= LEAST_READABLE));
  const take = (kind: keyof typeof MAX_OF_KIND, fits: (argument: Argument) => boolean): Draft[] => {
    const drafts: Draft[] = [];
    for (const argument of left) {
      if (drafts.length >= MAX_OF_KIND[kind]) break;
      if (!fits(argument) || repeats(argument, said)) continue;
      left.delete(argument);
      said.vectors.push((argument.sentences[0] as Sentence).vector);
      drafts.push(fromArgument(argument, kind));
    }
    return drafts;
  };
  const shared = Math.max(MIN_AGREEMENT, Math.min(20, Math.round(theme.ids.length / 10)));
  const agreement = take(
    'agreement',
    a => a.count >= shared && a.cue !== 'experience' && !disputed.has(a.sentences[0] as Sentence),
  );
  const experience = take('experience', a => a.cue === 'experience');
  const obstacle = take('obstacle', a => a.cue === 'obstacle');
  const proposal = take('proposal', a => a.cue === 'proposal');
  const minority = take('minority', a => a.count <= 2 && a.worth >= 0.7 && isDistinct(a, theme));
  return [
    ...overview(theme, naming, size, coverage),
    ...agreement,
    ...disagreements.map(fromDisagreement),
    ...experience,
    ...obstacle,
    ...proposal,
    ...minority,
  ];
}

function overview(theme: Gathered, { label }: Naming, size: number, coverage: Coverage): Draft[] {
  const readable = new Map(theme.sentences.map(sentence => [sentence, readability(sentence.segment.text)]));
  // Whether it also says the words of the label, so that what is named is seen.
  const named = label
    .toLowerCase()
    .split(/[\s,'’]+/u)
    .filter(word => word.length > 3);
  const names = (sentence: Sentence) => named.filter(word => sentence.segment.text.toLowerCase().includes(word)).length;
  const weigh = (sentence: Sentence) =>
    Math.sqrt((readable.get(sentence) ?? 0) + 0.02) * (1 + Math.min(2, names(sentence)) * 0.6);
  const best = bestOfEachUnit(theme.sentences, weigh);
  const chosen = chooseForCoverage(best, ({ unit }) => unit, weigh, MAX_CITATIONS, coverage);
  // What the theme is named by is always seen, whatever else it covers.
  if (!chosen.some(sentence => names(sentence) > 0)) {
    const naming = theme.sentences.filter(sentence => names(sentence) > 0);
    const clearest = naming.reduce<Sentence | null>((a, b) => (a === null || weigh(b) > weigh(a) ? b : a), null);
    if (clearest !== null)
      chosen.splice(
        0,
        chosen.length,
        clearest,
        ...chosen.filter(({ unit }) => unit !== clearest.unit).slice(0, MAX_CITATIONS - 1),
      );
  }
  const count = theme.ids.length;
  const text = `${label} : ${count === 1 ? 'une contribution' : `${number(count)} contributions`} sur ${outOf(count, size).split(' sur ')[1] ?? size} en ${count === 1 ? 'parle' : 'parlent'}.`;
  return [
    { text, kind: 'overview', citations: chosen.map(citationOf), count, ourFigures: figuresOf(text), names: true },
  ];
}

function bestOfEachUnit(sentences: readonly Sentence[], weigh: (sentence: Sentence) => number): Sentence[] {
  const best = new Map<Sentence['unit'], Sentence>();
  for (const sentence of sentences) {
    const kept = best.get(sentence.unit);
    if (kept === undefined || weigh(sentence) > weigh(kept)) best.set(sentence.unit, sentence);
  }
  return [...best.values()];
}

/** Said by few, and far from what its theme says most: not one more way to say the same. */
function isDistinct(argument: Argument, theme: Gathered): boolean {
  const { closeness, vector } = argument.sentences[0] as Sentence;
  return vector.indexes.length >= 4 && closeness < 0.75 && theme.ids.length > argument.count * 4;
}

function repeats(argument: Argument, { vectors }: Said): boolean {
  const { vector } = argument.sentences[0] as Sentence;
  return vectors.some(other => cosine(vector, other) >= REPEATED);
}

function fromArgument({ sentences, count }: Argument, kind: StatementKind): Draft {
  const [best, ...others] = sentences as [Sentence, ...Sentence[]];
  const readable = others.filter(sentence => readability(sentence.segment.text) >= LEAST_READABLE);
  return {
    text: asStatement(best.segment.text),
    kind,
    citations: [best, ...readable].slice(0, MAX_CITATIONS).map(citationOf),
    count,
    ourFigures: new Set(),
  };
}

function fromDisagreement({ object, up, down }: Disagreement): Draft {
  const part = ({ verb, count: n }: Side) => `« ${verb.toLowerCase()} » dans ${number(n)} contributions`;
  const text = `Désaccord sur « ${object} » : ${part(up)}, ${part(down)}.`;
  const citations = [...up.sentences.slice(0, 2), ...down.sentences.slice(0, 2)].map(citationOf);
  return { text, kind: 'disagreement', citations, count: up.count + down.count, ourFigures: figuresOf(text) };
}

const citationOf = ({ unit, segment }: Sentence): Citation => ({ id: unit.source.id, quote: segment.text });

const HEAD =
  /^(?:(?:\d{1,2}|[a-z])\s?[).°/-]+\s*|[-–—•*>]\s*|(?:et|mais|donc|puis|car|ensuite|enfin|aussi|alors|déjà|bref|or|ainsi|sinon|surtout|de plus|de même|d['’]ailleurs|par contre|en revanche|néanmoins|cependant|toutefois|par ailleurs|en effet|du coup|au contraire|au pire|pour finir|également|premièrement|deuxièmement|tout d['’]abord|d['’]abord)\s*,?\s+)+/iu;

/** A person's sentence as a statement: its own words, without what tied it to the one before, with a capital and a full stop. */
export function asStatement(sentence: string): string {
  const one = sentence.replace(/\s+/gu, ' ').trim();
  const head = one.replace(HEAD, '');
  const kept = head.length >= 12 ? head : one;
  return /[.!?…]$/u.test(kept) ? capital(kept) : `${capital(kept)}.`;
}
