/** Several processes at once: nothing lost, nothing twice, no deadlock. */
import type { Provider } from '#storage/sql.ts';
import { describe, expect, it } from 'vitest';
import type { TurnInput } from '#usecases/ports.ts';
import { RACER, runChild } from '../child.ts';
import { event, NOW, noting, PLATFORM, WORKSPACE } from '../sample.ts';
import { type Client, intercepted, type MakeWorld, newId, type World } from '../world.ts';

/** The events that each person's answers came from; the session and its rows must tell the same. */
export async function kept(world: World, { db }: Client, users: readonly string[]): Promise<Record<string, string[]>> {
  // A client without memory: what is read is what is stored.
  const { stores } = await world.connect();
  const out: Record<string, string[]> = {};
  for (const user of users) {
    const id = (await stores.turns.participantOf(PLATFORM, WORKSPACE, user)) ?? '';
    const rows = await db.query('SELECT question FROM answer WHERE participant_id = ? ORDER BY question', [id]);
    const ranks = await db.query('SELECT rank FROM outbox WHERE conversation = ? ORDER BY rank', [id]);
    expect(ranks.map(([rank]) => rank)).toEqual(rows.map((_, i) => i));
    const data = (await stores.data.personalData(id)) as { conversation: { said: number } } | null;
    expect(data?.conversation.said).toBe(rows.length);
    out[user] = rows.map(([question]) => String(question).slice(2));
  }
  return out;
}

function expected(events: readonly TurnInput[], users: readonly string[]): Record<string, string[]> {
  const of = (user: string) =>
    events.flatMap(input =>
      input.kind === 'event' && input.event.author.userId === user ? [input.event.eventId] : [],
    );
  return Object.fromEntries(users.map(user => [user, [...new Set(of(user))].toSorted()]));
}

/** Throws where an input failed. */
export async function run({ stores }: Client, inputs: readonly TurnInput[]): Promise<void> {
  const { outcomes } = await stores.turns.runGroup(inputs, noting());
  for (const outcome of outcomes) if (outcome.kind === 'failed') throw outcome.error;
}

export function racesContract(makeWorld: MakeWorld, provider: Provider): void {
  describe('several processes at once', () => {
    it('keeps both messages of one person, known or new, exactly once', async () => {
      const world = await makeWorld();
      const clients = [await world.connect(), await world.connect()] as const;
      const users = Array.from({ length: 15 }, (_, i) => `u${i}`);
      const events: TurnInput[] = [];
      for (const user of users) {
        // The first of each pair is a first contact on both sides.
        for (const round of [0, 1, 2]) {
          const pair = [event(user, `${user}-${round}-a`), event(user, `${user}-${round}-b`)] as const;
          events.push(...pair);
          await Promise.all(clients.map((client, i) => run(client, [pair[i] ?? pair[0]])));
        }
      }
      expect(await kept(world, clients[0], users)).toEqual(expected(events, users));
    });

    it('counts an event once that two processes were given at once', async () => {
      const world = await makeWorld();
      const clients = [await world.connect(), await world.connect()];
      const users = ['u1', 'u2', 'u3'];
      const events = Array.from({ length: 60 }, (_, i) => event(users[i % 3] ?? '', `e${String(i).padStart(2, '0')}`));
      for (let at = 0; at < events.length; at += 6) {
        const group = events.slice(at, at + 6);
        await Promise.all([run(clients[0] as Client, group), run(clients[1] as Client, group.toReversed())]);
      }
      expect(await kept(world, clients[0] as Client, users)).toEqual(expected(events, users));
    });

    it('surfaces no deadlock from groups that overlap in any order', async () => {
      const world = await makeWorld();
      const clients = [await world.connect(), await world.connect()];
      const users = Array.from({ length: 12 }, (_, i) => `u${i}`);
      const events: TurnInput[] = [];
      const group = (round: number, side: number): TurnInput[] =>
        Array.from({ length: 8 }, (_, i) => {
          const user = users[side === 0 ? (round + i) % 12 : (round + 20 - i) % 12] ?? '';
          const one = event(user, `${String(round).padStart(2, '0')}-${side}-${i}`);
          events.push(one);
          return one;
        });
      for (let round = 0; round < 60; round += 1) {
        await Promise.all(clients.map((client, side) => run(client, group(round, side))));
      }
      expect(await kept(world, clients[0] as Client, users)).toEqual(expected(events, users));
      if (provider !== 'postgresql') return;
      // Not one was even met: a deadlock that is retried costs a second.
      const sql = 'SELECT CAST(deadlocks AS int) FROM pg_stat_database WHERE datname = current_database()';
      expect(await clients[0]?.db.query(sql, [])).toEqual([[0]]);
    });

    it('turns again, in the same call, whoever lost the guard', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      await run(client, [event('u1', 'e1'), event('u2', 'e2')]);
      const id = (await client.stores.turns.participantOf(PLATFORM, WORKSPACE, 'u1')) ?? '';
      let times = 0;
      const stores = intercepted(client, options(world), async (sql, tx) => {
        if (!sql.startsWith('UPDATE session') || times++ > 0) return;
        await tx.execute('UPDATE session SET version = version + 1 WHERE participant_id = ?', [id]);
      });
      await run({ ...client, stores }, [event('u1', 'e3'), event('u2', 'e4')]);
      expect(times).toBe(2);
      expect(await client.stores.turns.pendingInputs(10)).toEqual([]);
      expect(await kept(world, client, ['u1', 'u2'])).toEqual({ u1: ['e1', 'e3'], u2: ['e2', 'e4'] });
    });

    it('keeps for later what loses every time, and takes it after a restart', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      await run(client, [event('u1', 'e1')]);
      const stores = intercepted(client, options(world), async (sql, tx) => {
        if (sql.startsWith('UPDATE session')) await tx.execute('UPDATE session SET version = version + 1', []);
      });
      // Acknowledged all the same: both are in the inbox, and will be turned.
      await run({ ...client, stores }, [event('u1', 'e3'), event('u1', 'e2')]);
      const restarted = await world.connect();
      const pending = await restarted.stores.turns.pendingInputs(10);
      expect(pending.map(input => (input.kind === 'event' ? input.event.eventId : ''))).toEqual(['e2', 'e3']);
      await run(restarted, pending);
      await run(restarted, [event('u1', 'e2')]);
      expect(await restarted.stores.turns.pendingInputs(10)).toEqual([]);
      expect(await kept(world, restarted, ['u1'])).toEqual({ u1: ['e1', 'e2', 'e3'] });
    });

    it('does so in processes of their own', async () => {
      const world = await makeWorld();
      const users = ['u0', 'u1', 'u2', 'u3'];
      const { url, dataDir } = world;
      const ended = await Promise.all(['a', 'b'].map(side => runChild(RACER, { url, dataDir, users, side })));
      expect(ended).toEqual(['', '']);
      const client = await world.connect();
      const all = await kept(world, client, users);
      for (const user of users) {
        const events = Array.from({ length: 25 }, (_, i) => String(i).padStart(2, '0'));
        const own = events.flatMap(n => [`${user}-a-${n}`, `${user}-b-${n}`]);
        expect(all[user]).toEqual([...own, ...events.map(n => `${user}-both-${n}`)].toSorted());
      }
    });
  });
}

export function options(world: World): Parameters<typeof intercepted>[1] {
  return { url: world.url, dataDir: world.dataDir, now: () => NOW, newId };
}
