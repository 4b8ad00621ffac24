/** What the stores stand on: one database, of either provider. */
import type { SqlQuery, SqlQueryable } from './adapter-types.ts';
import type { PrismaClient } from './generated/postgresql/client.ts';
import type { Place } from './explain.ts';
import { type Parameter, type Provider, type Queryable, type Row } from './sql.ts';

/**
 * Hand-written statements go through Prisma's driver adapter itself, and so does the transaction around them: its own
 * client (`$transaction`) adds 2 ms and a compilation to each, which is most of what a turn takes (docs/adr).
 */
export interface Database extends Queryable {
  readonly place: Place;
  /**
   * Prisma's client, for what the operator asks and for a person's data. Loaded at the first call: it takes 50 MB and
   * 150 ms, which a service that only talks does not spend.
   */
  readonly prisma: () => Promise<PrismaClient>;
  /**
   * Runs `work` in one transaction, again from the start where it met a conflict: it must have no effect outside `tx`
   * before it returns. Rejects with a `StorageError` where there is one for what happened.
   */
  readonly transaction: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
  /** For migrations: SQLite redefines a table by dropping it, which must not empty those that point at it. */
  readonly withoutForeignKeys: <T>(work: () => Promise<T>) => Promise<T>;
  /** After personal data was deleted: makes it leave the disk as far as the provider lets us. */
  readonly scrub: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Thrown inside a transaction to begin it again: what was remembered turned out to be stale. */
export class Stale extends Error {
  override readonly name = 'Stale';
}

export function queryable(provider: Provider, target: SqlQueryable, sqlOf: (sql: string) => string): Queryable {
  return {
    provider,
    // The adapters give numbers, strings, booleans, bytes and null; our statements select the first two and null only.
    query: async (sql, parameters) =>
      (await target.queryRaw(statement(sqlOf(sql), parameters))).rows as unknown as Row[],
    execute: (sql, parameters) => target.executeRaw(statement(sqlOf(sql), parameters)),
  };
}

export function statement(sql: string, parameters: readonly Parameter[]): SqlQuery {
  return {
    sql,
    args: [...parameters],
    argTypes: parameters.map(p => ({ scalarType: 'unknown', arity: Array.isArray(p) ? 'list' : 'scalar' })),
  };
}
