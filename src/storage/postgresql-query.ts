/** Our statements as PostgreSQL wants them, through Prisma's adapter. */
import type { SqlQuery, SqlQueryable } from './adapter-types.ts';
import type { Parameter, Queryable, Row, Types } from './sql.ts';

export function postgresqlQueryable(target: SqlQueryable): Queryable {
  // The adapter gives numbers, strings, bytes and null; what our statements select is of these.
  const query: Queryable['query'] = async (sql, parameters) =>
    (await target.queryRaw(statement(sql, parameters))).rows as unknown as Row[];
  return {
    provider: 'postgresql',
    query,
    execute: (sql, parameters) => target.executeRaw(statement(sql, parameters)),
    each: (types, rows, sql, before) => query(sql(relation(types)), [...before, ...columnsOf(types, rows)]),
  };
}

export function statement(sql: string, parameters: readonly Parameter[]): SqlQuery {
  return {
    sql: numbered(sql),
    args: [...parameters],
    argTypes: parameters.map(p => ({ scalarType: 'unknown', arity: Array.isArray(p) ? 'list' : 'scalar' })),
  };
}

function relation(types: Types): string {
  const names = types.map((_, i) => `column${i + 1}`).join(', ');
  return `unnest(${types.map(type => (type === 'int' ? '?::int[]' : '?::text[]')).join(', ')}) AS v(${names})`;
}

function columnsOf(types: Types, rows: readonly Row[]): Parameter[] {
  return types.map((_, i) => rows.map(row => row[i] ?? null));
}

/** `?` → `$1`, `$2`… None of our statements holds a `?` of its own. */
function numbered(sql: string): string {
  let n = 0;
  return sql.replace(/\?/g, () => `$${++n}`);
}
