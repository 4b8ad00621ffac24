/**
 * A database as plain data in which two runs of the same conversations are the same: ids that chance gave are replaced
 * by what they name, and what counts attempts is left out.
 */
import type { Database } from '#storage/database.ts';
import type { Row } from '#storage/sql.ts';

/** Columns that tell how it went rather than what is kept. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  // One more a transaction: it depends on who came together.
  session: ['version'],
  choice_record: ['id'],
  // When the platform answered.
  delivered_question: ['at'],
};
const LEFT_OUT_TABLES = new Set(['_prisma_migrations', 'axis_revision', 'test_journal']);

/** `table: row` of every row, sorted; rows as `column=value`. */
export async function snapshot(db: Database): Promise<string[]> {
  const names = await namesOf(db);
  const lines: string[] = [];
  for (const table of await tablesOf(db)) {
    if (LEFT_OUT_TABLES.has(table)) continue;
    const columns = await columnsOf(db, table);
    const kept = columns.flatMap((column, i) => (LEFT_OUT[table]?.includes(column) === true ? [] : [{ column, i }]));
    for (const row of await db.query(`SELECT * FROM "${table}"`, [])) {
      const line = kept.map(({ column, i }) => `${column}=${String(row[i])}`).join(' | ');
      lines.push(`${table}: ${rename(line, names)}`);
    }
  }
  return lines.toSorted();
}

/** Empties every table that holds data. */
export async function emptyAll(db: Database): Promise<void> {
  const tables = (await tablesOf(db)).filter(table => table !== '_prisma_migrations').map(table => `"${table}"`);
  await db.withoutForeignKeys(() =>
    db.transaction(async tx => {
      // A superuser's way to delete in any order; TRUNCATE takes as long as the test itself.
      if (db.provider === 'postgresql') await tx.execute('SET LOCAL session_replication_role = replica', []);
      for (const table of tables) await tx.execute(`DELETE FROM ${table}`, []);
    }),
  );
}

/** What stands for each id made by chance: people by their account, messages by their place in the conversation. */
async function namesOf(db: Database): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const [id, platform, user] of await query(db, 'SELECT participant_id, platform, user_id FROM identity'))
    names.set(String(id), `<${String(platform)}/${String(user)}>`);
  for (const [id] of await query(db, 'SELECT participant_id FROM tombstone')) names.set(String(id), '<gone>');
  for (const [id, conversation, rank] of await query(db, 'SELECT id, conversation, rank FROM test_journal'))
    names.set(String(id), `<${names.get(String(conversation)) ?? '?'} says ${String(rank)}>`);
  return names;
}

const ID = /[0-9A-HJKMNP-TV-Z]{24}/g;

function rename(line: string, names: ReadonlyMap<string, string>): string {
  return line.replace(ID, id => names.get(id) ?? id);
}

async function tablesOf(db: Database): Promise<string[]> {
  const sql =
    db.provider === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
      : "SELECT CAST(tablename AS text) FROM pg_catalog.pg_tables WHERE schemaname = 'public' ORDER BY tablename";
  return (await query(db, sql)).map(([name]) => String(name));
}

async function columnsOf(db: Database, table: string): Promise<string[]> {
  const sql =
    db.provider === 'sqlite'
      ? 'SELECT name FROM pragma_table_info(?) ORDER BY cid'
      : `SELECT CAST(column_name AS text) FROM information_schema.columns
          WHERE table_schema = 'public' AND table_name = ? ORDER BY ordinal_position`;
  return (await db.query(sql, [table])).map(([name]) => String(name));
}

function query(db: Database, sql: string): Promise<readonly Row[]> {
  return db.query(sql, []);
}
