/** Days and spans of days, without a clock: « today » is always given. */
import { Temporal } from 'temporal-polyfill';
import { MAX_YEAR, MIN_YEAR, TWO_DIGIT_YEAR_AHEAD } from './limits.ts';

/** A day of the civil calendar; month and day count from 1. */
export interface PlainDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export type Day = Temporal.PlainDate;
/** Both days belong to the span. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** The day, or null where the calendar has none (31 February) or the year is out of bounds. */
export function dayIn(year: number, month: number, day: number): Day | null {
  if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12 || day < 1) return null;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day > first.daysInMonth ? null : first.with({ day });
}

/** `today` as a calendar day; an impossible one is brought back to the nearest day. */
export function dayOfToday(today: PlainDay): Day {
  return Temporal.PlainDate.from({ year: today.year, month: today.month, day: today.day });
}

export const isBefore = (a: Day, b: Day): boolean => Temporal.PlainDate.compare(a, b) < 0;

/** `months` whole months from the first day of `month` (1 to 12) of `year`. */
export function monthsFrom(year: number, month: number, months: number): Span {
  const from = Temporal.PlainDate.from({ year, month, day: 1 });
  return { from, to: from.add({ months }).subtract({ days: 1 }) };
}

/** « 27 » is 2027, « 98 » is 1998; four digits stay. */
export function fullYear(digits: string, today: Day): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return 2000 + year <= today.year + TWO_DIGIT_YEAR_AHEAD ? 2000 + year : 1900 + year;
}

/** Which of the yearly returns is meant: not ended; begun; this year's; not begun; ended. */
export type Turn = 'next' | 'last' | 'this' | 'coming' | 'past';

const FITS: Readonly<Record<Turn, (span: Span, today: Day) => boolean>> = {
  next: (span, today) => !isBefore(span.to, today),
  coming: (span, today) => isBefore(today, span.from),
  last: (span, today) => !isBefore(today, span.from),
  past: (span, today) => isBefore(span.to, today),
  this: (span, today) => span.from.year === today.year,
};

/** The return of a yearly span that `turn` means; null when none lies within eight years (29 February needs them). */
export function occurrence(make: (year: number) => Span | null, today: Day, turn: Turn): Span | null {
  const isPast = turn === 'last' || turn === 'past';
  for (let step = -1; step <= 8; step += 1) {
    const span = make(today.year + (isPast ? -step : step));
    if (span !== null && FITS[turn](span, today)) return span;
  }
  return null;
}
