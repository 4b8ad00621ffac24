/** What happens to a bot on a real server, in an encrypted room unless said otherwise. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { OnlySignedDevicesIsolationMode } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { standsFor } from '#test/support/absent.ts';
import { until } from '#test/support/matrix/person.ts';
import { inClear } from '#test/support/matrix/stored.ts';
import { findSynapse, startSynapse, type Synapse } from '#test/support/matrix/synapse.ts';
import { Chat } from './chat.ts';
import { type MatrixWorld, type Mode, openMatrixWorld } from './matrix-world.ts';

if (findSynapse() === null) standsFor('Matrix faults', 'Synapse, which is not there: npm run synapse');
else {
  vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
  describe('Matrix, when things go wrong', faults);
}

function faults(): void {
  let synapse: Synapse;
  beforeAll(async () => {
    synapse = await startSynapse();
  });
  afterAll(() => synapse.stop());

  async function within(mode: Mode, scenario: (world: MatrixWorld) => Promise<void>): Promise<void> {
    const world = await openMatrixWorld(synapse, mode);
    try {
      await scenario(world);
      await world.assertContract();
      if (mode === 'encrypted') expect(inClear(synapse.database, world.bot.userId)).toEqual([]);
    } finally {
      await world.close();
    }
  }

  const times = (world: MatrixWorld, code: string): number =>
    world.logged.filter(line => line.startsWith(`${code} `)).length;

  it('whatever request is answered 502, says all of it, and nothing in clear', () =>
    within('encrypted', async world => {
      const failed = new Map<string, number>();
      await world.stop();
      world.gate.faults.answer = (method, path) => {
        const kind = `${method} ${kindOf(path)}`;
        const before = failed.get(kind) ?? 0;
        if (before >= 1) return null;
        failed.set(kind, before + 1);
        return 502;
      };
      await world.start();
      await until('the bot is back', () => failed.get('GET /sync') === 1);
      const ana = new Chat(world, 'ana');
      for (const text of ['contribuer 1', '1', '1', '1']) {
        await ana.says(text);
        await world.passTime(300);
      }
      const texts = (await ana.bot()).map(seen => seen.text).join('\n');
      expect(texts.match(/question 1 sur 4/giu)).toHaveLength(1);
      expect(await ana.hears()).toMatch(/À la mairie/u);
      for (const kind of ['/send', '/state/m.room.encryption', '/members', '/keys/query', '/sendToDevice', '/join'])
        expect(
          [...failed.keys()].some(key => key.includes(kind)),
          kind,
        ).toBe(true);
    }));

  it('while the server does not say whether the room is encrypted, says nothing; then all of it, encrypted', () =>
    within('encrypted', async world => {
      const ana = new Chat(world, 'ana');
      await ana.says('bonjour');
      world.gate.faults.answer = (_method, path) => (path.includes('/state/m.room.encryption') ? 500 : null);
      // As if it had never heard of the room's encryption.
      await world.forgets('encrypted');
      await ana.says('contribuer 1');
      expect(await ana.hears()).toBe('');
      world.gate.faults.answer = () => null;
      await world.passTime(300);
      expect(await ana.hears()).toMatch(/vos données/iu);
    }));

  it('a server that restarts loses nothing', () =>
    within('encrypted', async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesFirstQuestion();
      await synapse.restart();
      await ana.says('1');
      await world.passTime(300);
      expect(await ana.hears()).toMatch(/À la mairie/u);
      expect(times(world, 'matrix_trouble')).toBeLessThanOrEqual(1);
    }));

  it('edits, reactions and relations that another makes of them change no answer', () =>
    within('thread', async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      const said = await ana.says('Un guichet fermé');
      const asked = await ana.last();
      const room = await world.roomOf('ana');
      const { client } = await world.person('witness of ana');
      await client.joinRoom(room);
      const sends = async (type: string, content: object): Promise<void> => {
        world.sent((await client.sendEvent(room, type as never, content as never)).event_id);
      };
      const next = { msgtype: 'm.text', body: 'Tout va bien' };
      const relations: readonly object[] = [
        { rel_type: 'm.replace', event_id: said.id },
        { rel_type: 'm.replace', event_id: asked.id },
        { rel_type: 'm.thread' },
      ];
      for (const relation of relations)
        await sends('m.room.message', { ...next, 'm.new_content': next, 'm.relates_to': relation });
      await sends('m.reaction', { 'm.relates_to': { rel_type: 'm.annotation', event_id: asked.id, key: '1️⃣' } });
      await world.settle();
      await ana.isSilent();
      await ana.says('revoir');
      expect(await ana.hears()).toMatch(/Un guichet fermé/u);
      expect(await ana.hears()).not.toMatch(/Tout va bien/u);
      expect(times(world, 'matrix_trouble')).toBe(0);
    }));

  it('what was removed while nobody was there was never said, and is not asked about', () =>
    within('encrypted', async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      await world.stop();
      const said = await world.userSays('ana', 'Un secret');
      await world.userDeletes('ana', said);
      await world.userSays('ana', 'Un guichet fermé');
      await world.start();
      await world.settle();
      await ana.isSilent();
      await ana.says('revoir');
      expect(await ana.hears()).toMatch(/Un guichet fermé/u);
      expect(await ana.hears()).not.toMatch(/secret/u);
      expect(times(world, 'matrix_undecryptable')).toBe(0);
    }));

  it('a room that is upgraded is followed: the conversation goes on in the new one', () =>
    within('encrypted', async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      await ana.says('Un guichet fermé');
      const { client } = await world.person('ana');
      const { replacement_room: next } = await client.upgradeRoom(await world.roomOf('ana'), '11');
      await client.invite(next, world.bot.userId);
      await until('the bot follows', () => client.getRoom(next)?.getMember(world.bot.userId)?.membership === 'join');
      world.moves('ana', next);
      await until('it is open', () => client.getRoom(next)?.getMyMembership() === 'join');
      await ana.isSilent();
      expect((await ana.last()).text).toMatch(/question 3 sur 4/iu);
      await ana.says('12');
      expect(await ana.hears()).toMatch(/question 4 sur 4/iu);
      expect(times(world, 'matrix_upgrade_followed')).toBe(1);
    }));

  for (const act of ['kick', 'ban'] as const)
    it(`a bot that they ${act} tells what it still had to say in a room of its own`, () =>
      within('encrypted', async world => {
        const ana = new Chat(world, 'ana');
        await ana.reachesOpenQuestion();
        await ana.says('Un guichet fermé');
        const { client } = await world.person('ana');
        const room = await world.roomOf('ana');
        await client[act](room, world.bot.userId);
        await until('the bot has left', () => times(world, 'matrix_room_left') > 0);
        await world.passTime(60);
        await world.passTime(900);
        await until('an invitation', () => client.getRooms().some(one => one.getMyMembership() === 'invite'));
        const invited = client.getRooms().find(one => one.getMyMembership() === 'invite');
        await client.joinRoom(invited?.roomId ?? '');
        world.moves('ana', invited?.roomId ?? '');
        await until('it is open', () => client.getRoom(invited?.roomId ?? '')?.getMyMembership() === 'join');
        expect((await ana.last()).text).toMatch(/question 3 sur 4/iu);
        expect(times(world, 'matrix_room_left')).toBe(1);
      }));

  it('messages whose key is withheld are told once; once given, what is said is heard', () =>
    within('encrypted', async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesFirstQuestion();
      const { client } = await world.person('ana');
      const crypto = client.getCrypto();
      if (crypto === undefined) throw new Error('no encryption');
      crypto.globalBlacklistUnverifiedDevices = true;
      await crypto.forceDiscardSession(await world.roomOf('ana'));
      await world.userSays('ana', '1');
      await world.userSays('ana', '2');
      await world.passTime(20);
      await until('it is told', async () => (await ana.count(/pas pu lire/u)) > 0);
      expect(await ana.count(/pas pu lire/u)).toBe(1);
      expect(times(world, 'matrix_undecryptable')).toBe(2);
      crypto.globalBlacklistUnverifiedDevices = false;
      await crypto.forceDiscardSession(await world.roomOf('ana'));
      await ana.says('2');
      expect(await ana.hears()).toMatch(/À la gare/u);
      expect(await ana.count(/pas pu lire/u)).toBe(1);
    }));

  it('somebody whose client excludes devices that no account signed talks with the bot, both ways', () =>
    within('encrypted', async world => {
      const { client } = await world.person('ana');
      const crypto = client.getCrypto();
      if (crypto === undefined) throw new Error('no encryption');
      await crypto.bootstrapCrossSigning({
        authUploadDeviceSigningKeys: async upload => {
          await upload(null);
        },
      });
      crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
      const ana = new Chat(world, 'ana');
      await ana.reachesFirstQuestion();
      await ana.says('1');
      expect(await ana.hears()).toMatch(/À la mairie/u);
      expect(times(world, 'matrix_undecryptable')).toBe(0);
    }));
}

/** The endpoint, without what names a room, a person or a message. */
function kindOf(path: string): string {
  return path
    .replace(/^\/_matrix\/client\/(?:v\d+|r0)/u, '')
    .replaceAll(/\/[!@$#%][^/]*/gu, '/…')
    .replace(/(\/send\/[^/]+|\/sendToDevice\/[^/]+)\/.*$/u, '$1');
}
