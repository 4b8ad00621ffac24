/**
 * Durable turns per second, beside a floor written by hand: `node test/storage/measure.ts [sessions stored]`.
 *
 * The floor is better-sqlite3 (or pg) with prepared statements, one transaction per message, and the same rows: inbox,
 * session read and written, answer, outbox. Not a test: what it prints depends on the disk.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, storesOn } from '#storage/open.ts';
import { startPostgres } from '#test/support/postgres.ts';
import Database from 'better-sqlite3';
import pg from 'pg';
import { after, event, NOW, noting, PLATFORM, WORKSPACE } from './sample.ts';

const PEOPLE = 1_000;
const SECONDS = 2;
const stored = Number(process.argv[2] ?? 0);
const state = JSON.stringify({ padding: 'x'.repeat(1_200) });
const messageJson = JSON.stringify({ padding: 'x'.repeat(450) });

let ids = 0;
const newId = (): string => `id${++ids}`;

async function measure(label: string, seconds: number, once: (n: number) => Promise<number>): Promise<void> {
  const times: number[] = [];
  let turns = 0;
  const start = performance.now();
  const cpu = process.cpuUsage();
  for (let n = 0; performance.now() - start < seconds * 1_000; n += 1) {
    const from = performance.now();
    turns += await once(n);
    times.push(performance.now() - from);
  }
  const { user, system } = process.cpuUsage(cpu);
  const rate = Math.round(turns / ((performance.now() - start) / 1_000));
  times.sort((a, b) => a - b);
  const at = (q: number): string => (times[Math.floor(times.length * q)] ?? 0).toFixed(2);
  console.log(
    `${label.padEnd(44)} ${String(rate).padStart(6)} turns/s   p50 ${at(0.5)} ms   p99 ${at(0.99)} ms   cpu ${Math.round((user + system) / turns)} µs/turn`,
  );
}

async function ours(url: string | null, dataDir: string): Promise<void> {
  const options = { url, dataDir, now: () => NOW, newId };
  const db = await openDatabase(options);
  const stores = storesOn(db, options);
  const network = await stores.networks.ensureDefault(NOW);
  await stores.networks.attach(PLATFORM, WORKSPACE, network, NOW);
  for (let at = 0; at < stored; at += 200) {
    await stores.turns.runGroup(
      Array.from({ length: 200 }, (_, i) => event(`old${at + i}`, `old${at + i}`)),
      noting(),
    );
    await db.execute('DELETE FROM outbox', []);
  }
  const said = new Map<string, number>();
  const decide = noting();
  const group = async (n: number, size: number): Promise<number> => {
    const inputs = Array.from({ length: size }, (_, i) => {
      const user = `u${(n * size + i) % PEOPLE}`;
      const times = said.get(user) ?? 0;
      said.set(user, times + 1);
      return event(user, `${user}-${times}`, { at: after(times) });
    });
    const { outcomes } = await stores.turns.runGroup(inputs, decide);
    const failed = outcomes.find(outcome => outcome.kind === 'failed');
    if (failed?.kind === 'failed') throw failed.error;
    return size;
  };
  // Everybody says hello first.
  for (let n = 0; n < PEOPLE / 50; n += 1) await group(n, 50);
  for (const size of [1, 5, 20, 50, 100]) {
    await measure(`${db.provider}: groups of ${size}`, SECONDS, n => group(n, size));
    await db.execute('DELETE FROM outbox', []);
    await db.execute('DELETE FROM answer', []);
  }
  if (db.provider === 'postgresql') {
    let n = 0;
    await measure(`${db.provider}: 4 groups of 13 at once`, SECONDS, async () => {
      const done = await Promise.all(Array.from({ length: 4 }, () => group(n++, 13)));
      return done.reduce((a, b) => a + b, 0);
    });
  }
  const now = after(1);
  await measure(`${db.provider}: outbox, claim and mark 50`, 1, async () => {
    const rows = await stores.outbox.claimHeads(now, 'me', 1_000, 50, [PLATFORM]);
    await stores.outbox.markSent(
      rows.map(row => ({ id: row.message.id, fence: row.fence, ref: row.message.id })),
      now,
    );
    return rows.length;
  });
  await stores.close();
}

const SQL = {
  inbox: 'INSERT INTO inbox VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  read: 'SELECT version, state FROM session WHERE participant_id = ?',
  write: 'UPDATE session SET version = version + 1, state = ?, wake_at = ? WHERE participant_id = ? AND version = ?',
  answer: `INSERT INTO answer VALUES (?, ?, ?, 4, ?, ?, ?) ON CONFLICT (participant_id, draft_id, question) DO UPDATE SET value = excluded.value`,
  outbox: `INSERT INTO outbox (id, conversation, rank, participant_id, platform, attempts, not_before, fence, created_at, message)
    VALUES (?, ?, ?, ?, ?, 0, ?, 0, ?, ?)`,
};
const person = (n: number): string => `p${n % PEOPLE}`;
const answerArgs = (n: number): string[] => [person(n), 'd1', `q${n}`, '{"kind":"text","text":"hello"}', '[]', NOW];
const outboxArgs = (n: number): (string | number)[] => [
  `m${n}`,
  person(n),
  n,
  person(n),
  PLATFORM,
  NOW,
  NOW,
  messageJson,
];

async function sqliteFloor(dataDir: string): Promise<void> {
  const options = { url: null, dataDir, now: () => NOW, newId };
  const db = await openDatabase(options);
  const stores = storesOn(db, options);
  await stores.networks.ensureDefault(NOW);
  await seed(db);
  await stores.close();
  const raw = new Database(join(dataDir, 'tour-de-table.db'));
  raw.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;',
  );
  const inbox = raw.prepare(SQL.inbox);
  const read = raw.prepare<[string], { version: number }>(SQL.read);
  const write = raw.prepare(SQL.write);
  const answer = raw.prepare(SQL.answer);
  const outbox = raw.prepare(SQL.outbox);
  const turn = raw.transaction((n: number) => {
    inbox.run(PLATFORM, WORKSPACE, `e${n}`, NOW);
    const version = read.get(person(n))?.version;
    answer.run(...answerArgs(n));
    outbox.run(...outboxArgs(n));
    write.run(state, null, person(n), version);
  });
  await measure('sqlite: floor, one transaction per message', SECONDS, n => {
    turn.immediate(n);
    return Promise.resolve(1);
  });
  raw.close();
}

async function seed(db: Awaited<ReturnType<typeof openDatabase>>): Promise<void> {
  const [row] = await db.query('SELECT id FROM network', []);
  for (let n = 0; n < PEOPLE; n += 1) {
    await db.execute('INSERT INTO participant VALUES (?, ?, ?)', [person(n), row?.[0] ?? '', NOW]);
    await db.execute('INSERT INTO session VALUES (?, 1, 1, ?, NULL, ?)', [person(n), state, NOW]);
  }
}

async function postgresFloor(url: string, callers: number): Promise<void> {
  const options = { url, dataDir: '', now: () => NOW, newId };
  const db = await openDatabase(options);
  const stores = storesOn(db, options);
  await stores.networks.ensureDefault(NOW);
  await seed(db);
  await stores.close();
  const pool = new pg.Pool({ connectionString: url, max: Math.min(callers, 20) });
  let n = 0;
  const dollar = (sql: string): string => {
    let i = 0;
    return sql.replace(/\?/g, () => `$${++i}`);
  };
  const named = Object.fromEntries(
    Object.entries(SQL).map(([name, sql]) => [name, { name, text: dollar(sql) }]),
  ) as Record<keyof typeof SQL, { name: string; text: string }>;
  const turn = async (): Promise<void> => {
    const k = n++;
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query({ ...named.inbox, values: [PLATFORM, WORKSPACE, `e${k}`, NOW] });
    const { rows } = await client.query<{ version: number }>({ ...named.read, values: [person(k)] });
    await client.query({ ...named.answer, values: answerArgs(k) });
    await client.query({ ...named.outbox, values: outboxArgs(k) });
    await client.query({ ...named.write, values: [state, null, person(k), rows[0]?.version] });
    await client.query('COMMIT');
    client.release();
  };
  await measure(`postgresql: floor, ${callers} at once`, SECONDS, async () => {
    await Promise.all(Array.from({ length: callers }, turn));
    return callers;
  });
  await pool.end();
}

const folder = mkdtempSync(join(tmpdir(), 'tdt-measure-'));
const server = await startPostgres({ durable: true });
try {
  await sqliteFloor(join(folder, 'floor'));
  await ours(null, join(folder, 'ours'));
  if (server !== null) {
    await postgresFloor(await server.createDatabase(), 1);
    await postgresFloor(await server.createDatabase(), 50);
    await ours(await server.createDatabase(), folder);
  }
} finally {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}
