/**
 * Brings the database to the schema of this version, at start-up: the committed SQL files, in order, one transaction
 * each, remembered in `_prisma_migrations` with their checksums. Two processes that start at once take turns.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';
import { driverFact } from './errors.ts';
import { storageError } from './explain.ts';
import type { Provider, Queryable } from './sql.ts';

export interface Migration {
  /** `0001_first_tables`: the folder's name, which is the order. */
  readonly name: string;
  readonly sql: string;
}

/** The migrations that came with this version. */
export function committedMigrations(provider: Provider): Migration[] {
  const folder = new URL(`../../prisma/migrations/${provider}/`, import.meta.url);
  return readdirSync(fileURLToPath(folder))
    .filter(name => /^\d{4}_/.test(name))
    .toSorted()
    .map(name => ({ name, sql: readFileSync(new URL(`${name}/migration.sql`, folder), 'utf8') }));
}

/** Throws a `StorageError`: `newer_schema`, `changed_migration`, or what the database refused. */
export async function migrate(db: Database, migrations: readonly Migration[], now: () => string): Promise<void> {
  // Usual start: nothing to do, and no lock taken to see it.
  if ((await tableExists(db)) && pending(db, await applied(db), migrations).length === 0) return;
  await db.transaction(async tx => {
    if (await tableExists(tx)) return;
    await lockMigrations(tx);
    await tx.execute(TABLE, []);
  });
  await db.withoutForeignKeys(async () => {
    for (const migration of migrations) await db.transaction(tx => apply(db, tx, migration, migrations, now()));
  });
}

async function apply(
  db: Database,
  tx: Queryable,
  migration: Migration,
  all: readonly Migration[],
  at: string,
): Promise<void> {
  await lockMigrations(tx);
  // Under the lock, what another process did while we waited is seen: the question is asked again.
  if (!pending(db, await applied(tx), all).includes(migration)) return;
  try {
    for (const statement of statementsOf(migration.sql)) await tx.execute(statement, []);
  } catch (error) {
    throw new Error(`Migration ${migration.name} failed: ${driverFact(error)?.message ?? String(error)}`, {
      cause: error,
    });
  }
  if (tx.provider === 'sqlite' && (await tx.query('PRAGMA foreign_key_check', [])).length > 0) {
    throw new Error(`Migration ${migration.name} left rows that point at nothing.`);
  }
  await tx.execute(RECORD, [migration.name, checksum(migration.sql), at, migration.name, at]);
}

const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, finished_at TEXT, migration_name TEXT NOT NULL,
  logs TEXT, rolled_back_at TEXT, started_at TEXT NOT NULL, applied_steps_count INTEGER NOT NULL DEFAULT 1)`;
const RECORD =
  'INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at) VALUES (?, ?, ?, ?, ?)';

async function tableExists(on: Queryable): Promise<boolean> {
  const sql =
    on.provider === 'sqlite'
      ? "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_prisma_migrations'"
      : "SELECT 1 FROM pg_catalog.pg_class c WHERE c.oid = to_regclass('_prisma_migrations')";
  return (await on.query(sql, [])).length > 0;
}

async function applied(on: Queryable): Promise<Map<string, string>> {
  const rows = await on.query('SELECT migration_name, checksum FROM _prisma_migrations', []);
  return new Map(rows.map(([name, sum]) => [String(name), String(sum)]));
}

function pending(db: Database, done: ReadonlyMap<string, string>, known: readonly Migration[]): Migration[] {
  const names = new Set(known.map(migration => migration.name));
  if ([...done.keys()].some(name => !names.has(name))) throw storageError('newer_schema', db.place.where);
  for (const { name, sql } of known) {
    const sum = done.get(name);
    if (sum !== undefined && sum !== checksum(sql)) throw storageError('changed_migration', db.place.where);
  }
  return known.filter(migration => !done.has(migration.name));
}

/** SQLite's transactions begin IMMEDIATE: the lock is theirs. Any number will do for PostgreSQL's, as long as it is ours. */
async function lockMigrations(tx: Queryable): Promise<void> {
  if (tx.provider === 'postgresql') await tx.query('SELECT CAST(pg_advisory_xact_lock(7306919) AS text)', []);
}

function checksum(sql: string): string {
  return createHash('sha256').update(sql.replace(/\r\n/g, '\n')).digest('hex');
}

/** Our migrations are plain statements, each ended by `;` at the end of a line. */
function statementsOf(sql: string): string[] {
  return sql
    .split(/;\s*$/m)
    .map(statement => statement.replace(/^\s*--.*$/gm, '').trim())
    .filter(statement => statement !== '');
}
