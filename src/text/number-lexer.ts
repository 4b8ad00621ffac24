/** Cuts one flat line into digits, words and signs, each with its place. */
import { AFTER_DIGITS } from './number-words.ts';

export interface Token {
  readonly kind: 'digits' | 'word' | 'sign';
  readonly text: string;
  /** The value of `digits`; null when they are several numbers side by side (« 1 3 5 »). */
  readonly value: number | null;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /\d+(?:[ .,']\d+)*|[.,]\d+|\p{L}+(?:\d\w*)?|[^\s\p{L}\d]/gu;
const ORDINAL = /^(?:er|re|e|eme|ieme|nd|nde|st|th|rd|d|g|bis|ter)$/;

/** Reads « 1 250,5 », « 1.250,50 », « 1,250.5 »; null when the groups make no single number. */
export function readDigits(raw: string, english: boolean): number | null {
  if (/^[.,]\d+$/.test(raw)) return Number(`0.${raw.slice(1)}`);
  if (/[ ']/.test(raw)) {
    if (!/^\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?$/.test(raw)) return null;
    return Number(raw.replace(/[ ']/g, '').replace(',', '.'));
  }
  const separators = raw.replace(/\d/g, '');
  if (separators === '') return Number(raw);
  const last = separators.at(-1) ?? '';
  const head = raw.slice(0, raw.lastIndexOf(last));
  const tail = raw.slice(raw.lastIndexOf(last) + 1);
  if (separators.length === 1) {
    const usual = english ? '.' : ',';
    const thousands = last !== usual && tail.length === 3 && /^[1-9]\d{0,2}$/.test(head);
    return Number(thousands ? head + tail : `${head}.${tail}`);
  }
  if (/^(?:\.+|,+)$/.test(separators))
    return /^\d{1,3}(?:[.,]\d{3})+$/.test(raw) ? Number(raw.replace(/[.,]/g, '')) : null;
  const grouped = last === ',' ? /^\d{1,3}(?:\.\d{3})+$/ : /^\d{1,3}(?:,\d{3})+$/;
  return grouped.test(head) ? Number(`${head.replace(/[.,]/g, '')}.${tail}`) : null;
}

/** `flat` comes from `flatten`. Digits stuck to a letter that makes them a name or a rank (A4, 2e, 12h30) are words. */
export function lexNumbers(flat: string, english: boolean): Token[] {
  const tokens: Token[] = [];
  for (const match of flat.matchAll(TOKEN)) {
    const text = match[0];
    const start = match.index;
    const end = start + text.length;
    const previous = tokens.at(-1);
    const isStuck = previous !== undefined && previous.end === start;
    if (/\d/.test(text) && !/^\p{L}/u.test(text)) {
      tokens.push({ kind: 'digits', text, value: readDigits(text, english), start, end });
    } else if (/^\p{L}/u.test(text)) {
      const isName = isStuck && previous.kind === 'digits' && (ORDINAL.test(text) || /\d/.test(text));
      if (isName) {
        tokens.pop();
        tokens.push({ kind: 'word', text: previous.text + text, value: null, start: previous.start, end });
      } else tokens.push({ kind: 'word', text, value: null, start, end });
    } else tokens.push({ kind: 'sign', text, value: null, start, end });
  }
  return tokens;
}

/** What the word after digits multiplies them by (« 2 k », « 1,5 million »); 1 when it does not. « 2 m€ » is millions. */
export function factorAfter(tokens: readonly Token[], index: number): { factor: number; taken: number } {
  const word = tokens[index];
  if (word?.kind !== 'word') return { factor: 1, taken: 0 };
  const next = tokens[index + 1];
  if (word.text === 'm' && next?.text === '€') return { factor: 1_000_000, taken: 2 };
  const factor = AFTER_DIGITS.get(word.text);
  return factor === undefined ? { factor: 1, taken: 0 } : { factor, taken: 1 };
}
