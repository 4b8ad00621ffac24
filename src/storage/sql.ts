/** Hand-written SQL that reads alike on both databases: `?` for parameters, and rows handed over as one relation. */
import { LIMITS } from './limits.ts';

export type Provider = 'sqlite' | 'postgresql';
export type Value = string | number | null;
export type Row = readonly Value[];
/** A parameter: a value, or on PostgreSQL a whole column of them. */
export type Parameter = Value | Uint8Array | readonly Value[];

/** What a statement can be run on: a transaction, or the database itself for a read. */
export interface Queryable {
  readonly provider: Provider;
  /** Rows as arrays, in the order of the selected columns. */
  readonly query: (sql: string, parameters: readonly Parameter[]) => Promise<Row[]>;
  /** How many rows were changed. */
  readonly execute: (sql: string, parameters: readonly Parameter[]) => Promise<number>;
}

/** `text` or `int`, one a column. */
export type Types = readonly ('text' | 'int')[];

export interface Relation {
  /** Stands after FROM or JOIN; its columns are `v.column1`, `v.column2`… */
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/**
 * Rows as a relation named `v`. PostgreSQL gets one array a column, so that the statement's text never changes with
 * the number of rows and is planned once; SQLite, which has no arrays, gets VALUES.
 */
export function relation(provider: Provider, types: Types, rows: readonly Row[]): Relation {
  if (provider === 'postgresql') {
    const columns = types.map((_, i) => rows.map(row => row[i] ?? null));
    const names = types.map((_, i) => `column${i + 1}`).join(', ');
    const arrays = types.map(type => (type === 'int' ? '?::int[]' : '?::text[]')).join(', ');
    return { sql: `unnest(${arrays}) AS v(${names})`, parameters: columns };
  }
  const row = `(${types.map(() => '?').join(',')})`;
  return { sql: `(VALUES ${rows.map(() => row).join(',')}) AS v`, parameters: rows.flat() };
}

/** Runs a statement for all the rows, in as many pieces as SQLite's limit of parameters asks for. */
export async function forRows(
  on: Queryable,
  types: Types,
  rows: readonly Row[],
  sql: (v: string) => string,
  before: readonly Parameter[] = [],
): Promise<Row[]> {
  const out: Row[] = [];
  const size =
    on.provider === 'sqlite'
      ? Math.floor((LIMITS.sqliteParameters - before.length) / types.length)
      : LIMITS.sqliteParameters;
  for (let at = 0; at < rows.length; at += size) {
    const v = relation(on.provider, types, rows.length > size ? rows.slice(at, at + size) : rows);
    for (const row of await on.query(sql(v.sql), [...before, ...v.parameters])) out.push(row);
  }
  return out;
}

/**
 * INSERT of many rows, in their order (the order in which their locks are taken). `onConflict` and `returning` are
 * whole clauses.
 */
export function insertRows(
  on: Queryable,
  table: string,
  columns: readonly string[],
  types: Types,
  rows: readonly Row[],
  onConflict = '',
  returning = '',
): Promise<Row[]> {
  const list = columns.map((_, i) => `v.column${i + 1}`).join(', ');
  // SQLite needs WHERE to tell ON CONFLICT from a join's ON.
  return forRows(
    on,
    types,
    rows,
    v => `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${list} FROM ${v} WHERE true ${onConflict} ${returning}`,
  );
}

/** `?` → `$1`, `$2`… None of our statements holds a `?` of its own. */
export function numbered(sql: string): string {
  let n = 0;
  return sql.replace(/\?/g, () => `$${++n}`);
}

/** Takes the rows' locks as they are read. SQLite's one writer has them all already. */
export function forUpdate(provider: Provider, of: string): string {
  return provider === 'postgresql' ? `FOR UPDATE OF ${of}` : '';
}

/** The same, for whoever would rather skip what is taken. */
export function forUpdateSkipLocked(provider: Provider, of: string): string {
  return provider === 'postgresql' ? `FOR UPDATE OF ${of} SKIP LOCKED` : '';
}
