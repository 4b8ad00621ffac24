/** Dates against a reference that counts minutes: two years, four zones, both changes of the clock. */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { frenchHolidays, type IsHoliday } from './holidays.ts';
import { civilPlace, METROPOLE } from './places.ts';
import { allowedFrom, WORKING_HOURS } from './quiet.ts';
import { checkCron, nextAfter } from './schedule.ts';

const ZONES = ['Europe/Paris', 'America/Martinique', 'Indian/Reunion', 'America/Miquelon'] as const;
const PLACES = ['dep:75', 'dep:972', 'dep:974', 'dep:975'] as const;
const FIRST = Date.parse('2026-11-01T00:00:00Z');
const TWO_YEARS_MIN = 2 * 365 * 24 * 60;

let isHoliday: IsHoliday;
beforeAll(async () => {
  isHoliday = await frenchHolidays();
});

const instant = fc
  .integer({ min: 0, max: TWO_YEARS_MIN })
  .map(minute => new Date(FIRST + minute * 60_000).toISOString());
/** Instants about the changes of the clock in Paris and in Miquelon, where hours are missing or come twice. */
const aboutChanges = fc
  .tuple(
    fc.constantFrom(
      '2027-03-28T01:00:00Z',
      '2027-10-31T01:00:00Z',
      '2027-03-14T05:00:00Z',
      '2027-11-07T05:00:00Z',
      '2028-03-26T01:00:00Z',
    ),
    fc.integer({ min: -3_000, max: 3_000 }),
  )
  .map(([at, minutes]) => new Date(Date.parse(at) + minutes * 60_000).toISOString());

/** Minute after minute, by the clock of the zone: the first at which the clock shows that hour on such a day. */
function nextByMinutes(
  after: string,
  zone: string,
  hour: number,
  minute: number,
  days: readonly number[] | null,
): string {
  let at = Math.floor(Date.parse(after) / 60_000) * 60_000;
  for (let n = 0; n < 12 * 24 * 60; n += 1) {
    at += 60_000;
    const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    const isDay = days === null || days.includes(wall.dayOfWeek % 7);
    if (isDay && wall.hour === hour && wall.minute === minute) return new Date(at).toISOString();
  }
  throw new Error('no such minute');
}

describe('a cron expression', () => {
  test('comes round when the clock of its zone shows it', () => {
    const days = fc.constantFrom<readonly number[] | null>(null, [1], [2, 4], [1, 2, 3, 4, 5]);
    const hours = fc.constantFrom(6, 9, 10, 14, 18, 21);
    const minutes = fc.constantFrom(0, 15, 30);
    fc.assert(
      fc.property(
        fc.oneof(instant, aboutChanges),
        fc.constantFrom(...ZONES),
        hours,
        minutes,
        days,
        (after, zone, hour, minute, on) => {
          const expression = `${minute} ${hour} * * ${on === null ? '*' : on.join(',')}`;
          expect(nextAfter({ kind: 'cron', expression, zone }, after)).toBe(
            nextByMinutes(after, zone, hour, minute, on),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('an hour that comes twice counts once, one that does not exist once', () => {
    for (const [expression, from] of [
      ['30 2 * * *', '2027-10-29T12:00:00Z'],
      ['30 2 * * *', '2027-03-26T12:00:00Z'],
    ] as const) {
      const seen: string[] = [];
      let at: string | null = from;
      for (let n = 0; n < 4 && at !== null; n += 1) {
        at = nextAfter({ kind: 'cron', expression, zone: 'Europe/Paris' }, at);
        if (at !== null)
          seen.push(Temporal.Instant.from(at).toZonedDateTimeISO('Europe/Paris').toPlainDate().toString());
      }
      expect(new Set(seen).size).toBe(4);
    }
  });

  test.each([
    ['0 10 * * 2', 'ok'],
    ['0 10 31 2 *', 'never'],
    ['* * * * *', 'too_often'],
    ['*/5 10 * * *', 'too_often'],
    ['61 10 * * *', 'unread'],
    ['mardi', 'unread'],
    ['0 0 10 * * 2', 'unread'],
  ] as const)('« %s » is %s', (expression, expected) => {
    expect(checkCron(expression, 'Europe/Paris')).toBe(expected);
  });
});

describe('when people may be written to', () => {
  /** Minute after minute: the first that is in the hours of a working day where they live. */
  function allowedByMinutes(at: string, code: string): string {
    const place = civilPlace(code) ?? METROPOLE;
    let ms = Date.parse(at);
    for (let n = 0; n < 15 * 24 * 60; n += 1, ms = Math.floor(ms / 60_000) * 60_000 + 60_000) {
      const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(place.zone);
      const working = wall.dayOfWeek <= 5 && !isHoliday(wall.toPlainDate().toString(), place.holidays);
      if (working && wall.hour >= WORKING_HOURS.from && wall.hour < WORKING_HOURS.to) return new Date(ms).toISOString();
    }
    throw new Error('never');
  }

  test('it is the first minute of a working day, by their clock', () => {
    fc.assert(
      fc.property(fc.oneof(instant, aboutChanges), fc.constantFrom(...PLACES), (at, code) => {
        const found = allowedFrom(at, WORKING_HOURS, civilPlace(code) ?? METROPOLE, isHoliday);
        expect(found).toBe(allowedByMinutes(at, code));
      }),
      { numRuns: 60 },
    );
  });

  it('knows the holidays of each territory', () => {
    expect(isHoliday('2027-05-27', 'GP')).toBe(true);
    expect(isHoliday('2027-05-22', 'MQ')).toBe(true);
    expect(isHoliday('2027-06-10', 'GF')).toBe(true);
    expect(isHoliday('2027-12-20', 'RE')).toBe(true);
    expect(isHoliday('2027-04-27', 'YT')).toBe(true);
    expect(isHoliday('2027-12-26', '67')).toBe(true);
    expect(isHoliday('2027-12-20', '')).toBe(false);
    expect(isHoliday('2027-05-06', '')).toBe(true);
  });

  it('is never where no hour is allowed', () => {
    expect(
      allowedFrom('2027-03-01T10:00:00.000Z', { ...WORKING_HOURS, from: 12, to: 12 }, METROPOLE, isHoliday),
    ).toBeNull();
    expect(
      allowedFrom(
        '2027-03-06T23:30:00.000Z',
        { from: 0, to: 24, weekends: true, holidays: true },
        METROPOLE,
        isHoliday,
      ),
    ).toBe('2027-03-06T23:30:00.000Z');
  });

  it('places every territory', () => {
    expect(civilPlace('reg:04')?.zone).toBe('Indian/Reunion');
    expect(civilPlace('reg:84')).toEqual(METROPOLE);
    expect(civilPlace('epci:200000172')).toBeNull();
    expect(civilPlace('')).toBeNull();
  });
});
