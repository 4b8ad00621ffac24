import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, ellipsize, flatten, fold, oneLine, words } from './normalize.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });
const halves = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)),
  maxLength: 60,
});

describe('cleanText', () => {
  it.each([
    ['  bonjour\r\nmonde\r ', 'bonjour\nmonde'],
    ['a\u0000b\u0007c\u009Fd\te', 'abcd\te'],
    ['\uFEFFtexte\u200B collé', 'texte collé'],
    ['\u202Egnp.exe\u202C \u2066x\u2069', 'gnp.exe x'],
    ['👨\u200D👩\u200D👧', '👨\u200D👩\u200D👧'],
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
    ['e\u0301te\u0301', 'été'],
    ['seul \uD83D ici', 'seul \uFFFD ici'],
    ['', ''],
  ])('%j becomes %j', (raw, clean) => expect(cleanText(raw)).toBe(clean));

  it('is idempotent, and leaves nothing that it drops', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, halves), raw => {
        const clean = cleanText(raw);
        expect(cleanText(clean)).toBe(clean);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/u);
      }),
    );
  });
});

describe('fold', () => {
  it.each([
    ['Élève', 'eleve'],
    ['  « Cœur ! »  ', 'coeur'],
    ['L’AGGLO – Nord', "l'agglo - nord"],
    ['Ex æquo', 'ex aequo'],
    ['trop   d\u2019espaces\n\tici', "trop d'espaces ici"],
    ['2️⃣', '2'],
    ['...', ''],
    ['👍', '👍'],
  ])('%j is compared as %j', (text, key) => expect(fold(text)).toBe(key));

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, halves), text => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

it('words come without apostrophes and hyphens', () => {
  expect(words("L'École-d'à-côté, 2e étage !")).toEqual(['l', 'ecole', 'd', 'a', 'cote', '2e', 'etage']);
});

it('oneLine makes plain digits and signs', () => {
  expect(oneLine('2️⃣ et ３\n🔟 l’un – l’autre')).toBe("2 et 3 10 l'un - l'autre");
});

it('flatten keeps every index in place', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, halves), text => {
      expect(flatten(text)).toHaveLength(text.length);
    }),
  );
  expect(flatten('ÉTÉ à Sète')).toBe('ete a sete');
});

describe('ellipsize', () => {
  it.each([
    ['bonjour', 7, 'bonjour'],
    ['bonjour', 6, 'bonjo…'],
    ['un deux', 4, 'un…'],
    ['👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 3, '👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧'],
    ['👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 2, '👨‍👩‍👧…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
    ['', 5, ''],
  ])('%j within %i is %j', (text, max, cut) => expect(ellipsize(text, max)).toBe(cut));

  it('never passes the bound, in what people see', () => {
    const seen = new Intl.Segmenter('fr', { granularity: 'grapheme' });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.nat(30), (text, max) => {
        expect([...seen.segment(ellipsize(text, max))].length).toBeLessThanOrEqual(max);
      }),
    );
  });
});
