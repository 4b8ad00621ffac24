/** The hand-written floor: bare drivers, one transaction per message, the same rows and pragmas as ours. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import { numbered, SQL, type StatementName } from './floor-sql.ts';
import { BENCH_NOW, NETWORK } from './parts.ts';
import type { TurnRows } from './trace.ts';

export interface Floor {
  readonly turn: (rows: TurnRows) => Promise<void> | void;
  readonly close: () => Promise<void> | void;
}

type Run = (name: StatementName, parameters: readonly unknown[]) => unknown;

/** The statements that follow the reads, in order. */
function* writesOf(rows: TurnRows): Generator<readonly [StatementName, readonly unknown[]]> {
  const { participantId } = rows;
  if (rows.isNew) {
    yield ['participant', [participantId, NETWORK, BENCH_NOW]];
    yield ['identity', ['terminal', 'local', rows.userId, participantId, BENCH_NOW]];
    yield ['newSession', [participantId, rows.schema, rows.state, rows.wakeAt, BENCH_NOW]];
  } else yield ['updateSession', [rows.schema, rows.state, rows.wakeAt, BENCH_NOW, participantId, rows.version]];
  for (const row of rows.answers) yield ['answer', row];
  for (const { axis, consultation, contribution, version } of rows.contributions) {
    yield ['counter', [NETWORK, consultation, axis]];
    yield ['contribution', contribution];
    yield ['contributionVersion', version];
  }
  for (const row of rows.choices) yield ['choice', row];
  for (const row of rows.outbox) yield ['outbox', row];
}

/** `dataDir` holds a database already migrated by ours. */
export function openSqliteFloor(dataDir: string): Floor {
  const db = new BetterSqlite3(join(dataDir, 'tour-de-table.db'));
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'secure_delete = ON'])
    db.pragma(pragma);
  const statements = new Map(Object.entries(SQL).map(([name, sql]) => [name, db.prepare(sql)]));
  const run: Run = (name, parameters) => {
    const statement = statements.get(name);
    if (statement === undefined) throw new Error(`no statement ${name}`);
    return statement.reader ? statement.get(...parameters) : statement.run(...parameters);
  };
  const transaction = db.transaction((rows: TurnRows) => {
    run('account', ['terminal', 'local', rows.userId]);
    const session = run('session', [rows.participantId]) as { state: string } | undefined;
    if (session !== undefined) JSON.parse(session.state);
    run('inbox', ['terminal', 'local', rows.eventId, BENCH_NOW]);
    for (const [name, parameters] of writesOf(rows)) run(name, parameters);
  });
  return { turn: rows => transaction.immediate(rows), close: () => void db.close() };
}

/** A pool of `connections`; every statement is prepared by name on each. */
export function openPostgresqlFloor(url: string, connections: number): Floor {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  const texts = new Map(Object.entries(SQL).map(([name, sql]) => [name, numbered(sql)]));
  return {
    turn: async rows => {
      const client = await pool.connect();
      const run: Run = (name, parameters) =>
        client.query({ name, text: texts.get(name) ?? '', values: [...parameters] });
      try {
        await client.query('BEGIN');
        await run('account', ['terminal', 'local', rows.userId]);
        const read = (await run('session', [rows.participantId])) as pg.QueryResult<{ state: string }>;
        const [session] = read.rows;
        if (session !== undefined) JSON.parse(session.state);
        await run('inbox', ['terminal', 'local', rows.eventId, BENCH_NOW]);
        for (const [name, parameters] of writesOf(rows)) await run(name, parameters);
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}
