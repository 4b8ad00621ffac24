/** `--reset`: everything goes, the tables too; the next opening makes them anew. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { committedMigrations } from './migrate.ts';
import type { OpenOptions } from './open.ts';
import { openPostgresql } from './postgresql.ts';
import { SQLITE_FILE } from './sqlite.ts';

/**
 * Nobody else may have the database open. On PostgreSQL only our own tables are dropped: the schema may hold others'.
 * Rejects with a `StorageError` where the server can't be reached.
 */
export async function resetDatabase({ url, dataDir }: Pick<OpenOptions, 'url' | 'dataDir'>): Promise<void> {
  if (url === null) {
    for (const suffix of ['', '-wal', '-shm']) await rm(join(dataDir, SQLITE_FILE + suffix), { force: true });
    return;
  }
  const db = await openPostgresql(url);
  try {
    const made = committedMigrations('postgresql').flatMap(({ sql }) => [...sql.matchAll(/CREATE TABLE "(\w+)"/g)]);
    const tables = ['_prisma_migrations', ...new Set(made.map(found => found[1]))];
    await db.execute(`DROP TABLE IF EXISTS ${tables.map(table => `"${table}"`).join(', ')} CASCADE`, []);
  } finally {
    await db.close();
  }
}
