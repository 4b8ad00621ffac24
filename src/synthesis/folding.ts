/**
 * Near-identical texts folded into one: campaigns, copies, « d'accord avec le précédent ». MinHash sketches of pairs of
 * words, cut in bands (Broder 1997; Leskovec et al. 2014, ch. 3): only texts that share a band are compared, so that
 * the work grows with the texts and not with their square.
 */
import { words } from '#text/normalize.ts';
import { MAX_BUCKET } from './limits.ts';
import type { FoldedTexts, SourceText } from './model.ts';
import { hash32 } from './random.ts';
import { POLARITY } from './stop-words.ts';

const BANDS = 8;
const ROWS = 4;
/** Shared shingles from which two texts are one argument. */
const SAME = 0.8;

interface Sketch {
  readonly shingles: ReadonlySet<number>;
  /** Its negations and figures: texts that differ by one of them are not the same. */
  readonly turn: string;
  bands: number[];
}

export interface Folding {
  /** Index, in the input, of the text that each text is read as: itself, or the first that says the same. */
  readonly readAs: Int32Array;
  readonly folded: readonly FoldedTexts[];
}

/** Folds `texts`, in their order: the first of each group stands for it. */
export function foldNearIdentical(texts: readonly SourceText[]): Folding {
  const readAs = Int32Array.from(texts, (_, i) => i);
  const exact = new Map<string, number>();
  const buckets = new Map<number, number[]>();
  const sketches = new Map<number, Sketch>();
  for (const [i, { text }] of texts.entries()) {
    const found = words(text);
    const key = found.join(' ');
    const before = exact.get(key);
    if (before !== undefined) {
      readAs[i] = before;
      continue;
    }
    exact.set(key, i);
    if (found.length < 5) continue;
    const sketch = { shingles: shinglesOf(found), turn: turnOf(found), bands: [] as number[] };
    sketch.bands = bandsOf(sketch.shingles);
    const twin = findTwin(sketch, buckets, sketches);
    if (twin !== null) readAs[i] = twin;
    else remember(i, sketch, buckets, sketches);
  }
  return { readAs, folded: groups(texts, readAs) };
}

function shinglesOf(found: readonly string[]): Set<number> {
  return new Set(found.slice(0, -1).map((word, i) => hash32(`${word} ${found[i + 1]}`)));
}

function turnOf(found: readonly string[]): string {
  return found.filter(word => POLARITY.has(word) || /\d/.test(word)).join(' ');
}

function bandsOf(set: ReadonlySet<number>): number[] {
  const bands: number[] = [];
  for (let band = 0; band < BANDS; band += 1) {
    let key = band + 1;
    for (let row = 0; row < ROWS; row += 1) {
      const seed = Math.imul(band * ROWS + row + 1, 0x9e3779b1);
      let least = 0xffffffff;
      for (const value of set) {
        const mixed = Math.imul(value ^ seed, 0x85ebca6b) >>> 0;
        const spread = (mixed ^ (mixed >>> 15)) >>> 0;
        if (spread < least) least = spread;
      }
      key = (Math.imul(key, 31) + least) >>> 0;
    }
    bands.push(key * BANDS + band);
  }
  return bands;
}

function findTwin(
  sketch: Sketch,
  buckets: ReadonlyMap<number, readonly number[]>,
  sketches: ReadonlyMap<number, Sketch>,
): number | null {
  const seen = new Set<number>();
  for (const band of sketch.bands)
    for (const i of buckets.get(band) ?? []) {
      if (seen.has(i)) continue;
      seen.add(i);
      const other = sketches.get(i);
      if (other !== undefined && other.turn === sketch.turn && jaccard(sketch.shingles, other.shingles) >= SAME)
        return i;
    }
  return null;
}

function remember(i: number, sketch: Sketch, buckets: Map<number, number[]>, sketches: Map<number, Sketch>): void {
  sketches.set(i, sketch);
  for (const band of sketch.bands) {
    const bucket = buckets.get(band);
    if (bucket === undefined) buckets.set(band, [i]);
    else if (bucket.length < MAX_BUCKET) bucket.push(i);
  }
}

function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0;
  for (const value of a) if (b.has(value)) shared += 1;
  return shared / (a.size + b.size - shared || 1);
}

function groups(texts: readonly SourceText[], readAs: Int32Array): FoldedTexts[] {
  const same = new Map<number, string[]>();
  for (const [i, to] of readAs.entries()) {
    if (to === i) continue;
    const ids = same.get(to) ?? [];
    ids.push((texts[i] as SourceText).id);
    same.set(to, ids);
  }
  return [...same]
    .map(([to, ids]) => ({ id: (texts[to] as SourceText).id, same: ids }))
    .sort((a, b) => b.same.length - a.same.length || (a.id < b.id ? -1 : 1));
}
