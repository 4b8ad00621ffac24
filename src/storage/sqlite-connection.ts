/**
 * One connection to SQLite, with its statements prepared once.
 *
 * Straight on better-sqlite3: Prisma's adapter prepares every statement anew and leaves it to the garbage collector,
 * which sees none of the memory that SQLite holds for it (200 MB after a few thousand turns, seen).
 */
import BetterSqlite3 from 'better-sqlite3';
import { LIMITS } from './limits.ts';
import type { Parameter, Queryable, Row, Types } from './sql.ts';

type Statement = BetterSqlite3.Statement;

export interface SqliteConnection extends Queryable {
  readonly close: () => void;
}

/** `pragmas` are for the caller to run. Throws a `SqliteError`. */
export function openConnection(file: string): SqliteConnection {
  const database = new BetterSqlite3(file, { timeout: LIMITS.sqliteBusyMs });
  const prepare = preparer(database);
  return {
    provider: 'sqlite',
    // Synchronous inside: `async` makes a throw a rejection.
    query: async (sql, parameters) => rowsOf(prepare(sql), parameters),
    execute: async (sql, parameters) => prepare(sql).run(...parameters).changes,
    each: async (types, rows, sql, before) => {
      const prepared = prepare(sql(relation(types)));
      if (rows.length === 1) return rowsOf(prepared, [...before, ...(rows[0] ?? [])]);
      const out: Row[] = [];
      for (const row of rows) for (const returned of rowsOf(prepared, [...before, ...row])) out.push(returned);
      return out;
    },
    close: () => {
      database.close();
    },
  };
}

function relation(types: Types): string {
  return `(SELECT ${types.map((_, i) => `? AS column${i + 1}`).join(', ')}) AS v`;
}

function rowsOf(prepared: Statement, parameters: readonly Parameter[]): Row[] {
  if (prepared.reader) return prepared.all(...parameters) as Row[];
  prepared.run(...parameters);
  return [];
}

/** Prepared statements by their text, those not used for the longest dropped first. */
function preparer(database: BetterSqlite3.Database): (sql: string) => Statement {
  const statements = new Map<string, Statement>();
  return sql => {
    let prepared = statements.get(sql);
    if (prepared === undefined) {
      prepared = database.prepare(sql);
      if (prepared.reader) prepared.raw(true);
    } else {
      statements.delete(sql);
    }
    statements.set(sql, prepared);
    for (const [oldest] of statements) {
      if (statements.size <= LIMITS.preparedStatements) break;
      statements.delete(oldest);
    }
    return prepared;
  };
}
