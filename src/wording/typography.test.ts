import { expect, test } from 'vitest';
import { frenchSpacing, frenchSpacingProblems } from './typography.ts';

test('plain spaces become no-break ones where French wants them', () => {
  expect(frenchSpacing('Écrivez « suite » : quoi ? Ceci ; cela ! 10 % ou 5 €, n° {n}')).toBe(
    'Écrivez «\u00A0suite\u00A0»\u00A0: quoi\u00A0? Ceci\u00A0; cela\u00A0! 10\u00A0% ou 5\u00A0€, n°\u00A0{n}',
  );
});

test('placeholders beside the signs are no obstacle, other spaces stay', () => {
  expect(frenchSpacing('« {a} » : {b} ?')).toBe('«\u00A0{a}\u00A0»\u00A0: {b}\u00A0?');
  expect(frenchSpacing('une, deux - trois (quatre)')).toBe('une, deux - trois (quatre)');
});

test.each(['Bonjour!', '«non»', 'Oui : non', 'quoi ?', 'l’autre', 'un "mot"'])('%s is told of', text => {
  expect(frenchSpacingProblems(text)).not.toEqual([]);
});

test.each([
  'Bonjour\u00A0!',
  '«\u00A0non\u00A0»',
  'Oui\u202F: non',
  'voyez https://a.fr/?b:c',
  'à 10:30',
  'quoi\u00A0?!',
])('%s is right', text => {
  expect(frenchSpacingProblems(text)).toEqual([]);
});
