/** Opens each side of the comparison on each database, fresh: ours, and the hand-written floor. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import { openStores } from '#storage/index.ts';
import type { Postgres } from '#test/support/postgres.ts';
import { openEngine } from './engine.ts';
import { COMPARED } from './floor-sql.ts';
import { type Floor, openPostgresqlFloor, openSqliteFloor } from './floors.ts';
import type { Turn } from './measure.ts';
import { BENCH_NOW, NETWORK, numberedIds } from './parts.ts';
import type { TurnRows } from './trace.ts';

export type Provider = 'sqlite' | 'postgresql';

export interface Side {
  readonly turn: Turn;
  /** The rows it leaves, by table. */
  readonly dump: () => Promise<Readonly<Record<string, readonly unknown[]>>>;
  readonly close: () => Promise<void>;
}

/** Groups that ours keeps in flight at once. */
export const PARALLEL_GROUPS: Readonly<Record<Provider, number>> = { sqlite: 1, postgresql: 2 };

export async function openOurs(server: Postgres | null, script: readonly string[]): Promise<Side> {
  const url = server === null ? null : await server.createDatabase('ours');
  const engine = await openEngine(url, PARALLEL_GROUPS[url === null ? 'sqlite' : 'postgresql']);
  return {
    turn: (person, n) => engine.turn(person, n, script[n] ?? ''),
    dump: () => dump(url, engine.dataDir),
    close: engine.close,
  };
}

export async function openFloor(
  server: Postgres | null,
  trace: readonly (readonly TurnRows[])[],
  connections: number,
): Promise<Side> {
  const url = server === null ? null : await server.createDatabase('floor');
  const dataDir = mkdtempSync(join(tmpdir(), 'tdt-floor-'));
  const stores = await openStores({ url, dataDir, now: () => BENCH_NOW, newId: numberedIds('p') });
  await stores.networks.ensureDefault(BENCH_NOW);
  await stores.networks.attach('terminal', 'local', NETWORK, BENCH_NOW);
  await stores.close();
  const floor: Floor = url === null ? openSqliteFloor(dataDir) : openPostgresqlFloor(url, connections);
  return {
    turn: (person, n) => {
      const rows = trace[person]?.[n];
      if (rows === undefined) throw new Error(`no trace of message ${n} of person ${person}`);
      return floor.turn(rows);
    },
    dump: () => dump(url, dataDir),
    close: async () => {
      await floor.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function dump(url: string | null, dataDir: string): Promise<Record<string, readonly unknown[]>> {
  const rows: Record<string, readonly unknown[]> = {};
  if (url === null) {
    const db = new BetterSqlite3(join(dataDir, 'tour-de-table.db'), { readonly: true });
    for (const [table, sql] of Object.entries(COMPARED)) rows[table] = db.prepare(sql).all();
    db.close();
  } else {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const [table, sql] of Object.entries(COMPARED)) rows[table] = (await client.query(sql)).rows as unknown[];
    await client.end();
  }
  return rows;
}
