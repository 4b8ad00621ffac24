/** Arithmetic on instants kept as ISO UTC text with milliseconds: pure functions of their arguments, no clock. */
import { Temporal } from 'temporal-polyfill';
import type { PlainDay } from './dates.ts';

const DAY_MS = 86_400_000;
const FORM = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z$/;

/** `iso` moved by so many seconds (may be negative or fractional), in the same representation. */
export function addSeconds(iso: string, seconds: number): string {
  const ms = Math.round(seconds * 1000);
  return withinTheDay(iso, ms) ?? beyondTheDay(iso, ms);
}

/** The usual case, several times a turn: only the time of day changes. Null where the day does, or the form is another. */
function withinTheDay(iso: string, ms: number): string | null {
  const found = FORM.exec(iso);
  if (found === null) return null;
  const [, day = '', hours, minutes, seconds, thousandths] = found;
  const time = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(thousandths) + ms;
  if (time < 0 || time >= DAY_MS) return null;
  const two = (value: number): string => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(time / 3_600_000), Math.floor(time / 60_000) % 60, Math.floor(time / 1000) % 60];
  return `${day}T${two(h)}:${two(m)}:${two(s)}.${String(time % 1000).padStart(3, '0')}Z`;
}

function beyondTheDay(iso: string, ms: number): string {
  return Temporal.Instant.from(iso).add({ milliseconds: ms }).toString({ fractionalSecondDigits: 3 });
}

/** The calendar day of an instant in a time zone (IANA name). */
export function dayIn(iso: string, timeZone: string): PlainDay {
  const { year, month, day } = Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone);
  return { year, month, day };
}

/** The same day as text: `2027-03-24`. Throws a RangeError for what is no instant. */
export function isoDayIn(iso: string, timeZone: string): string {
  return Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** Seconds from one instant to another; negative where the second comes first. */
export function secondsBetween(from: string, to: string): number {
  return (Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds) / 1000;
}
