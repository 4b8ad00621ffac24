/**
 * SQLite: one connection that writes, one transaction at a time, and one that only reads what is committed.
 *
 * Transactions begin IMMEDIATE: one that reads before it writes would fail, without waiting, as soon as another process
 * wrote in between. SQLite's own waiting holds up the whole process, so it is kept short and begun again.
 */
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { isBusy } from './errors.ts';
import { explain, type Place, storageError } from './explain.ts';
import { lazyClient } from './lazy-client.ts';
import { LIMITS } from './limits.ts';
import { createLock } from './lock.ts';
import { pause, withRetries } from './retry.ts';
import type { Queryable } from './sql.ts';
import { openConnection, type SqliteConnection } from './sqlite-connection.ts';

/** The one file of the embedded database, in the data folder. */
export const SQLITE_FILE = 'tour-de-table.db';

export async function openSqlite(dataDir: string, lockWaitMs: number = LIMITS.lockWaitMs): Promise<Database> {
  const file = join(dataDir, SQLITE_FILE);
  const place: Place = { provider: 'sqlite', where: file };
  const whenFree = waiting(place, lockWaitMs);
  try {
    makePrivate(dataDir, file);
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

async function connect(file: string, pragmas: readonly string[], whenFree: WhenFree): Promise<SqliteConnection> {
  const connection = openConnection(file);
  // Going into WAL wants the file for itself: another process that starts too may hold it for an instant.
  for (const pragma of pragmas) await whenFree(() => connection.query(pragma, []));
  return connection;
}

type WhenFree = <T>(run: () => Promise<T>) => Promise<T>;

/**
 * Tries until no other process writes, for so long at most; other work of this process goes on meanwhile. Then that is
 * the error, which no transaction is begun again for.
 */
function waiting(place: Place, mostMs: number): WhenFree {
  return async run => {
    const until = performance.now() + mostMs;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await run();
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (performance.now() > until) throw storageError('locked', place.where, error);
        await pause(Math.min(attempt, 3));
      }
    }
  };
}

function sqliteDatabase(
  place: Place,
  writer: SqliteConnection,
  reader: SqliteConnection,
  whenFree: WhenFree,
): Database {
  const lock = createLock();
  const once = <T>(work: (tx: Queryable) => Promise<T>): Promise<T> =>
    lock.hold(async () => {
      await whenFree(() => writer.execute('BEGIN IMMEDIATE', []));
      try {
        const result = await work(writer);
        await writer.execute('COMMIT', []);
        return result;
      } catch (error) {
        // SQLite may have rolled back by itself (a full disk); saying it again is then the only error.
        await writer.execute('ROLLBACK', []).catch(() => undefined);
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
  const alone = (sql: string): Promise<unknown> => lock.hold(() => whenFree(() => writer.query(sql, [])));
  const prisma = lazyClient(async () =>
    (await import('./sqlite-prisma.ts')).sqlitePrisma(place.where, WRITER_PRAGMAS, lock, whenFree),
  );
  return {
    provider: 'sqlite',
    place,
    prisma: prisma.get,
    query: (...args) => explained(() => reader.query(...args)),
    each: (...args) => explained(() => reader.each(...args)),
    execute: (...args) => explained(() => lock.hold(() => whenFree(() => writer.execute(...args)))),
    transaction: work => explained(() => withRetries(() => once(work))),
    snapshot: read =>
      explained(async () => {
        const apart = openConnection(place.where);
        try {
          for (const pragma of READER_PRAGMAS) await apart.query(pragma, []);
          await apart.query('BEGIN', []);
          return await read(apart);
        } finally {
          apart.close();
        }
      }),
    withoutForeignKeys: async work => {
      await alone('PRAGMA foreign_keys = OFF');
      try {
        return await work();
      } finally {
        await alone('PRAGMA foreign_keys = ON');
      }
    },
    scrub: async () => {
      await alone('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    compact: async () => {
      await alone('VACUUM');
      await alone('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    close: async () => {
      await prisma.close();
      await lock.hold(async () => {
        reader.close();
        writer.close();
      });
    },
  };
}
