/** A database for replicas to share: nobody else has it open while they run, but for a look. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type OpenOptions, storesOn } from '#storage/open.ts';
import { createIds } from '#usecases/entropy.ts';
import { systemClock, systemEntropy } from '#worker/index.ts';
import pg from 'pg';
import type { Client } from '../../storage/world.ts';
import { keepJournal } from './journal.ts';

export interface SharedDatabase {
  /** PostgreSQL; null for SQLite in `dataDir`. */
  readonly url: string | null;
  readonly dataDir: string;
  /** Opens it for a look, and closes it. */
  readonly look: <T>(use: (client: Client) => Promise<T>) => Promise<T>;
  /** Removes it. */
  readonly end: () => Promise<void>;
}

let databases = 0;

/** `server`: a PostgreSQL's maintenance database; null for SQLite. Migrated, with its journal, and nothing else. */
export async function createSharedDatabase(server: string | null): Promise<SharedDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tdt-replicas-'));
  const name = `replicas_${process.pid}_${++databases}`;
  if (server !== null) await onServer(server, `CREATE DATABASE "${name}"`);
  const url = server?.replace(/\/[^/?]*(\?|$)/, `/${name}$1`) ?? null;
  const database = sharedDatabaseAt(server, url, dataDir);
  await database.look(({ db }) => keepJournal(db));
  return database;
}

/** The same of a database that is there. A look brings it to this version's schema. */
export function sharedDatabaseAt(server: string | null, url: string | null, dataDir: string): SharedDatabase {
  const { now } = systemClock;
  const options: OpenOptions = { url, dataDir, now, newId: createIds(systemEntropy, now) };
  const look: SharedDatabase['look'] = async use => {
    const db = await openDatabase(options);
    try {
      return await use({ db, stores: storesOn(db, options) });
    } finally {
      await db.close();
    }
  };
  return {
    url,
    dataDir,
    look,
    end: async () => {
      const name = url === null ? '' : new URL(url).pathname.slice(1);
      if (server !== null) await onServer(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
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
