import { describe, expect, test } from 'vitest';
import { readIntent } from '#conversation/intent.ts';
import { isDontKnow, readYesNo } from '#text/index.ts';
import { CATALOGS } from './catalogs.ts';

/** What stands between quotation marks as an example of an answer, or as a label: no command is taught there. */
const EXAMPLES =
  /^(?:1|1, 3|12|74|2027|Haute-Savoie|September|septembre|done|c'est fait|(?:courant|en) 2027|une dizaine|about ten|(?:environ|about) \d+|3 (?:mars|March) 2027|(?:le bureau|the board), .*)$/;
/** « aucun » co-author, « rejoindre » a network: understood where they are taught only. */
const UNDERSTOOD_THERE = new Set(['aucun', 'rejoindre', 'join']);

function taughtIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/[«“] ?([^«»“”{}]+?) ?[»”]/g), found => found[1] ?? '');
}

describe.each(Object.entries(CATALOGS))('%s', (_lang, texts) => {
  const taught = new Set(
    Object.entries(texts).flatMap(([key, text]) => (key.startsWith('staff.') ? [] : taughtIn(text))),
  );

  test('teaches commands', () => {
    expect(taught.size).toBeGreaterThan(20);
  });

  test.each([...taught].filter(words => !EXAMPLES.test(words) && !UNDERSTOOD_THERE.has(words)))(
    '« %s » is understood when somebody writes it',
    words => {
      const intent = readIntent(words);
      expect(intent !== null || isDontKnow(words) || readYesNo(words) !== null).toBe(true);
      expect(intent?.fuzzy ?? false).toBe(false);
      if (/organi[sz]ation$/.test(words)) expect(intent?.kind).toBe('organisation');
    },
  );
});
