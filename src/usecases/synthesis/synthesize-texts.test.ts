import { expect, test } from 'vitest';
import { synthesize } from '#synthesis/index.ts';
import { texts } from '#test/synthesis/texts.ts';
import { offlineEngine } from '../publication/syntheses/engine.ts';
import { ModelUnavailable, type SynthesisModel } from './ports.ts';
import { readTexts } from './read-texts.ts';
import { modelEngine, synthesizeTexts } from './synthesize-texts.ts';

const QUESTION = 'Que faut-il ?';
const request = { question: QUESTION, texts: texts(24), offline: false, themes: null };
const COST = { calls: 1, cached: 0, inputTokens: 1, outputTokens: 1, amount: null };
const model = (answer: SynthesisModel['synthesize']): SynthesisModel => ({
  name: 'm',
  budgetTokens: null,
  estimate: async () => COST,
  synthesize: answer,
});
const log = () => undefined;

test('with no model, or told to go without, it is made alone and says nothing of a fallback', async () => {
  const never = model(() => Promise.reject(new Error('asked')));
  for (const made of [
    await synthesizeTexts({ model: null, log }, request),
    await synthesizeTexts({ model: never, log }, { ...request, offline: true }),
  ])
    expect(made.engine).toMatchObject({ name: 'offline', fallback: null });
});

test('a model that cannot be used is replaced, and the synthesis says so', async () => {
  const made = await synthesizeTexts(
    { model: model(() => Promise.reject(new ModelUnavailable('le modèle ne répond pas'))), log },
    request,
  );
  expect(made.engine.fallback).toBe('le modèle ne répond pas');
  expect(made.themes).toEqual(synthesize(QUESTION, request.texts).themes);
});

test('the questions of one document share a purse, another document has its own', async () => {
  const purses: unknown[] = [];
  const counting = model((_question, _texts, alone, purse) => {
    purses.push(purse);
    return Promise.resolve(alone);
  });
  const engine = modelEngine(counting, offlineEngine, log);
  const [first, second] = [engine.forDocument(), engine.forDocument()];
  await first.synthesize('a', request.texts);
  await first.synthesize('b', request.texts);
  await second.synthesize('a', request.texts);
  expect(purses[0]).toEqual({ tokens: 0 });
  expect(purses[1]).toBe(purses[0]);
  expect(purses[2]).not.toBe(purses[0]);
});

test('a defect of ours is not taken for a silent model', async () => {
  await expect(
    synthesizeTexts({ model: model(() => Promise.reject(new TypeError('bug'))), log }, request),
  ).rejects.toThrow(TypeError);
});

test('lines are read with text or texte, numbers as ids, blank lines and a mark at the start skipped', () => {
  expect(readTexts('\uFEFF{"id":1,"texte":"a"}\r\n\n{"id":"b","text":"c","author":7,"attendees":3,"x":[]}\n')).toEqual({
    ok: true,
    texts: [
      { id: '1', text: 'a' },
      { id: 'b', text: 'c', author: '7', attendees: 3 },
    ],
  });
});

test('every wrong line is told at once, with what is expected', () => {
  const read = readTexts('{"id":"a","text":"x"}\nnope\n{"text":"x"}\n{"id":"a","text":"y"}\n{"id":"c"}\n');
  expect(read.ok ? [] : read.problems).toEqual([
    'ligne 2 : ce n\'est pas du JSON ; attendu : {"id": "…", "text": "…"}',
    'ligne 3 : il faut un « id » (texte ou nombre) et un « text » (ou « texte »)',
    "ligne 4 : l'identifiant « a » est déjà celui de la ligne 1",
    'ligne 5 : il manque « text » (ou « texte »)',
  ]);
  const many = readTexts('x\n'.repeat(30));
  expect(many.ok ? [] : many.problems.at(-1)).toBe('et 22 autres');
});
