/** What is used of the internals of fake-indexeddb 6.2.8, which it does not type. */

/** What undoes a transaction: handed to every call that changes something. */
export type Rollback = readonly (() => void)[];

interface IdbRecord {
  readonly key: unknown;
  readonly value: unknown;
}

export interface RawIndex {
  readonly name: string;
  readonly keyPath: unknown;
  readonly multiEntry: boolean;
  readonly unique: boolean;
  readonly deleted: boolean;
  initialized: boolean;
}

export interface ObjectStore {
  readonly name: string;
  readonly keyPath: unknown;
  readonly autoIncrement: boolean;
  readonly deleted: boolean;
  readonly keyGenerator: { num: number } | null;
  readonly rawIndexes: Map<string, RawIndex>;
  readonly records: { get: (key: unknown) => IdbRecord | undefined; values: (range?: object) => Iterable<IdbRecord> };
  storeRecord: (
    this: ObjectStore,
    record: { key?: unknown; value: unknown },
    noOverwrite: boolean,
    log?: Rollback,
  ) => unknown;
  deleteRecord: (this: ObjectStore, key: unknown, log?: Rollback) => unknown;
  clear: (this: ObjectStore, log?: Rollback) => unknown;
}

export interface RawDatabase {
  readonly name: string;
  readonly version: number;
  readonly rawObjectStores: Map<string, ObjectStore>;
}

export interface Transaction {
  readonly mode: 'readonly' | 'readwrite' | 'versionchange';
  readonly db: { readonly _rawDatabase: RawDatabase };
  readonly _rollbackLog: Rollback;
  readonly _abort: (this: Transaction, reason: string) => void;
  dispatchEvent: (this: Transaction, event: { readonly type: string }) => boolean;
}
