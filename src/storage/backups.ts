/** Every row out, and every row back: one text that both databases give and take. */
import {
  BACKUP_FORMAT,
  type BackupHead,
  type BackupStore,
  type Erasure,
  type ErasedReference,
  type Erasures,
  partsOfReference,
  type TableCounts,
} from '#usecases/ports/backups.ts';
import type { Database } from './database.ts';
import { driverFact } from './errors.ts';
import { eraseParticipants } from './erase.ts';
import { storageError } from './explain.ts';
import { LIMITS } from './limits.ts';
import { committedMigrations } from './migrate.ts';
import type { Parameter, Queryable, Row } from './sql.ts';
import { tablesOf, type TableShape } from './tables.ts';

export function createBackupStore(db: Database): BackupStore {
  return {
    dump: (head, write) => db.snapshot(on => dump(on, head, write)),
    restore: async (lines, erasures, now) => {
      const restored = await db.transaction(tx => restore(tx, db, lines, erasures, now));
      await db.scrub();
      return restored;
    },
    erasures: async () => ({
      people: (await db.query(ERASURES, [])).map(erasureOf),
      references: (await db.query(REFERENCES, [])).map(referenceOf),
    }),
    isEmpty: async () => isEmpty(db),
  };
}

const ERASURES = 'SELECT participant_id, at, reason, merged_into FROM tombstone ORDER BY participant_id';

const REFERENCES =
  'SELECT network_id, consultation, reference, at FROM erased_contribution ORDER BY network_id, consultation, reference';

function referenceOf(row: Row): ErasedReference {
  const [network = '', consultation = '', reference = '', at = ''] = row.map(String);
  return { network, consultation, reference, at };
}

function erasureOf([participantId, at, reason, mergedInto]: Row): Erasure {
  return {
    participantId: String(participantId),
    at: String(at),
    reason: String(reason),
    mergedInto: mergedInto === null || mergedInto === undefined ? null : String(mergedInto),
  };
}

/** A file's bytes among the cells of a row. */
interface Bytes {
  readonly base64: string;
}

async function dump(
  on: Queryable,
  { version, at }: Pick<BackupHead, 'version' | 'at'>,
  write: (lines: string) => Promise<void>,
): Promise<TableCounts> {
  const done = await on.query('SELECT migration_name FROM _prisma_migrations ORDER BY migration_name', []);
  const migrations = done.map(([name]) => String(name));
  const head: BackupHead = { format: BACKUP_FORMAT, version, at, provider: on.provider, migrations };
  await write(`${JSON.stringify(head)}\n`);
  const counts: Record<string, number> = {};
  for (const table of await tablesOf(on)) counts[table.name] = await dumpTable(on, table, write);
  await write(`${JSON.stringify({ end: counts })}\n`);
  return counts;
}

async function dumpTable(
  on: Queryable,
  { name, columns, key }: TableShape,
  write: (lines: string) => Promise<void>,
): Promise<number> {
  await write(`${JSON.stringify({ table: name, columns })}\n`);
  const keys = key.map(quoted).join(', ');
  const list = columns.map(quoted).join(', ');
  const at = key.map(column => columns.indexOf(column));
  // Rows of files are big: they are read one by one.
  const page = name === 'file' ? 1 : LIMITS.exportPage;
  let count = 0;
  let after: Row | null = null;
  for (;;) {
    const where: string = after === null ? '' : `WHERE (${keys}) > (${key.map(() => '?').join(', ')})`;
    const sql = `SELECT ${list} FROM ${quoted(name)} ${where} ORDER BY ${keys} LIMIT ?`;
    const rows: Row[] = await on.query(sql, [...(after ?? []), page]);
    if (rows.length > 0) await write(rows.map(row => `${JSON.stringify(row.map(cellOf))}\n`).join(''));
    count += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return count;
    after = at.map(i => last[i] ?? null);
  }
}

function cellOf(value: unknown): unknown {
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function isEmpty(on: Queryable): Promise<boolean> {
  for (const table of ['participant', 'inbox', 'contribution', 'tombstone']) {
    if ((await on.query(`SELECT 1 FROM ${table} LIMIT 1`, [])).length > 0) return false;
  }
  return true;
}

async function restore(
  tx: Queryable,
  db: Database,
  lines: AsyncIterable<string>,
  erasures: Erasures,
  now: string,
): Promise<{ counts: TableCounts; erasedAgain: number }> {
  if (!(await isEmpty(tx))) throw storageError('not_empty', db.place.where);
  const tables = new Map((await tablesOf(tx)).map(table => [table.name, table]));
  const counts: Record<string, number> = {};
  let into: { readonly table: TableShape; readonly sql: string } | null = null;
  let end: TableCounts | null = null;
  let first = true;
  for await (const line of lines) {
    const read = parsed(line, db);
    if (first) {
      checkHead(read as Partial<BackupHead>, tx, db);
      first = false;
    } else if (Array.isArray(read)) {
      if (into === null) throw storageError('bad_backup', db.place.where);
      await insert(tx, db, into.sql, read.map(parameterOf));
      counts[into.table.name] = (counts[into.table.name] ?? 0) + 1;
    } else {
      const { table, columns, end: ended } = read as { table?: string; columns?: string[]; end?: TableCounts };
      if (ended !== undefined) end = ended;
      else into = insertInto(tables, table ?? '', columns ?? [], db);
      if (into !== null && ended === undefined) {
        // What a fresh database has of its own (its first network) makes room.
        await tx.execute(`DELETE FROM ${quoted(into.table.name)}`, []);
        counts[into.table.name] = 0;
      }
    }
  }
  if (end === null || Object.entries(end).some(([name, count]) => (counts[name] ?? 0) !== count))
    throw storageError('bad_backup', db.place.where);
  await setSerials(tx, [...tables.values()]);
  const erasedAgain = await eraseAgain(tx, erasures.people, now);
  for (const erased of erasures.references) await rememberReference(tx, erased);
  return { counts, erasedAgain };
}

function parsed(line: string, db: Database): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw storageError('bad_backup', db.place.where, error);
  }
}

