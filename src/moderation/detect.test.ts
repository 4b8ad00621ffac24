import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detect, redact, showsDanger } from './detect.ts';
import { FINDING_KINDS } from './finding.ts';

const lines = readFileSync(new URL('fixtures/phrases.fr.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'))
  .map(line => line.split('\t') as [string, string]);

/** The least that is accepted of each kind over the whole set; `npm run detection` gives the figures. */
const LEAST = 0.9;

describe('the sentences written for it', () => {
  test('are more than 300', () => {
    expect(lines.length).toBeGreaterThan(300);
  });

  test.each(FINDING_KINDS)('%s: what is seen is right, and hardly any is missed', kind => {
    const counts = { right: 0, missed: 0, wrong: 0 };
    for (const [kinds, text] of lines) {
      const is = kinds.split(',').includes(kind);
      const said = detect(text).some(finding => finding.kind === kind);
      if (is && said) counts.right += 1;
      else if (is) counts.missed += 1;
      else if (said) counts.wrong += 1;
    }
    expect(counts.right / (counts.right + counts.missed)).toBeGreaterThanOrEqual(LEAST);
    expect(counts.right / (counts.right + counts.wrong)).toBeGreaterThanOrEqual(kind === 'short' ? 0.8 : LEAST);
  });
});

test('a finding says where it stands', () => {
  const text = 'Écrivez à Mme Martin, 06 12 34 56 78, ou à jeanne@exemple.fr.';
  expect(detect(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ['person', 'Martin'],
    ['phone', '06 12 34 56 78'],
    ['email', 'jeanne@exemple.fr'],
  ]);
});

test.each([
  ['06 12 34 56 78', '[téléphone]'],
  ['j’habite au 12 rue des Lilas 74130 Bonneville, merci', 'j’habite au [adresse], merci'],
  ['Mme Martin (m.martin@exemple.fr) le sait', 'Mme [nom] ([adresse électronique]) le sait'],
  ['j’ai : un téléphone', 'j’ai : un téléphone'],
  ['', ''],
])('« %s » redacted is « %s »', (text, expected) => {
  expect(redact(text)).toBe(expected);
  expect(redact(redact(text))).toBe(expected);
});

test.each(['Le 0 800 123 456 est gratuit.', 'Faites le 3114.', 'Mon téléphone est au 1er étage.'])(
  'a public number is nobody’s: %s',
  text => {
    expect(detect(text).filter(({ kind }) => kind === 'phone')).toEqual([]);
  },
);

test('« gourde » and « manche » are no insults, and a figure of speech is no danger', () => {
  expect(detect('Je me sens gourde, je suis un manche.').map(({ kind }) => kind)).not.toContain('insult');
  expect(showsDanger('Ce formulaire me tue.')).toBe(false);
  expect(showsDanger('Je veux mourir.')).toBe(true);
});

describe('texts made to be slow', () => {
  // A reader that is quadratic takes minutes on these: the runner's own limit ends it.
  const LENGTH = 200_000;
  test.each(
    [
      '0',
      '06 ',
      '+',
      '(',
      'a',
      'a.',
      'a@',
      '@',
      '1 rue ',
      '12 rue de la ',
      'M. ',
      'Jean ',
      'Jean-',
      'www.',
      'http://',
      '1 85 05 ',
      ' arobase ',
      ' point ',
      "d'",
      'je veux me ',
      'sale ',
      'residence ',
      ', Jean',
      '1a',
      'é',
    ].map(piece => [piece]),
  )('« %s » again and again', piece => {
    const text = piece.repeat(Math.ceil(LENGTH / piece.length));
    expect(detect(text).every(({ start, end }) => start < end && end <= text.length)).toBe(true);
  });
});
