/** When, more or less? « courant 2027 », « depuis trois ans », « d'ici la fin de l'année », « c'est fait ». */
import { type Day, dayOfToday, isBefore, monthsFrom, type PlainDay, type Span } from './calendar.ts';
import { COUNT, countOf, UNIT, unitOf } from './date-words.ts';
import type { Context } from './days.ts';
import { MAX_DATE_SENTENCE_WORDS, MAX_SHORT_ANSWER_CHARS, MAX_STATE_WORDS, MAX_YEAR, MIN_YEAR } from './limits.ts';
import { flatten, oneLine, words } from './normalize.ts';
import { type FoundPeriod, findPeriod, type Precision } from './periods.ts';

export type ApproxDateReading =
  | {
      readonly ok: true;
      /** ISO days, both included; null is open on that side. */
      readonly from: string | null;
      readonly to: string | null;
      /** How finely it was said; 'day' may span a week (« dans deux semaines »). */
      readonly precision: Precision;
      /** « c'est fait », « déjà », « depuis 2019 »: it is there already. */
      readonly done: boolean;
      /** The part of the message that was read. */
      readonly matched: string;
    }
  | { readonly ok: false; readonly reason: 'none' };

interface Told {
  readonly from: Day | null;
  readonly to: Day | null;
  readonly precision: Precision;
  readonly done: boolean;
  readonly start: number;
  readonly end: number;
}

const DONE =
  /(?<!\p{L})(?:deja|(?<=^|est |sont |ete |tout |bien |deja )fait(?:e|s|es)?|termine(?:e|s|es)?|fini(?:e|s|es)?|acheve(?:e|s|es)?|realise(?:e|s|es)?|livre(?:e|s|es)?|lance(?:e|s|es)?|en place|en service|mis en oeuvre|already|done|finished|completed|launched|in place)(?!\p{L})/u;
const NOT_DONE =
  /(?<!\p{L})(?:ne|n|rien|pas|jamais|non|reste|a faire|not|never|yet|sera|seront|will|prevue?s?|bientot)(?!\p{L})/u;
const ONGOING =
  /(?<!\p{L})(?:en cours|actuellement|en ce moment|maintenant|ongoing|in progress|under ?way|currently|now)(?!\p{L})/u;
const EVER =
  /(?<!\p{L})depuis (?:toujours|longtemps|des annees|peu|plusieurs annees|quelques annees|le debut)|for (?:a long time|years|ever)/u;

const SOFTENER =
  "(?: (?:environ|a peu pres|plus d'|plus de|moins de|bientot|au moins|presque|about|over|nearly|almost|the|the next|les|maximum))*";
const DURATION = new RegExp(
  `(?<![\\p{L}\\d])(?:(?<how>depuis|since|for|ca fait|voila|d'ici(?: a)?|sous|within|dans les|dans moins de|au cours des|over the|dans|in|il y a)${SOFTENER}(?: |(?<='))` +
    `(?:(?<first>${COUNT}) ?(?:a|ou|-|to|or) ?)?(?<count>${COUNT})(?: prochaine?s| next)? (?<unit>${UNIT})|(?<ago>${COUNT}) (?<unitAgo>${UNIT}) ago)(?![\\p{L}\\d])`,
  'u',
);
const BRIDGE =
  "(?: (?:le|la|les|en|au|aux|a|de|du|the|mois|annee|l'annee|courant|vers|environ|debut|date))*(?: ?(?:l'|d'))? ?$";
const SINCE = new RegExp(`(?<!\\p{L})(?:depuis|since)${BRIDGE}`, 'u');
const BEFORE = new RegExp(`(?<!\\p{L})(?:avant|before)${BRIDGE}`, 'u');
const BY = new RegExp(`(?<!\\p{L})(?:d'ici(?: a)?|pour|by|au plus tard|no later than)${BRIDGE}`, 'u');
const UNTIL = new RegExp(`(?<!\\p{L})(?:jusqu'(?:a|en|au)|jusque|until)${BRIDGE}`, 'u');
const FROM = new RegExp(`(?<!\\p{L})(?:a partir d[eu]|a compter d[eu]|des|from|starting|as of)${BRIDGE}`, 'u');
const AFTER = new RegExp(`(?<!\\p{L})(?:apres|after)${BRIDGE}`, 'u');
const BETWEEN =
  /^(?: ?[,/]? ?|(?: ?(?:a|au|et|-|ou|to|and|jusqu'(?:a|en|au)|until)(?: (?:le|la|l'|en|au))* ?(?:l'|d')?))$/;

function shifted(today: Day, count: number, word: string): Span & { precision: Precision } {
  const { unit, times } = unitOf(word);
  const amount = count * times;
  const at = today.add({ [`${unit}s`]: amount });
  if (unit === 'year') return { ...monthsFrom(at.year, 1, 12), precision: 'year' };
  if (unit === 'month') return { ...monthsFrom(at.year, at.month, 1), precision: 'month' };
  if (unit === 'day') return { from: at, to: at, precision: 'day' };
  return { from: at.subtract({ days: 3 }), to: at.add({ days: 3 }), precision: 'day' };
}

