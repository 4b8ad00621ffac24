/** Which place? A region, département, EPCI or the whole country, by code or by name, as people type them. */
import { MAX_LIST_ANSWER_CHARS, MAX_PLACE_WORDS } from './limits.ts';
import { fold, oneLine } from './normalize.ts';
import { byCode, exact, found, NONE, offered, type PlaceSearch } from './place-codes.ts';
import { coreWords, type Entry, placeIndex, placeKey, placeWords } from './place-index.ts';
import { inOrder, nearestPlaces } from './place-ranking.ts';
import { COUNTRY_KEYS, DEPARTEMENT_WORDS, INSIDE_WORDS, LEAD, REGION_WORDS, TYPE_HINTS } from './place-words.ts';
import { placeByCode } from './territories.ts';

interface Hint {
  readonly words: readonly string[];
  readonly allows: (entry: Entry) => boolean;
}

/** « région … », « département … », « CC … » say which kind is meant. */
function hinted(words: readonly string[]): Hint | null {
  const [first = '', ...rest] = words;
  if (rest.length === 0) return null;
  if (DEPARTEMENT_WORDS.test(first)) return { words: rest, allows: entry => entry.place.kind === 'departement' };
  if (REGION_WORDS.test(first)) return { words: rest, allows: entry => entry.place.kind === 'region' };
  const line = words.join(' ');
  const types = TYPE_HINTS.find(([pattern]) => pattern.test(line))?.[1];
  if (types !== undefined) return { words: coreWords(words), allows: entry => types.includes(entry.type) };
  const core = coreWords(words);
  return core.length < words.length ? { words: core, allows: entry => entry.place.kind === 'epci' } : null;
}

/** The places whose name is exactly that, spelling apart. */
function named(words: readonly string[]): Entry[] {
  const { byKey } = placeIndex();
  const whole = byKey.get(placeKey(words)) ?? [];
  const hint = hinted(words);
  if (hint === null) return [...whole];
  const core = byKey.get(placeKey(hint.words)) ?? [];
  const meant = [...new Set([...whole, ...core])].filter(hint.allows);
  if (meant.length > 0) return meant;
  return whole.length > 0 ? [...whole] : [...core];
}

function told(entries: readonly Entry[]): PlaceSearch | null {
  const [only, ...others] = entries;
  if (only === undefined) return null;
  return others.length === 0 ? exact(only.place) : offered(entries.toSorted(inOrder).map(entry => entry.place));
}

/** « Haute-Savoie (74) », « Annecy 74 »: the code says where to look. */
function withCode(words: readonly string[]): PlaceSearch | null {
  const codes = words.filter(word => placeByCode(`dep:${word.toUpperCase()}`) !== undefined);
  const [code] = codes;
  const rest = words.filter(word => word !== code);
  if (code === undefined || codes.length > 1 || rest.length === 0) return null;
  const isThere = (entry: Entry): boolean =>
    entry.place.departements.includes(code.toUpperCase()) && entry.place.kind !== 'country';
  const there = told(named(rest).filter(isThere));
  if (there !== null) return there;
  const close = nearestPlaces(coreWords(rest), isThere);
  if (close.length > 0) return offered(close.map(entry => entry.place));
  // « Haute-Savoie 73 »: one of the two is a slip.
  const departement = placeByCode(`dep:${code.toUpperCase()}`);
  const elsewhere = named(rest).map(entry => entry.place);
  return elsewhere.length === 0 || departement === undefined ? null : offered([...elsewhere, departement]);
}

function near(words: readonly string[]): PlaceSearch {
  const hint = hinted(words);
  const meant = hint === null ? [] : nearestPlaces(hint.words, hint.allows);
  const any = (query: readonly string[]): Entry[] => nearestPlaces(coreWords(query), () => true);
  const whole = meant.length > 0 ? meant : any(words);
  const fewer = words.filter(word => !INSIDE_WORDS.test(word));
  const list = whole.length > 0 || fewer.length === 0 || fewer.length === words.length ? whole : any(fewer);
  return offered(list.map(entry => entry.place));
}

/**
 * The place that `query` names or codes. 'exact' needs a code or a whole name, forgiving only case, accents, hyphens,
 * articles, abbreviations and the EPCI's type; part of a name, a typing error, a postal code, a former région or a
 * name that several places bear give candidates. A département's code wins over a région's. Internal codes
 * ('dep:74') are read too. Never throws; a sentence gives 'none'.
 */
export function findPlace(query: string): PlaceSearch {
  if (query.length > MAX_LIST_ANSWER_CHARS) return NONE;
  const folded = fold(oneLine(query));
  const coded = byCode(folded);
  if (coded !== null) return coded;
  for (const line of new Set([folded, folded.replace(LEAD, '')])) {
    const words = placeWords(line);
    if (words.length === 0 || words.length > MAX_PLACE_WORDS) continue;
    if (COUNTRY_KEYS.has(placeKey(words))) return found('fr');
    const direct = byCode(line) ?? told(named(words));
    if (direct !== null) return direct;
    const suggested = placeIndex().suggested.get(placeKey(hinted(words)?.words ?? words));
    if (suggested !== undefined) return offered(suggested.map(entry => entry.place));
    const close = withCode(words) ?? near(words);
    if (close.kind !== 'none') return close;
  }
  return NONE;
}
