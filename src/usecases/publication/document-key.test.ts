import { describe, expect, it } from 'vitest';
import { firstWord, readNumbers, readSheetKey, readSynthesisKey } from './document-key.ts';

describe('a document is named', () => {
  it('by its letter or without, in any case', () => {
    for (const text of ['F4-2', 'f4-2', '4-2']) expect(readSheetKey(text)).toEqual({ axis: 4, number: 2 });
    for (const text of ['S4-2', 's4-2', '4-2']) expect(readSynthesisKey(text)).toEqual({ axis: 4, number: 2 });
  });

  it('never by another letter, nor with something after', () => {
    for (const text of ['S4-2', 'A4-2', 'F4', 'F4-2x', 'F4-2 titre', '', 'F4-1234567'])
      expect(readSheetKey(text)).toBeNull();
    expect(readSynthesisKey('F4-2')).toBeNull();
  });

  it('before what is to be done with it', () => {
    expect(firstWord('F4-1  titre Un bus\nle soir ')).toEqual(['F4-1', 'titre Un bus\nle soir']);
    expect(firstWord('F4-1')).toEqual(['F4-1', '']);
  });
});

describe('statements are named', () => {
  it('one by one and by ranges', () => {
    expect(readNumbers('3, 5 et 8-10;12')).toEqual([3, 5, 8, 9, 10, 12]);
  });

  it('not by anything else, nor too many', () => {
    for (const text of ['', '3 x', '8-3', '-3', '1-99999', '1-400 1-400']) expect(readNumbers(text)).toBeNull();
  });
});
