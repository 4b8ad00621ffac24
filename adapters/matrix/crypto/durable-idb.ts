/**
 * An IndexedDB that lasts: the machine of matrix-sdk-crypto-wasm keeps its keys in IndexedDB and in nothing else. fake-indexeddb
 * holds it in memory; here each of its transactions is written to SQLite, synchronously and flushed, before the transaction's
 * « complete » event reaches whoever waits for it. What is kept is already sealed by the machine.
 *
 * It goes by the internals of fake-indexeddb 6.2.8, which is why that version is pinned; `durable-idb.test.ts` sees them change.
 */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deserialize, serialize } from 'node:v8';
import { heldBy } from '../state.ts';
import { keyText } from './idb-key.ts';
import type { ObjectStore, RawDatabase, RawIndex, Rollback, Transaction } from './idb-internals.ts';

const require = createRequire(import.meta.url);
const idb = require('fake-indexeddb') as Record<string, unknown> & {
  readonly indexedDB: { readonly _databases: Map<string, RawDatabase> };
  readonly IDBTransaction: { readonly prototype: Transaction };
  readonly IDBKeyRange: { new (): object; readonly only: (key: unknown) => object };
};
const internals = join(dirname(require.resolve('fake-indexeddb')), 'lib');
const Stores = require(join(internals, 'ObjectStore.js')) as {
  new (database: RawDatabase, name: string, keyPath: unknown, autoIncrement: boolean): ObjectStore;
  readonly prototype: ObjectStore;
};
const Databases = require(join(internals, 'Database.js')) as new (name: string, version: number) => RawDatabase;
const Indexes = require(join(internals, 'Index.js')) as new (
  store: ObjectStore,
  name: string,
  keyPath: unknown,
  multiEntry: boolean,
  unique: boolean,
) => RawIndex;

const GLOBALS = [
  'IDBCursor',
  'IDBCursorWithValue',
  'IDBDatabase',
  'IDBFactory',
  'IDBIndex',
  'IDBKeyRange',
  'IDBObjectStore',
  'IDBOpenDBRequest',
  'IDBRequest',
  'IDBTransaction',
  'IDBVersionChangeEvent',
  'indexedDB',
];
for (const name of GLOBALS)
  if (!(name in globalThis))
    Object.defineProperty(globalThis, name, { value: idb[name], configurable: true, writable: true });

/** Records that a transaction changed, by its rollback log: what fake-indexeddb hands to every call that changes something. */
const changed = new WeakMap<Rollback, Map<ObjectStore, Map<string, unknown>>>();

function mark(log: Rollback | undefined, store: ObjectStore, key: unknown): void {
  // A rollback itself has no log, and what it undoes was never written.
  if (log === undefined) return;
  const stores = changed.get(log) ?? new Map<ObjectStore, Map<string, unknown>>();
  changed.set(log, stores);
  const keys = stores.get(store) ?? new Map<string, unknown>();
  stores.set(store, keys);
  keys.set(keyText(key), key);
}

const { storeRecord, deleteRecord, clear } = Stores.prototype;
Stores.prototype.storeRecord = function (record, noOverwrite, log) {
  try {
    return storeRecord.call(this, record, noOverwrite, log);
  } finally {
    if (record.key !== undefined) mark(log, this, record.key);
  }
};
Stores.prototype.deleteRecord = function (key, log) {
  const range = key instanceof idb.IDBKeyRange ? key : idb.IDBKeyRange.only(key);
  if (log !== undefined) for (const record of this.records.values(range)) mark(log, this, record.key);
  return deleteRecord.call(this, key, log);
};
Stores.prototype.clear = function (log) {
  if (log !== undefined) for (const record of this.records.values()) mark(log, this, record.key);
  return clear.call(this, log);
};

const { dispatchEvent } = idb.IDBTransaction.prototype;
idb.IDBTransaction.prototype.dispatchEvent = function (event) {
  if (event.type === 'complete' && this.mode !== 'readonly') {
    try {
      commit(this);
    } catch {
      // The machine hears of an abort, and what it holds in memory is rolled back.
      this._abort('QuotaExceededError');
      return true;
    }
  }
  return dispatchEvent.call(this, event);
};

interface Mount {
  readonly sql: DatabaseSync;
  readonly write: (transaction: Transaction) => void;
}

const mounts = new Map<string, Mount>();

function commit(transaction: Transaction): void {
  const { name } = transaction.db._rawDatabase;
  for (const [prefix, mount] of mounts) if (name.startsWith(prefix)) mount.write(transaction);
}

