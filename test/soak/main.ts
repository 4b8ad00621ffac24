/**
 * `npm run soak`: what is too long for every run. Kills by the hundreds on each database, then two and three replicas on
 * PostgreSQL killed at random, then an upgrade from a former version under load, then thousands of redeliveries, then
 * kills amid encrypted conversations on a real Matrix server. Seeds are printed; by hand, for as long as asked.
 *
 *   npm run soak -- [--kills 500] [--minutes 5] [--seed N] [--from REF]
 *     [--only kills|replicas|campaigns|upgrade|redelivery|matrix]
 *
 * `--from`: the version to upgrade from; by default the last tag, else the commit before the last migration.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPostgres } from '../support/postgres.ts';
import { readAnswers } from '../support/replica/answers.ts';
import { campaignRun } from '../support/replica/campaign-run.ts';
import { createSharedDatabase } from '../support/replica/database.ts';
import { killRun, type KillRunOptions, printReport } from '../support/replica/kill-run.ts';
import { seedOfRun } from '../support/replica/random.ts';
import { matrixSoak } from './matrix.ts';
import { upgradeSoak } from './upgrade.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string' },
    only: { type: 'string' },
    from: { type: 'string' },
  },
});
const firstSeed = values.seed === undefined ? seedOfRun() : Number(values.seed);
/** Conversations of three people whose events are delivered again and again. */
const REDELIVERY_RUNS = 300;
/** Kills on Matrix, at most: each costs about five seconds. */
const MATRIX_KILLS = 100;

/** Virtual time per real time while replicas are killed: one that dies holds a conversation for seconds, not for minutes. */
const REPLICAS_SPEED = 20;

/** People whom each round of a campaign reaches. */
const CAMPAIGN_PEOPLE = 400;

type Rest = Omit<KillRunOptions, 'database' | 'rows' | 'seed'>;

const postgres = await startPostgres();
if (postgres === null) console.log('SKIPPED: everything on PostgreSQL (no initdb on this machine).');
const { rows, source } = await readAnswers(20_000);
console.log(`seed ${firstSeed} (--seed), ${source}`);
let failures = 0;

async function soak(name: string, server: string | null, seed: number, rest: Rest): Promise<void> {
  const database = await createSharedDatabase(server);
  try {
    const report = await killRun({ ...rest, database, rows, seed });
    console.log(printReport(name, seed, report));
    for (const problem of report.problems) console.error(`  ${problem}`);
    failures += report.problems.length;
  } catch (error) {
    failures += 1;
    console.error(`${name}, seed ${seed}:`, error);
  } finally {
    await database.end();
  }
}

/** As many runs as that many kills take: people come and go, databases begin anew. */
async function kills(): Promise<void> {
  const most = Number(values.kills);
  const each = 100;
  for (const [name, server] of [['SQLite', null] as const, ['PostgreSQL', postgres?.url] as const]) {
    if (server === undefined) continue;
    for (let done = 0; done < most; done += each) {
      const now = Math.min(each, most - done);
      await soak(name, server, firstSeed + done, { kills: now, replicas: 1, longestLifeMs: 900, atOnce: 40 });
    }
  }
}

async function replicas(): Promise<void> {
  if (postgres === null) return;
  const runMs = (Number(values.minutes) * 60_000) / 2;
  for (const count of [2, 3]) {
    const rest = {
      kills: Number.POSITIVE_INFINITY,
      longestLifeMs: 3_000,
      atOnce: 40,
      until: Date.now() + runMs,
      speed: REPLICAS_SPEED,
    };
    await soak(`PostgreSQL, ${count} replicas`, postgres.url, firstSeed, { ...rest, replicas: count });
  }
}

/** Half of the time with two replicas, half with three: each reminder is sent once, none is lost. */
async function campaigns(): Promise<void> {
  if (postgres === null) return;
  const runMs = (Number(values.minutes) * 60_000) / 2;
  for (const count of [2, 3]) {
    const database = await createSharedDatabase(postgres.url);
    try {
      const common = { database, seed: firstSeed, people: CAMPAIGN_PEOPLE, longestLifeMs: 6_000 };
      const report = await campaignRun({ ...common, replicas: count, until: Date.now() + runMs });
      const { problems, ...figures } = report;
      console.log(`campaigns, ${count} replicas, seed ${firstSeed}: ${JSON.stringify(figures)}`);
      for (const problem of problems) console.error(`  ${problem}`);
      failures += problems.length;
    } catch (error) {
      failures += 1;
      console.error(`campaigns, ${count} replicas, seed ${firstSeed}:`, error);
    } finally {
      await database.end();
    }
  }
}

async function upgrade(): Promise<void> {
  const options = { from: values.from, server: postgres?.url ?? null, minutes: Number(values.minutes) };
  failures += await upgradeSoak({ ...options, seed: firstSeed, rows });
}

function redelivery(): void {
  const files = ['sqlite', 'postgresql'].map(name => `test/storage/delivery-redelivery-${name}.test.ts`);
  const args = ['vitest', 'run', '--project', 'storage', '--testTimeout', '3600000', ...files];
  const env = { ...process.env, TDT_TEST_RUNS: String(REDELIVERY_RUNS) };
  if (spawnSync('npx', args, { cwd: ROOT, stdio: 'inherit', env }).status !== 0) failures += 1;
}

async function matrix(): Promise<void> {
  failures += await matrixSoak(Math.min(Number(values.kills), MATRIX_KILLS), firstSeed);
}

const parts: Readonly<Record<string, () => void | Promise<void>>> = {
  kills,
  replicas,
  campaigns,
  upgrade,
  redelivery,
  matrix,
};
try {
  for (const [name, part] of Object.entries(parts)) if (values.only === undefined || values.only === name) await part();
} finally {
  await postgres?.stop();
}
console.log(failures === 0 ? 'Nothing was lost.' : `${failures} problems.`);
process.exitCode = failures === 0 ? 0 : 1;
