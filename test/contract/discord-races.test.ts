/** Clicks that cross each other: twice, delivered twice, heard by two copies of the process. */
import { afterEach, describe, expect, it } from 'vitest';
import { createDiscordAdapter } from '#adapters/discord/index.ts';
import { pressesOf } from '#test/support/discord/screen.ts';
import type { StoredMessage } from '#test/support/discord/state.ts';
import { createApplication } from '#worker/index.ts';
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

function message(id: string): StoredMessage | undefined {
  return world.people.sees('ana').find(one => one.id === id);
}

function acknowledgements(): number {
  return world.counterpart.rest.calls.filter(({ path }) => path.endsWith('/callback')).length;
}

describe('two clicks on one message', () => {
  it('of one button count once', async () => {
    const ana = await open();
    await ana.reachesFirstQuestion();
    const question = await ana.last();
    await world.userClicks('ana', 'À la mairie', question);
    await world.userClicks('ana', 'À la mairie', question);
    await world.settle();
    expect(message(question.id)?.content.match(/Votre choix/g)).toHaveLength(1);
    expect(await ana.count(/Noté\s:/iu)).toBe(1);
  });

  it('of two buttons leave the first one’s answer, on the screen as in the draft', async () => {
    const ana = await open();
    await ana.reachesFirstQuestion();
    const question = await ana.last();
    await world.userClicks('ana', 'À la mairie', question);
    await world.userClicks('ana', 'À la gare', question);
    await world.settle();
    expect(message(question.id)?.content).toMatch(/Votre choix\s:\sÀ la mairie\*\*$/u);
    await ana.says('revoir');
    expect(await ana.hears()).toMatch(/À la mairie/);
    expect(await ana.hears()).not.toMatch(/À la gare/);
  });

  it('long after: the old one explains itself and changes nothing', async () => {
    const ana = await open();
    await ana.reachesFirstQuestion();
    const question = await ana.last();
    await ana.reachesOpenQuestion();
    const before = message(question.id);
    const was = JSON.stringify([before?.content, before?.components]);
    await ana.clicks('À la gare', question);
    expect(await ana.hears()).not.toBe('');
    const after = message(question.id);
    expect(pressesOf({ components: after?.components ?? [] })).toEqual([]);
    expect(after?.content).not.toMatch(/Votre choix\s:\sÀ la gare/u);
    expect(JSON.stringify([after?.content, after?.components])).toBe(was);
  });
});

it('a click delivered again while it is in hand is acknowledged once', async () => {
  const ana = await open();
  await ana.says('bonjour');
  world.faults.redeliver(3);
  await ana.clicks('Commencer');
  world.faults.redeliver(0);
  expect(acknowledgements()).toBe(1);
  expect((await ana.bot()).length).toBe(2);
});

describe('two copies of the process', () => {
  it('answer each event once, and show one answer', async () => {
    const ana = await open();
    const { stores, clock, consultation } = world.application();
    const { token, apiUrl } = world.counterpart;
    const other = createDiscordAdapter({ token, apiUrl, guilds: [] });
    world.counterpart.copies = 2;
    const copy = createApplication({ consultation, stores, adapters: [other], clock });
    await copy.start();
    const both = async (): Promise<void> => {
      for (let i = 0; i < 3; i += 1) {
        await world.settle();
        await other.idle();
        await copy.runUntilIdle();
        await other.idle();
      }
    };
    await world.userSays('ana', 'contribuer 1');
    await both();
    for (let i = 0; i < 6 && !/question 1 sur/i.test((await ana.last()).text); i += 1) {
      await world.userSays('ana', '1');
      await both();
    }
    const question = await ana.last();
    await world.userClicks('ana', 'À la mairie', question);
    await both();
    expect(message(question.id)?.content).toMatch(/Votre choix\s:\sÀ la mairie\*\*$/u);
    expect(await ana.count(/question 1 sur/i)).toBe(1);
    expect(await ana.count(/Noté\s:/iu)).toBe(1);
    world.counterpart.dispatch('MESSAGE_CREATE', sticker());
    await both();
    expect(await ana.count(/que du texte et des fichiers/)).toBe(1);
    await other.stop();
    await copy.stop();
  });
});

/** A message without a word in it. */
function sticker(): object {
  const { state } = world.counterpart;
  const { id, username } = world.people.user('ana');
  return { id: state.id(), channel_id: world.people.channel('ana'), author: { id, username }, content: '', type: 0 };
}
