import { describe, expect, it } from 'vitest';
import { isConflict, StorageError } from './errors.ts';
import { explain } from './explain.ts';

const sqlite = { provider: 'sqlite', where: 'data/tour-de-table.db' } as const;
const postgresql = { provider: 'postgresql', where: 'db.example:5432/tdt' } as const;

/** As the drivers, the adapters and Prisma's client wrap them. */
const driver = (code: string) => Object.assign(new Error('driver'), { code });
const adapter = (code: string, kind = 'sqlite') => new Error('adapter', { cause: { kind, originalCode: code } });
const client = (code: string) =>
  Object.assign(new Error('client'), { code: 'P2010', meta: { driverAdapterError: adapter(code, 'postgres') } });

const codeOf = (error: unknown): string => (error instanceof StorageError ? error.code : 'as it came');

describe('what an operator is told', () => {
  it.each([
    ['SQLITE_FULL', 'disk_full'],
    ['ENOSPC', 'disk_full'],
    ['SQLITE_IOERR_WRITE', 'disk_full'],
    ['SQLITE_READONLY_DBMOVED', 'read_only'],
    ['SQLITE_CANTOPEN', 'read_only'],
    ['EACCES', 'read_only'],
    ['EROFS', 'read_only'],
    ['SQLITE_BUSY', 'locked'],
    ['SQLITE_CORRUPT_INDEX', 'corrupted'],
    ['SQLITE_NOTADB', 'corrupted'],
    ['SQLITE_CONSTRAINT_UNIQUE', 'as it came'],
  ])('of %s on SQLite: %s', (code, expected) => {
    expect(codeOf(explain(driver(code), sqlite))).toBe(expected);
    expect(codeOf(explain(adapter(code), sqlite))).toBe(expected);
  });

  it.each([
    ['28P01', 'wrong_password'],
    ['3D000', 'unknown_database'],
    ['53300', 'too_many_connections'],
    ['53100', 'disk_full'],
    ['25006', 'read_only'],
    ['57P03', 'unreachable'],
    ['08006', 'unreachable'],
    ['ECONNREFUSED', 'unreachable'],
    ['XX001', 'corrupted'],
    ['23505', 'as it came'],
  ])('of %s on PostgreSQL: %s', (code, expected) => {
    expect(codeOf(explain(driver(code), postgresql))).toBe(expected);
    expect(codeOf(explain(adapter(code, 'postgres'), postgresql))).toBe(expected);
    expect(codeOf(explain(client(code), postgresql))).toBe(expected);
  });

  it.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
    'timeout exceeded when trying to connect',
  ])('of a connection that broke, which pg says without a code: %s', message => {
    expect(codeOf(explain(new Error(message), postgresql))).toBe('unreachable');
    expect(codeOf(explain(new Error(message), sqlite))).toBe('as it came');
    expect(codeOf(explain(new Error(`a text that says: ${message}`), postgresql))).toBe('as it came');
  });

  it('names where it happened, and keeps the cause', () => {
    const cause = driver('SQLITE_FULL');
    const error = explain(cause, sqlite);
    expect(error).toMatchObject({ code: 'disk_full', cause });
    expect(String(error)).toContain('data/tour-de-table.db');
    expect(explain(error, sqlite)).toBe(error);
  });
});

it('begins again what met a conflict, and nothing else', () => {
  for (const code of ['40001', '40P01']) expect(isConflict(adapter(code, 'TransactionWriteConflict'))).toBe(true);
  expect(isConflict(driver('SQLITE_BUSY_SNAPSHOT'))).toBe(true);
  for (const error of [adapter('23505', 'UniqueConstraintViolation'), driver('SQLITE_FULL'), new Error('x'), null]) {
    expect(isConflict(error)).toBe(false);
  }
});
