/**
 * The truth about the outbox: a table that the database itself writes to, in the transaction of each turn, so that what
 * people saw can be compared with all that was ever durable. Rows go from the outbox once sent; here they stay.
 */
import type { Database } from '#storage/database.ts';

const STATEMENTS: Readonly<Record<Database['provider'], readonly string[]>> = {
  sqlite: [
    'CREATE TABLE test_journal (id TEXT NOT NULL, conversation TEXT NOT NULL, rank INTEGER NOT NULL)',
    `CREATE TRIGGER test_journal_insert AFTER INSERT ON outbox
      BEGIN INSERT INTO test_journal VALUES (new.id, new.conversation, new.rank); END`,
  ],
  postgresql: [
    'CREATE TABLE test_journal (id TEXT NOT NULL, conversation TEXT COLLATE "C" NOT NULL, rank INTEGER NOT NULL)',
    `CREATE FUNCTION test_journal() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO test_journal VALUES (new.id, new.conversation, new.rank); RETURN NULL; END $$`,
    'CREATE TRIGGER test_journal_insert AFTER INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION test_journal()',
  ],
};

export async function keepJournal(db: Database): Promise<void> {
  for (const statement of STATEMENTS[db.provider]) await db.execute(statement, []);
}

/** Ids of all messages ever made durable, by conversation, in their order. Throws where two have the same rank. */
export async function readJournal(db: Database): Promise<Map<string, string[]>> {
  const rows = await db.query('SELECT conversation, rank, id FROM test_journal ORDER BY conversation, rank', []);
  const of = new Map<string, string[]>();
  for (const [conversation, rank, id] of rows) {
    const ids = of.get(String(conversation)) ?? [];
    if (Number(rank) !== ids.length)
      throw new Error(`rank ${String(rank)} follows ${ids.length - 1} in ${String(conversation)}`);
    ids.push(String(id));
    of.set(String(conversation), ids);
  }
  return of;
}
