/**
 * How long the staff's figures take: `node test/bench/follow-up.ts`, on SQLite and PostgreSQL, from 10,000 answers of 500
 * people to 1,000,000 of 50,000. Prints medians of five, in milliseconds. Figures are counted over one row a draft
 * (20 answers each, 1.2 drafts a person), whatever the number of answers.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openDatabase } from '#storage/open.ts';
import { figureRows } from '#storage/follow-up-figures.ts';
import { writeDraftFacts, type DraftFactOf } from '#storage/follow-up.ts';
import type { Database } from '#storage/database.ts';
import { startPostgres } from '#test/support/postgres.ts';

const NOW = '2027-03-01T10:00:00.000Z';
const SIZES = [500, 5_000, 50_000];
const ANSWERS_EACH = 20;
const RUNS = 5;
const BATCH = 2_000;

function factsOf(person: number): DraftFactOf[] {
  const drafts = person % 5 === 0 ? 2 : 1;
  return Array.from({ length: drafts }, (_, n): DraftFactOf => {
    const answers = 1 + ((person * 7 + n) % ANSWERS_EACH);
    const sent = answers > ANSWERS_EACH / 2;
    return {
      participantId: `p${String(person).padStart(6, '0')}`,
      draftId: `p${person}.${n}`,
      network: 'reseau',
      consultation: 'article69',
      axis: 1 + ((person + n) % 6),
      revision: 'r1',
      kind: 'individual',
      status: sent ? 'submitted' : 'draft',
      actor: `actor${person % 8}`,
      territory: `dep:${String(1 + (person % 95)).padStart(2, '0')}`,
      stopsAt: sent ? '' : `question${answers}`,
      given: Array.from({ length: answers }, (_one, i) => `question${i}`).join(' '),
      answers,
      texts: Math.floor(answers / 3),
      createdAt: NOW,
      updatedAt: NOW,
      submittedAt: sent ? new Date(Date.parse(NOW) + (person % 1_000) * 3_600_000).toISOString() : '',
    };
  });
}

async function seed(db: Database, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += BATCH) {
    const facts = Array.from({ length: Math.min(BATCH, to - at) }, (_, i) => factsOf(at + i)).flat();
    await db.transaction(tx => writeDraftFacts(tx, facts));
  }
  await db.execute('ANALYZE', []);
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}

async function measure(db: Database): Promise<void> {
  let seeded = 0;
  for (const people of SIZES) {
    await seed(db, seeded, people);
    seeded = people;
    const rows = figureRows(db);
    const all = await median(() => rows.of('reseau', 'article69'));
    const one = await median(() => rows.answered('reseau', 'article69', 4));
    const label = `${db.provider}, ${people * ANSWERS_EACH} answers of ${people} people`;
    console.log(`${label}: suivi ${all.toFixed(0)} ms, suivi THEME ${(all + one).toFixed(0)} ms`);
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'tdt-follow-up-'));
const server = await startPostgres();
try {
  let ids = 0;
  const options = { dataDir, now: () => NOW, newId: () => `id${(ids += 1)}` };
  const sqlite = await openDatabase({ ...options, url: null });
  await measure(sqlite);
  await sqlite.close();
  if (server === null) console.log('PostgreSQL: not measured, its server is not installed');
  else {
    const postgres = await openDatabase({ ...options, url: await server.createDatabase('follow_up') });
    await measure(postgres);
    await postgres.close();
  }
} finally {
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
