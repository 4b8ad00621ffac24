/** The places that come near a query: words in common, words begun, typing errors; best first. */
import { editDistance, typosForgiven } from './distance.ts';
import { MAX_PLACE_CANDIDATES } from './limits.ts';
import { type Entry, placeIndex, placeKey } from './place-index.ts';
import { LIGHT_WORDS } from './place-words.ts';

const PREFIX_LETTERS = 4;
const PREFIX_COST = 0.4;
const MISSING_COST = 0.5;
const LIGHT_COST = 0.1;
/** Further from the best than this, a candidate is noise. */
const SPREAD = 1.1;
const KIND_ORDER = { country: 0, departement: 1, region: 1, epci: 2 } as const;

/** One bit per letter or digit: two words within n errors differ by at most 2n bits, which rules most out at once. */
function letterMask(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at += 1) mask |= 1 << (word.charCodeAt(at) % 31);
  return mask;
}

function bits(mask: number): number {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count += 1;
  return count;
}

let masks: ReadonlyMap<string, number> | undefined;
function maskOf(word: string): number {
  masks ??= new Map(
    [...placeIndex().byWord.keys(), ...placeIndex().byKey.keys()].map(known => [known, letterMask(known)]),
  );
  return masks.get(word) ?? letterMask(word);
}

/** Typing errors between two words, or null beyond what their length forgives. */
function typos(said: string, known: string, saidMask: number): number | null {
  const allowed = /\d/.test(said) ? 0 : typosForgiven(Math.min(said.length, known.length));
  if (allowed === 0 || Math.abs(said.length - known.length) > allowed) return null;
  if (bits(saidMask ^ maskOf(known)) > 2 * allowed) return null;
  const distance = editDistance(said, known, allowed);
  return distance <= allowed ? distance : null;
}

/** The known words that `said` may be, with what it costs to think so; only the exact one when it exists. */
function wordsNear(said: string): Array<{ word: string; cost: number }> {
  const { byWord } = placeIndex();
  if (byWord.has(said)) return [{ word: said, cost: 0 }];
  const mask = letterMask(said);
  const near: Array<{ word: string; cost: number }> = [];
  for (const word of byWord.keys()) {
    const isBegun = said.length >= PREFIX_LETTERS && word.startsWith(said);
    const cost = isBegun ? PREFIX_COST : typos(said, word, mask);
    if (cost !== null) near.push({ word, cost });
  }
  return near;
}

/** Every word of the query must be found (light ones may be missing); the name's other words weigh a little. */
function byWords(query: readonly string[]): Map<Entry, number> {
  const { byWord } = placeIndex();
  let costs: Map<Entry, { cost: number; used: Set<string> }> | null = null;
  for (const said of query) {
    const found = new Map<Entry, { cost: number; word: string }>();
    for (const { word, cost } of wordsNear(said)) {
      for (const entry of byWord.get(word) ?? []) {
        const known = found.get(entry);
        if (known === undefined || cost < known.cost) found.set(entry, { cost, word });
      }
    }
    const isLight = LIGHT_WORDS.has(said);
    const next = new Map<Entry, { cost: number; used: Set<string> }>();
    if (costs === null) {
      for (const [entry, { cost, word }] of found) next.set(entry, { cost, used: new Set([word]) });
      if (isLight) continue;
    } else {
      for (const [entry, so] of costs) {
        const here = found.get(entry);
        if (here !== undefined) next.set(entry, { cost: so.cost + here.cost, used: so.used.add(here.word) });
        else if (isLight) next.set(entry, { ...so, cost: so.cost + LIGHT_COST });
      }
    }
    costs = next;
  }
  const total = new Map<Entry, number>();
  for (const [entry, { cost, used }] of costs ?? []) {
    let missing = 0;
    for (const word of entry.words) if (!used.has(word)) missing += LIGHT_WORDS.has(word) ? LIGHT_COST : MISSING_COST;
    total.set(entry, cost + missing);
  }
  return total;
}

/** Whole names within a few typing errors: « hautsavoie ». */
function byWholeName(key: string): Map<Entry, number> {
  const mask = letterMask(key);
  const near = new Map<Entry, number>();
  for (const [known, entries] of placeIndex().byKey) {
    const cost = typos(key, known, mask);
    if (cost === null) continue;
    for (const entry of entries) near.set(entry, Math.min(cost, near.get(entry) ?? cost));
  }
  return near;
}

/** At most five places, best first; those for which `allowed` is false are left out. */
export function nearestPlaces(query: readonly string[], allowed: (entry: Entry) => boolean): Entry[] {
  const heavyFirst = query.toSorted((a, b) => Number(LIGHT_WORDS.has(a)) - Number(LIGHT_WORDS.has(b)));
  const costs = byWords(heavyFirst);
  for (const [entry, cost] of byWholeName(placeKey(query))) costs.set(entry, Math.min(cost, costs.get(entry) ?? cost));
  const ranked = [...costs].filter(([entry]) => allowed(entry));
  const best = Math.min(...ranked.map(([, cost]) => cost));
  return ranked
    .filter(([, cost]) => cost <= best + SPREAD)
    .toSorted(([a, costA], [b, costB]) => costA - costB || inOrder(a, b))
    .slice(0, MAX_PLACE_CANDIDATES)
    .map(([entry]) => entry);
}

/** Among equals: départements and régions first, then the most peopled, then by code. */
export function inOrder(a: Entry, b: Entry): number {
  const byKind = KIND_ORDER[a.place.kind] - KIND_ORDER[b.place.kind];
  const byPopulation = (b.place.population ?? 0) - (a.place.population ?? 0);
  return byKind || byPopulation || (a.place.code < b.place.code ? -1 : 1);
}
