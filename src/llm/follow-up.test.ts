import { afterEach, expect, test } from 'vitest';
import { redact } from '#moderation/detect.ts';
import { INJECTIONS } from '#test/llm/injections.ts';
import { raw, startModel } from '#test/llm/mock.ts';
import { createFollowUpModel } from './follow-up.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()));
});

/** Half a minute, for a machine that does ten other things, but where lateness is what is tried. */
async function drawing(answer: (data: { readonly reponse?: string }) => unknown, withinMs = 30_000) {
  const started = await startModel(asked => answer(asked.data));
  stops.push(started.stop);
  const settings = {
    baseUrl: started.url,
    apiKey: 'k',
    model: 'm',
    concurrency: 1,
    timeoutMs: 5_000,
    retries: 3,
    budgetTokens: null,
    prices: null,
  };
  return { model: createFollowUpModel({ settings, mask: text => redact(text) }, withinMs), mock: started.mock };
}

const QUESTION = 'Quelles difficultés rencontrez-vous ?';

test('a question that fits is handed over; what leaves is masked', async () => {
  let sent = '';
  const { model } = await drawing(({ reponse }) => {
    sent = reponse ?? '';
    return { question: 'Pouvez-vous donner un exemple de démarche qui vous a posé problème ?' };
  });
  expect(await model.draw(QUESTION, 'Le site plante. Mon numéro : 06 12 34 56 78')).toBe(
    'Pouvez-vous donner un exemple de démarche qui vous a posé problème ?',
  );
  expect(sent).toBe('Le site plante. Mon numéro : [téléphone]');
});

test.each([
  ['nothing to ask', { question: null }],
  ['a leading question', { question: 'Ne pensez-vous pas que la mairie devrait ouvrir un guichet ?' }],
  ['a yes or no question', { question: 'Avez-vous déjà essayé le site ?' }],
  ['two questions', { question: 'Quel site ? Et quand cela est-il arrivé ?' }],
  ['no question', { question: 'Merci de votre réponse, elle est très utile.' }],
  ['another language', { question: 'Could you tell us more about what you have seen on the site?' }],
  ['a mention, a link, a figure', { question: 'Pouvez-vous écrire à @everyone ou sur https://x.fr ?' }],
  ['too long', { question: `Pouvez-vous ${'préciser '.repeat(40)}?` }],
  ['prose', 'Voici une question'],
  ['a refusal', raw({ content: '', finishReason: 'content_filter' })],
  ['a failure', raw({ error: { message: 'x', type: 'x' }, status: 500 })],
])('%s: the conversation goes on without', async (_name, answer) => {
  const { model } = await drawing(() => answer);
  expect(await model.draw(QUESTION, 'Le site plante souvent.')).toBeNull();
});

test('an answer that comes too late is not waited for', async () => {
  const { model, mock } = await drawing(() => ({ question: 'Pouvez-vous donner un exemple de démarche ?' }), 300);
  mock.setChaos({ latencyMs: 8_000 });
  expect(await model.draw(QUESTION, 'Le site plante souvent.')).toBeNull();
});

test('an answer that gives orders stays a string of the data', async () => {
  const seen: string[] = [];
  const { model } = await drawing(({ reponse }) => {
    seen.push(reponse ?? '');
    return { question: null };
  });
  for (const text of INJECTIONS.slice(0, 6)) await model.draw(QUESTION, text);
  expect(seen).toEqual(INJECTIONS.slice(0, 6).map(text => redact(text)));
});
