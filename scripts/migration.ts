/**
 * Authors migrations as plain SQL, and checks that the committed ones still give the schema.
 *
 *   npm run migration -- add_invitations    writes prisma/migrations/{sqlite,postgresql}/NNNN_add_invitations/
 *   npm run migration -- --check            exits 1 where the migrations and the schema disagree
 *
 * Each provider's migrations are applied to a scratch database, which is then compared with the schema. PostgreSQL
 * needs its server's binaries: authoring refuses to go without them, checking says so and goes on.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Postgres, startPostgres } from '#test/support/postgres.ts';
import Database from 'better-sqlite3';
import pg from 'pg';
import { PROVIDERS, type Provider, ROOT, SCHEMAS } from './lib/paths.ts';
import { sqlToReach } from './lib/schema-engine.ts';

const MIGRATIONS = 'prisma/migrations';

/** The folders of a provider's migrations, in the order in which they are applied. */
function migrationNames(root: string, provider: Provider): string[] {
  const folder = join(root, MIGRATIONS, provider);
  return existsSync(folder)
    ? readdirSync(folder)
        .filter(name => /^\d{4}_/.test(name))
        .toSorted()
    : [];
}

function readMigrations(root: string, provider: Provider): string[] {
  return migrationNames(root, provider).map(name =>
    readFileSync(join(root, MIGRATIONS, provider, name, 'migration.sql'), 'utf8'),
  );
}

/**
 * What separates the committed migrations from the schema, as SQL: empty when nothing does, null where the provider
 * cannot be tried (PostgreSQL without its server). Rejects when the migrations themselves are refused.
 */
export async function pendingSql(root: string, provider: Provider, server: Postgres | null): Promise<string | null> {
  const schema = readFileSync(join(root, SCHEMAS[provider]), 'utf8');
  const migrations = readMigrations(root, provider);
  if (provider === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'tdt-migration-'));
    try {
      const file = join(folder, 'scratch.db');
      const database = new Database(file);
      for (const sql of migrations) database.exec(sql);
      database.close();
      return await sqlToReach(provider, `file:${file}`, schema);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (server === null) return null;
  const url = await server.createDatabase('migration');
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    for (const sql of migrations) await client.query(sql);
  } finally {
    await client.end();
  }
  // Harmless, but PostgreSQL asks for the right to create schemas even when there is nothing to create.
  const createSchema = /(-- CreateSchema\n)?CREATE SCHEMA IF NOT EXISTS "public";\s*/;
  return (await sqlToReach(provider, url, schema)).replace(createSchema, '');
}

/** Writes the next migration of each provider that has something to change; returns the files, from the root. */
export async function author(root: string, name: string, server: Postgres | null): Promise<string[]> {
  if (!/^[a-z][a-z0-9_]{2,50}$/.test(name)) {
    throw new Error(`A migration is named with lower-case letters, digits and underscores, not « ${name} ».`);
  }
  const numbers = PROVIDERS.flatMap(provider => migrationNames(root, provider)).map(folder =>
    Number(folder.slice(0, 4)),
  );
  const folder = `${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}_${name}`;
  const pending = [];
  for (const provider of PROVIDERS) {
    const sql = await pendingSql(root, provider, server);
    pending.push({ provider, sql: sql === null || provider === 'sqlite' ? sql : collated(sql) });
  }
  if (pending.some(({ sql }) => sql === null)) {
    throw new Error("Authoring needs PostgreSQL's server (initdb): on Debian, apt-get install postgresql.");
  }
  const written: string[] = [];
  for (const { provider, sql } of pending) {
    if (sql === null || sql === '') continue;
    const file = join(MIGRATIONS, provider, folder, 'migration.sql');
    mkdirSync(join(root, MIGRATIONS, provider, folder), { recursive: true });
    writeFileSync(join(root, file), `${sql}\n`);
    written.push(file);
    for (const advice of [...advise(sql), ...(await tryOut(root, provider, server))])
      console.warn(`${file}: ${advice}`);
  }
  return written;
}

/** PostgreSQL's text columns sort by their bytes, as SQLite's do: what a page of rows begins after is the same on both. */
export function collated(sql: string): string {
  return sql.replace(/^(\s*(?:ALTER TABLE "\w+" )?(?:ADD COLUMN\s+)?"\w+" TEXT)(?! COLLATE)/gm, '$1 COLLATE "C"');
}

/** Generated SQL can be wrong (a key's type that a foreign key holds back): applied to the scratch database to see. */
async function tryOut(root: string, provider: Provider, server: Postgres | null): Promise<string[]> {
  try {
    return (await pendingSql(root, provider, server)) === '' ? [] : ['applied, it still does not give the schema.'];
  } catch (error) {
    return [`${provider} refuses it: ${error instanceof Error ? error.message : String(error)}. Edit it by hand.`];
  }
}

/** What a person must look at before committing generated SQL. */
function advise(sql: string): string[] {
  const advice: string[] = [];
  if (/^\s*(BEGIN|COMMIT)\b/m.test(sql)) {
    advice.push('it opens or ends a transaction, and the runner gives each file its own: take those lines out.');
  }
  if (/^-- RedefineTables/m.test(sql)) {
    advice.push(
      'it redefines a table. The copy must fill every required column, and the runner must have turned foreign keys ' +
        'off before its transaction begins: inside one the PRAGMA does nothing, and the drop empties the children.',
    );
  } else if (/\bDROP (TABLE|COLUMN)\b/.test(sql)) {
    advice.push('it drops something: expand first, contract one release later.');
  }
  if (/ADD COLUMN\s+\S+\s+[^;,]*NOT NULL(?![^;,]*DEFAULT)/.test(sql)) {
    advice.push('it adds a required column without a default: it fails on a table that has rows.');
  }
  return advice;
}

/** Says, per provider, whether the migrations give the schema. */
async function check(root: string, server: Postgres | null): Promise<boolean> {
  const required = process.env['TDT_TEST_POSTGRES'] === 'require';
  const results = await Promise.all(
    PROVIDERS.map(async provider => ({ provider, sql: await pendingSql(root, provider, server) })),
  );
  for (const { provider, sql } of results) {
    if (sql === null) console.log(`SKIPPED: ${provider} migrations are not checked (no initdb on this machine).`);
    else if (sql !== '')
      console.error(`${MIGRATIONS}/${provider} does not give ${SCHEMAS[provider]}; it lacks:\n${sql}`);
  }
  return results.every(({ sql }) => sql === '' || (sql === null && !required));
}

/** The command's exit code. */
async function main(argument: string | undefined): Promise<number> {
  if (argument === undefined || (argument.startsWith('-') && argument !== '--check')) {
    console.error('Usage: npm run migration -- NAME | --check');
    return 2;
  }
  const server = await startPostgres();
  try {
    if (argument === '--check') return (await check(ROOT, server)) ? 0 : 1;
    const written = await author(ROOT, argument, server);
    console.log(written.length === 0 ? 'The migrations already give the schema.' : written.join('\n'));
    return 0;
  } finally {
    await server?.stop();
  }
}

if (import.meta.main) {
  try {
    process.exitCode = await main(process.argv[2]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
