import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance, typosForgiven } from './distance.ts';

/** The textbook table, whole: the reference. */
function reference(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (__, j) => i || j));
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      let cost = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(i - 2, j - 2) + 1);
      const row = table[i];
      if (row !== undefined) row[j] = cost;
    }
  }
  return at(a.length, b.length);
}

it.each([
  ['gironde', 'gironde', 2, 0],
  ['gironde', 'girodne', 2, 1],
  ['gironde', 'girond', 2, 1],
  ['gironde', 'girondes', 2, 1],
  ['gironde', 'gyronde', 2, 1],
  ['gironde', 'gyrondes', 1, 2],
  ['ab', 'ba', 1, 1],
  ['ca', 'abc', 3, 3],
  ['', 'abc', 2, 3],
  ['', '', 0, 0],
  ['a', 'b', 0, 1],
])('%s to %s within %i is %i', (a, b, max, expected) => expect(editDistance(a, b, max)).toBe(expected));

it('agrees with the unbounded table up to the bound, and is symmetric', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
  fc.assert(
    fc.property(word, word, fc.nat(4), (a, b, max) => {
      const expected = Math.min(reference(a, b), max + 1);
      expect(editDistance(a, b, max)).toBe(expected);
      expect(editDistance(b, a, max)).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

it('forgives one error from five letters, two from nine', () => {
  expect([4, 5, 8, 9, 20].map(typosForgiven)).toEqual([0, 1, 1, 2, 2]);
});
