/** Moderation, as those who take part in it see it: the author, whoever points out, two moderators. */
import { describe, expect, test } from 'vitest';
import { openWorld, TO_OPEN_QUESTION, type World } from './test-support/world.ts';

const SAM = { platform: 'terminal', workspace: 'local', userId: 'sam' } as const;
const LEA = { platform: 'terminal', workspace: 'local', userId: 'lea' } as const;

async function contribute(world: World, user: string, text: string): Promise<void> {
  await world.sayAll([...TO_OPEN_QUESTION, text, "c'est tout", 'envoyer', '1'], { user });
  // Recorded at once, looked at after.
  await world.application.runUntilIdle();
}

const toldTo = (world: World, user: string): string =>
  world.adapters['terminal']?.sent
    .filter(({ message }) => message.to.userId === user)
    .map(({ message }) => message.text)
    .join('\n') ?? '';

const opened = (): Promise<World> => openWorld({ firstStaff: [SAM, LEA] });

describe('what the rules see', () => {
  test('waits for a moderator, while it is recorded as any other', async () => {
    const world = await opened();
    await contribute(world, 'ada', "appelez-moi au 06 12 34 56 78 pour la permanence de l'espace");
    await contribute(world, 'bob', 'il faudrait plus de permanences le samedi au marché du village');
    expect(await world.contributions()).toHaveLength(2);
    const queue = (await world.say('modération', { user: 'sam' })).join();
    expect(queue).toContain('A4-0001');
    expect(queue).toContain('téléphone');
    expect(queue).not.toContain('A4-0002');
  });

  test('the same words from another person are one campaign', async () => {
    const world = await opened();
    const text = 'nous demandons le maintien de toutes les permanences numériques dans chaque commune du canton';
    await contribute(world, 'ada', text);
    await contribute(world, 'bob', `${text.toUpperCase()} !`);
    expect((await world.say('modération', { user: 'sam' })).join()).toMatch(/A4-0002\s: texte presque identique/);
  });

  test('nothing leaves nothing to do', async () => {
    const world = await opened();
    expect((await world.say('modération', { user: 'sam' })).join()).toContain("Rien n'attend");
  });
});

describe('a decision', () => {
  test('is told to its author, who may appeal once, to somebody else', async () => {
    const world = await opened();
    await contribute(world, 'ada', "le maire est un connard qui ferme l'espace numérique");
    expect((await world.say('masquer A4-0001 critique', { user: 'sam' })).join()).toContain('motif de la charte');
    expect((await world.say('lire A4-0001', { user: 'sam' })).join()).toContain('connard');
    await world.say('masquer A4-0001 insulte', { user: 'sam' });
    expect(toldTo(world, 'ada')).toContain('ne sera pas publiée telle quelle');
    expect(toldTo(world, 'ada')).toContain('contester A4-0001');
    expect((await world.say('contester A4-0001', { user: 'bob' })).join()).toContain('Je ne trouve pas');
    expect((await world.say('contester A4-0001', { user: 'ada' })).join()).toContain('Une autre personne');
    expect((await world.say('contester A4-0001', { user: 'ada' })).join()).toContain('une seule fois');
    expect((await world.say('modération', { user: 'sam' })).join()).toContain('contestée');
    expect((await world.say('visible A4-0001', { user: 'sam' })).join()).toContain("c'est à une autre personne");
    await world.say('visible A4-0001', { user: 'lea' });
    expect(toldTo(world, 'ada')).toContain('change la première décision');
    const report = (await world.say('modération bilan', { user: 'sam' })).join();
    expect(report).toMatch(/Contestations\s: 1, dont une entendue/);
  });

  test('a corrected version is looked at again', async () => {
    const world = await opened();
    await contribute(world, 'ada', 'écrivez à ada@exemple.fr pour aider la médiathèque du quartier');
    await world.say('masquer A4-0001 données personnelles', { user: 'sam' });
    await world.sayAll(
      [
        'mes contributions',
        '1',
        '1',
        'modifier 2',
        'il faut aider la médiathèque du quartier',
        "c'est tout",
        'envoyer',
        '1',
      ],
      { user: 'ada' },
    );
    await world.application.runUntilIdle();
    expect((await world.say('modération', { user: 'sam' })).join()).toContain("Rien n'attend");
  });

  test('is for moderators only, and its text never for a channel', async () => {
    const world = await opened();
    await contribute(world, 'ada', "le maire est un connard qui ferme l'espace numérique");
    expect((await world.say('masquer A4-0001 insulte', { user: 'bob' })).join()).not.toContain('ne sera pas publiée');
    expect(toldTo(world, 'ada')).not.toContain('ne sera pas publiée');
    expect((await world.say('lire A4-0001', { user: 'bob' })).join()).not.toContain('connard');
  });
});

test('anybody points a contribution out, once, in the middle of their own', async () => {
  const world = await opened();
  await contribute(world, 'ada', 'il faudrait plus de permanences le samedi au marché du village');
  await world.sayAll(TO_OPEN_QUESTION, { user: 'bob' });
  const said = (await world.say('signaler A4-0001', { user: 'bob' })).join();
  expect(said).toContain('est signalée');
  await world.say('signaler a4-1', { user: 'bob' });
  expect((await world.say('modération', { user: 'sam' })).join()).toMatch(/A4-0001\s: signalée par quelqu'un/);
  expect((await world.say('modération bilan', { user: 'sam' })).join()).toMatch(/Signalées par des personnes\s: 1/);
  expect((await world.say('journal', { user: 'sam' })).join()).not.toContain('bob');
});

describe('danger', () => {
  test('gives the numbers at once, before anything else, and tells the moderators without the words', async () => {
    const world = await opened();
    await world.say('bonjour', { user: 'sam' });
    await world.say('équipe ajouter terminal:local:sam modération', { user: 'sam' });
    await world.sayAll(TO_OPEN_QUESTION, { user: 'ada' });
    const said = await world.say("sans aide je n'en peux plus, je veux mourir", { user: 'ada' });
    expect(said[0]).toContain('3114');
    await world.application.runUntilIdle();
    expect(toldTo(world, 'sam')).toContain('est en danger');
    expect(toldTo(world, 'sam')).not.toContain('mourir');
    const queue = (await world.say('modération', { user: 'sam' })).join();
    expect(queue).toContain('terminal:local:ada');
    const id = /alerte vue (\w+)/.exec(queue)?.[1] ?? '';
    expect((await world.say(`alerte vue ${id}`, { user: 'sam' })).join()).toContain('merci');
    expect((await world.say('modération', { user: 'sam' })).join()).not.toContain('Danger possible');
  });

  test('a figure of speech gives none', async () => {
    const world = await opened();
    await world.sayAll(TO_OPEN_QUESTION, { user: 'ada' });
    expect((await world.say('ces formulaires me tuent', { user: 'ada' })).join()).not.toContain('3114');
  });
});

test('whoever asks to be forgotten leaves no case, report or alert behind', async () => {
  const world = await opened();
  await contribute(world, 'ada', "le maire est un connard qui ferme l'espace, je veux mourir");
  await world.sayAll(['effacer mes données', 'oui'], { user: 'ada' });
  const queue = (await world.say('modération', { user: 'sam' })).join();
  expect(queue).toContain("Rien n'attend");
});
