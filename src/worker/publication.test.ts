/** What the staff publish, through the whole application: read in the channels that they chose, as everybody may read it. */
import { expect, test } from 'vitest';
import type { SynthesisModel } from '#usecases/synthesis/ports.ts';
import { CONSULTATION, message } from '#usecases/test-support/parts.ts';
import { openWorld, TO_OPEN_QUESTION, type World } from './test-support/world.ts';

const SAM = { platform: 'terminal', workspace: 'local', userId: 'sam' };
const TEXTS = [
  'il faudrait une permanence de plus le samedi au marché',
  'il faudrait une permanence le samedi, les gens travaillent',
  'chez nous la permanence du samedi est pleine',
  'les agents manquent de formation aux démarches en ligne',
  'il faut former les agents aux démarches en ligne',
  'une formation des agents serait utile',
];

function inChannel(text: string) {
  const event = message(text, { user: 'sam' });
  return { ...event, direct: false, address: { ...event.address, channel: 'general' } };
}

const posts = (world: World) =>
  Object.values(world.adapters)
    .flatMap(({ sent }) => sent)
    .filter(({ message: one }) => one.visibility === 'public');

test('a published synthesis is said in the chosen channels, with its document', async () => {
  const world = await openWorld({ firstStaff: [SAM], consultation: CONSULTATION });
  for (const [i, text] of TEXTS.entries()) {
    await world.sayAll([...TO_OPEN_QUESTION, text, "c'est tout", 'envoyer', '1'], { user: `u${i}` });
  }
  expect(await world.contributions()).toHaveLength(TEXTS.length);
  await world.take(inChannel('/annonces ici'));
  await world.say('synthèse thème 4', { user: 'sam' });
  await world.wait(5);
  expect((await world.say('synthèse S4-1 approuver', { user: 'sam' })).join()).toMatch(/approuvée/);
  const before = posts(world).length;
  const answer = (await world.say('synthèse S4-1 publier', { user: 'sam' })).join();
  await world.wait(5);
  expect(answer).toMatch(/annoncée dans un canal/);
  const [post, ...others] = posts(world).slice(before);
  expect(others).toEqual([]);
  expect(post?.message.text).toMatch(/synthèse S4-1 .* publiée/);
  expect(post?.message.files.map(({ name }) => name)).toEqual(['synthese-s4-1.docx']);
  // A DOCX is a zip archive.
  expect(
    Buffer.from(post?.bodies[0]?.bytes ?? [])
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
});

test('with a model, its cost is told before anything is sent to it, and the staff choose', async () => {
  const asked: string[] = [];
  const cost = { calls: 12, cached: 0, inputTokens: 9_000, outputTokens: 1_000, amount: 0.034 };
  const model: SynthesisModel = {
    name: 'essai',
    budgetTokens: 8_000,
    estimate: () => Promise.resolve(cost),
    synthesize: (question, _texts, alone) => {
      asked.push(question);
      return Promise.resolve({ ...alone, engine: { ...alone.engine, name: 'model', model: 'essai', cost } });
    },
  };
  const world = await openWorld({ firstStaff: [SAM], consultation: CONSULTATION, model });
  for (const [i, text] of TEXTS.slice(0, 2).entries()) {
    await world.sayAll([...TO_OPEN_QUESTION, text, "c'est tout", 'envoyer', '1'], { user: `u${i}` });
  }
  const staff = (text: string) => world.say(text, { user: 'sam' });
  await staff('synthèse thème 4');
  // Told the moment it is counted, and again to whoever reads it before choosing.
  await world.wait(5);
  const before = (await staff('synthèse S4-1')).join('\n');
  expect(before).toMatch(/2 textes à lire, en une question.*\(essai\), au plus 12 appels et 10.000 jetons, soit 0,03/s);
  expect(before).toMatch(/budget fixé, 8.000 jetons/);
  expect(before).toMatch(/« synthèse S4-1 avec modèle ».*« synthèse S4-1 sans modèle »/s);
  expect((await staff('synthèses')).join()).toContain('pas encore faite');
  expect(asked).toEqual([]);
  expect((await staff('synthèse S4-1 approuver')).join()).toMatch(/n'est pas faite/);

  const made = [...(await staff('synthèse S4-1 avec modèle')), ...(await world.wait(5))].join('\n');
  expect(asked).toHaveLength(1);
  expect(made).toMatch(/Je prépare la synthèse S4-1.*Synthèse S4-1, version 4, brouillon/s);
  expect((await staff('synthèse S4-1')).join()).toContain('(essai, 12 appels et 10');
  expect((await staff('synthèse S4-1 avec modèle')).join()).toMatch(/déjà faite/);

  // Told to go without from the start, or once the cost is known: nothing is sent.
  await staff('synthèse thème 4 sans modèle');
  expect((await world.wait(5)).join()).toBe('');
  expect((await staff('synthèse S4-2')).join()).toContain('Faite sans intelligence artificielle.');
  await staff('synthèse thème 4 territoire 74');
  await world.wait(5);
  await staff('synthèse S4-3 sans modèle');
  await world.wait(5);
  expect((await staff('synthèse S4-3')).join()).toContain('Faite sans intelligence artificielle.');
  expect(asked).toHaveLength(1);
});