/** A folder's databases, mounted: `name` is what to call a database of it. */
export interface DurableIdb {
  readonly name: string;
  readonly close: () => void;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS dbs (name TEXT PRIMARY KEY, schema TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS recs (db TEXT, store TEXT, k TEXT, key BLOB NOT NULL, val BLOB NOT NULL, PRIMARY KEY (db, store, k))
  STRICT, WITHOUT ROWID;
`;

/** Loads the databases of a folder, for this process alone. Throws a `MatrixSetupError` where another holds them. */
export function mountIdb(dir: string): DurableIdb {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const prefix = `tdt-${createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 16)}`;
  if (mounts.has(prefix)) throw heldBy({ errcode: 5 }, dir);
  const file = join(dir, 'crypto.sqlite');
  const sql = new DatabaseSync(file);
  try {
    chmodSync(file, 0o600);
    sql.exec(
      `PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; BEGIN IMMEDIATE; ${SCHEMA} COMMIT;`,
    );
    load(sql, prefix);
  } catch (error) {
    sql.close();
    throw heldBy(error, dir);
  }
  mounts.set(prefix, { sql, write: writer(sql, prefix) });
  return {
    name: prefix,
    close: () => {
      mounts.delete(prefix);
      sql.close();
      const names = Array.from(idb.indexedDB._databases.keys());
      for (const name of names) if (name.startsWith(prefix)) idb.indexedDB._databases.delete(name);
    },
  };
}

/** Names are kept without the folder's own prefix: a copy elsewhere is the same store. */
function writer(sql: DatabaseSync, prefix: string): (transaction: Transaction) => void {
  const put = sql.prepare(
    'INSERT INTO recs VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET key = excluded.key, val = excluded.val',
  );
  const remove = sql.prepare('DELETE FROM recs WHERE db = ? AND store = ? AND k = ?');
  const drop = sql.prepare('DELETE FROM recs WHERE db = ? AND store = ?');
  const stores = sql.prepare('SELECT DISTINCT store FROM recs WHERE db = ?');
  const putSchema = sql.prepare('INSERT INTO dbs VALUES (?, ?) ON CONFLICT DO UPDATE SET schema = excluded.schema');

  function writeAll(transaction: Transaction, name: string): void {
    const database = transaction.db._rawDatabase;
    const isSchema = transaction.mode === 'versionchange';
    if (isSchema) {
      const kept = [...database.rawObjectStores.values()].filter(store => !store.deleted).map(store => store.name);
      for (const { store } of stores.all(name) as { store: string }[]) if (!kept.includes(store)) drop.run(name, store);
    }
    let generates = false;
    for (const [store, keys] of changed.get(transaction._rollbackLog) ?? []) {
      if (store.deleted) continue;
      generates ||= store.keyGenerator !== null;
      for (const [text, key] of keys) {
        const record = store.records.get(key);
        if (record === undefined) remove.run(name, store.name, text);
        else put.run(name, store.name, text, serialize(record.key), serialize(record.value));
      }
    }
    if (isSchema || generates) putSchema.run(name, schemaOf(database));
  }

  return transaction => {
    if (transaction.mode !== 'versionchange' && !changed.has(transaction._rollbackLog)) return;
    sql.exec('BEGIN IMMEDIATE');
    try {
      writeAll(transaction, transaction.db._rawDatabase.name.slice(prefix.length));
      sql.exec('COMMIT');
    } catch (error) {
      if (sql.isTransaction) sql.exec('ROLLBACK');
      throw error;
    }
  };
}

interface Schema {
  readonly version: number;
  readonly stores: readonly {
    readonly name: string;
    readonly keyPath: unknown;
    readonly autoIncrement: boolean;
    readonly next?: number;
    readonly indexes: readonly {
      readonly name: string;
      readonly keyPath: unknown;
      readonly multiEntry: boolean;
      readonly unique: boolean;
    }[];
  }[];
}

function schemaOf(database: RawDatabase): string {
  const stores = [...database.rawObjectStores.values()].filter(store => !store.deleted);
  const schema: Schema = {
    version: database.version,
    stores: stores.map(({ name, keyPath, autoIncrement, keyGenerator, rawIndexes }) => ({
      name,
      keyPath,
      autoIncrement,
      ...(keyGenerator === null ? {} : { next: keyGenerator.num }),
      indexes: [...rawIndexes.values()]
        .filter(index => !index.deleted)
        .map(index => ({
          name: index.name,
          keyPath: index.keyPath,
          multiEntry: index.multiEntry,
          unique: index.unique,
        })),
    })),
  };
  return JSON.stringify(schema);
}

function load(sql: DatabaseSync, prefix: string): void {
  const records = sql.prepare('SELECT key, val FROM recs WHERE db = ? AND store = ?');
  for (const { name, schema } of sql.prepare('SELECT name, schema FROM dbs').all() as {
    name: string;
    schema: string;
  }[]) {
    const { version, stores } = JSON.parse(schema) as Schema;
    const database = new Databases(prefix + name, version);
    for (const one of stores) {
      const store = new Stores(database, one.name, one.keyPath, one.autoIncrement);
      if (store.keyGenerator !== null && one.next !== undefined) store.keyGenerator.num = one.next;
      for (const index of one.indexes) {
        const raw = new Indexes(store, index.name, index.keyPath, index.multiEntry, index.unique);
        raw.initialized = true;
        store.rawIndexes.set(index.name, raw);
      }
      for (const { key, val } of records.all(name, one.name) as { key: Uint8Array; val: Uint8Array }[])
        store.storeRecord({ key: deserialize(key), value: deserialize(val) }, true);
      database.rawObjectStores.set(one.name, store);
    }
    idb.indexedDB._databases.set(prefix + name, database);
  }
}
