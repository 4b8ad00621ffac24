/** What a backup may touch: every table, as lines of text that either database gives and takes. */
export { partsOfReference } from '../references.ts';

/** A person's erasure, as it must be remembered whatever is restored. */
export interface Erasure {
  readonly participantId: string;
  readonly at: string;
  readonly reason: string;
  readonly mergedInto: string | null;
}

/** A contribution of somebody erased: no import of an older export may bring it back. */
export interface ErasedReference {
  readonly network: string;
  readonly consultation: string;
  readonly reference: string;
  readonly at: string;
}

export interface Erasures {
  readonly people: readonly Erasure[];
  readonly references: readonly ErasedReference[];
}

export interface BackupHead {
  readonly format: typeof BACKUP_FORMAT;
  readonly version: string;
  readonly at: string;
  readonly provider: string;
  /** Names of the migrations that made the tables. */
  readonly migrations: readonly string[];
}

export const BACKUP_FORMAT = 'tour-de-table/backup/1';

/** Rows by table. */
export type TableCounts = Readonly<Record<string, number>>;

export interface BackupStore {
  /**
   * Hands every row over, as it stood at one instant, while the service goes on: a head, then for each table its columns
   * and its rows, then the counts. Each text is one or more lines of JSON.
   */
  readonly dump: (
    head: Pick<BackupHead, 'version' | 'at'>,
    write: (lines: string) => Promise<void>,
  ) => Promise<TableCounts>;
  /**
   * Writes them back in one transaction, then erases again whoever asked for it since. Rejects with a `StorageError`
   * where the database is not empty, or where the backup comes from a newer version.
   */
  readonly restore: (lines: AsyncIterable<string>, erasures: Erasures, now: string) => Promise<Restored>;
  readonly erasures: () => Promise<Erasures>;
  readonly isEmpty: () => Promise<boolean>;
}

export interface Restored {
  readonly counts: TableCounts;
  /** People who had asked to be forgotten after the backup, forgotten again. */
  readonly erasedAgain: number;
}
