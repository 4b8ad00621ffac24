import { afterEach, expect, test } from 'vitest';
import { redact } from '#moderation/detect.ts';
import { INJECTIONS } from '#test/llm/injections.ts';
import { raw, startModel } from '#test/llm/mock.ts';
import { createDraftModel } from './draft.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()));
});

interface Data {
  readonly idees?: readonly { readonly n: number; readonly texte: string }[];
}

async function rewording(answer: (data: Data) => unknown, budgetTokens: number | null = null) {
  const started = await startModel(asked => answer(asked.data as Data));
  stops.push(started.stop);
  const settings = {
    baseUrl: started.url,
    apiKey: 'k',
    model: 'm',
    concurrency: 1,
    timeoutMs: 5_000,
    retries: 0,
    budgetTokens,
    prices: null,
  };
  return createDraftModel({ settings, mask: text => redact(text) });
}

const QUESTION = "Qu'aimeriez-vous voir changer ?";
const ideas = (...texts: readonly string[]) => texts.map((text, i) => ({ id: `i${i + 1}`, text }));
const PHRASE = { texte: 'Ouvrir la médiathèque le samedi et former les agents de la mairie.', idees: [1, 2] };

test('sentences come back with the ideas they cite; what leaves is masked', async () => {
  let sent: Data = {};
  const model = await rewording(data => {
    sent = data;
    return { phrases: [PHRASE, { texte: 'x', idees: [1] }, { texte: 'Une phrase sans numéro.' }] };
  });
  const given = ideas('Ouvrir la médiathèque, appeler le 06 12 34 56 78', 'Former les agents');
  expect(await model.reword(QUESTION, given)).toEqual([{ text: PHRASE.texte, ideas: ['i1', 'i2'] }]);
  expect(sent.idees?.map(({ texte }) => texte)).toEqual([
    'Ouvrir la médiathèque, appeler le [téléphone]',
    'Former les agents',
  ]);
});

test('a number that is no idea cites nothing', async () => {
  const model = await rewording(() => ({ phrases: [{ ...PHRASE, idees: [2, 9, 2] }] }));
  expect(await model.reword(QUESTION, ideas('a', 'b'))).toEqual([{ text: PHRASE.texte, ideas: ['i2'] }]);
});

test.each([
  ['no sentence', { phrases: [] }],
  ['another shape', { reponse: 'Ouvrir' }],
  ['prose', 'Voici la réponse du groupe'],
  [
    'another language',
    { phrases: [{ texte: 'The library should open on Saturday and train its staff.', idees: [1] }] },
  ],
  ['a refusal', raw({ content: '', finishReason: 'content_filter' })],
  ['a failure', raw({ error: { message: 'x', type: 'x' }, status: 500 })],
])('%s: nothing is proposed', async (_name, answer) => {
  const model = await rewording(() => answer);
  expect(await model.reword(QUESTION, ideas('Ouvrir', 'Former'))).toBeNull();
});

test('a budget that is too small asks nothing', async () => {
  let calls = 0;
  const model = await rewording(() => {
    calls += 1;
    return { phrases: [PHRASE] };
  }, 100);
  expect(await model.reword(QUESTION, ideas('Ouvrir', 'Former'))).toBeNull();
  expect(calls).toBe(0);
});

test('ideas that give orders stay strings of the data', async () => {
  let seen: readonly string[] = [];
  const model = await rewording(data => {
    seen = data.idees?.map(({ texte }) => texte) ?? [];
    return { phrases: [PHRASE] };
  });
  await model.reword(QUESTION, ideas(...INJECTIONS.slice(0, 6)));
  expect(seen).toEqual(INJECTIONS.slice(0, 6).map(text => redact(text)));
});
