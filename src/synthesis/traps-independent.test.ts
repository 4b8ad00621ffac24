import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Half, halvesOf, readTraps, scoresOf } from '../../test/synthesis/trap-corpus.ts';
import { checkClaim, sourcesById } from './citations.ts';

type Floors = Readonly<
  Record<Half, Readonly<Record<string, { readonly right: number; readonly caught: number; readonly of: number }>>>
>;

const corpus = readTraps('traps-independent.json');
const floors = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../test/synthesis/traps-floors.json'), 'utf8'),
) as Floors;

test('both halves hold every family', () => {
  const halves = halvesOf(corpus.traps);
  expect(halves.size).toBe(corpus.traps.length);
  for (const family of new Set(corpus.traps.map(trap => trap.family))) {
    const own = corpus.traps.filter(trap => trap.family === family).map(({ name }) => halves.get(name));
    expect(new Set(own).size, family).toBe(2);
  }
});

test.each(['development', 'test'] as const)('%s: no family of traps falls below what it reached', half => {
  const scores = scoresOf(corpus, half);
  const table = [...scores].map(
    ([family, { right, milder, of }]) =>
      `${family.padEnd(40)} ${right}/${of}${milder > 0 ? `, and ${milder} marked instead of dropped` : ''}`,
  );
  process.stdout.write(`${half}\n${table.join('\n')}\n`);
  expect([...scores.keys()].sort()).toEqual(Object.keys(floors[half]).sort());
  for (const [family, { right, milder, of }] of scores) {
    const floor = floors[half][family];
    expect(of, family).toBe(floor?.of);
    expect(right, family).toBeGreaterThanOrEqual(floor?.right ?? of);
    expect(right + milder, family).toBeGreaterThanOrEqual(floor?.caught ?? of);
  }
});

test('a figure, a unit or a month that the text contradicts drops the statement, and a counted voice does not', () => {
  const sources = sourcesById([
    { id: 'A1-0001', text: 'Le bus passe deux jours par semaine depuis mars, pour 30 % du prix.' },
  ]);
  const quote = 'Le bus passe deux jours par semaine depuis mars';
  const status = (text: string) => checkClaim({ text, citations: [{ id: 'A1-0001', quote }] }, sources).status;
  expect(status('Le bus passe deux jours par semaine depuis mars.')).toBe('checked');
  expect(status('Le bus passe cinq jours par semaine depuis mars.')).toBe('dropped');
  expect(status('Le bus passe deux jours par semaine depuis juin.')).toBe('dropped');
  expect(status('Trois contributions : le bus passe deux jours par semaine.')).toBe('to_verify');
});

test('what was cut around the words taken is read too', () => {
  const text = 'Si la subvention baisse encore, le bus ne passera plus. Je ne crois pas que le bus soit utile ici.';
  const sources = sourcesById([{ id: 'A1-0001', text }]);
  const doubts = (quote: string) =>
    checkClaim({ text: `${quote}.`, citations: [{ id: 'A1-0001', quote }] }, sources).doubts;
  expect(doubts('le bus ne passera plus')).toContain('condition_lost');
  expect(doubts('le bus soit utile ici')).toContain('negation_differs');
  expect(doubts('Si la subvention baisse encore, le bus ne passera plus')).toEqual([]);
});

test('a figure said another way is the same figure', () => {
  const sources = sourcesById([
    { id: 'A1-0001', text: 'Deux cents personnes et trente pour cent des communes attendent le bus depuis un an.' },
  ]);
  const quote = 'Deux cents personnes et trente pour cent des communes attendent le bus depuis un an';
  const status = (text: string) => checkClaim({ text, citations: [{ id: 'A1-0001', quote }] }, sources).status;
  expect(status('200 personnes et 30 % des communes attendent le bus depuis 12 mois.')).toBe('checked');
  expect(status('300 personnes et 30 % des communes attendent le bus depuis 12 mois.')).toBe('dropped');
});
