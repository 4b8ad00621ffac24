/** Each figure with what it counts: its unit, the noun beside it, the year it is told of. */
import { MAX_YEAR_WORDS } from '../limits.ts';
import { inDigits } from '../numerals.ts';
import { readWord } from '../stems.ts';
import { shared } from './evidence.ts';

interface Quantity {
  readonly value: string;
  /** « semaine », « % », « € »: null where it has none. */
  readonly unit: string | null;
  /** The first content word after it, as a stem; null where a sign comes first. */
  readonly noun: string | null;
  /** `more` in « plus de 3 », `less` in « moins de 3 » and « à peine 3 »; null alone. */
  readonly bound: 'more' | 'less' | null;
  /** The nearest year of the same clause. */
  readonly year: string | null;
}

const UNITS: readonly (readonly [string, RegExp])[] = [
  ['%', /^(?:%|pourcents?|points?)$/],
  ['€', /^(?:€|euros?|eur)$/],
  ['heure', /^(?:h|heures?)$/],
  ['minute', /^(?:min|minutes?)$/],
  ['jour', /^(?:jours?|journees?)$/],
  ['semaine', /^semaines?$/],
  ['mois', /^mois$/],
  ['an', /^(?:ans?|annees?)$/],
  ['km', /^(?:km|kilometres?)$/],
];
const SKIPPED =
  /^(?:de|d|des|du|pour|cent|pleine?s?|bonne?s?|autres?|premiere?s?|derniere?s?|nouve\w+|grande?s?|petite?s?|millions?|milliards?)$/;
const TOKEN = /\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?|[\p{L}]+|[%€]|[.,;:!?()\n]/gu;

/** Reads the quantities of a folded text. */
export function quantitiesOf(plain: string): Quantity[] {
  const found: Quantity[] = [];
  const all = (inDigits(plain).match(TOKEN) ?? []).map(String);
  let clauseStart = 0;
  for (const [i, token] of all.entries()) {
    if (/^[.,;:!?()\n]$/.test(token)) clauseStart = i + 1;
    const value = valueOf(token);
    if (value === null || isYear(token)) continue;
    let at = i + 1;
    while (at < all.length && at < i + 4 && SKIPPED.test(all[at] as string)) at += 1;
    const next = all[at] ?? '';
    const unit = UNITS.find(([, pattern]) => pattern.test(next))?.[0] ?? null;
    const word = unit === null && /^\p{L}/u.test(next) ? readWord(next) : null;
    found.push({
      value,
      unit,
      noun: word?.content === true ? word.stem : null,
      bound: boundOf(all, i),
      year: yearNear(all, i, clauseStart),
    });
  }
  return found;
}

const isYear = (token: string) => /^(?:19|20)\d\d$/.test(token);

const valueOf = (token: string): string | null =>
  /^\d/.test(token) ? String(Number(token.replaceAll(' ', '').replace(',', '.'))) : null;

function boundOf(all: readonly string[], at: number): Quantity['bound'] {
  const before = all.slice(Math.max(0, at - 3), at).join(' ');
  if (/\bau (?:moins|plus) ?(?:de |d )?$/.test(`${before} `)) return null;
  if (/\bplus (?:de|d)$/.test(before)) return 'more';
  return /\b(?:moins (?:de|d)|a peine)$/.test(before) ? 'less' : null;
}

function yearNear(all: readonly string[], at: number, clauseStart: number): string | null {
  // A year is told after what it dates, or at the head of the clause.
  for (let i = at + 1; i < Math.min(all.length, at + MAX_YEAR_WORDS) && !/^[.;:!?\n]$/.test(all[i] as string); i += 1)
    if (isYear(all[i] as string)) return all[i] as string;
  for (let i = at - 1; i >= Math.max(clauseStart, at - MAX_YEAR_WORDS); i -= 1)
    if (isYear(all[i] as string)) return all[i] as string;
  return null;
}

/**
 * `contradicted`: the source gives this figure in another unit, or another bound. `misplaced`: it gives the figure to
 * another noun or year, and this noun or year to another figure.
 */
