/** What was sent since a synthesis was made: placed among its themes, without making it again. */
import { beforeEach, expect, test } from 'vitest';
import { EVERYTHING, readSynthesisBody, writeSynthesisBody } from '#synthesis/review/body.ts';
import { forgetInSynthesis } from '#synthesis/review/forget.ts';
import { subjectOf, texts } from '#test/synthesis/texts.ts';
import { contribution, createReviewBench, type ReviewBench, text } from '../../test-support/contributions.ts';
import { sayArrivals } from './arrivals.ts';
import { offlineEngine } from './engine.ts';
import { makeSynthesis } from './make-synthesis.ts';
import { showSynthesis } from './show-synthesis.ts';

const WRITTEN = texts(96);
let bench: ReviewBench;
const send = (...added: readonly string[]) => {
  const from = bench.contributions.length;
  const more = added.map((words, i) => contribution(from + i + 1, { changement: text(words) }));
  bench.contributions = [...bench.contributions, ...more];
};
const show = async () => {
  const shown = await showSynthesis(bench.context, { axis: 4, number: 1 });
  if (shown === null) throw new Error('no synthesis');
  return shown;
};

beforeEach(async () => {
  bench = createReviewBench(WRITTEN.map(({ text: words }, i) => contribution(i + 1, { changement: text(words) })));
  await makeSynthesis({ ...bench.context, engine: offlineEngine }, 4, EVERYTHING, 'operator');
});

test('nothing is said while nothing came', async () => {
  const { arrivals } = await show();
  expect([arrivals, sayArrivals(arrivals, 4)]).toEqual([[], []]);
});

test('a new text joins the theme that it speaks of; one that fits nowhere is said; the synthesis need not be made anew', async () => {
  send('Un guichet devrait rester ouvert dans chaque canton.', 'Les cigognes nichent sur le clocher au printemps.');
  const { arrivals, body } = await show();
  expect(arrivals).toMatchObject([{ elsewhere: 1, makeAnew: false, themes: [{ count: 1 }] }]);
  const { themes } = body.open.find(({ question }) => question === 'changement')?.synthesis ?? { themes: [] };
  const joined = themes.find(({ label }) => label === arrivals[0]?.themes[0]?.label);
  const members = (joined?.contributions ?? []).map(id => WRITTEN[Number(id.slice(-4)) - 1]?.id ?? '');
  expect(members.filter(id => subjectOf(id) === 2).length).toBeGreaterThan(members.length / 2);
  const [line, advice] = sayArrivals(arrivals, 4);
  expect(line).toMatch(/de nouveaux textes parlent de .+ \(1\), aucun de ses sujets \(1\)\.$/);
  expect(advice).toContain("rien n'oblige à la refaire");
});

test('many new texts, or many that fit nowhere, ask for another one', async () => {
  send(...Array.from({ length: 12 }, (_, i) => `Les cigognes nichent sur le clocher, volume ${i}.`));
  const { arrivals } = await show();
  expect(sayArrivals(arrivals, 4).at(-1)).toContain('« synthèse thème 4 » en fait une nouvelle');
});

test('once a contribution is forgotten, its words are not kept to place others', async () => {
  const { body } = await show();
  expect(writeSynthesisBody(body)).toContain('"profiles"');
  const left = forgetInSynthesis(readSynthesisBody(writeSynthesisBody(body)), new Set(['A4-0001']));
  expect(writeSynthesisBody(left)).not.toContain('"profiles"');
});
