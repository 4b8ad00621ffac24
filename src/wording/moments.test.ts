import { describe, expect, test } from 'vitest';
import { sayDay, sayDeadline } from './moments.ts';

/** With plain spaces, to be read. */
function plain(text: string): string {
  return text.replaceAll('\u00A0', ' ');
}

test('a day', () => {
  expect(plain(sayDay('2027-04-15', 'fr-FR'))).toBe('15 avril 2027');
  expect(plain(sayDay('2027-04-01', 'fr-FR'))).toBe('1er avril 2027');
  expect(plain(sayDay('2027-04-01', 'en-GB'))).toBe('1 April 2027');
  expect(() => sayDay('15/04/2027', 'fr-FR')).toThrow(RangeError);
});

describe('a deadline is said by the last minute before it, in its zone', () => {
  test.each([
    ['2027-03-24T23:00:00.000Z', 'Europe/Paris', '24 mars 2027 inclus, 23 h 59, heure de Paris'],
    // Summer time begins on the 28th of March.
    ['2027-03-28T22:00:00.000Z', 'Europe/Paris', '28 mars 2027 inclus, 23 h 59, heure de Paris'],
    ['2027-03-24T11:00:00.000Z', 'Europe/Paris', '24 mars 2027 inclus, 11 h 59, heure de Paris'],
    ['2027-03-24T23:05:00.000Z', 'Europe/Paris', '25 mars 2027 inclus, 0 h 04, heure de Paris'],
    ['2027-03-24T23:00:30.000Z', 'Europe/Paris', '25 mars 2027 inclus, 0 h 00, heure de Paris'],
    ['2027-03-24T20:00:00.000Z', 'Indian/Reunion', '24 mars 2027 inclus, 23 h 59, heure de La Réunion'],
    ['2027-04-01T10:00:00.000Z', 'Pacific/Tahiti', '31 mars 2027 inclus, 23 h 59, heure de Tahiti'],
    ['2027-03-25T04:00:00.000Z', 'America/Martinique', '24 mars 2027 inclus, 23 h 59, heure de la Martinique'],
    ['2027-03-25T04:00:00.000Z', 'America/New_York', '24 mars 2027 inclus, 23 h 59, heure locale (New York)'],
    ['2027-03-25T00:00:00.000Z', 'UTC', '24 mars 2027 inclus, 23 h 59, temps universel'],
  ])('%s in %s', (instant, zone, said) => {
    expect(plain(sayDeadline(instant, zone, 'fr-FR'))).toBe(said);
  });

  test('in English', () => {
    const said = (instant: string, zone: string): string => plain(sayDeadline(instant, zone, 'en-GB'));
    expect(said('2027-03-24T23:00:00.000Z', 'Europe/Paris')).toBe('24 March 2027 inclusive, 11:59 pm, Paris time');
    expect(said('2027-03-24T11:01:00.000Z', 'Europe/Paris')).toBe('24 March 2027 inclusive, 12:00 pm, Paris time');
    expect(said('2027-03-24T23:01:00.000Z', 'Europe/Paris')).toBe('25 March 2027 inclusive, 12:00 am, Paris time');
    expect(said('2027-03-25T03:00:00.000Z', 'America/Cayenne')).toBe(
      '24 March 2027 inclusive, 11:59 pm, French Guiana time',
    );
  });

  test('an unknown zone is refused', () => {
    expect(() => sayDeadline('2027-03-24T23:00:00.000Z', 'Mars/Olympus', 'fr-FR')).toThrow(RangeError);
  });
});
