/** Long repetitions of what the readers look for: each must come back, at once, whatever the expression. */
import { describe, expect, it } from 'vitest';
import {
  cleanText,
  findPlace,
  findPlaces,
  fold,
  isDontKnow,
  readApproxDate,
  readChoices,
  readDate,
  readNumber,
  readYesNo,
} from './index.ts';

const TODAY = { year: 2026, month: 11, day: 23 };
const OPTIONS = [
  { name: 'a', label: 'Seniors' },
  { name: 'autre', label: 'Autre (précisez)' },
];
const PIECES = [
  'le ',
  'n° ',
  '1 ',
  '1, ',
  'a ',
  'et ',
  "l'",
  ' ',
  '\n',
  ', ',
  'autre ',
  'de la ',
  'depuis les ',
  'cent ',
  'mille ',
  'fin ',
  '- ',
  '(',
  '🙂',
  'é',
  'saint ',
];

describe.each(PIECES)('%j, again and again', piece => {
  it.each([390, 1990, 1_000_000])('up to %i characters', size => {
    const text = `${piece.repeat(Math.floor(size / piece.length))}x`;
    expect(fold(cleanText(text)).length).toBeLessThanOrEqual(text.length);
    readNumber(text, 'fr');
    readDate(text, TODAY, 'fr');
    readApproxDate(text, TODAY, 'en');
    readChoices(text, OPTIONS, true, 'fr');
    readChoices(text, OPTIONS, false, 'fr');
    expect(readYesNo(text)).toBeNull();
    expect(isDontKnow(text)).toBe(false);
    findPlace(text);
    findPlaces(text);
  });
});
