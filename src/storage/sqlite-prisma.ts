/**
 * Prisma's client on SQLite: a connection of its own, whose writes wait for their turn like ours.
 *
 * Its adapter begins transactions DEFERRED, and one that reads before it writes fails with SQLITE_BUSY_SNAPSHOT, without
 * waiting, as soon as another process wrote in between: here they begin IMMEDIATE. And two connections of one process
 * must not wait for each other inside SQLite, which would hold up the whole process: the lock is asked for first.
 */
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter, SqlQuery, Transaction } from './adapter-types.ts';
import type { PrismaClient as Client } from './generated/postgresql/client.ts';
import { LIMITS } from './limits.ts';
import type { Lock } from './lock.ts';

/** `whenFree` runs again what another process's lock refused. */
export async function sqlitePrisma(
  file: string,
  pragmas: readonly string[],
  lock: Lock,
  whenFree: <T>(run: () => Promise<T>) => Promise<T>,
): Promise<Client> {
  const { PrismaClient } = await import('./generated/sqlite/client.ts');
  const factory = new PrismaBetterSqlite3({ url: `file:${file}`, timeout: LIMITS.sqliteBusyMs });
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await factory.connect();
    for (const pragma of pragmas) await whenFree(() => adapter.queryRaw(bare(pragma)));
    return polite(adapter, lock, whenFree);
  };
  const client = new PrismaClient({
    adapter: { provider: factory.provider, adapterName: factory.adapterName, connect },
  });
  // The two generated clients differ in the types of `$transaction` only, and nobody calls it.
  return client as unknown as Client;
}

function polite(
  adapter: SqlDriverAdapter,
  lock: Lock,
  whenFree: <T>(run: () => Promise<T>) => Promise<T>,
): SqlDriverAdapter {
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => lock.hold(() => whenFree(run));
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: query =>
      /^\s*SELECT\b/i.test(query.sql) ? adapter.queryRaw(query) : inTurn(() => adapter.queryRaw(query)),
    executeRaw: query => inTurn(() => adapter.executeRaw(query)),
    executeScript: script => inTurn(() => adapter.executeScript(script)),
    startTransaction: async () => {
      const release = await lock.acquire();
      try {
        await whenFree(() => adapter.executeRaw(bare('BEGIN IMMEDIATE')));
      } catch (error) {
        release();
        throw error;
      }
      return transactionOn(adapter, release);
    },
    dispose: () => adapter.dispose(),
  };
}

/** Prisma sends COMMIT and ROLLBACK itself, as statements: what is left to do is to give the lock back. */
function transactionOn(adapter: SqlDriverAdapter, release: () => void): Transaction {
  const end = (): Promise<void> => Promise.resolve(release());
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    options: { usePhantomQuery: false },
    queryRaw: query => adapter.queryRaw(query),
    executeRaw: query => adapter.executeRaw(query),
    commit: end,
    rollback: end,
  };
}

function bare(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
