import { describe, expect, test } from 'vitest';
import { PHRASES } from '#conversation/phrase-keys.ts';
import { STAFF_PHRASES } from '#conversation/staff-phrase-keys.ts';
import { WORKSHOP_PHRASES } from '#workshop/phrase-keys.ts';
import { createCatalog } from './catalog.ts';
import { CATALOGS, DEFAULT_LANGUAGE } from './catalogs.ts';
import { OWN_PHRASES } from './own-phrases.ts';
import { frenchSpacingProblems } from './typography.ts';

const ALL = { ...PHRASES, ...OWN_PHRASES, ...WORKSHOP_PHRASES };

/** Plain French has no words of its own for the staff. */
function phrasesOf(lang: string): readonly (readonly [string, readonly string[]])[] {
  return Object.entries(ALL).filter(([key]) => lang !== 'fr-simple' || !Object.hasOwn(STAFF_PHRASES, key));
}

/** Words that the voice of the robot leaves out (whole words, whatever the case). */
/** « Thème » is the public's word; the staff say « axe » too. */
const UNSAID_TO_STAFF = /(?<![\p{L}])(erreurs?|invalides?|sessions?|consentements?|anonymes?)(?![\p{L}])/iu;
const UNSAID = /(?<![\p{L}])(erreurs?|invalides?|sessions?|consentements?|axes?|anonymes?)(?![\p{L}])/iu;

test('no phrase has the key of another: the last one would be said in the place of the first', () => {
  const keys = [PHRASES, OWN_PHRASES, WORKSHOP_PHRASES].flatMap(phrases => Object.keys(phrases));
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

test('there is a catalog for the default language', () => {
  expect(Object.keys(CATALOGS)).toContain(DEFAULT_LANGUAGE);
});

describe.each(Object.entries(CATALOGS))('%s', (lang, texts) => {
  test('has every phrase and no other', () => {
    expect(Object.keys(texts).sort()).toEqual(
      phrasesOf(lang)
        .map(([key]) => key)
        .sort(),
    );
  });

  test('every message parses and uses just the parameters of its phrase', () => {
    const catalog = createCatalog(lang, texts);
    const used = Object.keys(texts).map(key => {
      const message = catalog.message(key);
      return [key, [...new Set([...(message?.shown ?? []), ...(message?.decisive ?? [])])].sort()];
    });
    const expected = phrasesOf(lang).map(([key, names]) => [key, [...names].sort()]);
    expect(Object.fromEntries(used)).toEqual(Object.fromEntries(expected));
  });

  test('no message is empty, doubles a space or ends with one', () => {
    const wrong = Object.entries(texts).filter(([, text]) => text === '' || / {2}|^\s|\s$| \n/.test(text));
    expect(wrong).toEqual([]);
  });

  if (lang.startsWith('fr'))
    test('French signs have their no-break spaces, quotation marks are French', () => {
      const catalog = createCatalog(lang, texts);
      const problems = Object.keys(texts).flatMap(key => {
        const message = catalog.message(key);
        return allWordings(message?.format ?? (() => ''), message?.shown ?? [], message?.decisive ?? []).flatMap(text =>
          frenchSpacingProblems(text).map(problem => `${key}: ${problem}`),
        );
      });
      expect(problems).toEqual([]);
    });

  if (lang.startsWith('fr'))
    test('the voice leaves some words out', () => {
      const said = Object.entries(texts).filter(([key, text]) =>
        (key.startsWith('staff.') ? UNSAID_TO_STAFF : UNSAID).test(text.replace(/\{[^{}]*,/g, '')),
      );
      expect(said).toEqual([]);
    });
});

/** The message as worded for 0, 1 and 2 of whatever decides, with a plain word for whatever is shown. */
function allWordings(
  format: (values: Record<string, string | number>) => string,
  shown: readonly string[],
  decisive: readonly string[],
): string[] {
  return [0, 1, 2].map(number =>
    format({
      ...Object.fromEntries(shown.map(name => [name, 'mot'])),
      ...Object.fromEntries(decisive.map(name => [`#${name}`, number])),
    }),
  );
}
