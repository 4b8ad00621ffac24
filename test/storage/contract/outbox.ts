/** Delivery: in order, claimed by one at a time, never lost. */
import type { OutboundMessage } from '#messaging/index.ts';
import { describe, expect, it } from 'vitest';
import { after, event, NOW, noting, outbound, PLATFORM } from '../sample.ts';
import { type Client, dump, type MakeWorld } from '../world.ts';

/** Messages `a0 a1 …` for `a`, `b0 b1 …` for `b`. */
async function say({ stores }: Client, user: string, count: number, to = PLATFORM): Promise<void> {
  const decide = noting(session => ({
    outbox: Array.from({ length: count }, (_, i) => ({
      rank: i,
      message: outbound(`${user}${i}`, { ...session, address: { ...session.address, platform: to } }),
    })),
  }));
  await stores.turns.runGroup([event(user, `e-${user}`)], decide);
}

const claim = async ({ stores }: Client, ms: number, owner = 'me', limit = 10, platforms = [PLATFORM]) =>
  stores.outbox.claimHeads(after(ms), owner, 1_000, limit, platforms);
const names = (rows: readonly { message: { id: string } }[]): string[] => rows.map(row => row.message.id).toSorted();
const mark = (rows: readonly { message: { id: string }; fence: number }[]) =>
  rows.map(row => ({ id: row.message.id, fence: row.fence, ref: `ref-${row.message.id}` }));

export function outboxContract(makeWorld: MakeWorld): void {
  describe('the outbox', () => {
    it('gives the heads of conversations only, each after the one before was sent', async () => {
      const client = await (await makeWorld()).connect();
      await say(client, 'a', 3);
      await say(client, 'b', 2);
      const sent: string[][] = [];
      for (let round = 0; round < 4; round += 1) {
        const rows = await claim(client, round);
        sent.push(names(rows));
        // Nothing more while they are being sent.
        expect(await claim(client, round)).toEqual([]);
        await client.stores.outbox.markSent(mark(rows), after(round));
      }
      expect(sent).toEqual([['a0', 'b0'], ['a1', 'b1'], ['a2'], []]);
      expect((await dump(client.db))['outbox']).toEqual([]);
    });

    it('gives the message as it was made', async () => {
      const client = await (await makeWorld()).connect();
      const odd = {
        text: '\0 \ud800 « é » 🙂 \\',
        files: [{ name: 'n', mediaType: 'm', content: { from: 'store' as const, fileId: 'f' } }],
      };
      let made: OutboundMessage | null = null;
      await client.stores.turns.runGroup(
        [event('a', 'e1')],
        noting(session => ({ outbox: [{ rank: 0, message: (made = outbound('m1', session, odd)) }] })),
      );
      const [row] = await claim(client, 0);
      expect(row?.message).toEqual(made);
      expect(row).toMatchObject({ attempts: 1, fence: 1 });
    });

    it('holds a conversation back while its head waits to be tried again', async () => {
      const client = await (await makeWorld()).connect();
      await say(client, 'a', 2);
      await say(client, 'b', 1);
      const rows = await claim(client, 0);
      const a = rows.find(row => row.message.id === 'a0');
      await client.stores.outbox.markRetry('a0', a?.fence ?? 0, after(5_000), 'busy');
      expect(await client.stores.outbox.nextDueAt([PLATFORM])).toBe(after(1_000));
      await client.stores.outbox.markSent(mark(rows.filter(row => row.message.id === 'b0')), NOW);
      expect(await client.stores.outbox.nextDueAt([PLATFORM])).toBe(after(5_000));
      expect(await claim(client, 4_999)).toEqual([]);
      expect(await claim(client, 5_000)).toMatchObject([{ message: { id: 'a0' }, attempts: 2, fence: 2 }]);
    });

    it('lets the next one pass when one fails for good, and shows it to the operator', async () => {
      const client = await (await makeWorld()).connect();
      await say(client, 'a', 2);
      const [row] = await claim(client, 0);
      await client.stores.outbox.markDead('a0', row?.fence ?? 0, 'no such channel', after(1));
      expect(names(await claim(client, 1))).toEqual(['a1']);
      expect(await client.stores.outbox.deadLetters(10)).toEqual([
        { id: 'a0', platform: PLATFORM, reason: 'no such channel', at: after(1) },
      ]);
    });

    it('gives a message again when its lease runs out, and then ignores who held it before', async () => {
      const client = await (await makeWorld()).connect();
      await say(client, 'a', 1);
      const [slow] = await claim(client, 0, 'slow');
      expect(await claim(client, 999, 'other')).toEqual([]);
      const [other] = await claim(client, 1_000, 'other');
      expect(other?.fence).toBe((slow?.fence ?? 0) + 1);
      const stale = slow?.fence ?? 0;
      await client.stores.outbox.markSent([{ id: 'a0', fence: stale, ref: 'x' }], after(1_001));
      await client.stores.outbox.markRetry('a0', stale, NOW, 'x');
      await client.stores.outbox.markDead('a0', stale, 'x', NOW);
      expect(await claim(client, 1_500)).toEqual([]);
      expect(await client.stores.outbox.deadLetters(10)).toEqual([]);
      await client.stores.outbox.markSent(mark(other === undefined ? [] : [other]), after(1_600));
      expect(await claim(client, 99_000)).toEqual([]);
    });

    it('never gives one message to two processes', async () => {
      const world = await makeWorld();
      const clients = [await world.connect(), await world.connect(), await world.connect()];
      const users = Array.from({ length: 30 }, (_, i) => `u${i}-`);
      for (const user of users) await say(clients[0] as Client, user, 3);
      const taken: string[] = [];
      for (let round = 0; round < 30; round += 1) {
        const claims = await Promise.all(clients.map((client, i) => claim(client, round, `p${i}`, 7)));
        for (const [i, rows] of claims.entries()) {
          taken.push(...rows.map(row => row.message.id));
          await clients[i]?.stores.outbox.markSent(mark(rows), after(round));
        }
      }
      expect(taken.toSorted()).toEqual(users.flatMap(user => [0, 1, 2].map(n => `${user}${n}`)).toSorted());
      // Each conversation in its order.
      for (const user of users)
        expect(taken.filter(id => id.startsWith(user))).toEqual([0, 1, 2].map(n => `${user}${n}`));
    });

    it('looks at the platforms it is asked for, and no further than the limit', async () => {
      const client = await (await makeWorld()).connect();
      await say(client, 'a', 1);
      await say(client, 'b', 1, 'slack');
      await say(client, 'c', 1);
      expect(await claim(client, 0, 'me', 10, [])).toEqual([]);
      expect(names(await claim(client, 0, 'me', 10, ['slack', 'matrix']))).toEqual(['b0']);
      expect(await claim(client, 0, 'me', 1)).toHaveLength(1);
      expect(await claim(client, 0, 'me', 1)).toHaveLength(1);
      expect(await claim(client, 0, 'me', 1)).toHaveLength(0);
      expect(await client.stores.outbox.nextDueAt(['matrix'])).toBeNull();
    });
  });
}