export function quantitiesDiffer(statement: string, source: string): 'contradicted' | 'misplaced' | null {
  const said = quantitiesOf(statement);
  if (said.length === 0) return boundOfOne(statement, source);
  const given = quantitiesOf(source);
  let misplaced = false;
  for (const one of said) {
    const same = given.filter(other => other.value === one.value);
    if (same.length === 0) continue;
    const units = same.flatMap(({ unit }) => unit ?? []);
    if (one.unit !== null && units.length === same.length && !units.includes(one.unit)) return 'contradicted';
    // A share is no number: « 60 » is not « 60 % ».
    if (one.unit === '%' && !units.includes('%')) return 'contradicted';
    if (one.bound !== null && same.every(({ bound }) => bound !== null && bound !== one.bound)) return 'contradicted';
    const others = given.filter(other => other.value !== one.value);
    if (one.noun !== null && same.every(({ noun, unit }) => noun !== one.noun && (noun !== null || unit !== null)))
      misplaced ||= others.some(({ noun }) => noun === one.noun);
    if (one.year !== null && same.every(({ year }) => year !== null && year !== one.year))
      misplaced ||= others.some(({ year }) => year === one.year) || !source.includes(one.year);
  }
  return misplaced || crossed(statement, source) ? 'misplaced' : boundOfOne(statement, source);
}

/** Two figures of the statement, each with the words that the source puts beside the other. */
function crossed(statement: string, source: string): boolean {
  const said = withWords(statement);
  if (said.size < 2) return false;
  const given = withWords(source);
  const both = [...said.keys()].filter(figure => given.has(figure));
  const beside = (one: string, other: string) => shared(said.get(one) ?? NOTHING, given.get(other) ?? NOTHING);
  return both.some(one =>
    both.some(
      other =>
        one < other &&
        Math.min(beside(one, other), beside(other, one)) > Math.max(beside(one, one), beside(other, other)),
    ),
  );
}

const NOTHING: ReadonlySet<string> = new Set();

/** Each figure, with the stems that follow it up to the next figure or sign. */
function withWords(text: string): Map<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  let last: string | null = null;
  let stems = new Set<string>();
  for (const [token] of inDigits(text).matchAll(TOKEN)) {
    const value = valueOf(token);
    if (value !== null || /^[.,;:!?()\n]$/.test(token)) {
      if (last !== null && !found.has(last)) found.set(last, stems);
      last = value;
      stems = new Set();
    } else if (/^\p{L}/u.test(token)) {
      const word = readWord(token);
      if (word.content) stems.add(word.stem);
    }
  }
  if (last !== null && !found.has(last)) found.set(last, stems);
  return found;
}

/** « Plus d’un an » and « moins d’un an »: « un » is an article elsewhere. */
function boundOfOne(statement: string, source: string): 'contradicted' | null {
  for (const [, side, unit] of statement.matchAll(/\b(plus|moins) d'une? (\w+)/g)) {
    const other = side === 'plus' ? 'moins' : 'plus';
    const has = (word: string) => new RegExp(String.raw`\b${word} d'une? ${unit}`).test(source);
    if (has(other) && !has(side as string)) return 'contradicted';
  }
  return null;
}

const MONTHS = /\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b/g;
const DAYS = /\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|week-?end)s?\b/g;

/** `contradicted`: the source has another month, or weekday, and not this one. `absent`: it has none. */
export function datesDiffer(statement: string, source: string): 'contradicted' | 'absent' | null {
  let worst: 'contradicted' | 'absent' | null = null;
  for (const names of [MONTHS, DAYS]) {
    const given = new Set((source.match(names) ?? []).map(name => name.replace(/s$/, '')));
    const missing = (statement.match(names) ?? []).filter(name => !given.has(name.replace(/s$/, '')));
    // « Mars » and « mars » of « marsouin » apart, a month of the source may be a season of the statement: only names count.
    if (missing.length > 0) worst = given.size > 0 ? 'contradicted' : (worst ?? 'absent');
  }
  return worst;
}

const FRACTION = /\b(\d+|une?)(?: \p{L}+)? sur (\d+)\b/gu;

/** Whether « 2 sur 3 » of the statement is another share of the same whole in the source. */
export function fractionDiffers(statement: string, source: string): boolean {
  const fractions = (text: string) =>
    [...inDigits(text).matchAll(FRACTION)].map(([, part, whole]) => [number(part), number(whole)] as const);
  const given = fractions(source);
  return fractions(statement).some(
    ([part, whole]) => !given.some(f => f[0] === part && f[1] === whole) && given.some(f => f[1] === whole),
  );
}

const number = (word = '') => (/^une?$/.test(word) ? '1' : (valueOf(word) ?? word));
