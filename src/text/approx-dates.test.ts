import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readApproxDate } from './approx-dates.ts';
import { readDate } from './dates.ts';

const TODAY = { year: 2026, month: 11, day: 23 };
const told = (text: string, lang = 'fr'): string => {
  const reading = readApproxDate(text, TODAY, lang);
  if (!reading.ok) return reading.reason;
  return `${reading.from} ${reading.to} ${reading.precision}${reading.done ? ' done' : ''}`;
};

describe('readApproxDate', () => {
  it.each([
    ['3 mars 2027', '2027-03-03 2027-03-03 day'],
    ['du 3 au 5 mars 2027', '2027-03-03 2027-03-05 day'],
    ['mars 2027', '2027-03-01 2027-03-31 month'],
    ['septembre', '2027-09-01 2027-09-30 month'],
    ['novembre', '2026-11-01 2026-11-30 month'],
    ['décembre', '2026-12-01 2026-12-31 month'],
    ['mars dernier', '2026-03-01 2026-03-31 month'],
    ['début mars', '2027-03-01 2027-03-10 month'],
    ['mi-mars', '2027-03-11 2027-03-20 month'],
    ['fin février 2028', '2028-02-21 2028-02-29 month'],
    ['fin sept', '2027-09-21 2027-09-30 month'],
    ['à la rentrée', '2027-09-01 2027-09-30 month'],
    ['mars-avril 2027', '2027-03-01 2027-04-30 month'],
    ['de novembre à février 2028', '2027-11-01 2028-02-29 month'],
    ['le mois prochain', '2026-12-01 2026-12-31 month'],
    ['la semaine prochaine', '2026-11-30 2026-12-06 day'],
    ['1er trimestre 2027', '2027-01-01 2027-03-31 quarter'],
    ['T3 2027', '2027-07-01 2027-09-30 quarter'],
    ['dernier trimestre 2027', '2027-10-01 2027-12-31 quarter'],
    ['le trimestre prochain', '2027-01-01 2027-03-31 quarter'],
    ['second semestre 2027', '2027-07-01 2027-12-31 semester'],
    ['S1 2027', '2027-01-01 2027-06-30 semester'],
    ['printemps prochain', '2027-03-01 2027-05-31 season'],
    ['été 2027', '2027-06-01 2027-08-31 season'],
    ["l'été prochain", '2027-06-01 2027-08-31 season'],
    ['cet hiver', '2026-12-01 2027-02-28 season'],
    ['hiver 2026-2027', '2026-12-01 2027-02-28 season'],
    ['2027', '2027-01-01 2027-12-31 year'],
    ['courant 2027', '2027-01-01 2027-12-31 year'],
    ["l'année prochaine", '2027-01-01 2027-12-31 year'],
    ["l'an dernier", '2025-01-01 2025-12-31 year'],
    ['début 2027', '2027-01-01 2027-03-31 quarter'],
    ['mi-2027', '2027-04-01 2027-09-30 semester'],
    ['fin 2027', '2027-10-01 2027-12-31 quarter'],
    ["fin d'année", '2026-10-01 2026-12-31 quarter'],
    ["fin de l'année prochaine", '2027-10-01 2027-12-31 quarter'],
    ['entre 2026 et 2028', '2026-01-01 2028-12-31 year'],
    ['2026-2027', '2026-01-01 2027-12-31 year'],
    ['entre fin 2026 et début 2027', '2026-10-01 2027-03-31 quarter'],
    ['depuis 2019', '2019-01-01 null open done'],
    ['depuis la rentrée 2021', '2021-09-01 null open done'],
    ['depuis septembre', '2026-09-01 null open done'],
    ['en place depuis 2020', '2020-01-01 null open done'],
    ['depuis trois ans', '2023-11-23 null open done'],
    ['depuis 18 mois', '2025-05-23 null open done'],
    ['depuis longtemps', 'null null open done'],
    ["d'ici deux ans", '2026-11-23 2028-11-23 year'],
    ['sous 6 mois', '2026-11-23 2027-05-23 month'],
    ["d'ici fin 2027", '2026-11-23 2027-12-31 quarter'],
    ["avant l'été 2027", 'null 2027-05-31 open'],
    ['avant fin 2027', 'null 2027-12-31 open'],
    ['après 2027', '2028-01-01 null open'],
    ['à partir de septembre', '2027-09-01 null open'],
    ['dès janvier', '2027-01-01 null open'],
    ["jusqu'en 2028", 'null 2028-12-31 open'],
    ['dans deux ans', '2028-01-01 2028-12-31 year'],
    ['dans 2 ou 3 ans', '2028-01-01 2029-12-31 year'],
    ['dans six mois', '2027-05-01 2027-05-31 month'],
    ['dans 2 semaines', '2026-12-04 2026-12-10 day'],
    ['il y a trois ans', '2023-01-01 2023-12-31 year done'],
    ["c'est fait", 'null null open done'],
    ['déjà', 'null null open done'],
    ['ça a été fait', 'null null open done'],
    ['terminé en juin', '2026-06-01 2026-06-30 month done'],
    ['en cours', 'null null open'],
    ['en cours, fin prévue en 2027', '2027-01-01 2027-12-31 year'],
  ])('%j is %s', (text, expected) => expect(told(text)).toBe(expected));

  it.each([
    ['end of 2027', '2027-10-01 2027-12-31 quarter'],
    ['late March', '2027-03-21 2027-03-31 month'],
    ['may 2027', '2027-05-01 2027-05-31 month'],
    ['Q1 2027', '2027-01-01 2027-03-31 quarter'],
    ['next spring', '2027-03-01 2027-05-31 season'],
    ['since 2019', '2019-01-01 null open done'],
    ['for three years', '2023-11-23 null open done'],
    ['within two years', '2026-11-23 2028-11-23 year'],
    ['by 2028', '2026-11-23 2028-12-31 year'],
    ['3 years ago', '2023-01-01 2023-12-31 year done'],
    ['already done', 'null null open done'],
    ['in progress', 'null null open'],
  ])('in English %j is %s', (text, expected) => expect(told(text, 'en')).toBe(expected));

  it.each([
    '',
    'bonjour',
    'je ne sais pas',
    'jamais',
    'pas encore',
    'pas fait',
    '12',
    '2 ans',
    'bientôt',
    "J'aime beaucoup le conseil en place",
    "L'État ne fait rien",
    'a été décidé par le maire',
    'début 2027 pour les élus mais fin 2028 pour tous les autres habitants de la commune',
    '31 février 2027',
    'dans 900 ans',
  ])('%j has no date', text => expect(told(text)).toBe('none'));

  it('gives back the part that was read', () => {
    expect(readApproxDate('On vise Fin 2027, normalement', TODAY, 'fr')).toMatchObject({ matched: 'Fin 2027' });
    expect(readApproxDate("plutôt d'ici la fin de l'année", TODAY, 'fr')).toMatchObject({
      matched: "d'ici la fin de l'année",
    });
  });

  it('never throws, and its days are days in order, whatever is typed', () => {
    const piece = fc.constantFrom(
      'fin',
      'début',
      'mi-',
      'mars',
      'été',
      "l'",
      'depuis',
      "d'ici",
      'avant',
      '2027',
      '3',
      '31',
      'trimestre',
      'ans',
      'dans',
      '/',
      '-',
      'prochain',
      'et',
      'lundi',
      'le',
      'sept',
      'in',
      'ago',
      'T1',
    );
    const soup = fc.array(piece, { maxLength: 9 }).map(list => list.join(' '));
    const iso = /^\d{4}-\d{2}-\d{2}$/;
    fc.assert(
      fc.property(
        fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 80 })),
        fc.constantFrom('fr', 'en'),
        (text, lang) => {
          const reading = readApproxDate(text, TODAY, lang);
          if (!reading.ok) return;
          const { from, to } = reading;
          if (from !== null) expect(from).toMatch(iso);
          if (to !== null) expect(to).toMatch(iso);
          if (from !== null && to !== null) expect(from <= to).toBe(true);
          const day = readDate(text, TODAY, lang);
          if (day.ok) expect(day.iso).toMatch(iso);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
