/** Numbers said in words: « quatre-vingt-dix-sept », « deux cent mille », « a hundred and five ». */
import * as table from './number-words.ts';

export interface Phrase {
  readonly value: number;
  /** Index of the first word after the phrase. */
  readonly next: number;
  readonly approximate: boolean;
}

type Words = readonly string[];
type Part = { value: number; next: number } | null;

/** 0 to 99, as in « vingt et un », « soixante-dix-sept », « nonante-trois ». */
function frenchBelowHundred(words: Words, at: number): Part {
  const word = words[at] ?? '';
  const following = words[at + 1] ?? '';
  if (word === 'zero') return { value: 0, next: at + 1 };
  const teen = table.FR_TEENS.get(word);
  if (teen === 10) {
    const unit = table.FR_UNITS.get(following) ?? 0;
    return unit >= 7 ? { value: 10 + unit, next: at + 2 } : { value: 10, next: at + 1 };
  }
  if (teen !== undefined) return { value: teen, next: at + 1 };
  const isEighty = table.FR_UNITS.get(word) === 4 && table.FR_TENS.get(following) === 20;
  const tens = isEighty ? 80 : table.FR_TENS.get(word);
  if (tens === undefined) {
    const unit = table.FR_UNITS.get(word);
    return unit === undefined ? null : { value: unit, next: at + 1 };
  }
  const after = at + (isEighty ? 2 : 1);
  const hasEt = words[after] === 'et';
  const rest = frenchBelowHundred(words, hasEt ? after + 1 : after);
  if (rest !== null && rest.value >= 1) {
    const goesToTwenty = tens === 60 || tens === 80;
    const fits = rest.value < (goesToTwenty ? 20 : 10);
    if (fits && (!hasEt || rest.value === 1 || rest.value === 11)) return { value: tens + rest.value, next: rest.next };
  }
  return { value: tens, next: after };
}

function frenchBelowThousand(words: Words, at: number): Part {
  const head = table.FR_HUNDRED.has(words[at] ?? '') ? { value: 1, next: at } : frenchBelowHundred(words, at);
  if (head === null || head.value === 0 || !table.FR_HUNDRED.has(words[head.next] ?? '')) return head;
  const rest = frenchBelowHundred(words, head.next + 1);
  if (rest === null || rest.value === 0) return { value: head.value * 100, next: head.next + 1 };
  return { value: head.value * 100 + rest.value, next: rest.next };
}

function frenchBelowMillion(words: Words, at: number): Part {
  const head = table.FR_THOUSAND.has(words[at] ?? '') ? { value: 1, next: at } : frenchBelowThousand(words, at);
  if (head === null || head.value === 0 || !table.FR_THOUSAND.has(words[head.next] ?? '')) return head;
  const rest = frenchBelowThousand(words, head.next + 1);
  if (rest === null || rest.value === 0) return { value: head.value * 1000, next: head.next + 1 };
  return { value: head.value * 1000 + rest.value, next: rest.next };
}

function french(words: Words, at: number): Part {
  let total = 0;
  let next = at;
  let ceiling = Number.POSITIVE_INFINITY;
  for (;;) {
    const part = frenchBelowMillion(words, next);
    if (part === null) break;
    const scale = table.FR_SCALES.get(words[part.next] ?? '');
    if (scale === undefined) {
      if (next === at || part.value > 0) return { value: total + part.value, next: part.next };
      break;
    }
    if (scale >= ceiling) break;
    total += part.value * scale;
    ceiling = scale;
    next = part.next + 1;
  }
  return next === at ? null : { value: total, next };
}

function englishBelowThousand(words: Words, at: number): Part {
  let value = 0;
  let next = at;
  const hundreds = words[at] === 'a' ? 1 : table.EN_UNITS.get(words[at] ?? '');
  if (hundreds !== undefined && table.EN_HUNDRED.has(words[at + 1] ?? '')) {
    value = hundreds * 100;
    next = at + 2;
  }
  const after = value > 0 && words[next] === 'and' ? next + 1 : next;
  const tens = table.EN_TENS.get(words[after] ?? '');
  const unit = table.EN_UNITS.get(words[tens === undefined ? after : after + 1] ?? '');
  const teen = table.EN_TEENS.get(words[after] ?? '');
  if (tens !== undefined) return { value: value + tens + (unit ?? 0), next: after + (unit === undefined ? 1 : 2) };
  const small = teen ?? unit;
  if (small !== undefined) return { value: value + small, next: after + 1 };
  if (words[after] === 'zero' && value === 0) return { value: 0, next: after + 1 };
  return value === 0 ? null : { value, next };
}

function english(words: Words, at: number): Part {
  let total = 0;
  let next = at;
  let ceiling = Number.POSITIVE_INFINITY;
  for (;;) {
    const start = next > at && words[next] === 'and' ? next + 1 : next;
    const article = words[start] === 'a' && table.EN_SCALES.has(words[start + 1] ?? '');
    const part = article ? { value: 1, next: start + 1 } : englishBelowThousand(words, start);
    if (part === null) break;
    const scale = table.EN_SCALES.get(words[part.next] ?? '');
    if (scale === undefined) return { value: total + part.value, next: part.next };
    if (scale >= ceiling) break;
    total += part.value * scale;
    ceiling = scale;
    next = part.next + 1;
  }
  return next === at ? null : { value: total, next };
}

/** « une dizaine », « une bonne centaine », « demi-douzaine », « deux dizaines », « une dizaine de milliers ». */
function collective(words: Words, at: number, isEnglish: boolean): Part {
  const names = isEnglish ? table.EN_COLLECTIVES : table.FR_COLLECTIVES;
  let index = at;
  let count = 1;
  const lead = isEnglish && words[at] === 'a' ? { value: 1, next: at + 1 } : (isEnglish ? english : french)(words, at);
  if (lead !== null) {
    count = lead.value;
    index = lead.next;
  }
  while (/^(?:bonne|petite|grosse|belle|good)$/.test(words[index] ?? '')) index += 1;
  if (words[index] === 'demi' || words[index] === 'half') {
    count /= 2;
    index += words[index + 1] === 'a' ? 2 : 1;
  }
  const size = names.get(words[index] ?? '');
  if (size === undefined) return null;
  index += 1;
  const scaleAt = /^(?:de|of)$/.test(words[index] ?? '') ? index + 1 : index;
  const scale = collectiveScale(words[scaleAt] ?? '');
  return { value: count * size * scale, next: scale === 1 ? index : scaleAt + 1 };
}

function collectiveScale(word: string): number {
  if (table.FR_THOUSAND.has(word)) return 1000;
  if (/^milliers?$/.test(word)) return 1000;
  return table.FR_SCALES.get(word) ?? table.EN_SCALES.get(word) ?? 1;
}

/** Reads the number that begins exactly at `words[at]`; null when none does. Words are folded. */
export function readPhrase(words: Words, at: number, isEnglish: boolean): Phrase | null {
  const group = collective(words, at, isEnglish);
  if (group !== null) return { ...group, approximate: true };
  const part = isEnglish ? english(words, at) : french(words, at);
  return part === null ? null : { ...part, approximate: false };
}
