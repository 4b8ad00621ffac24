/** Sentences that begin like a command of the team, and come after the question that followed theirs was put. */
import { expect, test } from 'vitest';
import { CONSULTATION, message } from '#usecases/test-support/parts.ts';
import { openWorld, TO_OPEN_QUESTION, type World } from './test-support/world.ts';

/** Each begins by a word that the staff's commands begin by. */
const SENTENCES = [
  'Il faudrait une permanence au marché.',
  'Ouvrir les médiathèques le soir, pour ceux qui travaillent.',
  'Fermer moins de guichets, et prévenir avant.',
  'Relancer les personnes qui abandonnent en chemin.',
  'Lire les courriers avec les gens, tranquillement.',
];

const partsOf = async (world: World) => {
  const session = await world.stores.conversations.of('terminal', 'local', 'u1');
  const [draft] = Object.values(session?.drafts ?? {});
  return draft?.answers['changement']?.parts.map(({ text }) => text);
};

test.each(SENTENCES.map((_, i) => i))(
  'overtaken by the others, sentence %i joins its answer in its place',
  async late => {
    const world = await openWorld({ consultation: CONSULTATION });
    await world.sayAll(TO_OPEN_QUESTION);
    const events = SENTENCES.map(text => message(text, { at: world.clock.now() }));
    for (const [i, event] of events.entries()) if (i !== late) await world.take(event);
    await world.wait(20);
    const overtaken = events[late];
    if (overtaken === undefined) throw new Error('no such sentence');
    const said = (await world.take(overtaken)).join(' ');
    await world.wait(20);
    expect(await partsOf(world)).toEqual(SENTENCES);
    expect(said).not.toMatch(/réservée/);
  },
);

test('said soon after the next question was put, it may be the end of the answer: it is asked', async () => {
  const world = await openWorld({ consultation: CONSULTATION });
  await world.sayAll([...TO_OPEN_QUESTION, 'Il faudrait une permanence au marché.']);
  await world.wait(20);
  const [asked] = await world.say('Ouvrir les médiathèques le soir, pour ceux qui travaillent.');
  expect(asked).not.toMatch(/réservée/);
  await world.say('oui');
  expect(await partsOf(world)).toHaveLength(2);
});

test('the team’s own commands stay refused to whoever has no role', async () => {
  const world = await openWorld({ consultation: CONSULTATION });
  await world.sayAll([...TO_OPEN_QUESTION, 'Il faudrait une permanence au marché.', "c'est tout"]);
  await world.wait(120);
  expect((await world.say('journal')).join()).toMatch(/réservée à l'équipe/);
  expect(await partsOf(world)).toHaveLength(1);
});
