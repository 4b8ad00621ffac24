/**
 * SQLite: one connection that writes, one transaction at a time, and one that only reads.
 *
 * Prisma's adapter for better-sqlite3 has a single connection and begins its transactions DEFERRED: a statement made
 * outside a transaction would fall into whichever is open, and a transaction that reads before it writes fails with
 * SQLITE_BUSY_SNAPSHOT, without waiting, as soon as another process wrote in between. So every write passes our lock
 * and begins IMMEDIATE, and reads go to a connection of their own, which sees what is committed and nothing else.
 */
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQuery, Transaction } from './adapter-types.ts';
import { type Database, queryable, statement } from './database.ts';
import { isBusy } from './errors.ts';
import { explain, type Place } from './explain.ts';
import type { PrismaClient as PrismaClientOfPostgres } from './generated/postgresql/client.ts';
import { lazyClient } from './lazy-client.ts';
import { LIMITS } from './limits.ts';
import { createLock } from './lock.ts';
import { pause, withRetries } from './retry.ts';

/** The one file of the embedded database, in the data folder. */
export const SQLITE_FILE = 'tour-de-table.db';

export async function openSqlite(dataDir: string, lockWaitMs: number = LIMITS.lockWaitMs): Promise<Database> {
  const file = join(dataDir, SQLITE_FILE);
  const place: Place = { provider: 'sqlite', where: file };
  try {
    makePrivate(dataDir, file);
    const whenFree = waiting(lockWaitMs);
    const writer = await connect(file, WRITER_PRAGMAS, whenFree);
    const reader = await connect(file, READER_PRAGMAS, whenFree);
    return sqliteDatabase(place, writer, reader, whenFree);
  } catch (error) {
    throw explain(error, place);
  }
}

/** What people wrote is for the service's own user: the folder is made 0700 and the file 0600 (its log follows it). */
function makePrivate(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}

const COMMON_PRAGMAS = [`PRAGMA cache_size = -${LIMITS.sqliteCacheKiB}`, 'PRAGMA temp_store = MEMORY'];
const WRITER_PRAGMAS = [
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = FULL',
  'PRAGMA foreign_keys = ON',
  'PRAGMA secure_delete = ON',
  `PRAGMA journal_size_limit = ${LIMITS.sqliteLogBytes}`,
  ...COMMON_PRAGMAS,
];
const READER_PRAGMAS = ['PRAGMA query_only = ON', ...COMMON_PRAGMAS];

async function connect(file: string, pragmas: readonly string[], whenFree: WhenFree): Promise<SqlDriverAdapter> {
  const adapter = await new PrismaBetterSqlite3({ url: `file:${file}`, timeout: LIMITS.sqliteBusyMs }).connect();
  // Going into WAL wants the file for itself: another process that starts too may hold it for an instant.
  for (const pragma of pragmas) await whenFree(() => adapter.queryRaw(statement(pragma, [])));
  return adapter;
}

type WhenFree = <T>(run: () => Promise<T>) => Promise<T>;

/** Tries until no other process writes, for so long at most; other work of this process goes on meanwhile. */
function waiting(mostMs: number): WhenFree {
  return async run => {
    const until = performance.now() + mostMs;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await run();
      } catch (error) {
        if (!isBusy(error) || performance.now() > until) throw error;
        await pause(Math.min(attempt, 3));
      }
    }
  };
}

function sqliteDatabase(
  place: Place,
  writer: SqlDriverAdapter,
  reader: SqlDriverAdapter,
  whenFree: WhenFree,
): Database {
  const lock = createLock();
  const asIs = (sql: string): string => sql;
  const tx = queryable('sqlite', writer, asIs);
  const begin = (): Promise<number> => whenFree(() => writer.executeRaw(statement('BEGIN IMMEDIATE', [])));
  const rollback = async (): Promise<void> => {
    // SQLite may have rolled back by itself (a full disk); saying it again is then the only error.
    await writer.executeRaw(statement('ROLLBACK', [])).catch(() => undefined);
  };
  const once = <T>(work: (on: typeof tx) => Promise<T>): Promise<T> =>
    lock.hold(async () => {
      await begin();
      try {
        const result = await work(tx);
        await writer.executeRaw(statement('COMMIT', []));
        return result;
      } catch (error) {
        await rollback();
        throw error;
      }
    });
  const explained = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      throw explain(error, place);
    }
  };
  const prisma = lazyClient(async () => {
    const { PrismaClient } = await import('./generated/sqlite/client.ts');
    const client = new PrismaClient({ adapter: shared(routed(writer, reader, lock.acquire, begin, whenFree)) });
    // The two generated clients differ in the types of `$transaction` only, and nobody calls it.
    return client as unknown as PrismaClientOfPostgres;
  });
  const read = queryable('sqlite', reader, asIs);
  return {
    provider: 'sqlite',
    place,
    prisma: prisma.get,
    query: (sql, parameters) => explained(() => read.query(sql, parameters)),
    execute: (sql, parameters) => explained(() => lock.hold(() => whenFree(() => tx.execute(sql, parameters)))),
    transaction: work => explained(() => withRetries(() => once(work))),
    withoutForeignKeys: async work => {
      const set = (on: 'ON' | 'OFF') => lock.hold(() => tx.execute(`PRAGMA foreign_keys = ${on}`, []));
      await set('OFF');
      try {
        return await work();
      } finally {
        await set('ON');
      }
    },
    scrub: () => lock.hold(async () => void (await writer.queryRaw(statement('PRAGMA wal_checkpoint(TRUNCATE)', [])))),
    close: async () => {
      await prisma.close();
      const release = await lock.acquire();
      await reader.dispose();
      await writer.dispose();
      release();
    },
  };
}

/** What Prisma's client sees: it reads from one connection and writes, under the lock, through the other. */
function routed(
  writer: SqlDriverAdapter,
  reader: SqlDriverAdapter,
  acquire: () => Promise<() => void>,
  begin: () => Promise<unknown>,
  whenFree: WhenFree,
): SqlDriverAdapter {
  const locked = async <T>(run: () => Promise<T>): Promise<T> => {
    const release = await acquire();
    try {
      return await whenFree(run);
    } finally {
      release();
    }
  };
  return {
    provider: 'sqlite',
    adapterName: writer.adapterName,
    queryRaw: query => (isRead(query) ? reader.queryRaw(query) : locked(() => writer.queryRaw(query))),
    executeRaw: query => locked(() => writer.executeRaw(query)),
    executeScript: script => locked(() => writer.executeScript(script)),
    startTransaction: async () => {
      const release = await acquire();
      try {
        await begin();
      } catch (error) {
        release();
        throw error;
      }
      return transactionOn(writer, release);
    },
    // The connections are the database's to close.
    dispose: () => Promise.resolve(),
  };
}

/** Prisma sends COMMIT and ROLLBACK itself, as statements: what is left to do is to give the lock back. */
function transactionOn(writer: SqlDriverAdapter, release: () => void): Transaction {
  const end = (): Promise<void> => Promise.resolve(release());
  return {
    provider: 'sqlite',
    adapterName: writer.adapterName,
    options: { usePhantomQuery: false },
    queryRaw: query => writer.queryRaw(query),
    executeRaw: query => writer.executeRaw(query),
    commit: end,
    rollback: end,
  };
}

function isRead(query: SqlQuery): boolean {
  return /^\s*SELECT\b/i.test(query.sql);
}

function shared(adapter: SqlDriverAdapter): SqlDriverAdapterFactory {
  return { provider: 'sqlite', adapterName: adapter.adapterName, connect: () => Promise.resolve(adapter) };
}
