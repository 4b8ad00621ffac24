/** What only PostgreSQL must do. */
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { failure, open } from '../failure.ts';
import { event, noting } from '../sample.ts';
import { dump, intercepted, type MakeWorld } from '../world.ts';
import { kept, options, run } from './races.ts';

export function postgresqlContract(makeWorld: MakeWorld): void {
  describe('PostgreSQL alone', () => {
    it("sorts every text by its bytes, whatever the server's language", async () => {
      const world = await makeWorld();
      const { db } = await world.connect();
      const sql = `SELECT CAST(count(*) AS int), CAST(sum(CASE WHEN collation_name = 'C' THEN 1 ELSE 0 END) AS int)
        FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text' AND table_name <> '_prisma_migrations'`;
      const [[texts, sorted] = []] = await db.query(sql, []);
      expect(Number(texts)).toBeGreaterThan(50);
      expect(sorted).toBe(texts);
    });

    it('gives a first contact to whoever stored it first; the other turns on it', async () => {
      const world = await makeWorld();
      const [slow, fast] = [await world.connect(), await world.connect()];
      let raced = false;
      const stores = intercepted(slow, options(world), async sql => {
        if (raced || !sql.startsWith('INSERT INTO participant')) return;
        raced = true;
        await run(fast, [event('u1', 'fast')]);
      });
      await run({ ...slow, stores }, [event('u1', 'slow'), event('u2', 'other')]);
      expect(raced).toBe(true);
      expect(await kept(world, fast, ['u1', 'u2'])).toEqual({ u1: ['fast', 'slow'], u2: ['other'] });
      expect(await fast.db.query('SELECT CAST(count(*) AS int) FROM participant', [])).toEqual([[2]]);
    });

    it('says at the start why it cannot be reached', async () => {
      const world = await makeWorld();
      const url = new URL(world.url ?? '');
      const elsewhere = (change: (of: URL) => void): string => {
        const copy = new URL(url);
        change(copy);
        return copy.toString();
      };
      const unknown = elsewhere(of => {
        of.pathname = '/no_such';
      });
      expect(await failure(open(world, { url: unknown }))).toMatchObject({ code: 'unknown_database' });
      const stranger = elsewhere(of => {
        of.username = 'stranger';
      });
      expect(await failure(open(world, { url: stranger }))).toMatchObject({ code: 'wrong_password' });
      const closed = await freePort();
      const refused = await failure(
        open(world, {
          url: elsewhere(of => {
            of.port = String(closed);
            of.password = 'secret';
          }),
        }),
      );
      expect(refused.code).toBe('unreachable');
      expect(refused.message).not.toContain('secret');
    });

    it('goes on after its connections were cut', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      await a.stores.turns.runGroup([event('u1', 'e1')], noting());
      const cut = `SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`;
      await b.db.query(cut, []);
      const tries: string[] = [];
      for (let i = 0; i < 5 && !tries.includes('done'); i += 1) {
        const { outcomes } = await a.stores.turns.runGroup([event('u1', 'e2')], noting());
        tries.push(outcomes[0]?.kind ?? '');
      }
      expect(tries.at(-1)).toBe('done');
      expect((await dump(a.db))['answer']).toHaveLength(2);
    });
  });
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 1));
    });
  });
}
