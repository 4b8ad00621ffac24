/** Everything that a database and its folder hold, byte for byte. */
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openStores } from '#storage/index.ts';

/** Words that stand nowhere else in the world, by what they were given for. */
export class Canaries {
  readonly all = new Map<string, string>();

  /** Letters only: no markup, no analysis of French changes them. */
  make(what: string): string {
    const letters = Array.from(randomBytes(20), byte => 'bcdfghjklmnpqrst'.charAt(byte % 16));
    const word = `q${letters.join('')}`;
    this.all.set(what, word);
    return word;
  }

  /** What they were given for, of those that these bytes hold. */
  in(places: readonly Buffer[]): string[] {
    return [...this.all].filter(([, word]) => places.some(bytes => bytes.includes(word))).map(([what]) => what);
  }
}

/** Every file of the folder, whatever its name. */
async function filesIn(folder: string): Promise<Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile());
  return Promise.all(files.map(file => readFile(join(file.parentPath, file.name))));
}

/** The names of the files and the files. */
export async function bytesOf(dataDir: string, url: string | null): Promise<Buffer[]> {
  const names = (await readdir(dataDir, { recursive: true })).map(name => Buffer.from(name));
  const kept = [...names, ...(await filesIn(dataDir))];
  if (url === null) return kept;
  return [
    ...kept,
    ...(await onServer(url, async client => {
      await client.query('CHECKPOINT');
      const { rows } = await client.query<{ folder: string; oid: string }>(
        `SELECT current_setting('data_directory') AS folder, CAST(oid AS text) AS oid FROM pg_database
          WHERE datname = current_database()`,
      );
      const [row] = rows;
      return filesIn(join(row?.folder ?? '', 'base', row?.oid ?? ''));
    })),
  ];
}

/** What PostgreSQL does by itself from time to time: samples of what columns hold are kept among its statistics. */
export async function sample(url: string | null): Promise<void> {
  if (url !== null) await onServer(url, async client => void (await client.query('ANALYZE')));
}

/** What `tdt rgpd nettoyer` does. */
export async function compact(dataDir: string, url: string | null): Promise<void> {
  const { rights, close } = await openStores({
    url,
    dataDir,
    now: () => '2027-02-11T10:00:00.000Z',
    newId: () => 'none',
  });
  await rights.compact();
  await close();
}

/** Long values as they are: a compressed word would be found neither before nor after. */
export async function storePlainly(url: string): Promise<void> {
  await onServer(url, async client => {
    const { rows } = await client.query<{ sql: string }>(
      `SELECT format('ALTER TABLE %I ALTER COLUMN %I SET STORAGE EXTERNAL', table_name, column_name) AS sql
        FROM information_schema.columns WHERE table_schema = 'public' AND data_type IN ('text', 'bytea')`,
    );
    for (const { sql } of rows) await client.query(sql);
  });
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
