import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readDate } from './dates.ts';

/** A Monday. */
const TODAY = { year: 2026, month: 11, day: 23 };
const MONTHS_FR = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const MONTHS_EN = 'January February March April May June July August September October November December'.split(' ');

describe('readDate', () => {
  it.each([
    ['3 mars 2027', '2027-03-03'],
    ['le 3 mars 2027', '2027-03-03'],
    ['mercredi 3 mars 2027', '2027-03-03'],
    ['3 mars 27', '2027-03-03'],
    ['3mars2027', '2027-03-03'],
    ['3 MARS', '2027-03-03'],
    ['le 3 mars à 14h', '2027-03-03'],
    ['le 1er avril', '2027-04-01'],
    ['premier avril', '2027-04-01'],
    ['trois mars', '2027-03-03'],
    ['vingt-et-un juin 2027', '2027-06-21'],
    ['31 decembre', '2026-12-31'],
    ['15 janv. 2027', '2027-01-15'],
    ['1er sept. 2027', '2027-09-01'],
    ['3 sept', '2027-09-03'],
    ['3 aout', '2027-08-03'],
    ['03/03/2027', '2027-03-03'],
    ['3/3', '2027-03-03'],
    ['23/11', '2026-11-23'],
    ['22/11', '2027-11-22'],
    ['03-03-27', '2027-03-03'],
    ['3.3.2027', '2027-03-03'],
    ['2027-03-03', '2027-03-03'],
    ['29/02', '2028-02-29'],
    ['29 février 2028', '2028-02-29'],
    ["aujourd'hui", '2026-11-23'],
    ['aujourd’hui', '2026-11-23'],
    ['demain', '2026-11-24'],
    ['après-demain', '2026-11-25'],
    ['hier', '2026-11-22'],
    ['lundi', '2026-11-30'],
    ['lundi prochain', '2026-11-30'],
    ['ce lundi', '2026-11-23'],
    ['vendredi', '2026-11-27'],
    ['lundi en huit', '2026-12-07'],
    ['vendredi dernier', '2026-11-20'],
    ['dans 3 jours', '2026-11-26'],
    ['il y a deux jours', '2026-11-21'],
    ['le 15', '2026-12-15'],
    ['le 30', '2026-11-30'],
    ['le 15 du mois prochain', '2026-12-15'],
    ['on commence le 3 mars 2027', '2027-03-03'],
  ])('%j is %s', (text, iso) => expect(readDate(text, TODAY, 'fr')).toEqual({ ok: true, iso }));

  it.each([
    ['March 3, 2027', '2027-03-03'],
    ['Mar 3', '2027-03-03'],
    ['3rd of March 2027', '2027-03-03'],
    ['may 2', '2027-05-02'],
    ['3/25/2027', '2027-03-25'],
    ['04/03/2027', '2027-03-04'],
    ['tomorrow', '2026-11-24'],
    ['next monday', '2026-11-30'],
    ['in 3 days', '2026-11-26'],
    ['3 days ago', '2026-11-20'],
    ['3 mars 2027', '2027-03-03'],
  ])('in English %j is %s', (text, iso) => expect(readDate(text, TODAY, 'en')).toEqual({ ok: true, iso }));

  it.each([
    ['', 'none'],
    ['bonjour', 'none'],
    ['12', 'none'],
    ['tous les lundis', 'none'],
    ['le 3 mars 2027 puis le 12 mai 2028', 'none'],
    ['31 février 2027', 'impossible'],
    ['31/02', 'impossible'],
    ['32/01/2027', 'impossible'],
    ['29/02/2027', 'impossible'],
    ['2027-13-01', 'impossible'],
    ['01/01/1800', 'impossible'],
    ['mars 2027', 'approximate'],
    ['fin mars', 'approximate'],
    ['vers le 15 mars', 'approximate'],
    ['avant le 3 mars 2027', 'approximate'],
    ['dans une semaine', 'approximate'],
    ['du 3 au 5 mars', 'approximate'],
    ['courant 2027', 'approximate'],
    ["c'est fait", 'none'],
  ])('%j is refused: %s', (text, reason) => expect(readDate(text, TODAY, 'fr')).toEqual({ ok: false, reason }));

  it('reads every day of two centuries as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 73_000 }), offset => {
        const day = Temporal.PlainDate.from('1900-01-01').add({ days: offset });
        const two = (n: number): string => String(n).padStart(2, '0');
        const expected = { ok: true, iso: day.toString() };
        const spelt = `${day.day === 1 ? '1er' : day.day} ${MONTHS_FR[day.month - 1]} ${day.year}`;
        expect(readDate(day.toString(), TODAY, 'fr')).toEqual(expected);
        expect(readDate(`${two(day.day)}/${two(day.month)}/${day.year}`, TODAY, 'fr')).toEqual(expected);
        expect(readDate(spelt, TODAY, 'fr')).toEqual(expected);
        expect(readDate(`${MONTHS_EN[day.month - 1]} ${day.day}, ${day.year}`, TODAY, 'en')).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('a date without a year is never behind, nor a year ahead (29 February apart)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 364 }), (shift, offset) => {
        const today = Temporal.PlainDate.from('2026-01-01').add({ days: shift });
        const wanted = Temporal.PlainDate.from('2027-01-01').add({ days: offset });
        const reading = readDate(`${wanted.day}/${wanted.month}`, today, 'fr');
        expect(reading.ok).toBe(true);
        const found = Temporal.PlainDate.from(reading.ok ? reading.iso : '');
        expect([found.day, found.month]).toEqual([wanted.day, wanted.month]);
        expect(today.until(found).days).toBeGreaterThanOrEqual(0);
        expect(today.until(found).days).toBeLessThan(366);
      }),
    );
  });
});
