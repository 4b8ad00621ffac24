/** The tables as the database itself describes them: what a backup copies, in an order that foreign keys allow. */
import type { Queryable } from './sql.ts';

export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
  /** In the order of the primary key: rows are read in it. */
  readonly key: readonly string[];
  /** The column that the database numbers by itself; null for none. */
  readonly serial: string | null;
}

/** Every table of ours, those that others point at first. */
export async function tablesOf(on: Queryable): Promise<TableShape[]> {
  const shapes = on.provider === 'sqlite' ? await sqliteTables(on) : await postgresqlTables(on);
  const parents = await parentsOf(on, shapes);
  const ordered: TableShape[] = [];
  const left = new Set(shapes.map(({ name }) => name));
  while (left.size > 0) {
    const ready = shapes.filter(
      ({ name }) => left.has(name) && (parents.get(name) ?? []).every(parent => parent === name || !left.has(parent)),
    );
    if (ready.length === 0) throw new Error('foreign keys go round in a circle');
    for (const shape of ready) left.delete(shape.name);
    ordered.push(...ready);
  }
  return ordered;
}

/** The runner's own table is the schema's, not the data's. */
const NOT_DATA = '_prisma_migrations';

async function sqliteTables(on: Queryable): Promise<TableShape[]> {
  const names = await on.query(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> ? ORDER BY name`,
    [NOT_DATA],
  );
  const shapes: TableShape[] = [];
  for (const [name] of names) {
    const columns = await on.query('SELECT name, pk, type FROM pragma_table_info(?) ORDER BY cid', [String(name)]);
    const keys = columns.filter(([, pk]) => Number(pk) > 0).toSorted((a, b) => Number(a[1]) - Number(b[1]));
    // A key of one INTEGER is the row's own number, given by SQLite.
    const serial = keys.length === 1 && keys[0]?.[2] === 'INTEGER' ? String(keys[0][0]) : null;
    shapes.push({
      name: String(name),
      columns: columns.map(([column]) => String(column)),
      key: keys.map(([column]) => String(column)),
      serial,
    });
  }
  return shapes;
}

async function postgresqlTables(on: Queryable): Promise<TableShape[]> {
  const columns = await on.query(
    `SELECT CAST(c.table_name AS text), CAST(c.column_name AS text), CAST(coalesce(c.column_default, '') AS text)
      FROM information_schema.columns c JOIN information_schema.tables t
        ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
      WHERE c.table_schema = current_schema() AND c.table_name <> ? ORDER BY c.table_name, c.ordinal_position`,
    [NOT_DATA],
  );
  const keys = await on.query(
    `SELECT CAST(k.table_name AS text), CAST(k.column_name AS text) FROM information_schema.table_constraints c
      JOIN information_schema.key_column_usage k
        ON k.constraint_schema = c.constraint_schema AND k.constraint_name = c.constraint_name
      WHERE c.table_schema = current_schema() AND c.constraint_type = 'PRIMARY KEY' ORDER BY k.table_name, k.ordinal_position`,
    [],
  );
  const keyOf = Map.groupBy(keys, ([table]) => String(table));
  return [...Map.groupBy(columns, ([table]) => String(table))].map(([name, of]) => ({
    name,
    columns: of.map(([, column]) => String(column)),
    key: (keyOf.get(name) ?? []).map(([, column]) => String(column)),
    serial:
      of.filter(([, , given]) => String(given).startsWith('nextval(')).map(([, column]) => String(column))[0] ?? null,
  }));
}

async function parentsOf(on: Queryable, shapes: readonly TableShape[]): Promise<Map<string, string[]>> {
  if (on.provider === 'sqlite') {
    const parents = new Map<string, string[]>();
    for (const { name } of shapes) {
      const rows = await on.query('SELECT DISTINCT "table" FROM pragma_foreign_key_list(?)', [name]);
      parents.set(
        name,
        rows.map(([parent]) => String(parent)),
      );
    }
    return parents;
  }
  const rows = await on.query(
    `SELECT CAST(c.conrelid::regclass AS text), CAST(c.confrelid::regclass AS text) FROM pg_catalog.pg_constraint c
      WHERE c.contype = 'f'`,
    [],
  );
  const named = rows.map(row => row.map(name => String(name).replaceAll('"', '')) as [string, string]);
  return new Map(
    [...Map.groupBy(named, ([table]) => table)].map(([table, of]) => [table, of.map(([, parent]) => parent)]),
  );
}
