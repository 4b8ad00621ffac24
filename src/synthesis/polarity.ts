/**
 * What a sentence denies. Each word is read with what turns it round just before it (« pas », « sans », « moins »), and
 * known opposites are compared, so that a statement can't say yes where its sources say no.
 */
import { fold } from '#text/index.ts';
import { MAX_NEGATION_WORDS } from './limits.ts';
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
  [
    /^(?:souten|soutien|soutiennent|favorable|poursui|continu|prolong|garder|maint|conserv)/,
    /^(?:arret|stopp|abandon|fin$|critiqu|hostil)/,
  ],
  [/^(?:rapide|rapidement|vite)$/, /^(?:lent|lente|lents|lentes|lentement|lenteur|lenteurs)$/],
  [/^(?:accessib)/, /^(?:inaccessib)/],
  [/^(?:possib)/, /^(?:impossib)/],
  [/^(?:efficace)/, /^(?:inefficace)/],
  [/^(?:suffisant|suffisam)/, /^(?:insuffisan)/],
  [/^(?:juste|justice)s?$/, /^(?:injust)/],
  [/^(?:confiance|confiant)/, /^(?:mefi|defian)/],
  [/^(?:reuss|succes)/, /^(?:echec|echou|rate$|ratee?s?$)/],
  [/^(?:inclu|inclusi)/, /^(?:exclu)/],
  [/^(?:gagn)/, /^(?:perd|perte)/],
  [/^(?:collecti)/, /^(?:individuel)/],
  [/^(?:rural)/, /^(?:urbain)/],
  [/^(?:ajout)/, /^(?:retir|enlev|retrait$)/],
  [/^(?:commenc|debut)/, /^(?:termin|fini|acheve)/],
  [/^(?:avantage)/, /^(?:inconvenient|desavantage)/],
  [/^(?:rassur)/, /^(?:inquiet)/],
  [/^(?:proche|proximite)/, /^(?:loin$|lointain|eloign)/],
  [/^(?:public|publics|publique|publiques)$/, /^prive/],
];

/** Content words that a turn reaches after it. */
const REACH_AFTER = 2;

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

/** « Pourquoi ne pas » proposes, « au moins » bounds: neither denies nor lessens. « Pas assez » lessens. */
const IDIOMS: readonly (readonly [RegExp, string])[] = [
  [/\bpourquoi (?:ne )?pas\b/gu, 'pourquoi'],
  [/\b(?:au|du|à|plus ou|non) (?:moins|plus)\b|\bnon seulement\b|\bà moins (?=que|d)/gu, ' '],
  [/\bpas (?:assez|suffisamment)\b/gu, 'peu'],
];

const CLAUSE = /[.!?;:,()\n]|\b(?:mais|car|parce que|puisque)\b/u;

function read(text: string): Read[] {
  const lower = IDIOMS.reduce((told, [idiom, instead]) => told.replace(idiom, instead), text.toLowerCase());
  return lower.split(CLAUSE).flatMap(readClause);
}

function readClause(clause: string): Read[] {
  const all = [...clause.matchAll(/[\p{L}\p{N}]+/gu)].map(([raw]) => ({ raw, word: fold(raw) }));
  const hasNe = all.some(({ word }) => word === 'ne' || word === 'n');
  const kinds = all.map(({ word }) => (NO_WITH_NE.has(word) && hasNe ? 'no' : (TURNS.get(word) ?? null)));
  const words = all.map(({ raw, word }) => ({ word, content: readWord(raw).content }));
  const turned = all.map(() => new Set<string>());
  for (const [at, kind] of kinds.entries()) {
    if (kind === null) continue;
    for (const place of reached(at, kind, words)) turned[place]?.add(kind);
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

interface Placed {
  readonly word: string;
  readonly content: boolean;
}

function reached(at: number, kind: string, all: readonly Placed[]): number[] {
  const places: number[] = [];
  for (let i = at + 1; i < all.length && places.length < REACH_AFTER; i += 1) if (all[i]?.content) places.push(i);
  return kind === 'no' ? [...places, ...deniedVerb(at, all)] : places;
}

/** The verb between « ne » and « pas »; said without « ne », the one just before: « ça marche pas », « ils savent pas ». */
function deniedVerb(at: number, all: readonly Placed[]): number[] {
  for (let i = at - 1; i >= Math.max(0, at - MAX_NEGATION_WORDS); i -= 1)
    if (all[i]?.word === 'ne' || all[i]?.word === 'n') {
      const verb = all.findIndex((word, j) => j > i && j < at && (word.content || isTelling(word.word)));
      return verb < 0 ? [] : [verb];
    }
  const before = all[at - 1];
  if (before === undefined || !(before.content || isTelling(before.word))) return [];
  return PRONOUN.test(all[at - 2]?.word ?? '') || /(?:ent|ons|ez)$/.test(before.word) ? [at - 1] : [];
}

/** « Ne … plus » and « personne ne » deny; alone, « plus » adds and « une personne » is somebody. */
const NO_WITH_NE: ReadonlySet<string> = new Set(['plus', 'personne']);

const PRONOUN = /^(?:ca|je|j|tu|il|elle|on|nous|vous|ils|elles|c|y|me|m|se|s|te|t|qui)$/;
