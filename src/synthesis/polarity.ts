/**
 * What a sentence denies. Each word is read with what turns it round just before it (« pas », « sans », « moins »), and
 * known opposites are compared, so that a statement can't say yes where its sources say no.
 */
import { fold } from '#text/index.ts';
import { readWord } from './stems.ts';

/** Small words that turn what follows, or what just stands before, by class. */
const TURNS: ReadonlyMap<string, string> = new Map([
  ...['pas', 'non', 'aucun', 'aucune', 'jamais', 'rien', 'ni', 'nullement', 'guere'].map(word => [word, 'no'] as const),
  ['sans', 'without'],
  ['avec', 'with'],
  ['moins', 'less'],
  ['plus', 'more'],
  ['davantage', 'more'],
  ['peu', 'little'],
  ['beaucoup', 'much'],
  ['trop', 'too'],
]);

/** Pairs that say the opposite of each other; each side is a list of word beginnings, folded. */
const OPPOSITES: readonly (readonly [RegExp, RegExp])[] = [
  [/^gratuit/, /^(?:payant|payer|paye)/],
  [/^ouvert|^ouvr/, /^ferm/],
  [/^(?:garder|garde|gardons|conserv|mainten|preserv)/, /^(?:supprim|abandonn|suppression|abol)/],
  [/^(?:favorable|pour$|partisan|soutien|soutenir)/, /^(?:oppos|defavorable|contre$|hostile)/],
  [/^(?:augment|hausse|accroi)/, /^(?:baiss|dimin|redui|reduction|limit)/],
  [/^(?:autoris|permett)/, /^(?:interdi|prohib)/],
  [/^(?:facil|simpl)/, /^(?:difficil|compliqu|complex)/],
  [/^(?:satisf|content)/, /^(?:mecontent|insatisf|decu)/],
  [/^(?:utile)/, /^(?:inutil)/],
  [/^(?:obligatoire|oblig|impos)/, /^(?:facultati|volontaire|libre$)/],
  [/^(?:centralis)/, /^(?:decentralis)/],
  [/^(?:accept|accord)/, /^(?:refus|rejet|desaccord)/],
  [/^(?:present)/, /^(?:absent|absence)/],
  [/^(?:riche)/, /^(?:pauvre)/],
  [/^(?:meilleur|mieux|amelior)/, /^(?:pire|degrad)/],
  [/^(?:public|publics|publique|publiques)$/, /^prive/],
];

/** Words that a turn reaches: it denies what stands close after it, or just before (« il ne passe pas »). */
const REACH_AFTER = 2;
const REACH_BEFORE = 1;

interface Read {
  readonly stem: string;
  readonly word: string;
  readonly content: boolean;
  /** Classes of what turns it. */
  readonly turned: ReadonlySet<string>;
}

/** Whether `statement` turns round what `sources` say: null, or the word on which they differ. */
export function polarityDiffers(statement: string, sources: readonly string[]): string | null {
  const said = read(statement);
  const given = sources.flatMap(read);
  return turnedOtherwise(said, given) ?? opposed(said, given);
}

/** A word of both that is turned here and never there, or the other way round. */
function turnedOtherwise(said: readonly Read[], given: readonly Read[]): string | null {
  const there = new Map<string, Set<string>[]>();
  for (const { stem, content, turned } of given) {
    if (!content) continue;
    const list = there.get(stem);
    if (list === undefined) there.set(stem, [new Set(turned)]);
    else list.push(new Set(turned));
  }
  const here = new Map<string, ReadonlySet<string>[]>();
  for (const { stem, content, turned } of said) {
    if (!content || !there.has(stem)) continue;
    here.set(stem, [...(here.get(stem) ?? []), turned]);
  }
  for (const [stem, readings] of here)
    if (!readings.some(turned => there.get(stem)?.some(other => agree(turned, other)))) return stem;
  return null;
}

/** Two readings agree when each class that turns one round turns the other. « plus » is ambiguous alone: it needs « ne ». */
function agree(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const differs = (kind: string) => a.has(kind) !== b.has(kind);
  if (differs('no') || differs('without') || differs('less') || differs('little')) return false;
  if (differs('much') && (a.has('little') || b.has('little'))) return false;
  if (differs('more') && (a.has('less') || b.has('less') || a.has('no') || b.has('no'))) return false;
  return true;
}

/** A word of the statement whose opposite, and not itself, is in the sources. */
function opposed(said: readonly Read[], given: readonly Read[]): string | null {
  const denied = (reads: readonly Read[]) => reads.filter(r => r.turned.has('no') || r.turned.has('without'));
  for (const [one, other] of OPPOSITES)
    for (const [left, right] of [
      [one, other],
      [other, one],
    ] as const) {
      const here = said.find(r => left.test(r.word));
      if (here === undefined || given.some(r => left.test(r.word))) continue;
      const there = given.find(r => right.test(r.word));
      // « pas facile » for « difficile » says the same.
      if (there !== undefined && !denied([here]).length && !denied([there]).length) return here.word;
    }
  return null;
}

const CLAUSE = /[.!?;:,()\n]|\b(?:mais|car|parce que|puisque)\b/u;

function read(text: string): Read[] {
  return text.toLowerCase().split(CLAUSE).flatMap(readClause);
}

function readClause(clause: string): Read[] {
  const all = [...clause.matchAll(/[\p{L}\p{N}]+/gu)].map(([raw]) => ({ raw, word: fold(raw) }));
  // « ne … plus » denies; « plus » alone adds.
  const hasNe = all.some(({ word }) => word === 'ne' || word === 'n');
  const kinds = all.map(({ word }) => (word === 'plus' && hasNe ? 'no' : (TURNS.get(word) ?? null)));
  const turned = all.map(() => new Set<string>());
  for (const [at, kind] of kinds.entries()) {
    if (kind === null) continue;
    for (const place of reached(
      at,
      kind,
      all.map(({ raw }) => readWord(raw)),
      hasNe,
    ))
      turned[place]?.add(kind);
  }
  return all.map(({ raw, word }, i) => {
    const { stem, content } = readWord(raw);
    return { stem, word, content: content || isTelling(word), turned: turned[i] ?? new Set() };
  });
}

// Fillers to a theme, but what a negation bears on: « on voit », « ils savent ».
const isTelling = (word: string) => word.length > 3 && !TURNS.has(word) && !SMALL.has(word);
const SMALL = new Set(
  'dans pour avec leur leurs cette notre votre nous vous elle elles sont etre avoir tout tous toute toutes cela comme aussi encore toujours entre chez'.split(
    ' ',
  ),
);

function reached(at: number, kind: string, all: readonly { readonly content: boolean }[], hasNe: boolean): number[] {
  const places: number[] = [];
  let seen = 0;
  for (let i = at + 1; i < all.length && seen < REACH_AFTER; i += 1)
    if (all[i]?.content) {
      places.push(i);
      seen += 1;
    }
  if (kind === 'no' && hasNe) {
    seen = 0;
    for (let i = at - 1; i >= 0 && seen < REACH_BEFORE; i -= 1)
      if (all[i]?.content) {
        places.push(i);
        seen += 1;
      }
  }
  return places;
}
