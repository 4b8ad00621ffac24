/** What the gateway and the limits of the API do to a conversation: nothing. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Chat } from './chat.ts';
import { type DiscordWorld, openDiscordWorld } from './discord-world.ts';

let world: DiscordWorld;

async function open(): Promise<Chat> {
  world = await openDiscordWorld();
  return new Chat(world, 'ana');
}

afterEach(async () => {
  await world.assertContract();
  await world.close();
});

async function comesBack(): Promise<void> {
  await vi.waitUntil(world.counterpart.gateway.isConnected, { timeout: 30_000, interval: 20 });
  await world.settle();
}

describe('a dropped socket', () => {
  it('is taken up again, and what was missed is replayed and counted once', async () => {
    const ana = await open();
    await ana.reachesOpenQuestion();
    const { gateway } = world.counterpart;
    gateway.drop();
    await vi.waitUntil(() => !gateway.isConnected(), { timeout: 5_000, interval: 5 });
    await world.userSays('ana', 'dit pendant la coupure');
    await comesBack();
    await ana.isSilent();
    expect(gateway.resumes()).toEqual([{ replayed: expect.toSatisfy((n: number) => n >= 1) as number }]);
    expect(gateway.identifies()).toHaveLength(1);
    expect(await ana.count(/question 3 sur 4/i)).toBe(1);
    await ana.says('revoir');
    expect(await ana.hears()).toMatch(/dit pendant la coupure/);
  });

  it('that Discord itself asks for is left and taken up again', async () => {
    const ana = await open();
    await ana.reachesOpenQuestion();
    const { gateway } = world.counterpart;
    gateway.askReconnect();
    await vi.waitUntil(() => gateway.resumes().length === 1, { timeout: 30_000, interval: 20 });
    await comesBack();
    await ana.says('après');
    await ana.isSilent();
    expect(await ana.count(/question 3 sur 4/i)).toBe(1);
  });

  it('whose session was forgotten begins a new one', async () => {
    const ana = await open();
    await ana.says('bonjour');
    const { gateway } = world.counterpart;
    gateway.forgetSessions();
    gateway.drop();
    await vi.waitUntil(() => gateway.identifies().length === 2, { timeout: 30_000, interval: 20 });
    await comesBack();
    await ana.says('aide');
    expect(await ana.hears()).toMatch(/pause/);
  });
});

describe('a full bucket', () => {
  it('holds back one conversation, and no other', async () => {
    const ana = await open();
    const bob = new Chat(world, 'bob');
    await ana.reachesFirstQuestion();
    await bob.reachesFirstQuestion();
    const { faults } = world.counterpart.rest;
    faults.limitedChannel = world.people.channel('ana');
    world.faults.rateLimit(30);
    await world.userSays('ana', 'aide');
    await world.userSays('ana', 'où en suis-je');
    await bob.says('aide');
    expect(await bob.hears()).toMatch(/pause/);
    expect(await ana.count(/«\s*pause\s*»,\s*«\s*reprendre\s*»/iu)).toBe(0);
    await world.passTime(90);
    const texts = (await ana.bot()).slice(-2).map(({ text }) => text);
    expect(texts[0]).toMatch(/«\s*pause\s*»,\s*«\s*reprendre\s*»/iu);
    expect(await ana.count(/«\s*pause\s*»,\s*«\s*reprendre\s*»/iu)).toBe(1);
  });
});

describe('what was changed during an outage', () => {
  it('is found again', async () => {
    const ana = await open();
    await ana.reachesOpenQuestion();
    const said = await ana.says('trop petite');
    await ana.isSilent();
    await world.stop();
    await world.passClock(600);
    await world.userEdits('ana', said, 'bien trop petite');
    await world.start();
    await world.settle();
    expect(await ana.hears()).toMatch(/bien trop petite/);
    const before = (await ana.bot()).length;
    await world.faults.restart();
    await world.settle();
    expect((await ana.bot()).length).toBe(before);
  });
});
