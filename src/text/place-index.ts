/** What places are looked up by: keys that ignore spelling, and the words of their names. Built once, on first use. */
import { editDistance, typosForgiven } from './distance.ts';
import { TYPE_WORD_LETTERS } from './limits.ts';
import { fold } from './normalize.ts';
import { CITIES } from './place-cities.ts';
import { EMPTY_WORDS, EPCI_WORDS, FORMER_NAMES, NICKNAMES, SPELLINGS } from './place-words.ts';
import { allPlaces, type Listed, placeByCode } from './territories.ts';

export interface Entry extends Listed {
  /** Words of the name that tell it apart, type words dropped. */
  readonly words: ReadonlySet<string>;
  readonly keys: readonly string[];
}

export interface PlaceIndex {
  readonly entries: readonly Entry[];
  /** Name with its type, or without: the places that bear it. */
  readonly byKey: ReadonlyMap<string, readonly Entry[]>;
  /** A word: the places whose name has it. */
  readonly byWord: ReadonlyMap<string, readonly Entry[]>;
  /** Former names and other words that only suggest. */
  readonly suggested: ReadonlyMap<string, readonly Entry[]>;
}

/** The words of a place's name or of a query, in one spelling: no articles, « st » as « saint », « deux » as « 2 ». */
export function placeWords(text: string): string[] {
  return fold(text)
    .replace(/presqu' ?ile/g, 'presquile')
    .split(/[^\p{L}\p{N}]+/u)
    .map(word => SPELLINGS.get(word) ?? word)
    .filter(word => word !== '' && !EMPTY_WORDS.has(word));
}

/** « communauté », « aglomeration »: long enough that an error in it still tells what it is. */
const LONG_TYPE_WORDS = [...EPCI_WORDS].filter(word => word.length >= TYPE_WORD_LETTERS);

function isTypeWord(word: string): boolean {
  if (EPCI_WORDS.has(word)) return true;
  if (word.length < TYPE_WORD_LETTERS - 1) return false;
  return LONG_TYPE_WORDS.some(known => {
    const allowed = typosForgiven(Math.min(word.length, known.length));
    return editDistance(word, known, allowed) <= allowed;
  });
}

/** Words without the type of place (« CC », « métropole »…); all of them when nothing else is left. */
export function coreWords(words: readonly string[], isType = isTypeWord): string[] {
  const core = words.filter(word => !isType(word));
  return core.length > 0 ? core : [...words];
}

/** Words run together: « hautesavoie ». */
export const placeKey = (words: readonly string[]): string => words.join('');

/** The list has no typing errors. */
const isOfficial = (word: string): boolean => EPCI_WORDS.has(word);

function entryOf(listed: Listed): Entry {
  const { name, kind } = listed.place;
  const inside = /\(([^)]*)\)/.exec(name)?.[1] ?? '';
  const base = name.replace(/\([^)]*\)/g, ' ');
  const spellings = kind === 'epci' ? [base, name, inside] : [name];
  const keys = spellings.flatMap(spelling => {
    const words = placeWords(spelling);
    return [placeKey(words), placeKey(coreWords(words, isOfficial))];
  });
  const words = kind === 'epci' ? coreWords(placeWords(name), isOfficial) : placeWords(name);
  return { ...listed, words: new Set(words), keys: [...new Set(keys)].filter(key => key !== '') };
}

function add(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [entry]);
  else if (!list.includes(entry)) list.push(entry);
}

function build(): PlaceIndex {
  const entries = allPlaces().map(entryOf);
  const byKey = new Map<string, Entry[]>();
  const byWord = new Map<string, Entry[]>();
  const suggested = new Map<string, Entry[]>();
  const byPlace = new Map(entries.map(entry => [entry.place.code, entry]));
  for (const entry of entries) {
    for (const key of entry.keys) add(byKey, key, entry);
    for (const word of entry.words) add(byWord, word, entry);
  }
  const register = (map: Map<string, Entry[]>, name: string, code: string): void => {
    const entry = byPlace.get(placeByCode(code)?.code ?? '');
    if (entry !== undefined) add(map, placeKey(placeWords(name)), entry);
  };
  for (const [name, code] of NICKNAMES) register(byKey, name, code);
  for (const [name, codes] of [...FORMER_NAMES, ...CITIES]) for (const code of codes) register(suggested, name, code);
  return { entries, byKey, byWord, suggested };
}

let index: PlaceIndex | undefined;

export function placeIndex(): PlaceIndex {
  index ??= build();
  return index;
}
