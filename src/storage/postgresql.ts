/** PostgreSQL: a pool, the adapter's own transactions, and statements that the server plans once. */
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlQuery } from './adapter-types.ts';
import type { Database } from './database.ts';
import { explain, type Place, storageError } from './explain.ts';
import { lazyClient } from './lazy-client.ts';
import { LIMITS } from './limits.ts';
import { withRetries } from './retry.ts';
import { postgresqlQueryable, statement } from './postgresql-query.ts';
import type { Queryable } from './sql.ts';

export async function openPostgresql(url: string): Promise<Database> {
  const address = readUrl(url);
  const place: Place = { provider: 'postgresql', where: `${address.host}${address.pathname}` };
  // PgBouncer in transaction mode may give each transaction another connection: no named statements there, nor settings.
  const bouncer = address.searchParams.get('pgbouncer') === 'true';
  const named = bouncer ? () => undefined : statementNames();
  const factory = new PrismaPg(
    {
      connectionString: url,
      application_name: 'tour-de-table',
      max: LIMITS.postgresConnections,
      connectionTimeoutMillis: LIMITS.postgresConnectMs,
      idle_in_transaction_session_timeout: LIMITS.postgresIdleInTransactionMs,
      keepAlive: true,
      ...(bouncer ? {} : { options: SETTINGS }),
    },
    { statementNameGenerator: query => named(query) as string },
  );
  const adapter = await factory.connect();
  try {
    await adapter.queryRaw(statement('SELECT 1', []));
  } catch (error) {
    await adapter.dispose();
    throw explain(error, place);
  }
  return postgresqlDatabase(place, adapter);
}

/**
 * Every statement of ours has its index and takes few rows. A planner without statistics (a new table, or an outbox that
 * is nearly always empty) would rather read the whole table, and go on with that plan once the table has grown.
 */
const SETTINGS = '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_bitmapscan=off';

/** Without its two slashes an address has no host: the whole of it, password included, would be told as the path. */
function readUrl(url: string): URL {
  const parsed = /^postgres(ql)?:\/\//.test(url) ? URL.parse(url) : null;
  if (parsed === null || ![parsed.username, parsed.password, parsed.pathname].every(isDecodable))
    throw storageError('bad_url', '');
  return parsed;
}

function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

/** Names for statements, bounded: past it a statement is planned each time, as it would be without a name. */
function statementNames(): (query: SqlQuery) => string | undefined {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined || names.size >= LIMITS.preparedStatements) return known;
    const name = `tdt${names.size}`;
    names.set(sql, name);
    return name;
  };
}

function postgresqlDatabase(place: Place, adapter: SqlDriverAdapter): Database {
  const explained = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      throw explain(error, place);
    }
  };
  const once = async <T>(work: (tx: Queryable) => Promise<T>): Promise<T> => {
    const tx = await adapter.startTransaction();
    try {
      const result = await work(postgresqlQueryable(tx));
      await tx.executeRaw(statement('COMMIT', []));
      await tx.commit();
      return result;
    } catch (error) {
      await tx.executeRaw(statement('ROLLBACK', [])).catch(() => undefined);
      // Gives the connection back to the pool, which drops it if it is broken.
      await tx.rollback();
      throw error;
    }
  };
  const prisma = lazyClient(async () => {
    const { PrismaClient } = await import('./generated/postgresql/client.ts');
    // The pool is the database's to close.
    const connect = () => Promise.resolve(withoutDispose(adapter));
    return new PrismaClient({ adapter: { provider: 'postgres', adapterName: adapter.adapterName, connect } });
  });
  const direct = postgresqlQueryable(adapter);
  return {
    provider: 'postgresql',
    place,
    prisma: prisma.get,
    query: (...args) => explained(() => direct.query(...args)),
    each: (...args) => explained(() => direct.each(...args)),
    execute: (...args) => explained(() => withRetries(() => direct.execute(...args))),
    transaction: work => explained(() => withRetries(() => once(work))),
    snapshot: read =>
      explained(async () => {
        const tx = await adapter.startTransaction('REPEATABLE READ');
        try {
          return await read(postgresqlQueryable(tx));
        } finally {
          await tx.executeRaw(statement('ROLLBACK', [])).catch(() => undefined);
          await tx.rollback();
        }
      }),
    withoutForeignKeys: work => work(),
    scrub: () => Promise.resolve(),
    compact: () =>
      explained(async () => {
        const run = async (sql: string): Promise<void> => void (await adapter.executeRaw(statement(sql, [])));
        for (const [forget] of await direct.query(FORGET_SAMPLES, [])) await run(String(forget));
        await run('VACUUM FULL');
        await run('ANALYZE');
      }),
    close: async () => {
      await prisma.close();
      await adapter.dispose();
    },
  };
}

/**
 * PostgreSQL keeps samples of what columns hold (`pg_statistic`), words of people among them, which no VACUUM takes out, and an
 * ANALYZE only where rows are left. A column that is given its own type again loses them, as its manual says of types.
 */
const FORGET_SAMPLES = `SELECT format('ALTER TABLE %I.%I ', s.schemaname, s.tablename) || string_agg(
    format('ALTER COLUMN %I TYPE %s', s.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
  FROM pg_stats s
  JOIN pg_class c ON c.relname = s.tablename AND c.relnamespace = to_regnamespace(quote_ident(s.schemaname))
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
  WHERE s.schemaname = current_schema() AND c.relkind = 'r'
  GROUP BY s.schemaname, s.tablename`;

function withoutDispose(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const info = adapter.getConnectionInfo?.();
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: query => adapter.queryRaw(query),
    executeRaw: query => adapter.executeRaw(query),
    executeScript: script => adapter.executeScript(script),
    startTransaction: level => adapter.startTransaction(level),
    ...(info === undefined ? {} : { getConnectionInfo: () => info }),
    dispose: () => Promise.resolve(),
  };
}
