/** Hand-written SQL that reads alike on both databases: `?` for parameters, and rows handed over as one relation. */
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
  /** `forRows` of this database. */
  readonly each: (
    types: Types,
    rows: readonly Row[],
    sql: (v: string) => string,
    before: readonly Parameter[],
  ) => Promise<Row[]>;
}

/** `text` or `int`, one a column. */
export type Types = readonly ('text' | 'int')[];

/**
 * Runs a statement for all the rows, which it sees as a relation named `v` (after FROM or JOIN) with the columns
 * `v.column1`, `v.column2`… `before`: the parameters that stand before it. Returns what it returns.
 *
 * Its text never changes with the number of rows, so that it is prepared once: PostgreSQL is handed one array a column,
 * and SQLite, to which a call costs nothing, runs it once a row. Use `CROSS JOIN` and `WHERE` to join it: SQLite then
 * begins with `v`, whatever it thinks of the other table.
 */
export function forRows(
  on: Queryable,
  types: Types,
  rows: readonly Row[],
  sql: (v: string) => string,
  before: readonly Parameter[] = [],
): Promise<Row[]> {
  return rows.length === 0 ? Promise.resolve([]) : on.each(types, rows, sql, before);
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

/** Holds the rows as they are read, so that nobody deletes them meanwhile. SQLite's one writer has them all already. */
export function forShare(provider: Provider, of: string): string {
  return provider === 'postgresql' ? `FOR SHARE OF ${of}` : '';
}

/** Takes the rows' locks as they are read. SQLite's one writer has them all already. */
export function forUpdate(provider: Provider, of: string): string {
  return provider === 'postgresql' ? `FOR UPDATE OF ${of}` : '';
}

/** The same, for whoever would rather skip what is taken. */
export function forUpdateSkipLocked(provider: Provider, of: string): string {
  return provider === 'postgresql' ? `FOR UPDATE OF ${of} SKIP LOCKED` : '';
}
