/** What can go wrong with the database, said to the operator: what happened, and what to do about it. */

export type StorageCode =
  | 'bad_backup'
  | 'bad_url'
  | 'changed_migration'
  | 'corrupted'
  | 'disk_full'
  | 'file_too_big'
  | 'locked'
  | 'newer_backup'
  | 'newer_schema'
  | 'not_empty'
  | 'no_secret_key'
  | 'other_secret_key'
  | 'read_only'
  | 'too_many_connections'
  | 'unknown_database'
  | 'unknown_workspace'
  | 'unreachable'
  | 'wrong_password';

/** `code` is for programs and tests, `message` (French) for the person who reads it. Neither holds contributors' text. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageCode;
  constructor(code: StorageCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Nothing that is tried next would fare better: the operator must act, or the database come back. */
export function isSystemic(error: unknown): boolean {
  return error instanceof StorageError && error.code !== 'unknown_workspace' && error.code !== 'file_too_big';
}

/** What the drivers said, wherever Prisma put it. */
export interface DriverFact {
  /** `SQLITE_FULL`, `40P01`, `ECONNREFUSED`… */
  readonly code: string;
  /** The adapter's own word for it (`TransactionWriteConflict`…), or an empty string. */
  readonly kind: string;
  readonly message: string;
}

/** Reads an error of better-sqlite3, of pg, of a driver adapter or of Prisma's client; null for any other. */
export function driverFact(error: unknown): DriverFact | null {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth += 1) {
    const { code, kind, message, originalCode, originalMessage, cause, meta, extendedCode } = at as Record<
      string,
      unknown
    >;
    if (typeof kind === 'string') {
      const of = typeof originalCode === 'string' ? originalCode : typeof code === 'string' ? code : '';
      const extended = typeof extendedCode === 'number' && of === '' ? `SQLITE_${extendedCode}` : of;
      return { code: extended, kind, message: textOf(originalMessage, message, kind) };
    }
    if (typeof code === 'string' && !/^P\d{4}$/.test(code)) return { code, kind: '', message: textOf(message, code) };
    at = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
  return null;
}

function textOf(...candidates: readonly unknown[]): string {
  return candidates.find(candidate => typeof candidate === 'string') ?? '';
}

/** Whether the same transaction, begun again, may pass. */
export function isConflict(error: unknown): boolean {
  const fact = driverFact(error);
  if (fact === null) return false;
  return (
    fact.kind === 'TransactionWriteConflict' ||
    fact.code === '40P01' ||
    fact.code === '40001' ||
    fact.code === '55P03' ||
    isBusy(error)
  );
}

/** SQLite's way to say that another process is writing. */
export function isBusy(error: unknown): boolean {
  const code = driverFact(error)?.code ?? '';
  return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED');
}
