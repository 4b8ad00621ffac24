/** A database of its own for each test, and as many clients of it as the test wants: each is like another process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stores } from '#usecases/ports.ts';
import type { Database } from '#storage/database.ts';
import { openDatabase, type OpenOptions, storesOn } from '#storage/open.ts';
import pg from 'pg';
import { NOW, PLATFORM, WORKSPACE } from './sample.ts';

export interface Client {
  readonly db: Database;
  readonly stores: Stores;
}

export interface World {
  readonly provider: Database['provider'];
  readonly url: string | null;
  readonly dataDir: string;
  /** The network that the terminal's workspace belongs to. */
  readonly network: string;
  /** A client with connections and a memory of its own. */
  readonly connect: (options?: Partial<OpenOptions>) => Promise<Client>;
  /** Where another database may be made, without a table yet. */
  readonly empty: () => Promise<Pick<OpenOptions, 'url' | 'dataDir'>>;
  /** Closes every client and removes the database. */
  readonly end: () => Promise<void>;
}

export type MakeWorld = () => Promise<World>;

const SECRET_KEY = new Uint8Array(32).fill(7);

let databases = 0;
let ids = 0;

export function newId(): string {
  return `id${process.pid}x${++ids}`;
}

/** `server`: a PostgreSQL's maintenance database; null for SQLite. */
export async function createWorld(server: string | null): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tdt-storage-'));
  const url = server === null ? null : await createDatabase(server);
  const clients: Client[] = [];
  const urls = url === null ? [] : [url];
  const connect = async (more: Partial<OpenOptions> = {}): Promise<Client> => {
    const options = { url, dataDir, now: () => NOW, newId, secretKeys: [SECRET_KEY], ...more };
    const db = await openDatabase(options);
    const client = { db, stores: storesOn(db, options) };
    clients.push(client);
    return client;
  };
  const first = await connect();
  const network = await first.stores.networks.ensureDefault(NOW);
  await first.stores.networks.attach(PLATFORM, WORKSPACE, network, NOW);
  return {
    provider: first.db.provider,
    url,
    dataDir,
    network,
    connect,
    empty: async () => {
      if (server === null) return { url: null, dataDir: join(dataDir, 'empty') };
      const other = await createDatabase(server);
      urls.push(other);
      return { url: other, dataDir };
    },
    end: async () => {
      await Promise.all(clients.map(({ stores }) => stores.close()));
      for (const one of urls) await dropDatabase(server ?? '', one);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** An empty database of that server; its URL. */
export async function createDatabase(server: string): Promise<string> {
  const name = `storage_${process.pid}_${++databases}`;
  await onServer(server, `CREATE DATABASE "${name}"`);
  return server.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
}

export async function dropDatabase(server: string, url: string): Promise<void> {
  await onServer(server, `DROP DATABASE IF EXISTS "${new URL(url).pathname.slice(1)}" WITH (FORCE)`);
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Every row of every table that holds data, as text, in a fixed order: for « nothing changed » and « nothing is left ». */
export async function dump(db: Database): Promise<Record<string, string[]>> {
  const tables =
    db.provider === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
      : "SELECT CAST(tablename AS text) FROM pg_catalog.pg_tables WHERE schemaname = 'public' ORDER BY tablename";
  const out: Record<string, string[]> = {};
  for (const [name] of await db.query(tables, [])) {
    const rows = await db.query(`SELECT * FROM "${String(name)}"`, []);
    out[String(name)] = rows.map(row => JSON.stringify(row)).toSorted();
  }
  return out;
}

/** A client whose statements pass through `intercept` first: to make happen, at one point, what another process might. */
export function intercepted(
  client: Client,
  options: OpenOptions,
  intercept: (sql: string, tx: Parameters<Parameters<Database['transaction']>[0]>[0]) => Promise<void>,
): Stores {
  const transaction: Database['transaction'] = work =>
    client.db.transaction(tx =>
      work({
        ...tx,
        query: async (sql, parameters) => {
          await intercept(sql, tx);
          return tx.query(sql, parameters);
        },
        each: async (types, rows, sql, before) => {
          await intercept(sql('v'), tx);
          return tx.each(types, rows, sql, before);
        },
      }),
    );
  return storesOn({ ...client.db, transaction }, options);
}