/** « depuis trois ans », « d'ici deux ans », « dans six mois », « il y a 3 ans ». */
function duration(flat: string, today: Day): Told | null {
  const match = DURATION.exec(flat);
  if (match === null) return null;
  const groups = match.groups ?? {};
  const how = groups['how'] ?? 'ago';
  const word = groups['unit'] ?? groups['unitAgo'] ?? '';
  const count = countOf(groups['count'] ?? groups['ago'] ?? '');
  const { unit, times } = unitOf(word);
  const place = { start: match.index, end: match.index + match[0].length };
  const lasting = { [`${unit}s`]: count * times };
  if (/^(?:depuis|since|for|ca fait|voila)/.test(how)) {
    return { from: today.subtract(lasting), to: null, precision: 'open', done: true, ...place };
  }
  if (/^(?:d'ici|sous|within|dans les|dans moins|au cours|over)/.test(how)) {
    return { from: today, to: today.add(lasting), precision: unit === 'week' ? 'day' : unit, done: false, ...place };
  }
  const isPast = /^(?:il y a|ago)/.test(how);
  const sign = isPast ? -1 : 1;
  const near = shifted(today, sign * countOf(groups['first'] ?? groups['count'] ?? groups['ago'] ?? ''), word);
  const far = shifted(today, sign * count, word);
  const span = isPast ? { from: far.from, to: near.to } : { from: near.from, to: far.to };
  return { ...span, precision: far.precision, done: isPast, ...place };
}

/** « entre fin 2026 et mars 2027 »: both, in order; null when two periods are not one range. */
function joined(flat: string, one: FoundPeriod, other: FoundPeriod): FoundPeriod | null {
  const [first, last] = one.start < other.start ? [one, other] : [other, one];
  if (!BETWEEN.test(flat.slice(first.end, last.start)) || isBefore(last.to, first.from)) return null;
  return {
    from: first.from,
    to: last.to,
    precision: last.precision,
    start: first.start,
    end: last.end,
    isEnd: last.isEnd,
  };
}

/** What the words before a period make of it: « avant », « d'ici », « depuis », « à partir de »… */
function bounded(flat: string, period: FoundPeriod, today: Day): Told {
  const lead = flat.slice(0, period.start);
  const { from, to, precision, end } = period;
  const starting = (pattern: RegExp): number => pattern.exec(lead)?.index ?? -1;
  const told = (pattern: RegExp, what: Omit<Told, 'start' | 'end'>): Told | null =>
    starting(pattern) < 0 ? null : { ...what, start: starting(pattern), end };
  const untilEnd = { from: null, to, precision: 'open', done: false } as const;
  return (
    told(SINCE, { from, to: null, precision: 'open', done: true }) ??
    told(BEFORE, { ...untilEnd, to: period.isEnd ? to : from.subtract({ days: 1 }) }) ??
    told(BY, isBefore(to, today) ? untilEnd : { from: /pour/.test(lead) ? from : today, to, precision, done: false }) ??
    told(UNTIL, untilEnd) ??
    told(FROM, { from, to: null, precision: 'open', done: false }) ??
    told(AFTER, { from: to.add({ days: 1 }), to: null, precision: 'open', done: false }) ?? {
      from,
      to,
      precision,
      done: false,
      start: period.start,
      end,
    }
  );
}

function readIn(flat: string, today: Day, english: boolean): Told | null {
  const isDone = DONE.test(flat) && !NOT_DONE.test(flat);
  const lasting = duration(flat, today);
  if (lasting !== null) return { ...lasting, done: lasting.done || isDone };
  const isPast = isDone || /(?<!\p{L})(?:depuis|since)(?!\p{L})/u.test(flat);
  const context: Context = { today, english, turn: isPast ? 'last' : 'next' };
  const period = findPeriod(flat, context);
  if (period !== null) {
    const rest = flat.slice(0, period.start) + '#'.repeat(period.end - period.start) + flat.slice(period.end);
    const second = findPeriod(rest, context);
    const whole = second === null ? period : joined(flat, period, second);
    if (whole === null) return null;
    const told = bounded(flat, whole, today);
    return { ...told, done: told.done || isDone };
  }
  if (words(flat).length > MAX_STATE_WORDS) return null;
  const open = { from: null, to: null, precision: 'open', start: 0, end: flat.length } as const;
  if (EVER.test(flat) || isDone) return { ...open, done: true };
  return ONGOING.test(flat) && !NOT_DONE.test(flat) ? { ...open, done: false } : null;
}

const inBounds = (day: Day | null): boolean => day === null || (day.year >= MIN_YEAR && day.year <= MAX_YEAR);

/**
 * Reads « courant 2027 », « fin 2027 » (its last quarter), « printemps prochain », « début mars », « depuis 2019 »,
 * « d'ici deux ans », « 1er trimestre 2027 », « septembre » (the next one), « c'est fait », « en cours ». A date
 * without a year is the next one, or the last one after « depuis » or « c'est fait ». Never throws.
 */
export function readApproxDate(text: string, today: PlainDay, lang: string): ApproxDateReading {
  if (text.length > MAX_SHORT_ANSWER_CHARS || words(text).length > MAX_DATE_SENTENCE_WORDS)
    return { ok: false, reason: 'none' };
  const line = oneLine(text);
  const told = readIn(flatten(line), dayOfToday(today), /^en\b/i.test(lang));
  if (told === null || !inBounds(told.from) || !inBounds(told.to)) return { ok: false, reason: 'none' };
  const { from, to, precision, done, start, end } = told;
  const matched = line.slice(start, end).trim();
  return { ok: true, from: from?.toString() ?? null, to: to?.toString() ?? null, precision, done, matched };
}
