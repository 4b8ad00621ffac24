/** Many servers, what becomes of them, and what their staff is told. */
import { afterEach, describe, expect, it } from 'vitest';
import { createDiscordAdapter } from '#adapters/discord/index.ts';
import type { AdapterHost } from '#messaging/index.ts';
import { object, textIn } from '#test/support/discord/contract.ts';
import { Chat } from './chat.ts';
import { type DiscordWorld, type DiscordWorldOptions, openDiscordWorld } from './discord-world.ts';

let world: DiscordWorld;

async function open(options: DiscordWorldOptions = {}): Promise<Chat> {
  world = await openDiscordWorld(options);
  return new Chat(world, 'ana');
}

afterEach(async () => {
  await world.assertContract();
  await world.close();
});

async function says(user: string): Promise<string> {
  return (await world.whatUserSees(user)).map(({ text }) => text).join('\n');
}

function logs(code: string): number {
  return world.logged.filter(line => line.startsWith(`${code} `)).length;
}

function commandsOf(server: string | null): readonly unknown[] {
  const { applicationId, commands } = world.counterpart.state;
  return commands.get(`/applications/${applicationId}${server === null ? '' : `/guilds/${server}`}/commands`) ?? [];
}

describe('commands', () => {
  it('stand in the chosen servers alone; one that refuses keeps no other from them, and is told once', async () => {
    const UNKNOWN = '123456789012345678';
    await open();
    const { guild } = world.counterpart.state;
    await world.settle();
    expect(commandsOf(null)).toHaveLength(3);
    await world.stop();
    const { token, apiUrl } = world.counterpart;
    const adapter = createDiscordAdapter({ token, apiUrl, guilds: [UNKNOWN, guild] });
    const logged: string[] = [];
    const host = { ...hostOf(), log: (_level: string, code: string) => void logged.push(code) };
    await adapter.start(host);
    await world.counterpart.idle();
    await adapter.idle();
    expect(commandsOf(null)).toHaveLength(0);
    expect(commandsOf(guild)).toHaveLength(3);
    expect(logged.filter(code => code === 'discord_commands_not_registered')).toHaveLength(1);
    await adapter.stop();
    await world.start();
    await world.settle();
    expect(commandsOf(null)).toHaveLength(3);
    expect(commandsOf(guild)).toHaveLength(0);
  });

  it('have names and descriptions in French and English', async () => {
    await open();
    await world.settle();
    const named = (command: unknown): void => {
      const { name, name_localizations: names, description_localizations: told, options = [] } = command as Named;
      expect(Object.keys(names ?? {})).toEqual(expect.arrayContaining(['fr', 'en-US']));
      if (told !== undefined) expect(Object.keys(told)).toEqual(expect.arrayContaining(['fr', 'en-US']));
      expect(name).not.toBe('');
      options.forEach(named);
    };
    commandsOf(null).forEach(named);
  });
});

interface Named {
  readonly name: string;
  readonly name_localizations?: object;
  readonly description_localizations?: object;
  readonly options?: readonly unknown[];
}

function hostOf(): AdapterHost {
  return {
    receive: () => Promise.resolve(),
    now: () => '2027-02-10T09:00:00.000Z',
    log: () => undefined,
    installations: null as never,
    tellStaff: () => Promise.resolve(),
    queries: {
      themes: () => Promise.resolve([]),
      form: () => Promise.resolve(null),
      staffGroups: () => Promise.resolve([]),
      awaitsText: () => Promise.resolve(false),
      liveConversations: () => Promise.resolve([]),
      holdsWorkshop: () => Promise.resolve(false),
      homeOf: () => Promise.resolve(null),
      places: () => Promise.resolve([]),
      overview: () => Promise.reject(new Error('not asked here')),
    },
  };
}

it('an announcement whose channel is gone is said to nobody in particular, and told', async () => {
  await open();
  await world.stop();
  const { token, apiUrl, rest } = world.counterpart;
  const adapter = createDiscordAdapter({ token, apiUrl, guilds: [] });
  const logged: string[] = [];
  await adapter.start({ ...hostOf(), log: (_level, code) => void logged.push(code) });
  const to = { platform: 'discord', workspace: '1', channel: '123456789012345678', thread: null, userId: '' };
  const said = {
    id: '1MEF7H5M0004FKWMH3RPQ5DB',
    to,
    visibility: 'public',
    text: 'Le thème 1 est ouvert.',
    lang: 'fr',
  } as const;
  const nothing = { choices: [], choicesMax: 1, question: null, progress: null, files: [], replyTo: null } as const;
  expect(await adapter.send({ ...said, ...nothing, mentions: 'none' }, 1, [])).toMatchObject({ kind: 'failed' });
  expect(rest.calls.filter(({ path }) => path === '/users/@me/channels')).toEqual([]);
  expect(logged).toContain('discord_place_gone');
  await adapter.stop();
  await world.start();
});

