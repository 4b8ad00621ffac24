import { expect, test } from 'vitest';
import { outcomeOf, readTraps } from '../../test/synthesis/trap-corpus.ts';
import { checkClaim, sourcesById } from './citations.ts';

const corpus = readTraps('traps.json');
const sources = sourcesById(corpus.sources);

test('at least sixty traps stand beside honest statements, in every family', () => {
  const traps = corpus.traps.filter(trap => trap.expected !== 'kept');
  expect(traps.length).toBeGreaterThanOrEqual(60);
  expect(new Set(traps.map(trap => trap.family)).size).toBeGreaterThanOrEqual(8);
});

test.each(corpus.traps.map(trap => [trap.name, trap.why, trap] as const))('%s: %s', (_name, _why, trap) => {
  expect(outcomeOf(trap, sources), trap.statement.text).toSatisfy((found: string) =>
    trap.expected === 'doubted' ? found !== 'kept' : found === trap.expected,
  );
});

test('a statement keeps the citations that stand, and says what fell', () => {
  const verdict = checkClaim(
    {
      text: 'Les conseillers numériques sont utiles.',
      citations: [
        { id: 'A2-0005', quote: 'Les conseillers numériques sont utiles' },
        { id: 'A2-0005', quote: 'Les conseillers numériques sont utiles' },
        { id: 'A2-0404', quote: 'Les conseillers numériques sont utiles' },
      ],
    },
    sources,
  );
  expect(verdict).toEqual({
    status: 'checked',
    citations: [{ id: 'A2-0005', quote: 'Les conseillers numériques sont utiles' }],
    support: 1,
    faults: ['unknown_id'],
    doubts: [],
  });
});

test('figures that we counted ourselves are not asked of the sources', () => {
  const claim = {
    text: '12 contributions sur 40 veulent garder un guichet.',
    citations: [{ id: 'A2-0004', quote: 'il faut garder un guichet' }],
  };
  expect(checkClaim(claim, sources).doubts).toContain('figure_not_in_source');
  expect(checkClaim({ ...claim, ourFigures: new Set(['12', '40']) }, sources).doubts).not.toContain(
    'figure_not_in_source',
  );
});
