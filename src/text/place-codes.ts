/** Places by code: département, région, SIREN of an EPCI, postal code. */
import { MAX_PLACE_CANDIDATES } from './limits.ts';
import { type Place, placeByCode } from './territories.ts';

export type PlaceSearch =
  | { readonly kind: 'exact'; readonly place: Place }
  /** One to five, best first: to be asked about. */
  | { readonly kind: 'candidates'; readonly places: readonly Place[] }
  | { readonly kind: 'none' };

export const NONE: PlaceSearch = { kind: 'none' };
const CODE =
  /^(?:(?:le|la|du|dans|en|departements?|depts?|dpts?|deps?|regions?|reg|epci|siren|code|numero|num|n°|n|no)(?: ?[:.] ?| )?)*(\d{1,2}|2 ?[ab]|9[78]\d|\d{3} ?\d{3} ?\d{3}|\d{5})$/;

export const exact = (place: Place): PlaceSearch => ({ kind: 'exact', place });
export const offered = (places: readonly Place[]): PlaceSearch =>
  places.length === 0 ? NONE : { kind: 'candidates', places: places.slice(0, MAX_PLACE_CANDIDATES) };

/** « 74 », « 1 », « 2a », « région 84 », a SIREN number; a postal code only suggests. A département wins over a région. */
export function byCode(folded: string): PlaceSearch | null {
  const own = placeByCode(
    folded.replace(/^(dep|reg|epci) ?: ?(\w+)$/, (_, kind: string, code: string) => `${kind}:${code.toUpperCase()}`),
  );
  if (own !== undefined) return exact(own);
  const code = CODE.exec(folded)?.[1]?.replaceAll(' ', '').toUpperCase();
  if (code === undefined) return null;
  if (code.length === 9) return found(`epci:${code}`);
  if (code === '20') return null;
  if (code.length === 5) {
    const isCorsica = code.startsWith('20');
    const departement = isCorsica ? (code < '20200' ? '2A' : '2B') : code.slice(0, /^9[78]/.test(code) ? 3 : 2);
    const place = placeByCode(`dep:${departement}`);
    return offered(place === undefined ? [] : [place]);
  }
  const isRegion = /\b(?:regions?|reg)\b/.test(folded) && placeByCode(`reg:${code}`) !== undefined;
  return found(`${isRegion ? 'reg' : 'dep'}:${code.padStart(2, '0')}`);
}

export function found(code: string): PlaceSearch {
  const place = placeByCode(code);
  return place === undefined ? NONE : exact(place);
}