describe('two servers', () => {
  it('share one person’s draft, and each opens its thread where the person came from', async () => {
    const ana = await open();
    const { state } = world.counterpart;
    const { town } = state.addServer('Vallée');
    await world.faults.restart();
    await ana.reachesOpenQuestion();
    state.closed.add(world.people.user('ana').id);
    world.people.commands('ana', 'tourdetable', [{ name: 'ou-en-suis-je', type: 1 }], town);
    await world.settle();
    const thread = state.channels.get(world.people.channel('ana'));
    expect(thread).toMatchObject({ type: 12, parent: town, server: state.serverOf(town) });
    expect((await ana.last()).text).toMatch(/question 2/i);
  });
});

it('a server of no network is told so in private, to who called the bot there', async () => {
  await open();
  const { state } = world.counterpart;
  await world.application().stores.networks.create('ardeche', 'Ardèche', '2027-02-10T09:00:00.000Z');
  await world.application().stores.networks.create('drome', 'Drôme', '2027-02-10T09:00:00.000Z');
  world.people.says('ana', `<@${state.bot.id}> bonjour`, null, state.town);
  await world.settle();
  expect(state.of(state.town).filter(({ author }) => author.bot)).toEqual([]);
  expect(await says('ana')).toMatch(/contact@example\.org/);
});

describe('a thread', () => {
  async function inThread(): Promise<Chat> {
    const ana = await open();
    world.counterpart.state.closed.add(world.people.user('ana').id);
    world.counterpart.state.flags = 1 << 19;
    await world.faults.restart();
    world.people.commands('ana', 'contribuer', [{ name: 'thème', type: 3, value: '1' }]);
    await world.settle();
    await ana.says('1');
    return ana;
  }

  it('that is locked is left for another one, told once', async () => {
    await inThread();
    const { state } = world.counterpart;
    const locked = state.channels.get(world.people.channel('ana'));
    if (locked === undefined) throw new Error('no thread');
    locked.locked = true;
    locked.members.clear();
    for (const name of ['aide', 'ou-en-suis-je']) {
      world.people.commands('ana', 'tourdetable', [{ name, type: 1 }]);
      await world.settle();
    }
    expect(world.people.channel('ana')).not.toBe(locked.id);
    const words = world.people.sees('ana').map(({ content }) => content);
    expect(words.join('\n')).toMatch(/pause/);
    expect(logs('discord_place_gone')).toBe(1);
  });

  it('that the bot may no longer write in is left for direct messages, where they are open again', async () => {
    await inThread();
    const { state } = world.counterpart;
    world.counterpart.rest.faults.forbidden.add(world.people.channel('ana'));
    state.closed.clear();
    world.people.commands('ana', 'tourdetable', [{ name: 'aide', type: 1 }]);
    await world.settle();
    expect(await says('ana')).toMatch(/«\s*pause\s*»/u);
    expect(logs('discord_missing_permission')).toBe(1);
  });
});

describe('a permission that is lost', () => {
  it('is told once however often it is met, and what was to be said is said when it is back', async () => {
    const ana = await open();
    await ana.reachesFirstQuestion();
    const { faults } = world.counterpart.rest;
    faults.forbidden.add(world.people.channel('ana'));
    await world.userSays('ana', 'aide');
    await world.passTime(3 * 3_600);
    expect(logs('discord_missing_permission')).toBe(1);
    faults.forbidden.clear();
    await world.passTime(3_600);
    expect(await ana.count(/«\s*pause\s*»,\s*«\s*reprendre\s*»/iu)).toBe(1);
  });
});

