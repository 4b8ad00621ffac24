/** Memory of one process with 100,000 stored sessions and 1,000 people talking, 50 at a time. Run by `process-figures.ts`,
 * twice: `memory.ts FOLDER store`, then `memory.ts FOLDER talk`. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { openEngine } from './engine.ts';
import { drive } from './measure.ts';
import { BENCH_NOW, NETWORK } from './parts.ts';
import { NINE_MESSAGES } from './script.ts';
import { SQL } from './floor-sql.ts';
import { traceOf } from './trace.ts';

const STORED = 100_000;
const TALKING = 1_000;

const [dataDir = '', task] = process.argv.slice(2);
const engine = await openEngine(null, 1, dataDir);
if (task === 'store') {
  store(dataDir);
} else {
  const before = process.memoryUsage().rss;
  const { seconds } = await drive({ people: TALKING, messages: NINE_MESSAGES.length, atOnce: 50 }, (person, n) =>
    engine.turn(STORED + person, n, NINE_MESSAGES[n] ?? ''),
  );
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${mb(process.memoryUsage().rss)} MB after ${TALKING} people talked with ${STORED} stored sessions (${mb(before)} MB before, peak ${Math.round(peak)} MB; ${Math.round((TALKING * NINE_MESSAGES.length) / seconds)} turns/s)`,
  );
}
await engine.close();

function mb(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

/** Sessions as nine messages leave them, written in bulk. */
function store(folder: string): void {
  const rows = traceOf(1, NINE_MESSAGES)[0]?.at(-1);
  if (rows === undefined) throw new Error('an empty trace');
  const db = new BetterSqlite3(join(folder, 'tour-de-table.db'));
  const [participant, identity, session] = [
    db.prepare(SQL.participant),
    db.prepare(SQL.identity),
    db.prepare(SQL.newSession),
  ];
  db.transaction(() => {
    for (let person = 0; person < STORED; person += 1) {
      const id = `s${person}`;
      participant.run(id, NETWORK, BENCH_NOW);
      identity.run('terminal', 'local', `u${person}`, id, BENCH_NOW);
      session.run(id, rows.schema, rows.state.replaceAll(rows.participantId, id), null, BENCH_NOW);
    }
  })();
  db.close();
}
