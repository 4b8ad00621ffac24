/** Sees the internals of fake-indexeddb change: this goes by them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { mountIdb } from './durable-idb.ts';

/** Of the browser's own, which are nobody's here. */
interface Request {
  readonly result: never;
  onsuccess: () => void;
  onupgradeneeded: () => void;
}
interface Store {
  readonly put: (value: unknown, key?: unknown) => Request;
  readonly get: (key: unknown) => Request;
  readonly delete: (key: unknown) => Request;
  readonly count: () => Request;
  readonly createIndex: (name: string, path: string) => void;
  readonly index: (name: string) => { readonly get: (key: unknown) => Request };
}
interface Database {
  readonly createObjectStore: (name: string, options?: object) => Store;
  readonly transaction: (
    names: string,
    mode: string,
  ) => { readonly objectStore: (name: string) => Store; oncomplete: () => void; readonly abort: () => void };
  readonly close: () => void;
}

const folder = mkdtempSync(join(tmpdir(), 'tdt-idb-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function opened(name: string): Promise<Database> {
  const { indexedDB } = globalThis as unknown as { indexedDB: { open: (name: string, version: number) => Request } };
  const request = indexedDB.open(name, 1);
  return new Promise(resolve => {
    request.onupgradeneeded = () => {
      const database = request.result as Database;
      database.createObjectStore('plain').createIndex('by', 'by');
      database.createObjectStore('counted', { autoIncrement: true });
    };
    request.onsuccess = () => resolve(request.result);
  });
}

function written(database: Database, name: string, work: (store: Store) => void): Promise<void> {
  const transaction = database.transaction(name, 'readwrite');
  work(transaction.objectStore(name));
  return new Promise(resolve => {
    transaction.oncomplete = resolve;
  });
}

function read(request: Request): Promise<unknown> {
  return new Promise(resolve => {
    request.onsuccess = () => resolve(request.result);
  });
}

it('holds after a reopening what a transaction completed, and nothing that was aborted', async () => {
  const dir = join(folder, 'one');
  const first = mountIdb(dir);
  const database = await opened(`${first.name}::a`);
  await written(database, 'plain', store => {
    store.put({ by: 'x', bytes: new Uint8Array([1, 2]) }, ['k', 1]);
    store.put({ by: 'é', bytes: new Uint8Array([3]) }, 'gone');
  });
  await written(database, 'plain', store => void store.delete('gone'));
  await written(database, 'counted', store => void store.put('first'));
  const aborted = database.transaction('plain', 'readwrite');
  aborted.objectStore('plain').put({ by: 'z' }, 'never');
  aborted.abort();
  database.close();
  first.close();

  const second = mountIdb(dir);
  const again = await opened(`${second.name}::a`);
  const plain = (): Store => again.transaction('plain', 'readonly').objectStore('plain');
  expect(await read(plain().get(['k', 1]))).toEqual({ by: 'x', bytes: new Uint8Array([1, 2]) });
  expect(await read(plain().index('by').get('x'))).toMatchObject({ by: 'x' });
  expect(await read(plain().count())).toBe(1);
  await written(again, 'counted', store => void store.put('second'));
  expect(await read(again.transaction('counted', 'readonly').objectStore('counted').get(2))).toBe('second');
  again.close();
  second.close();
});

it('belongs to one holder', () => {
  const dir = join(folder, 'two');
  const mounted = mountIdb(dir);
  expect(() => mountIdb(dir)).toThrow(/autre processus/);
  mounted.close();
  mountIdb(dir).close();
});
