/**
 * `npm run validate`: the one gate. Every step runs even when an earlier one failed, two at a time; what a failed step
 * said is printed whole, a passed one is a line with its time.
 */
import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { ROOT } from './lib/paths.ts';

interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const node = process.execPath;
/** The longest first, so that two at a time end together. */
const STEPS: readonly Step[] = [
  { name: 'lint', command: ['oxlint'] },
  { name: 'migrations', command: [node, 'scripts/migration.ts', '--check'] },
  { name: 'unused code', command: ['knip', '--no-config-hints'] },
  { name: 'import rules', command: [node, 'scripts/import-rules.ts'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'consultations', command: [node, 'src/main.ts', 'consultation', 'check'] },
  { name: 'lockfile', command: [node, 'scripts/lockfile.ts', '--check'] },
  { name: 'derived schema', command: [node, 'scripts/derive-schema.ts', '--check'] },
  { name: 'format', command: ['biome', 'format', '--max-diagnostics=200', '.'] },
];
const AT_ONCE = 2;
/** More than any step says, in bytes. */
const OUTPUT_MAX_BYTES = 20_000_000;

/** Runs one step; resolves to true when it passed. */
function run({ name, command: [file, ...args] }: Step): Promise<boolean> {
  const started = performance.now();
  const env = { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}` };
  return new Promise(resolve => {
    execFile(file, args, { cwd: ROOT, env, maxBuffer: OUTPUT_MAX_BYTES }, (error, stdout, stderr) => {
      const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
      const said = `${stdout}${stderr}`.trimEnd();
      if (error !== null) console.log(`  FAIL  ${name} (${seconds})\n${said === '' ? error.message : said}\n`);
      else console.log(`  ok    ${name} (${seconds})${said.includes('SKIPPED') ? `\n${said}` : ''}`);
      resolve(error === null);
    });
  });
}

const queue = [...STEPS];
const failed: string[] = [];
const worker = async () => {
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    if (!(await run(step))) failed.push(step.name);
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, worker));
console.log(failed.length === 0 ? 'The gate is green.' : `The gate is red: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