/** A row that the tables refuse: one that it points at is missing. */
async function insert(tx: Queryable, db: Database, sql: string, row: readonly Parameter[]): Promise<void> {
  try {
    await tx.execute(sql, row);
  } catch (error) {
    const fact = driverFact(error);
    const refused = /^(?:23|SQLITE_CONSTRAINT)/.test(fact?.code ?? '') || /Constraint/.test(fact?.kind ?? '');
    throw refused ? storageError('bad_backup', db.place.where, error) : error;
  }
}

function checkHead({ format, migrations }: Partial<BackupHead>, tx: Queryable, db: Database): void {
  if (format !== BACKUP_FORMAT || migrations === undefined) throw storageError('bad_backup', db.place.where);
  const known = new Set(committedMigrations(tx.provider).map(({ name }) => name));
  if (migrations.some(name => !known.has(name))) throw storageError('newer_backup', db.place.where);
}

function insertInto(
  tables: ReadonlyMap<string, TableShape>,
  name: string,
  columns: readonly string[],
  db: Database,
): { readonly table: TableShape; readonly sql: string } {
  const table = tables.get(name);
  if (table === undefined || columns.some(column => !table.columns.includes(column)))
    throw storageError('bad_backup', db.place.where);
  const list = columns.map(quoted).join(', ');
  return { table, sql: `INSERT INTO ${quoted(name)} (${list}) VALUES (${columns.map(() => '?').join(', ')})` };
}

function parameterOf(cell: unknown): Parameter {
  if (typeof cell === 'object' && cell !== null) return Buffer.from((cell as Bytes).base64, 'base64');
  return cell as string | number | null;
}

/** PostgreSQL goes on counting after the highest number restored; SQLite does so by itself. */
async function setSerials(tx: Queryable, tables: readonly TableShape[]): Promise<void> {
  if (tx.provider === 'sqlite') return;
  for (const { name, serial } of tables) {
    if (serial === null) continue;
    await tx.query(
      `SELECT CAST(setval(pg_get_serial_sequence('${quoted(name)}', '${serial}'),
        (SELECT coalesce(max(${quoted(serial)}), 0) + 1 FROM ${quoted(name)}), false) AS text)`,
      [],
    );
  }
}

/** Imports leave it aside, and no new contribution takes its number. */
async function rememberReference(
  tx: Queryable,
  { network, consultation, reference, at }: ErasedReference,
): Promise<void> {
  const sql = `INSERT INTO erased_contribution (network_id, consultation, reference, at) VALUES (?, ?, ?, ?)
    ON CONFLICT DO NOTHING`;
  await tx.execute(sql, [network, consultation, reference, at]);
  const parts = partsOfReference(reference);
  if (parts === null) return;
  const counted = `INSERT INTO counter (network_id, consultation, axis, value) VALUES (?, ?, ?, ?)
    ON CONFLICT (network_id, consultation, axis) DO UPDATE SET value = excluded.value
    WHERE counter.value < excluded.value`;
  await tx.execute(counted, [network, consultation, parts.axis, parts.number]);
}

/** Whoever asked to be forgotten since, and whoever became one of them before that, goes again. */
async function eraseAgain(tx: Queryable, erasures: readonly Erasure[], now: string): Promise<number> {
  const gone = new Set(erasures.filter(({ reason }) => reason === 'erased').map(({ participantId }) => participantId));
  const merged = erasures.filter(({ mergedInto }) => mergedInto !== null);
  for (let before = -1; before !== gone.size; ) {
    before = gone.size;
    for (const { participantId, mergedInto } of merged) if (gone.has(mergedInto ?? '')) gone.add(participantId);
  }
  const back: string[] = [];
  for (const id of gone) {
    if ((await tx.query('SELECT 1 FROM participant WHERE id = ?', [id])).length > 0) back.push(id);
  }
  if (back.length > 0) await eraseParticipants(tx, back, now);
  for (const { participantId, at, reason, mergedInto } of erasures) {
    const sql =
      'INSERT INTO tombstone (participant_id, at, reason, merged_into) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING';
    await tx.execute(sql, [participantId, at, reason, mergedInto]);
  }
  return back.length;
}
