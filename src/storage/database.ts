/** What the stores stand on: one database, of either provider. */
import type { PrismaClient } from './generated/postgresql/client.ts';
import type { Place } from './explain.ts';
import type { Queryable } from './sql.ts';

/**
 * Hand-written statements go straight to the driver (SQLite) or through Prisma's adapter for it (PostgreSQL), and so
 * does the transaction around them: Prisma's own client (`$transaction`) adds 2 ms to each, most of what a turn takes.
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
  /** Reads as of one instant, while others write. */
  readonly snapshot: <T>(read: (on: Queryable) => Promise<T>) => Promise<T>;
  /** For migrations: SQLite redefines a table by dropping it, which must not empty those that point at it. */
  readonly withoutForeignKeys: <T>(work: () => Promise<T>) => Promise<T>;
  /** After personal data was deleted: makes it leave the disk as far as the provider lets us. */
  readonly scrub: () => Promise<void>;
  /** Writes every table anew: what was deleted is nowhere in its files. */
  readonly compact: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Thrown inside a transaction to begin it again: what was remembered turned out to be stale. */
export class Stale extends Error {
  override readonly name = 'Stale';
}
