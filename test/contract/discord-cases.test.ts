/** What Discord alone has: commands, private threads, components, its own failures. */
import { afterEach, describe, expect, it } from 'vitest';
import { HAS_DOCUMENT, object, textIn } from '#test/support/discord/contract.ts';
import { pressesOf } from '#test/support/discord/screen.ts';
import { Chat } from './chat.ts';
import { type DiscordWorld, type DiscordWorldOptions, openDiscordWorld } from './discord-world.ts';

let world: DiscordWorld;

async function open(options: DiscordWorldOptions = {}): Promise<DiscordWorld> {
  world = await openDiscordWorld(options);
  return world;
}

afterEach(async () => {
  await world.assertContract();
  await world.close();
});

/** What an interaction was answered to its author alone. */
function told(id: string): string {
  return textIn(object(world.counterpart.interactions.answerOf(id)?.['data']), 'content');
}

/** What the bot said in public. */
function inTown(): string[] {
  const { state } = world.counterpart;
  return state.of(state.town).flatMap(one => (one.onlyFor === null && one.author.bot ? one.content : []));
}

async function says(user: string): Promise<string> {
  return (await world.whatUserSees(user))
    .filter(({ from }) => from === 'bot')
    .map(({ text }) => text)
    .join('\n');
}

it.skipIf(!HAS_DOCUMENT)('holds every exchange against the official document', async () => {
  await open();
  const ana = new Chat(world, 'ana');
  await ana.reachesOpenQuestion();
  expect(world.counterpart.rest.calls.length).toBeGreaterThan(10);
  expect(world.counterpart.rest.problems).toEqual([]);
});

describe('commands', () => {
  it('are registered once, with their names in two languages', async () => {
    await open();
    await world.settle();
    await world.faults.restart();
    const puts = world.counterpart.rest.calls.filter(
      ({ method, path }) => method === 'PUT' && path.endsWith('/commands'),
    );
    expect(puts).toHaveLength(1);
    const { applicationId, commands } = world.counterpart.state;
    const [contribute] = commands.get(`/applications/${applicationId}/commands`) as {
      name_localizations: Record<string, string>;
    }[];
    expect(contribute?.name_localizations['en-US']).toBe('contribute');
  });

  it('are answered in private, to one person alone, and in their direct messages', async () => {
    await open();
    const id = world.people.commands('ana', 'contribuer', [{ name: 'thème', type: 3, value: '1' }]);
    await world.settle();
    expect(told(id)).toMatch(/message privé/);
    expect(inTown()).toEqual([]);
    expect(await says('ana')).toMatch(/robot/);
  });

  it('complete the themes by a part of their name', async () => {
    await open();
    const options = [{ name: 'thème', type: 3, value: 'accueil', focused: true }];
    world.people.interacts('ana', world.counterpart.state.town, 4, { id: '1', name: 'contribuer', type: 1, options });
    await world.settle();
    expect(world.counterpart.interactions.completions).toEqual([{ name: '1. Mieux accueillir', value: '1' }]);
  });

  it('answer to « tourdetable aide » as to the word, and to an unknown one with the way to take part', async () => {
    await open();
    const ana = new Chat(world, 'ana');
    await ana.reachesFirstQuestion();
    const before = (await says('ana')).length;
    world.people.commands('ana', 'tourdetable', [{ name: 'aide', type: 1 }]);
    const unknown = world.people.commands('ana', 'autre');
    await world.settle();
    expect((await says('ana')).slice(before)).toMatch(/pause/);
    expect(told(unknown)).toMatch(/contribuer/);
  });

  it('hear the bot called by its name in a channel, and answer in private', async () => {
    await open();
    const { state } = world.counterpart;
    world.people.says('ana', 'tout le monde est là ?', null, state.town);
    world.people.says('ana', `<@${state.bot.id}> contribuer 1`, null, state.town);
    await world.settle();
    expect(inTown()).toEqual([]);
    expect(await says('ana')).toMatch(/robot/);
  });

  it('takes one’s own message as the answer to the open question, and nobody else’s', async () => {
    await open();
    const { state } = world.counterpart;
    const ana = new Chat(world, 'ana');
    await ana.reachesOpenQuestion();
    const take = (ref: string, author: string): string =>
      world.people.interacts('ana', state.town, 2, {
        id: '3',
        name: 'Contribuer avec ce message',
        type: 3,
        target_id: ref,
        resolved: {
          messages: {
            [ref]: {
              id: ref,
              content: 'la salle est trop petite',
              author: {
                id: world.people.user(author).id,
                username: author,
              },
            },
          },
        },
      });
    const mine = world.people.says('ana', 'la salle est trop petite', null, state.town);
    expect(told(await settled(take(mine, 'bob')))).toMatch(/autre/);
    expect(told(await settled(take(mine, 'ana')))).toMatch(/réponse/);
    await ana.isSilent();
    expect(await says('ana')).toMatch(/question 3 sur 4/i);
    await ana.says('revoir');
    expect(await ana.hears()).toMatch(/la salle est trop petite/);
  });
});

async function settled(id: string): Promise<string> {
  await world.settle();
  return id;
}

