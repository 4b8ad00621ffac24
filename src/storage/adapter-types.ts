/** The driver adapters' types, as Prisma's own packages show them. */
import type { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';

/** A connection (SQLite) or a pool (PostgreSQL). */
export type SqlDriverAdapter = Awaited<ReturnType<PrismaBetterSqlite3['connect']>>;
export type SqlQuery = Parameters<SqlDriverAdapter['queryRaw']>[0];
export type SqlQueryable = Pick<SqlDriverAdapter, 'queryRaw' | 'executeRaw'>;
export type Transaction = Awaited<ReturnType<SqlDriverAdapter['startTransaction']>>;
