/** When people may be written to: no nights, week-ends nor public holidays, where they live. Pure. */
import { Temporal } from 'temporal-polyfill';
import type { IsHoliday } from './holidays.ts';
import { DAYS_AHEAD } from './limits.ts';
import type { CivilPlace } from './places.ts';

export interface QuietRule {
  /** Hours of the day, by the clock where the person lives: from included, to excluded. */
  readonly from: number;
  readonly to: number;
  readonly weekends: boolean;
  readonly holidays: boolean;
}

/** From 9 h to 19 h, on working days. */
export const WORKING_HOURS: QuietRule = { from: 9, to: 19, weekends: false, holidays: false };

/** `at` (ISO UTC) if it is allowed there, else the first allowed instant after it; null where none comes in time. */
export function allowedFrom(at: string, rule: QuietRule, place: CivilPlace, isHoliday: IsHoliday): string | null {
  const asked = Temporal.Instant.from(at).toZonedDateTimeISO(place.zone);
  for (let day = 0; day <= DAYS_AHEAD; day += 1) {
    const date = asked.toPlainDate().add({ days: day });
    if (!isAllowedDay(date, rule, place, isHoliday)) continue;
    const opens = date.toZonedDateTime({ timeZone: place.zone, plainTime: { hour: rule.from } });
    const closes =
      rule.to === 24
        ? date.add({ days: 1 }).toZonedDateTime(place.zone)
        : date.toZonedDateTime({ timeZone: place.zone, plainTime: { hour: rule.to } });
    const from = Temporal.ZonedDateTime.compare(asked, opens) > 0 ? asked : opens;
    if (Temporal.ZonedDateTime.compare(from, closes) < 0) return print(from);
  }
  return null;
}

function isAllowedDay(date: Temporal.PlainDate, rule: QuietRule, place: CivilPlace, isHoliday: IsHoliday): boolean {
  if (!rule.weekends && date.dayOfWeek > 5) return false;
  return rule.holidays || !isHoliday(date.toString(), place.holidays);
}

function print(at: Temporal.ZonedDateTime): string {
  return at.toInstant().toString({ smallestUnit: 'millisecond' });
}
