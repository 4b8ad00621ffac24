import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cueOf, readability } from './cues.ts';
import { figuresOf } from './figures-in-text.ts';
import { foldNearIdentical } from './folding.ts';
import { languageOf } from './language.ts';
import { MAX_QUOTE_CHARS } from './limits.ts';
import { quoteFault } from './quote.ts';
import { segments } from './segments.ts';
import { contentStems } from './stems.ts';

test('sentences are exact slices, short enough to be quoted, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 900 }), text => {
      for (const { start, end, text: piece } of segments(text)) {
        expect(text.slice(start, end)).toBe(piece);
        expect(piece.length).toBeLessThanOrEqual(MAX_QUOTE_CHARS);
      }
    }),
  );
});

test('sentences end where people end them, figures and abbreviations apart', () => {
  const text = '- Garder le guichet.\n- La fibre (1.5 Mb/s) ne suffit pas ! M. le maire le sait ; il attend… Voilà';
  expect(segments(text).map(segment => segment.text)).toEqual([
    'Garder le guichet.',
    'La fibre (1.5 Mb/s) ne suffit pas !',
    'M. le maire le sait',
    'il attend…',
    'Voilà',
  ]);
});

test('inflections share a stem; small words, fillers and polarity make none', () => {
  expect(contentStems('les services numériques, un service numérique')).toEqual(['servic', 'numer']);
  expect(contentStems('Il ne faut pas trop de choses')).toEqual([]);
});

test.each([
  ['Il faudrait un guichet par canton', 'proposal'],
  ['Mutualiser le matériel entre communes', 'proposal'],
  ["J'ai dû faire 12 km pour une photocopie", 'experience'],
  ['Dans notre commune le bus passe le mardi', 'experience'],
  ['Le site est trop compliqué pour les anciens', 'obstacle'],
  ['Manque de personnel à la préfecture', 'obstacle'],
  ['La médiathèque est au centre du bourg', null],
])('%s: %s', (sentence, cue) => {
  expect(cueOf(sentence)).toBe(cue);
});

test('what insults or shouts is not put forward', () => {
  expect(readability('Bande de voleurs, rendez l’argent du peuple')).toBe(0);
  expect(readability('IL FAUT GARDER LE GUICHET DU VILLAGE')).toBeLessThan(
    readability('Il faut garder le guichet du village.'),
  );
  expect(readability('oui voilà')).toBe(0);
});

test('near-identical texts are folded, but not across a negation or a figure', () => {
  const text = 'Il faut absolument garder un guichet ouvert dans chaque commune rurale du département';
  const given = [
    text,
    `${text} !`,
    text.toUpperCase(),
    text.replace('Il faut', 'Il ne faut pas'),
    `${text} avant 2027`,
    'Autre chose',
  ];
  const { readAs, folded } = foldNearIdentical(given.map((one, i) => ({ id: `${i}`, text: one })));
  expect([...readAs]).toEqual([0, 0, 0, 3, 4, 5]);
  expect(folded).toEqual([{ id: '0', same: ['1', '2'] }]);
});

test.each([
  ['Il faut plus de conseillers dans les villages', 'fr'],
  ['oui', 'fr'],
  ['La fibre, svp', 'fr'],
  ['We need more people to help us with the forms', 'other'],
  ['Necesitamos más ayuda para los mayores que no tienen ordenador en el pueblo', 'other'],
  ['Нам нужен интернет в деревне', 'other'],
  ['نحتاج إلى المساعدة في القرية', 'other'],
])('« %s » is %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});

test('figures are compared by what they are worth, in digits or in words', () => {
  expect(figuresOf('45 000 €')).toEqual(figuresOf('45\u202f000 euros'));
  expect(figuresOf('deux jours')).toEqual(figuresOf('2 jours'));
  expect(figuresOf('45 millions')).not.toEqual(figuresOf('45'));
  expect(figuresOf('un guichet')).toEqual(new Set());
  for (const [said, figure] of [
    ['deux cents personnes', '200'],
    ['quatre-vingt-dix-sept euros', '97'],
    ['soixante et onze communes', '71'],
    ['vingt et une écoles', '21'],
    ['mille deux cent cinquante', '1250'],
    ['trois mille', '3000'],
    ['45 mille', '45000'],
    ['1,5 million', '1500000'],
    ['12 k€', '12000'],
    ['une trentaine', '30'],
  ] as const)
    expect([...figuresOf(said)], said).toEqual([figure]);
  expect(figuresOf('trois ou quatre')).toEqual(new Set(['3', '4']));
  expect(figuresOf('deux trois fois')).toEqual(new Set(['2', '3']));
  expect(figuresOf('trente pour cent')).toEqual(figuresOf('30 %'));
  expect(figuresOf('un car, une dizaine de bus')).toEqual(new Set(['10']));
});

test('a quotation is between words, exact, and says something', () => {
  const source = 'L’accueil est « gratuit » : 45\u202f000 € par an.';
  expect(quoteFault('L\'accueil est "gratuit": 45 000 € par an.', source)).toBeNull();
  expect(quoteFault('accueil est', source)).toBeNull();
  expect(quoteFault('ccueil est', source)).toBe('not_in_source');
  expect(quoteFault('est gratuit', source)).toBe('not_in_source');
  expect(quoteFault('5 000', source)).not.toBeNull();
  expect(quoteFault('Oui', 'Oui')).toBeNull();
});
