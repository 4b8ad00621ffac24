/** Which day? Reads one exact day; says when the day is impossible, or only approximate. */
import { readApproxDate } from './approx-dates.ts';
import { dayOfToday, type PlainDay } from './calendar.ts';
import { findDay } from './days.ts';
import { MAX_DATE_SENTENCE_WORDS, MAX_SHORT_ANSWER_CHARS } from './limits.ts';
import { flatten, oneLine, words } from './normalize.ts';

export type { PlainDay } from './calendar.ts';

export type DateReading =
  | { readonly ok: true /** YYYY-MM-DD */; readonly iso: string }
  | {
      readonly ok: false;
      /** No day; a day that no calendar has (31 February); a period rather than a day (« fin mars »). */
      readonly reason: 'none' | 'impossible' | 'approximate';
    };

const SOFTENED =
  /(?<!\p{L})(?:vers|environ|autour|alentours|avant|apres|d'ici|depuis|jusqu'[a-z]+|a partir d[eu]|courant|pour|around|about|before|after|by|since|until|from)(?: \p{L}+)?(?: |l'|du )*$/u;

/**
 * Reads « 3 mars 2027 », « 03/03/2027 » (day first), « 3/3 » (the next one), « demain », « lundi prochain »,
 * « le 1er avril », « March 3, 2027 », « 2027-03-03 ». A date without a year is the next one, today included.
 */
export function readDate(text: string, today: PlainDay, lang: string): DateReading {
  if (text.length > MAX_SHORT_ANSWER_CHARS || words(text).length > MAX_DATE_SENTENCE_WORDS)
    return { ok: false, reason: 'none' };
  const flat = flatten(oneLine(text));
  const context = { today: dayOfToday(today), english: /^en\b/i.test(lang), turn: 'next' } as const;
  const found = findDay(flat, context);
  const approx = readApproxDate(text, today, lang);
  if (found === null) return { ok: false, reason: approx.ok && approx.from !== null ? 'approximate' : 'none' };
  if (found.day === null) return { ok: false, reason: 'impossible' };
  if (approx.ok && approx.from !== approx.to) return { ok: false, reason: 'approximate' };
  const lead = flat.slice(0, found.start);
  const rest = `${lead}#${flat.slice(found.end)}`;
  if (findDay(rest, context) !== null) return { ok: false, reason: 'none' };
  if (SOFTENED.test(lead)) return { ok: false, reason: 'approximate' };
  return { ok: true, iso: found.day.toString() };
}
