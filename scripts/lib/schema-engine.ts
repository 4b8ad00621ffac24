/**
 * Prisma's schema engine as WebAssembly: the SQL that leads from what a database holds to what a schema says.
 * The native engine would have to be downloaded, and `prisma migrate diff` without it exits 0 and prints nothing.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import type { Provider } from './paths.ts';

/** PostgreSQL's one-byte "char" (catalogues only), which the driver adapter does not know, and `text`, which it does. */
const CHAR_OID = 18;
const TEXT_OID = 25;
/** What the engine answers, instead of nothing, when there is nothing to do. */
const EMPTY = '-- This is an empty migration.';

let engineReady: Promise<void> | undefined;

/** The part of WebAssembly used here: its types come with TypeScript's `dom` library, which nothing else needs. */
interface WebAssemblyApi {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ exports: { __wbindgen_start: () => void } }>;
  Module: { imports(module: object): { module: string }[] };
}

/** Instantiated by hand: importing a `.wasm` file is still experimental in Node, which says so on every run. */
async function instantiate(): Promise<void> {
  const api = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const module = await api.compile(readFileSync(join(folder, 'schema_engine_bg.wasm')));
  // The functions that the module imports are the bindings: the two are generated together.
  const imports = Object.fromEntries(api.Module.imports(module).map(({ module: name }) => [name, bindings]));
  const { exports } = await api.instantiate(module, imports);
  (bindings as unknown as { __wbg_set_wasm: (exports: object) => void }).__wbg_set_wasm(exports);
  exports.__wbindgen_start();
}

/** A pool whose answers the adapter understands even when the engine reads PostgreSQL's catalogues. */
function catalogPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString });
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<{ fields?: { dataTypeID: number }[] }>;
  const readable = async (...args: unknown[]) => {
    const result = await query(...args);
    for (const field of result.fields ?? []) if (field.dataTypeID === CHAR_OID) field.dataTypeID = TEXT_OID;
    return result;
  };
  // pg declares a dozen overloads; the adapter uses the one that takes a query object.
  return Object.assign(pool, { query: readable as typeof pool.query });
}

/**
 * The SQL from the database at `url` to `schema` (the text of a Prisma schema); empty when the two agree.
 * `url` is `file:…` for SQLite and `postgresql://…` for PostgreSQL.
 */
export async function sqlToReach(provider: Provider, url: string, schema: string): Promise<string> {
  engineReady ??= instantiate();
  await engineReady;
  const pool = provider === 'postgresql' ? catalogPool(url) : null;
  const factory = pool === null ? new PrismaBetterSqlite3({ url }) : new PrismaPg(pool);
  const files = [{ path: 'schema.prisma', content: schema }];
  const silent = () => undefined;
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  const engine = await bindings.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, silent, adapter);
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = (stdout ?? '').trim();
    return sql === EMPTY ? '' : sql;
  } finally {
    engine.free();
    await pool?.end();
  }
}
