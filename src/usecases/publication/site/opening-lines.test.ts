import { expect, test } from 'vitest';
import { CONSULTATION } from '../../test-support/parts.ts';
import { openingLines } from './opening-lines.ts';

const opening = { opens: '2027-02-01T08:00:00.000Z', closes: '2027-03-24T23:00:00.000Z' };
const plain = (lines: readonly string[]) => lines.map(line => line.replaceAll('\u00A0', ' '));

test('one opening for all is said once', () => {
  const lines = plain(openingLines({ ...CONSULTATION, opening, axisOpening: {} }));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^Ouverture : 1er février 2027, 9 h 00/);
  expect(lines[1]).toMatch(/^Clôture : jusqu'au 24 mars 2027 inclus/);
  expect(openingLines({ ...CONSULTATION, opening: { opens: null, closes: null }, axisOpening: {} })).toEqual([]);
});

test('dates that the staff moved are said theme by theme', () => {
  const axisOpening = {
    4: { opens: opening.opens, closes: '2027-04-30T22:00:00.000Z' },
    2: { opens: null, closes: null },
  };
  const lines = plain(openingLines({ ...CONSULTATION, opening, axisOpening }));
  expect(lines).toHaveLength(CONSULTATION.axes.length);
  const of = (number: number) => lines[CONSULTATION.axes.findIndex(axis => axis.number === number)];
  expect(of(4)).toMatch(/: ouverture le 1er février 2027.* ; clôture, jusqu'au 30 avril 2027 inclus/);
  expect(of(2)).toMatch(/dates à venir$/);
});