describe('the team', () => {
  async function withTeam(): Promise<{ readonly ana: Chat; readonly sam: Chat }> {
    const ana = await open({ staff: ['sam'] });
    const sam = new Chat(world, 'sam');
    await sam.says('bonjour');
    await ana.reachesFirstQuestion();
    return { ana, sam };
  }

  it('is told, in its own conversations, what happened to a server, once; and finds it in the journal', async () => {
    const { ana, sam } = await withTeam();
    const { state } = world.counterpart;
    world.counterpart.dispatch('GUILD_DELETE', { id: state.guild });
    world.counterpart.dispatch('GUILD_DELETE', { id: state.guild });
    await world.settle();
    expect(await sam.count(/je ne suis plus dans l'espace «\s*Territoires\s*»/u)).toBe(1);
    expect(await says('ana')).not.toMatch(/Pour l'équipe/);
    await sam.says('journal');
    expect(await sam.hears()).toMatch(/place\.left, Territoires/);
    await ana.says('aide');
    expect(await ana.hears()).toMatch(/pause/);
  });

  it('is told once of a permission that is missing, and again once it had come back', async () => {
    const { ana, sam } = await withTeam();
    const { faults } = world.counterpart.rest;
    const told = /une permission me manque dans l'espace «\s*Territoires\s*»/u;
    for (const times of [1, 2]) {
      faults.forbidden.add(world.people.channel('ana'));
      await ana.says('aide');
      await world.passTime(2 * 3_600);
      expect(await sam.count(told)).toBe(times);
      faults.forbidden.clear();
      await world.passTime(3_600);
    }
  });

  it('is told of a thread that was deleted, and of threads that may not be opened', async () => {
    const { sam } = await withTeam();
    const { state } = world.counterpart;
    state.closed.add(world.people.user('ana').id);
    world.people.commands('ana', 'tourdetable', [{ name: 'aide', type: 1 }]);
    await world.settle();
    const gone = world.people.channel('ana');
    world.counterpart.dispatch('THREAD_DELETE', { id: gone, type: 12, guild_id: state.guild, parent_id: state.town });
    state.channels.delete(gone);
    world.counterpart.rest.faults.mayThread = false;
    world.people.commands('ana', 'tourdetable', [{ name: 'aide', type: 1 }]);
    await world.settle();
    expect(await sam.count(/un fil où je répondais/u)).toBe(1);
    expect(await sam.count(/je ne peux pas ouvrir de fil privé/u)).toBe(1);
  });
});

describe('leaving a server', () => {
  it('keeps what was said there, and goes on when the bot is back', async () => {
    const ana = await open();
    await ana.reachesOpenQuestion();
    const { state } = world.counterpart;
    const server = state.servers.get(state.guild);
    if (server === undefined) throw new Error('no server');
    state.servers.delete(state.guild);
    state.closed.add(world.people.user('ana').id);
    world.counterpart.dispatch('GUILD_DELETE', { id: state.guild });
    await world.userSays('ana', 'gardé');
    await world.passTime(3_600);
    expect(logs('discord_server_left')).toBe(1);
    state.servers.set(state.guild, server);
    state.closed.clear();
    await world.faults.restart();
    await world.passTime(3_600);
    await ana.says('revoir');
    expect(await ana.hears()).toMatch(/gardé/);
  });
});

describe('what is forged', () => {
  it('a form for somebody else’s draft changes nothing of it', async () => {
    const ana = await open();
    await ana.reachesOpenQuestion();
    await ana.clicks('Répondre par formulaire');
    const modal = world.counterpart.interactions.modals.get(world.people.user('ana').id);
    const eve = new Chat(world, 'eve');
    await eve.reachesFirstQuestion();
    const field = { type: 4, id: 2, custom_id: '=recit', value: 'écrit par une autre' };
    const components = [{ type: 18, id: 1, component: field }];
    world.people.interacts('eve', world.people.channel('eve'), 5, { custom_id: modal?.customId, components });
    await world.settle();
    expect((await eve.last()).text).not.toBe('');
    await ana.says('revoir');
    expect(await ana.hears()).not.toMatch(/écrit par une autre/);
  });

  it('a choice that was never offered is explained', async () => {
    const ana = await open();
    await ana.reachesFirstQuestion();
    const message = world.people.sees('ana').at(-1) ?? null;
    const menu = message?.components[0]?.components?.[0]?.custom_id;
    const data = { custom_id: menu, component_type: 3, values: ['999.rien', '../../x', '__proto__'] };
    const id = world.people.interacts('ana', world.people.channel('ana'), 3, data, message);
    const before = (await ana.bot()).length;
    await world.settle();
    expect(world.counterpart.interactions.answerOf(id)).not.toBeNull();
    expect((await ana.bot()).length).toBeGreaterThan(before);
    await ana.says('1');
    expect(await ana.hears()).toMatch(/Noté/);
  });

  it('a command of another application, or with a text of 6,000 characters, is explained', async () => {
    await open();
    const long = world.people.commands('ana', 'contribuer', [{ name: 'thème', type: 3, value: 'x'.repeat(6_000) }]);
    const bare = world.people.commands('ana', 'tourdetable');
    await world.settle();
    expect(textIn(object(world.counterpart.interactions.answerOf(long)?.['data']), 'content')).toMatch(/message privé/);
    expect(textIn(object(world.counterpart.interactions.answerOf(bare)?.['data']), 'content')).toMatch(/contribuer/);
  });
});

describe('a paste', () => {
  it.each(['un message long', 'un fichier'])('of 4,000 characters is one answer (%s)', async how => {
    const ana = await open();
    await ana.reachesOpenQuestion();
    const text = 'mot '.repeat(1_000).trim();
    if (how === 'un fichier') await ana.says(text);
    else world.people.posts('ana', text);
    await world.settle();
    await ana.isSilent();
    expect(await ana.hears()).toMatch(/question 3 sur 4/i);
    await ana.says('modifier 2');
    expect((await ana.bot()).map(seen => seen.text).join('')).toMatch(/mot mot mot/);
  });
});
