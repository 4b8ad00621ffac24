/** Days and deadlines, said as people say them. */
import { MAX_FORMATTERS } from './limits.ts';
import { zoneInEnglish, zoneInFrench } from './zones.ts';

const NO_BREAK = '\u00A0';
const MINUTE_MS = 60_000;

interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

interface Manner {
  readonly day: (wall: Wall) => string;
  readonly month: (wall: Wall) => string;
  readonly opening: (wall: Wall, zone: string) => string;
  readonly deadline: (wall: Wall, zone: string) => string;
}

const FRENCH_MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const ENGLISH_MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

function frenchDay({ year, month, day }: Wall): string {
  return `${day === 1 ? '1er' : day}${NO_BREAK}${FRENCH_MONTHS[month - 1] ?? month} ${year}`;
}

function englishDay({ year, month, day }: Wall): string {
  return `${day}${NO_BREAK}${ENGLISH_MONTHS[month - 1] ?? month} ${year}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

const FRENCH: Manner = {
  day: frenchDay,
  month: ({ year, month }) => `${FRENCH_MONTHS[month - 1] ?? month} ${year}`,
  opening: (wall, zone) =>
    `${frenchDay(wall)}, ${wall.hour}${NO_BREAK}h${NO_BREAK}${twoDigits(wall.minute)}, ${zoneInFrench(zone)}`,
  deadline: (wall, zone) =>
    `${frenchDay(wall)} inclus, ${wall.hour}${NO_BREAK}h${NO_BREAK}${twoDigits(wall.minute)}, ${zoneInFrench(zone)}`,
};

const ENGLISH: Manner = {
  day: englishDay,
  month: ({ year, month }) => `${ENGLISH_MONTHS[month - 1] ?? month} ${year}`,
  opening: (wall, zone) =>
    `${englishDay(wall)}, ${wall.hour % 12 || 12}:${twoDigits(wall.minute)}${NO_BREAK}${wall.hour < 12 ? 'am' : 'pm'}, ${zoneInEnglish(zone)}`,
  deadline: (wall, zone) => {
    const half = wall.hour < 12 ? 'am' : 'pm';
    return `${englishDay(wall)} inclusive, ${wall.hour % 12 || 12}:${twoDigits(wall.minute)}${NO_BREAK}${half}, ${zoneInEnglish(zone)}`;
  },
};

function mannerOf(locale: string): Manner {
  return locale.startsWith('en') ? ENGLISH : FRENCH;
}

/** An ISO day: « 15 avril 2027 », « 1er avril 2027 ». Throws a RangeError for anything else. */
export function sayDay(iso: string, locale: string): string {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso);
  if (found === null) throw new RangeError('a day is written YYYY-MM-DD');
  const [, year, month, day] = found;
  return mannerOf(locale).day({ year: Number(year), month: Number(month), day: Number(day), hour: 0, minute: 0 });
}

/** An ISO month (`2027-09`): « septembre 2027 ». Throws a RangeError for anything else. */
export function sayMonth(iso: string, locale: string): string {
  const found = /^(\d{4})-(\d\d)$/.exec(iso);
  if (found === null) throw new RangeError('a month is written YYYY-MM');
  return mannerOf(locale).month({ year: Number(found[1]), month: Number(found[2]), day: 1, hour: 0, minute: 0 });
}

/** An instant (ISO UTC) at which something opens, in its zone: « 1er mars 2027, 8 h 00, heure de Paris ». */
export function sayOpening(iso: string, zone: string, locale: string): string {
  return mannerOf(locale).opening(wallOf(Date.parse(iso), zone), zone);
}

/**
 * An exclusive instant (ISO UTC), said by the last minute before it, in its zone (IANA name): « 24 mars 2027 inclus,
 * 23 h 59, heure de Paris ». Throws a RangeError for an unknown zone or instant.
 */
export function sayDeadline(iso: string, zone: string, locale: string): string {
  const exclusive = Date.parse(iso);
  const lastMinute = Math.ceil(exclusive / MINUTE_MS) * MINUTE_MS - MINUTE_MS;
  return mannerOf(locale).deadline(wallOf(lastMinute, zone), zone);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function wallOf(instantMs: number, zone: string): Wall {
  const wall: Record<string, number> = {};
  for (const part of formatterOf(zone).formatToParts(instantMs)) wall[part.type] = Number(part.value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = wall;
  return { year, month, day, hour, minute };
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const kept = formatters.get(zone);
  if (kept !== undefined) return kept;
  if (formatters.size >= MAX_FORMATTERS) formatters.clear();
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}
