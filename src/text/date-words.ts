/** Words of dates, folded, and the pieces of regular expressions made from them. */
import { EN_TEENS, EN_TENS, EN_UNITS, FR_TEENS, FR_TENS, FR_UNITS } from './number-words.ts';

const MONTHS_FR = [
  'janvier|janv|jan',
  'fevrier|fevr|fev',
  'mars',
  'avril|avr',
  'mai',
  'juin',
  'juillet|juil',
  'aout',
  'septembre|sept',
  'octobre|oct',
  'novembre|nov',
  'decembre|dec',
];
const MONTHS_EN = [
  'january|jan',
  'february|feb',
  'march|mar',
  'april|apr',
  'may',
  'june|jun',
  'july|jul',
  'august|aug',
  'september|sept|sep',
  'october|oct',
  'november|nov',
  'december|dec',
];
const DAYS_FR = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const DAYS_EN = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const numberOf = (names: readonly string[]): Array<[string, number]> =>
  names.flatMap((alternatives, index) => alternatives.split('|').map((name): [string, number] => [name, index + 1]));

/** Longest first, so that a name is not cut short by another that begins it. */
const anyOf = (names: Iterable<string>): string => [...names].toSorted((a, b) => b.length - a.length).join('|');

const FR_MONTH_OF = new Map([...numberOf(MONTHS_FR), ['rentree', 9]] as Array<[string, number]>);
const EN_MONTH_OF = new Map(numberOf(MONTHS_EN));

/** « may » and « mar » are other words in French; « sept » is seven: see `MONTH`. */
const FR_MONTHS = anyOf([...FR_MONTH_OF.keys()].filter(name => name !== 'sept'));
const EN_LONG_MONTHS = anyOf(MONTHS_EN.map(names => names.split('|')[0] ?? '').filter(name => name !== 'may'));
/** A month's name; « sept » needs a dot, a year, or a day before it. */
export function monthPattern(english: boolean): string {
  const names = english ? `${anyOf(EN_MONTH_OF.keys())}|${FR_MONTHS}` : `${FR_MONTHS}|${EN_LONG_MONTHS}`;
  return `(?:(?:${names})(?![\\p{L}])|sept(?=\\.| ?(?:19|20)\\d\\d))\\.?`;
}
/** 1 to 12; 0 when `name` is no month. */
export function monthOf(name: string): number {
  const plain = name.replace(/\.$/, '');
  return FR_MONTH_OF.get(plain) ?? EN_MONTH_OF.get(plain) ?? 0;
}

const WEEKDAYS = new Map([...numberOf(DAYS_FR), ...numberOf(DAYS_EN)]);
export const WEEKDAY = anyOf(WEEKDAYS.keys());
/** 1 is Monday, 7 is Sunday; 0 when `name` is no weekday. */
export function weekdayOf(name: string): number {
  return WEEKDAYS.get(name) ?? 0;
}

const SMALL = new Map<string, number>([
  ...FR_UNITS,
  ...FR_TEENS,
  ...FR_TENS,
  ...EN_UNITS,
  ...EN_TEENS,
  ...EN_TENS,
  ['dix-huit', 18],
  ['vingt et un', 21],
  ['vingt-quatre', 24],
  ['a', 1],
  ['an', 1],
  ['une dizaine de', 10],
  ['une quinzaine de', 15],
  ['a couple of', 2],
]);
/** A small count of days, months or years, in digits or words. */
export const COUNT = `\\d{1,3}|${anyOf([...SMALL.keys()])}`;
export function countOf(text: string): number {
  return /^\d/.test(text) ? Number(text) : (SMALL.get(text) ?? 0);
}

/** « trois mars »: a day of the month in words, 1 to 31. */
const DAY_UNITS = ['', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf'];
const DAY_WORDS = new Map<string, number>([['premier', 1], ['first', 1], ...FR_TEENS]);
for (const [unit, word] of DAY_UNITS.entries()) {
  if (unit >= 1) DAY_WORDS.set(word, unit).set(unit === 1 ? 'vingt-et-un' : `vingt-${word}`, 20 + unit);
  if (unit >= 7) DAY_WORDS.set(`dix-${word}`, 10 + unit);
}
DAY_WORDS.set('vingt', 20).set('trente', 30).set('trente-et-un', 31);
export const DAY = `\\d{1,2}(?: ?(?:er|ere|e|eme|st|nd|rd|th)(?!\\p{L}))?|${anyOf(DAY_WORDS.keys()).replaceAll('-', '[ -]')}`;
export function dayOf(text: string): number {
  return /^\d/.test(text) ? Number.parseInt(text, 10) : (DAY_WORDS.get(text.replaceAll(' ', '-')) ?? 0);
}

/** Seasons by their first month; winter begins in December. */
const SEASONS = new Map([
  ['printemps', 3],
  ['spring', 3],
  ['ete', 6],
  ['summer', 6],
  ['automne', 9],
  ['autumn', 9],
  ['hiver', 12],
  ['winter', 12],
]);
/** « été » is also a participle: the season needs what goes before a season. */
export const SEASON =
  "printemps|spring|automne|autumn|hiver|winter|summer|(?<=^|l'|d'|cet |en |des |pendant |debut |mi-|mi |fin |courant )ete(?!\\p{L})|ete(?= (?:19|20)\\d\\d| prochain| dernier)";
export function seasonStart(name: string): number {
  return SEASONS.get(name) ?? 0;
}

export type Unit = 'day' | 'week' | 'month' | 'year';
export const UNIT =
  'jours?|semaines?|sem|mois|trimestres?|semestres?|ans?|annees?|days?|weeks?|months?|quarters?|years?';
/** The unit and how many of it one `UNIT` word makes. */
export function unitOf(word: string): { unit: Unit; times: number } {
  if (/^(?:jour|day)/.test(word)) return { unit: 'day', times: 1 };
  if (/^(?:sem$|semaine|week)/.test(word)) return { unit: 'week', times: 1 };
  if (/^(?:trimestre|quarter)/.test(word)) return { unit: 'month', times: 3 };
  if (word.startsWith('semestre')) return { unit: 'month', times: 6 };
  return { unit: word.startsWith('mo') ? 'month' : 'year', times: 1 };
}
