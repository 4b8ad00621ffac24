import { expect, test } from 'vitest';
import { CITATION_FAULTS, cell, outOf, percentOf, STATEMENT_KINDS } from '#synthesis/index.ts';

const plain = (text: string | null) => text?.replace(/[\u202F\u00A0]/g, ' ');

test('under 30 answers, no percentage', () => {
  expect(outOf(12, 25)).toBe('12 sur 25');
  expect(percentOf(1, 29)).toBeNull();
});

test('from 30 on, n out of N first, then a whole percentage; never 0 % of somebody', () => {
  expect(plain(outOf(120, 800))).toBe('120 sur 800 (15 %)');
  expect(plain(outOf(1234, 26_703))).toBe('1 234 sur 26 703 (5 %)');
  expect(plain(outOf(1, 800))).toBe('1 sur 800 (moins de 1 %)');
  expect(plain(outOf(0, 800))).toBe('0 sur 800 (0 %)');
});

test('a cell under five is not shown as a number', () => {
  expect([0, 1, 4, 5, 1200].map(n => plain(cell(n)))).toEqual(['0', 'moins de 5', 'moins de 5', '5', '1 200']);
});

test('kinds and faults are words of the code, each once', () => {
  for (const words of [STATEMENT_KINDS, CITATION_FAULTS]) {
    expect(new Set(words).size).toBe(words.length);
    expect(words.every(word => /^[a-z_]+$/.test(word))).toBe(true);
  }
});
