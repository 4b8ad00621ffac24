/** Several places in one message: « 73, 74 et 01 », « Savoie et Haute-Savoie ». */
import { editDistance, typosForgiven } from './distance.ts';
import { MAX_LIST_ANSWER_CHARS, MAX_PLACE_NAME_PARTS, MAX_PLACES_PER_ANSWER } from './limits.ts';
import { fold } from './normalize.ts';
import { coreWords, placeKey, placeWords } from './place-index.ts';
import { LIGHT_WORDS } from './place-words.ts';
import { findPlace } from './places.ts';
import type { Place } from './territories.ts';

/** The name itself, but for a typing error or a light word (« Chambéry », « CA du Grand Chambéry »). */
function isNearlyNamed(query: string, place: Place): boolean {
  const heavy = (text: string): string => placeKey(coreWords(placeWords(text)).filter(word => !LIGHT_WORDS.has(word)));
  const [said, name] = [heavy(query), heavy(place.name)];
  const allowed = typosForgiven(Math.min(said.length, name.length));
  return said !== '' && editDistance(said, name, allowed) <= allowed;
}

/** One place for sure: exact or nearly, or a département and a région of one name, which are the same land. */
function sure(query: string): Place | null {
  const search = findPlace(query);
  if (search.kind === 'exact') return search.place;
  if (search.kind === 'none') return null;
  const [first, second] = search.places;
  const isTwin = first?.kind === 'departement' && second?.kind === 'region' && first.name === second.name;
  if (first !== undefined && isTwin) return first;
  const [only, ...others] = search.places.filter(place => isNearlyNamed(query, place));
  return others.length === 0 ? (only ?? null) : null;
}

/** « Savoie et Haute-Savoie »: the longest runs that are places, so that « Lot et Garonne » stays whole. */
function readRun(pieces: readonly string[], places: Place[], unknown: string[]): void {
  for (let from = 0; from < pieces.length; ) {
    let to = Math.min(pieces.length, from + MAX_PLACE_NAME_PARTS);
    while (to > from + 1 && findPlace(pieces.slice(from, to).join(' et ')).kind !== 'exact') to -= 1;
    const text = pieces.slice(from, to).join(' et ');
    const place = sure(text);
    if (place === null) unknown.push(text);
    else places.push(place);
    from = to;
  }
}

/**
 * Splits « 73, 74 et 01 » or « Savoie et Haute-Savoie » into places, each once, in the order told. A part that names no
 * place, or several, is given back as written in `unknown`. A whole name with commas or « et » stays one place.
 */
export function findPlaces(text: string): { found: Place[]; unknown: string[] } {
  const places: Place[] = [];
  const unknown: string[] = [];
  const clean = text.length > MAX_LIST_ANSWER_CHARS ? '' : text;
  const whole = findPlace(clean);
  if (whole.kind === 'exact') return { found: [whole.place], unknown };
  const chunks = clean.split(/[,;\n/+&]|\s[-–—•*]\s|^\s*[-–—•*]\s/u).filter(chunk => fold(chunk) !== '');
  for (const chunk of chunks.slice(0, MAX_PLACES_PER_ANSWER)) {
    const codes = fold(chunk).split(/\s*-\s*|\s+et\s+|\s+and\s+|\s+/);
    const isCodes = codes.length > 1 && codes.every(code => /^(?:\d{1,3}|2[ab])$/.test(code));
    const pieces = isCodes
      ? codes
      : chunk
          .trim()
          .replace(/^(?:et|and)\s+/iu, '')
          .split(/\s+(?:et|and|ou|or|puis)\s+/iu);
    if (isCodes) for (const piece of pieces) readRun([piece], places, unknown);
    else readRun(pieces, places, unknown);
  }
  const once = [...new Map(places.map(place => [place.code, place])).values()];
  return { found: once.slice(0, MAX_PLACES_PER_ANSWER), unknown };
}
