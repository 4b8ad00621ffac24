/** Where people are answered, and what becomes of it when Discord, a server or the bot's owner changes its mind. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { object, textIn } from '#test/support/discord/contract.ts';
import { Chat } from './chat.ts';
import { type DiscordWorld, openDiscordWorld } from './discord-world.ts';

const READS_TEXTS = 1 << 19;
let world: DiscordWorld;

async function open(): Promise<DiscordWorld> {
  world = await openDiscordWorld();
  return world;
}

afterEach(async () => {
  await world.assertContract();
  await world.close();
});

/** Somebody whose direct messages are closed takes part from the town's channel; returns what they were told there. */
async function beginsWithClosedMessages(): Promise<string> {
  const { state } = world.counterpart;
  const ana = world.people.user('ana');
  state.closed.add(ana.id);
  world.people.commands('ana', 'contribuer', [{ name: 'thème', type: 3, value: '1' }]);
  await world.settle();
  return state
    .of(state.town)
    .filter(({ onlyFor }) => onlyFor === ana.id)
    .map(({ content }) => content)
    .join('\n');
}

function thread(): string {
  return world.people.channel('ana');
}

async function botSays(user = 'ana'): Promise<string> {
  const seen = await world.whatUserSees(user);
  return seen.flatMap(({ from, text }) => (from === 'bot' ? text : [])).join('\n');
}

function logs(code: string): number {
  return world.logged.filter(line => line.startsWith(`${code} `)).length;
}

