/** How many? Reads one number out of a short answer, in digits or in words. */
import { MAX_NUMBER_SENTENCE_WORDS, MAX_NUMBER_VALUE, MAX_SHORT_ANSWER_CHARS } from './limits.ts';
import { flatten, oneLine } from './normalize.ts';
import { factorAfter, lexNumbers, type Token } from './number-lexer.ts';
import { readPhrase } from './number-phrases.ts';
import { APPROXIMATE, BEFORE_ONE, FR_COLLECTIVES, NOT_ONE, NOT_ZERO, UNBOUNDED } from './number-words.ts';

export type NumberReading =
  | {
      readonly ok: true;
      readonly value: number;
      /** « environ », « une dizaine », « plus de »: the value is about right. */
      readonly approximate: boolean;
      /** The part of the message that was read. */
      readonly matched: string;
    }
  | {
      readonly ok: false;
      /** Nothing to read; several numbers; « entre 10 et 20 »; « beaucoup », « des dizaines ». */
      readonly reason: 'none' | 'several' | 'range' | 'unbounded';
    };

interface Item {
  readonly value: number | null;
  readonly approximate: boolean;
  /** « un » may be an article. */
  readonly isWeak: boolean;
  readonly first: number;
  readonly next: number;
}

const ZERO =
  /^(?:euh |ben |bah |alors )?(?:aucune?s?|nada|neant|none|nil|pas une?(?: seule?)?|(?:il )?(?:n')?y en a (?:pas|aucune?)(?: du tout| encore)?|(?:on|nous) (?:n')?en (?:a|avons) (?:pas|aucune?)|no one|not one)(?: (?<next>\p{L}+)(?: \p{L}+){0,3})?$/u;
const YEAR_BEFORE = /^(?:en|depuis|annee|since|in|fin|debut|courant)$/;
/** « 1. Réduire les déchets » is the head of a list. */
const LIST_MARK = /^\d{1,2}[.)] (?=\p{L}+ \p{L})/u;
const RANGE = /^(?:-|a|to|jusqu|through|until)$/;

/** The items in reading order. A hyphen may join the words of one number; any other sign parts them. */
function itemsOf(tokens: readonly Token[], english: boolean): Item[] {
  const items: Item[] = [];
  let index = 0;
  while (index < tokens.length) {
    const item = digitsAt(tokens, index) ?? phraseAt(tokens, index, english);
    if (item !== null) items.push(item);
    index = item === null ? index + 1 : item.next;
  }
  return items;
}

function digitsAt(tokens: readonly Token[], index: number): Item | null {
  const token = tokens[index];
  if (token?.kind !== 'digits') return null;
  const { factor, taken } = factorAfter(tokens, index + 1);
  const minus = tokens[index - 1];
  const sign = index === 1 && minus?.text === '-' && minus.end === token.start ? -1 : 1;
  // « 1,1 million » is 1 100 000, not 1 100 000.0000000001.
  const value = token.value === null ? null : Number((sign * token.value * factor).toPrecision(15));
  const word = tokens[index + taken]?.text ?? '';
  const isDozens = taken > 0 && (FR_COLLECTIVES.has(word) || word.startsWith('dozen'));
  const approximate = isDozens || /^t?aines?$/.test(tokens[index + 1]?.text ?? '');
  return { value, approximate, isWeak: false, first: index, next: index + 1 + taken };
}

function phraseAt(tokens: readonly Token[], index: number, english: boolean): Item | null {
  const run: string[] = [];
  const ends: number[] = [];
  for (let at = index; tokens[at]?.kind === 'word'; ) {
    run.push(tokens[at]?.text ?? '');
    at += 1;
    ends.push(at);
    if (tokens[at]?.text === '-') at += 1;
  }
  const isPercent = /^(?:pour|per)$/.test(tokens[index - 1]?.text ?? '') && /^cents?$/.test(run[0] ?? '');
  const isNew = run[0] === 'neuf' && /^(?:tout|de|du|est|a|flambant)$/.test(tokens[index - 1]?.text ?? '');
  if (run.length === 0 || isPercent || isNew) return null;
  const phrase = readPhrase(run, 0, english);
  if (phrase === null) return null;
  const isWeak = phrase.next === 1 && /^(?:une?|one)$/.test(run[0] ?? '');
  return {
    value: phrase.value,
    approximate: phrase.approximate,
    isWeak,
    first: index,
    next: ends[phrase.next - 1] ?? index + 1,
  };
}

/** « en 2019 » beside a count says when, not how many. */
function isYear(tokens: readonly Token[], item: Item): boolean {
  const isFourDigits = /^(?:19|20)\d\d$/.test(tokens[item.first]?.text ?? '');
  return isFourDigits && YEAR_BEFORE.test(tokens[item.first - 1]?.text ?? '');
}

/** « un » alone, « un seul », « il y en a un », « un lieu »: one. « un peu », « c'est une priorité »: no number. */
function isReallyOne(tokens: readonly Token[], item: Item): boolean {
  const isWord = (token: Token): boolean => token.kind === 'word';
  const after = tokens.slice(item.next).filter(isWord);
  const before = tokens.slice(0, item.first).filter(isWord);
  return after.length <= 1 && !NOT_ONE.has(after[0]?.text ?? '') && before.every(({ text }) => BEFORE_ONE.has(text));
}

