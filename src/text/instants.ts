/** Arithmetic on instants kept as ISO UTC text with milliseconds: pure functions of their arguments, no clock. */
import { Temporal } from 'temporal-polyfill';
import type { PlainDay } from './dates.ts';

/** `iso` moved by so many seconds (may be negative or fractional), in the same representation. */
export function addSeconds(iso: string, seconds: number): string {
  const instant = Temporal.Instant.from(iso).add({ milliseconds: Math.round(seconds * 1000) });
  return instant.toString({ fractionalSecondDigits: 3 });
}

/** The calendar day of an instant in a time zone (IANA name). */
export function dayIn(iso: string, timeZone: string): PlainDay {
  const { year, month, day } = Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone);
  return { year, month, day };
}
