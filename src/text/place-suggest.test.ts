import { expect, test } from 'vitest';
import { suggestPlaces } from './place-suggest.ts';

const names = (typed: string, limit = 100): string[] => suggestPlaces(typed, limit).map(({ name }) => name);

test('a name begins as it is typed, accents and case apart; départements come before EPCI', () => {
  expect(names('haute-sav')[0]).toBe('Haute-Savoie');
  expect(names('HAUTE SAV')).toContain('Haute-Savoie');
  expect(names('fauc')).toContain('CC Faucigny - Glières');
  expect(names('glie fauc')).toContain('CC Faucigny - Glières');
  expect(names('sav').slice(0, 2).toSorted()).toEqual(['Haute-Savoie', 'Savoie']);
});

test('a number is that of a département, or its beginning', () => {
  expect(names('74')[0]).toBe('Haute-Savoie');
  expect(names('7')).toEqual(expect.arrayContaining(['Haute-Savoie', 'Seine-Maritime', 'Paris']));
  expect(names('2a')[0]).toBe('Corse-du-Sud');
});

test('a slip still finds, nonsense finds nothing', () => {
  expect(names('hautsavoie')).toContain('Haute-Savoie');
  expect(names('zzzzqqq')).toEqual([]);
  expect(names('x'.repeat(3_000))).toEqual([]);
});

test('with nothing typed, what comes first is the country; never more than asked', () => {
  expect(names('', 3)[0]).toBe('France entière');
  expect(names('', 100)).toHaveLength(100);
  expect(names('a', 5)).toHaveLength(5);
});