function areTold(between: readonly Token[], before: string): 'range' | 'several' {
  const joins = between.map(token => token.text);
  if (joins.some(text => RANGE.test(text))) return 'range';
  return /^(?:entre|between)$/.test(before) && joins.some(text => /^(?:et|and)$/.test(text)) ? 'range' : 'several';
}

function readIn(line: string, english: boolean): NumberReading {
  const flat = flatten(line);
  const tokens = lexNumbers(flat, english);
  const all = itemsOf(tokens, english).filter(item => !isYear(tokens, item));
  const firm = all.filter((item, index) => {
    if (!item.isWeak) return true;
    const neighbour = tokens[item.next]?.text ?? '';
    return /^(?:ou|a|or|to|et|and|-|,|\/)$/.test(neighbour) && all[index + 1]?.first === item.next + 1;
  });
  const [only] = firm.length > 0 ? firm : all.filter(item => isReallyOne(tokens, item));
  const unbounded = UNBOUNDED.test(flat) || /\b(?:des|les|quelques|plusieurs) \p{L}+aines?\b/u.test(flat);
  if (only === undefined) return { ok: false, reason: unbounded ? 'unbounded' : 'none' };
  const spoken = tokens.filter(token => token.kind === 'word').length;
  const inside = firm.flatMap(item => tokens.slice(item.first, item.next)).filter(token => token.kind === 'word');
  if (spoken - inside.length + Math.max(1, firm.length) > MAX_NUMBER_SENTENCE_WORDS)
    return { ok: false, reason: 'none' };
  const second = firm.find(item => item.value !== only.value);
  if (second !== undefined) {
    const before = tokens[only.first - 1]?.text ?? '';
    return { ok: false, reason: areTold(tokens.slice(only.next, second.first), before) };
  }
  if (only.value === null) return { ok: false, reason: 'several' };
  const isPlural =
    only.approximate && /^(?:des|les|quelques|plusieurs|many|several)$/.test(tokens[only.first - 1]?.text ?? '');
  if (isPlural || /\p{L}s$/u.test(loneCollective(tokens, only))) return { ok: false, reason: 'unbounded' };
  if (!Number.isFinite(only.value) || Math.abs(only.value) > MAX_NUMBER_VALUE) return { ok: false, reason: 'none' };
  const start = only.value < 0 ? only.first - 1 : only.first;
  const matched = line.slice(tokens[start]?.start ?? 0, tokens[only.next - 1]?.end ?? line.length);
  return { ok: true, value: only.value, approximate: only.approximate || APPROXIMATE.test(flat), matched };
}

/** The collective said without a count: « dizaines » in « des dizaines ». */
function loneCollective(tokens: readonly Token[], item: Item): string {
  return item.approximate && item.next === item.first + 1 ? (tokens[item.first]?.text ?? '') : '';
}

/**
 * Reads one number out of a short message: « 12 », « 1 250,5 », « environ 12 », « une dizaine » (10, approximate),
 * « quatre-vingt-dix-sept », « 2 k », « 1,5 million », « aucun » (0), « plus de 50 » (50, approximate), « ~30 »,
 * « 12 lieux »; in English « about a dozen », « 1,250.5 ». `lang` decides what a lone dot or comma means and which
 * words are tried first; the other language is tried next. A number in a sentence of more than 8 words is not read.
 */
export function readNumber(text: string, lang: string): NumberReading {
  if (text.length > MAX_SHORT_ANSWER_CHARS) return { ok: false, reason: 'none' };
  const line = oneLine(text)
    .replace(LIST_MARK, '')
    .replace(/(\d)(?: ?%| pour ?cents?\b| percent\b)/gi, '$1');
  const flat = flatten(line)
    .replace(/[.!?…]+$/, '')
    .trim();
  const zero = ZERO.exec(flat);
  if (zero !== null && !NOT_ZERO.has(zero.groups?.['next'] ?? '') && !/\d/.test(flat)) {
    return { ok: true, value: 0, approximate: false, matched: line };
  }
  const english = /^en\b/i.test(lang);
  const reading = readIn(line, english);
  if (reading.ok || reading.reason !== 'none') return reading;
  return readIn(line, !english);
}

/**
 * A mark on a scale that ends at `max`: what `readNumber` reads, and « 4/5 » or « 4 sur 5 » where 5 is `max`. Whether
 * the mark is on the scale is the caller's to check.
 */
export function readMark(text: string, max: number, lang: string): NumberReading {
  const reading = readNumber(text, lang);
  if (reading.ok || text.length > MAX_SHORT_ANSWER_CHARS) return reading;
  const outOf = /^(\D*)(\d+(?:[.,]\d+)?) ?(?:\/|sur|out of) ?(\d+)\D*$/.exec(flatten(oneLine(text)));
  if (outOf === null || Number(outOf[3]) !== max) return reading;
  return readNumber(`${outOf[1] ?? ''}${outOf[2] ?? ''}`, lang);
}
