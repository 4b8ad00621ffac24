/**
 * `node test/bench/data.ts ANSWERS…`: a database of so many answers, exported, saved and restored by the commands that the
 * operator types; seconds, and the most memory that the process held (MB of RSS). SQLite, or PostgreSQL by DATABASE_URL
 * (an empty database).
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores } from '#storage/index.ts';
import { BODY_SCHEMA } from '#usecases/contribution-body.ts';
import { createIds } from '#usecases/entropy.ts';
import type { ImportedContribution } from '#usecases/ports/imports.ts';
import { systemEntropy } from '#worker/index.ts';
import { NODE_FLAGS } from './node-flags.ts';

const ANSWERS_EACH = 8;
const BATCH = 1_000;
const NOW = '2027-02-10T09:00:00.000Z';
const TEXT = 'il faudrait une permanence de plus au marché, avec quelqu’un qui connaisse les démarches et du temps ';

function contribution(number: number): ImportedContribution {
  const answers = Object.fromEntries(
    Array.from({ length: ANSWERS_EACH }, (_, i) => {
      const text = `${TEXT}${number} ${i}`;
      return [i === 0 ? 'changement' : `q${i}`, { value: { kind: 'text', text }, texts: [text] }];
    }),
  );
  const body = JSON.stringify({
    schema: BODY_SCHEMA,
    lang: 'fr',
    presentation: 'unnamed',
    name: null,
    organisation: null,
    actor: { name: 'elu' },
    places: ['dep:74'],
    mandate: null,
    coAuthors: [],
    answers,
  });
  const version = { version: 1, revision: 'r', kind: 'individual', submittedAt: NOW, body } as const;
  return {
    axis: 4,
    number,
    reference: `A4-${String(number).padStart(4, '0')}`,
    status: 'submitted',
    versions: [version],
  };
}

async function fill(dataDir: string, url: string | null, answers: number): Promise<void> {
  const now = (): string => NOW;
  const stores = await openStores({ url, dataDir, now, newId: createIds(systemEntropy, now) });
  const network = await stores.networks.ensureDefault(NOW);
  const most = Math.ceil(answers / ANSWERS_EACH);
  for (let from = 1; from <= most; from += BATCH) {
    const size = Math.min(BATCH, most - from + 1);
    const batch = Array.from({ length: size }, (_, i) => contribution(from + i));
    await stores.imports.write(network, 'article69', batch, NOW);
  }
  await stores.close();
}

/** Seconds and peak RSS (MB, read from /proc twice a second and at the end) of one command. */
async function timed(dataDir: string, argv: readonly string[]): Promise<string> {
  const started = performance.now();
  const child = spawn(process.execPath, [...NODE_FLAGS, 'src/main.ts', ...argv], {
    env: { ...process.env, TDT_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peak = 0;
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // It is over.
    }
  }, 100);
  const code = await new Promise<number | null>(resolve => child.once('exit', resolve));
  clearInterval(look);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  return `${seconds} s, ${Math.round(peak / 1_024)} MB${code === 0 ? '' : ` (code ${String(code)})`}`;
}

const url = process.env['DATABASE_URL'] ?? null;
for (const answers of process.argv.slice(2).map(Number)) {
  const folder = mkdtempSync(join(tmpdir(), 'tdt-data-bench-'));
  const dataDir = join(folder, 'data');
  await fill(dataDir, url, answers);
  console.log(`${answers} answers`);
  for (const format of ['jsonl', 'csv', 'json', 'xlsx']) {
    const out = join(folder, `c.${format}`);
    const took = await timed(dataDir, ['export', 'contributions', '--format', format, '--out', out]);
    console.log(`  export ${format.padEnd(6)} ${took}, ${Math.round(statSync(out).size / 1e6)} MB written`);
  }
  const saved = join(folder, 's.tdt');
  console.log(
    `  backup        ${await timed(dataDir, ['backup', saved])}, ${Math.round(statSync(saved).size / 1e6)} MB written`,
  );
  if (url === null) console.log(`  restore       ${await timed(join(folder, 'other'), ['restore', saved])}`);
  console.log(`  import again  ${await timed(dataDir, ['import', join(folder, 'c.jsonl'), '--dry-run'])}`);
  rmSync(folder, { recursive: true, force: true });
}
