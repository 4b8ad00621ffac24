/** What the staff publish, through the whole application: read in the channels that they chose, as everybody may read it. */
import { expect, test } from 'vitest';
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
