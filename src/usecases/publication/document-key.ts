/** Which document is meant: its kind's letter, its theme and its number (F4-2, S4-3), the letter optional. Pure. */

/** `F4-2` and `S4-2` are number 2 of theme 4. */
export interface DocumentKey {
  readonly axis: number;
  readonly number: number;
}

/** `F4-2`: the second action sheet of theme 4. */
export function sheetName({ axis, number }: DocumentKey): string {
  return `F${axis}-${number}`;
}

/** « F4-2 », « f4-2 », « 4-2 »; null for what is none. */
export function readSheetKey(text: string): DocumentKey | null {
  return partsOf(/^f?(\d{1,3})-(\d{1,6})$/i.exec(text));
}

/** « S4-3 », « s4-3 », « 4-3 »; null for what is none. */
export function readSynthesisKey(text: string): DocumentKey | null {
  return partsOf(/^s?(\d{1,3})-(\d{1,6})$/i.exec(text));
}

function partsOf(match: RegExpExecArray | null): DocumentKey | null {
  return match === null ? null : { axis: Number(match[1]), number: Number(match[2]) };
}

/** Its first word and the rest, as typed after a command; the rest without white space around it. */
export function firstWord(text: string): readonly [string, string] {
  const [, first = '', rest = ''] = /^(\S*)\s*([^]*)$/.exec(text) ?? [];
  return [first, rest.trim()];
}

/** Statements that one command may name. */
const MOST_NUMBERS = 500;

/** Statements by their numbers, « 3, 5 et 8-12 »; null where something else stands among them, or too many. */
export function readNumbers(text: string): readonly number[] | null {
  const parts = text.split(/[\s,;]+|\bet\b/u).filter(part => part !== '');
  const numbers: number[] = [];
  for (const part of parts) {
    const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part) ?? [];
    if (from === undefined || Number(to) < Number(from) || Number(to) - Number(from) > MOST_NUMBERS) return null;
    for (let number = Number(from); number <= Number(to); number += 1) numbers.push(number);
    if (numbers.length > MOST_NUMBERS) return null;
  }
  return numbers.length === 0 ? null : numbers;
}
