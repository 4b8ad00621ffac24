import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds, dayIn } from './instants.ts';

describe('addSeconds', () => {
  it('agrees with the platform’s dates, within the day and beyond', () => {
    const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.integer({ min: -200_000_000, max: 200_000_000 }), (date, ms) => {
        expect(addSeconds(date.toISOString(), ms / 1000)).toBe(new Date(date.getTime() + ms).toISOString());
      }),
    );
  });

  it.each([
    ['2027-02-10T23:59:58.000Z', 4, '2027-02-11T00:00:02.000Z'],
    ['2027-03-28T00:59:59.999Z', 0.001, '2027-03-28T01:00:00.000Z'],
    ['2027-02-10T09:00:00Z', 60, '2027-02-10T09:01:00.000Z'],
  ])('%s + %d s is %s', (iso, seconds, expected) => expect(addSeconds(iso, seconds)).toBe(expected));
});

it('says the day that it is somewhere', () => {
  expect(dayIn('2027-03-24T23:30:00.000Z', 'Europe/Paris')).toEqual({ year: 2027, month: 3, day: 25 });
  expect(dayIn('2027-03-24T23:30:00.000Z', 'Indian/Reunion')).toEqual({ year: 2027, month: 3, day: 25 });
  expect(dayIn('2027-03-24T03:30:00.000Z', 'America/Cayenne')).toEqual({ year: 2027, month: 3, day: 24 });
});