describe('closed direct messages', () => {
  it('lead to a private thread, and the person is told which and why', async () => {
    await open();
    const words = await beginsWithClosedMessages();
    expect(words).toContain(`<#${thread()}>`);
    expect(words).toMatch(/messages privés sont fermés/);
    const { state } = world.counterpart;
    expect(state.channels.get(thread())).toMatchObject({ type: 12, parent: state.town });
    expect(await botSays()).toMatch(/robot/);
    expect(await botSays()).toMatch(/modération/);
  });

  it('go on there by buttons and windows where texts can’t be read, a restart between any two turns', async () => {
    await open();
    await beginsWithClosedMessages();
    for (let turn = 0; turn < 6 && !/question 1 sur/i.test(await botSays()); turn += 1) {
      await world.faults.restart();
      const last = (await world.whatUserSees('ana')).findLast(({ choices }) => choices.length > 0);
      await world.userClicks('ana', last?.choices[0] ?? '');
      await world.settle();
    }
    await world.userSays('ana', '1');
    await world.settle();
    expect(await botSays()).toMatch(/Je ne peux pas lire vos messages dans ce fil/);
    await world.userClicks('ana', 'À la mairie');
    await world.settle();
    await world.faults.restart();
    await world.userSays('ana', `<@${world.counterpart.state.bot.id}> passer`);
    await world.settle();
    await world.userSays('ana', `<@${world.counterpart.state.bot.id}> passer`);
    await world.settle();
    expect(await botSays()).toMatch(/question 2 sur 4/i);
    expect(
      world.counterpart.state.channels
        .values()
        .filter(({ type }) => type === 12)
        .toArray(),
    ).toHaveLength(1);
  });

  it('go on there by text where texts can be read', async () => {
    await open();
    world.counterpart.state.flags = READS_TEXTS;
    await world.faults.restart();
    expect(world.counterpart.gateway.identifies().at(-1)?.intents).toBe(1 + 512 + 1024 + 4096 + 16_384 + 32_768);
    await beginsWithClosedMessages();
    const ana = new Chat(world, 'ana');
    await ana.reachesOpenQuestion();
    await ana.says('écrit dans le fil');
    await ana.isSilent();
    expect(await ana.hears()).toMatch(/question 3 sur 4/i);
  });

  it('ask for no privileged intent otherwise', async () => {
    await open();
    expect(world.counterpart.gateway.identifies().at(-1)?.intents).toBe(1 + 512 + 1024 + 4096 + 16_384);
  });

  it('are explained where no thread may be opened, and nothing is lost', async () => {
    await open();
    world.counterpart.rest.faults.mayThread = false;
    expect(await beginsWithClosedMessages()).toMatch(/pas le droit d'ouvrir un fil/);
    expect(logs('discord_no_thread_permission')).toBe(1);
    world.counterpart.state.closed.clear();
    await world.passTime(3_600);
    expect(await botSays()).toMatch(/robot/);
  });

  it('whose thread is deleted: told to the staff, answered in another place', async () => {
    await open();
    await beginsWithClosedMessages();
    const { state } = world.counterpart;
    const gone = thread();
    world.counterpart.dispatch('THREAD_DELETE', { id: gone, type: 12, guild_id: state.guild, parent_id: state.town });
    state.channels.delete(gone);
    await world.settle();
    expect(logs('discord_thread_deleted')).toBe(1);
    world.people.commands('ana', 'tourdetable', [{ name: 'aide', type: 1 }]);
    await world.settle();
    expect(thread()).not.toBe(gone);
    expect(await botSays()).toMatch(/pause/);
  });

  it('keep a thread to the one person that it was opened for', async () => {
    await open();
    await beginsWithClosedMessages();
    const before = await botSays();
    const message = world.counterpart.state.of(thread()).findLast(({ components }) => components.length > 0) ?? null;
    const customId = message?.components[0]?.components?.[0]?.custom_id ?? '';
    const id = world.people.interacts('eve', thread(), 3, { custom_id: customId, component_type: 2 }, message);
    world.people.says('eve', `<@${world.counterpart.state.bot.id}> bonjour`, null, thread());
    await world.settle();
    const words = textIn(object(world.counterpart.interactions.answerOf(id)?.['data']), 'content');
    expect(words).toMatch(/autre personne/);
    const after = await world.whatUserSees('ana');
    expect(after.flatMap(({ from, text }) => (from === 'bot' ? text : [])).join('\n')).toBe(before);
  });
});

describe('what was missed', () => {
  it('is answered once, in order, when the bot is back', async () => {
    await open();
    const ana = new Chat(world, 'ana');
    await ana.reachesOpenQuestion();
    await world.stop();
    for (const text of ['un', 'deux', 'trois']) await world.userSays('ana', text);
    await world.start();
    await world.settle();
    await world.userSays('ana', 'quatre');
    await world.settle();
    await ana.isSilent();
    await ana.says('revoir');
    expect(await ana.hears()).toMatch(/un\s+deux\s+trois\s+quatre/u);
    expect(await ana.count(/question 3 sur 4/i)).toBe(1);
  });

  it('is read again where the gateway forgot the session', async () => {
    await open();
    const ana = new Chat(world, 'ana');
    await ana.reachesOpenQuestion();
    world.counterpart.gateway.forgetSessions();
    world.counterpart.gateway.drop();
    await world.userSays('ana', 'entre deux sessions');
    await vi.waitUntil(world.counterpart.gateway.isConnected, { timeout: 30_000, interval: 20 });
    await world.settle();
    await ana.isSilent();
    expect(await ana.count(/question 3 sur 4/i)).toBe(1);
    await ana.says('revoir');
    expect(await ana.hears()).toMatch(/entre deux sessions/);
  });
});

describe('sending', () => {
  it.each(['applied', 'not'] as const)('looks the message up once the nonce is forgotten (%s)', async applied => {
    await open();
    const ana = new Chat(world, 'ana');
    await ana.reachesFirstQuestion();
    world.counterpart.rest.faults.lose = applied;
    await world.userSays('ana', 'aide');
    await world.settle();
    await world.stop();
    await world.passClock(3_600);
    await world.start();
    await world.passTime(5);
    expect(await ana.count(/«\s*pause\s*»,\s*«\s*reprendre\s*»/iu)).toBe(1);
  });

  it('waits out a global rate limit', async () => {
    await open();
    const ana = new Chat(world, 'ana');
    world.counterpart.rest.faults.global = true;
    world.faults.rateLimit(20);
    await ana.says('bonjour');
    expect(await ana.bot()).toEqual([]);
    await world.passTime(60);
    expect(await ana.count(/robot/)).toBe(1);
  });

  it('keeps everything while the token is refused, and says so once', async () => {
    await open();
    const ana = new Chat(world, 'ana');
    await ana.says('bonjour');
    world.counterpart.rest.faults.revoked = true;
    await ana.says('aide');
    await world.passTime(300);
    expect(logs('discord_token_refused')).toBe(1);
    world.counterpart.rest.faults.revoked = false;
    await world.passTime(600);
    expect(await ana.count(/«\s*pause\s*»,\s*«\s*reprendre\s*»/iu)).toBe(1);
  });

  it('comes back by itself once the gateway takes the token again', async () => {
    await open();
    const { gateway } = world.counterpart;
    gateway.revoked = true;
    gateway.drop();
    await vi.waitUntil(() => logs('discord_session_ended') === 1, { timeout: 30_000, interval: 20 });
    gateway.revoked = false;
    await vi.waitUntil(gateway.isConnected, { timeout: 30_000, interval: 20 });
    const ana = new Chat(world, 'ana');
    await ana.says('bonjour');
    expect(await ana.count(/robot/)).toBe(1);
  });

  it('says who left', async () => {
    await open();
    world.counterpart.dispatch('GUILD_DELETE', { id: world.counterpart.state.guild });
    world.counterpart.dispatch('GUILD_DELETE', { id: '1234567890123456', unavailable: true });
    await world.settle();
    expect(logs('discord_server_left')).toBe(1);
  });
});
