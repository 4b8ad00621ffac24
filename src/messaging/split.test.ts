import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitText } from './split.ts';

test('cuts anywhere without losing a character that shows', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 10, max: 40 }), (text, max) => {
      const pieces = splitText(text, max);
      expect(Math.max(...pieces.map(piece => piece.length))).toBeLessThanOrEqual(max);
      expect(pieces.join('').replaceAll(/\s/gu, '')).toBe(text.replaceAll(/\s/gu, ''));
    }),
  );
});

test('cuts between paragraphs, else lines, else words, never in an escape nor in a character', () => {
  expect(splitText('un deux\n\ntrois quatre', 12)).toEqual(['un deux', 'trois quatre']);
  expect(splitText('un deux\ntrois quatre', 12)).toEqual(['un deux', 'trois quatre']);
  expect(splitText('un deux trois', 9)).toEqual(['un deux', 'trois']);
  expect(splitText(`${'a'.repeat(9)}\\*b`, 10)).toEqual(['aaaaaaaaa', '\\*b']);
  expect(splitText(`${'a'.repeat(9)}🚌b`, 10)).toEqual(['aaaaaaaaa', '🚌b']);
  expect(splitText('', 10)).toEqual(['']);
});
