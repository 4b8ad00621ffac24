/** `npm run soak -- --only upgrade`: from a former version to the present one while a crowd talks. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Row } from '#cli/replay/rows.ts';
import { sharedDatabaseAt } from '../support/replica/database.ts';
import { upgradeRun } from '../support/replica/upgrade-run.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Replicas on PostgreSQL, replaced one by one. */
const REPLICAS = 2;
const AT_ONCE = 40;

/** Run in the former version's folder: its own code reads the consultation, and makes the database with its journal. */
const PREPARE = `
  import { writeFileSync } from 'node:fs';
  import { readConsultation } from './test/contract/application.ts';
  import { createSharedDatabase } from './test/support/replica/database.ts';
  const [server, file] = process.argv.slice(1);
  writeFileSync(file, JSON.stringify(await readConsultation('consultations/article69')));
  const { url, dataDir } = await createSharedDatabase(server === '-' ? null : server);
  console.log(JSON.stringify({ url, dataDir }));
`;

export interface UpgradeSoakOptions {
  /** The former version; undefined for `formerVersion()`. */
  readonly from: string | undefined;
  /** A PostgreSQL server; null for none. */
  readonly server: string | null;
  readonly minutes: number;
  readonly seed: number;
  readonly rows: readonly Row[];
}

/** On PostgreSQL, then on SQLite. Returns how many problems there were. */
export async function upgradeSoak({ from, server, minutes, seed, rows }: UpgradeSoakOptions): Promise<number> {
  const commit = git('rev-parse', '--short=12', `${from ?? formerVersion()}^{commit}`);
  const former = installed(commit);
  let failures = 0;
  const places = [
    ...(server === null ? [] : [['PostgreSQL', server, REPLICAS] as const]),
    ['SQLite', null, 1] as const,
  ];
  for (const [name, on, replicas] of places) {
    const folder = mkdtempSync(join(tmpdir(), 'tdt-upgrade-run-'));
    const formerConsultation = join(folder, 'consultation.json');
    const args = ['--input-type=module', '-e', PREPARE, on ?? '-', formerConsultation];
    const made = execFileSync(process.execPath, args, { cwd: former, encoding: 'utf8' });
    const { url, dataDir } = JSON.parse(made) as { url: string | null; dataDir: string };
    const database = sharedDatabaseAt(on, url, dataDir);
    // Before the roll, a step for each replica, after it; on both databases.
    const stepMs = (minutes * 60_000) / places.length / (replicas + 2);
    try {
      const run = { database, former, formerConsultation, replicas, rows, seed, atOnce: AT_ONCE, stepMs };
      const { problems, ...figures } = await upgradeRun(run);
      console.log(`upgrade from ${commit}, ${name}, seed ${seed}: ${JSON.stringify(figures)}`);
      for (const problem of problems) console.error(`  ${problem}`);
      // Whichever version: what one logs here is what the other did to it.
      failures += problems.length + Object.keys(figures.errors).length;
    } catch (error) {
      failures += 1;
      console.error(`upgrade from ${commit}, ${name}, seed ${seed}:`, error);
    } finally {
      await database.end();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return failures;
}

/** The last tag; without any, the commit before the last one that added a migration. */
function formerVersion(): string {
  const tags = git('tag', '--merged', 'HEAD', '--sort=-creatordate').split('\n');
  if (tags[0] !== undefined && tags[0] !== '') return tags[0];
  return `${git('log', '-1', '--format=%H', '--diff-filter=A', '--', 'prisma/migrations')}^`;
}

/** That commit's files with its own dependencies, in a temporary folder that the next run finds again. */
function installed(commit: string): string {
  const folder = join(tmpdir(), `tdt-upgrade-${commit}`);
  if (existsSync(folder)) return folder;
  const unfinished = mkdtempSync(`${folder}-`);
  execFileSync('sh', ['-c', 'git archive "$1" | tar -x -C "$2"', 'sh', commit, unfinished], { cwd: ROOT });
  for (const args of [
    ['ci', '--no-audit', '--no-fund'],
    ['run', 'generate'],
  ])
    execFileSync('npm', args, { cwd: unfinished, stdio: ['ignore', 'ignore', 'inherit'] });
  renameSync(unfinished, folder);
  return folder;
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
}