describe('components', () => {
  it('no longer work once answered, and show the choice', async () => {
    await open();
    const ana = new Chat(world, 'ana');
    await ana.says('bonjour');
    const welcome = await ana.last();
    await ana.clicks('Commencer');
    const after = world.people.sees('ana').find(({ id }) => id === welcome.id);
    expect(after?.content).toMatch(/Votre choix\s: Commencer/u);
    expect(pressesOf({ components: after?.components ?? [] })).toEqual([]);
    await ana.says('1');
    const before = await ana.last();
    await ana.says('1');
    const typed = world.people.sees('ana').filter(({ content }) => content.includes('répondu par message'));
    expect(typed.length).toBeGreaterThan(0);
    expect(
      (await world.whatUserSees('ana')).filter(({ choices }) => choices.length > 0).map(({ id }) => id),
    ).not.toContain(before.id);
  });

  it('lead through the whole theme, a restart between any two turns', async () => {
    await open();
    const press = async (label: string): Promise<void> => {
      await world.faults.restart();
      await world.userClicks('ana', label);
      await world.settle();
    };
    world.people.commands('ana', 'contribuer', [{ name: 'thème', type: 3, value: '1' }]);
    await world.settle();
    for (let turn = 0; turn < 8 && !/question 1 sur/i.test(await says('ana')); turn += 1)
      await press(await firstChoice());
    await world.faults.restart();
    await world.userClicks('ana', 'À la gare');
    await world.settle();
    expect(await says('ana')).toMatch(/Noté/);
    for (let turn = 0; turn < 4 && !/question 2 sur/i.test(await says('ana')); turn += 1) {
      await world.faults.restart();
      await world.userSays('ana', 'passer');
      await world.settle();
    }
    await press('Répondre');
    world.people.fills('ana', world.application().consultation, { text: 'dit dans la fenêtre' });
    await world.settle();
    await world.passTime(6);
    expect(await says('ana')).toMatch(/question 3 sur 4/i);
    await press('Répondre par formulaire');
    world.people.fills('ana', world.application().consultation, { nombre: '12' });
    await world.settle();
    expect(await says('ana')).toMatch(/question 4 sur 4/i);
    await world.userSays('ana', 'passer');
    await world.settle();
    await press(await firstChoice());
    expect(await says('ana')).toMatch(/A1-\d{4}/);
    for await (const { version } of world
      .application()
      .stores.data.contributions((await network()) ?? '', 'essai', { versions: 'all', includeWithdrawn: true })) {
      for (const kept of ['gare', 'dit dans la fenêtre', '12']) expect(version.body).toContain(kept);
    }
  });

  it('show a form prefilled, and leave alone what was not changed in it', async () => {
    await open();
    const ana = new Chat(world, 'ana');
    await ana.reachesOpenQuestion();
    const said = await ana.says('écrit à la main');
    await ana.isSilent();
    await ana.clicks('Répondre par formulaire');
    const modal = world.counterpart.interactions.modals.get(world.people.user('ana').id);
    const values = modal?.components.map(
      ({ component }) =>
        component?.value ?? component?.options?.filter(one => one.default === true).map(one => one.label),
    );
    expect(values?.[0]).toEqual(['À la mairie']);
    expect(values?.[1]).toBe('écrit à la main');
    world.people.fills('ana', world.application().consultation, { lieux: ['mairie'], nombre: '7' });
    await world.settle();
    await ana.edits(said, 'corrigé à la main');
    await ana.says('revoir');
    expect(await ana.hears()).toMatch(/corrigé à la main/);
    expect(await ana.hears()).toMatch(/7/);
  });

  it('explain themselves where they are unknown', async () => {
    await open();
    const ana = new Chat(world, 'ana');
    await ana.reachesFirstQuestion();
    const channel = world.people.channel('ana');
    const message = world.people.sees('ana').at(-1) ?? null;
    const id = world.people.interacts('ana', channel, 3, { custom_id: 'z|autre', component_type: 2 }, message);
    await world.settle();
    expect(told(id)).toMatch(/Je ne connais pas ce bouton/);
  });

  it('stay alive where the answer could not be stored', async () => {
    let broken = false;
    await open({
      wrap: stores => ({
        ...stores,
        turns: {
          ...stores.turns,
          runGroup: (inputs, decide) =>
            broken ? Promise.reject(new Error('disk full')) : stores.turns.runGroup(inputs, decide),
        },
      }),
    });
    const ana = new Chat(world, 'ana');
    await ana.says('bonjour');
    broken = true;
    await ana.clicks('Commencer');
    broken = false;
    expect(await ana.hears()).toMatch(/Je n'ai pas pu enregistrer/);
    expect((await ana.bot()).flatMap(({ choices }) => choices)).toContain('Commencer');
    expect(world.logged.filter(line => line.startsWith('not_stored'))).toHaveLength(1);
    await ana.clicks('Commencer');
    expect(await ana.hears()).not.toBe('');
  });

  it('are heard even if they are acknowledged too late', async () => {
    await open();
    const ana = new Chat(world, 'ana');
    await ana.says('bonjour');
    const message = world.people.sees('ana').at(-1) ?? null;
    const [press] = pressesOf({ components: message?.components ?? [] });
    const late = world.counterpart.interactions.make(
      world.people.user('ana').id,
      world.people.channel('ana'),
      3,
      { custom_id: press?.customId, component_type: 2 },
      message,
    );
    await world.passTime(4);
    world.counterpart.dispatch('INTERACTION_CREATE', late.payload);
    await world.settle();
    expect(world.logged.some(line => line.startsWith('discord_late'))).toBe(true);
    expect((await ana.bot()).length).toBe(2);
  });
});

/** The first thing that can be pressed in the last message, forms apart. */
async function firstChoice(): Promise<string> {
  const last = (await world.whatUserSees('ana')).findLast(({ from, choices }) => from === 'bot' && choices.length > 0);
  return last?.choices[0] ?? '';
}

async function network(): Promise<string | undefined> {
  return (await world.application().stores.networks.list())[0]?.id;
}
