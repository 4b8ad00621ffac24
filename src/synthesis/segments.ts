/** A text cut into sentences, each an exact slice of it. */
import { MAX_QUOTE_CHARS, MIN_SEGMENT_CHARS } from './limits.ts';

/** `text.slice(start, end)`, without white space or bullets at its ends. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

// A full stop inside a figure, an address or after one capital (« M. », « R.A.S. ») ends nothing.
const END = /(?:(?<![\d\p{Lu}.])[.](?=\s|$)|[!?…;]+(?=\s|$)|[.]{2,}|\n+|(?:^|\s)[•▪●*–—-](?=\s))/gu;
const SOFT = /[,:](?=\s)|\s(?:mais|car|puis|donc|afin|ainsi)\s/gu;
const EDGES_START = /^[\s•▪●*–—\-.;,:!?)\]]+/u;
const EDGES_END = /[\s•▪●*–—\-;,:([]+$/u;

/** The sentences of `text` in order; one that is longer than a quotation may be is cut at commas, then anywhere between words. */
export function segments(text: string): Segment[] {
  const found: Segment[] = [];
  let from = 0;
  for (const match of text.matchAll(END)) {
    const sign = match[0];
    const end = /[.!?…]/u.test(sign) ? match.index + sign.length : match.index;
    add(text, from, end, found);
    from = match.index + sign.length;
  }
  add(text, from, text.length, found);
  return found;
}

function add(text: string, from: number, to: number, found: Segment[]): void {
  const raw = text.slice(from, to);
  const head = EDGES_START.exec(raw)?.[0].length ?? 0;
  const tail = EDGES_END.exec(raw.slice(head))?.[0].length ?? 0;
  const start = from + head;
  const end = to - tail;
  if (end - start < MIN_SEGMENT_CHARS || !/\p{L}/u.test(text.slice(start, end))) return;
  if (end - start <= MAX_QUOTE_CHARS) {
    found.push({ start, end, text: text.slice(start, end) });
    return;
  }
  const cut = softCut(text.slice(start, start + MAX_QUOTE_CHARS));
  add(text, start, start + cut, found);
  add(text, start + cut, end, found);
}

/** Where to cut a sentence that is too long: the last comma or link word past its middle, else the last space. */
function softCut(piece: string): number {
  let cut = 0;
  for (const match of piece.matchAll(SOFT)) cut = match.index + (/^[,:]/.test(match[0]) ? 1 : 0);
  if (cut > piece.length / 3) return cut;
  const space = piece.lastIndexOf(' ');
  return space > 0 ? space : piece.length;
}
