/**
 * The end of `.ci/run`: reads vitest's JSON reports, prints the time of each suite and every unexplained skip, then
 * « N passed, N failed[, N skipped] » alone on the last line.
 *
 *   node scripts/ci-report.ts FOLDER [FAILED_STEP,FAILED_STEP…]
 *
 * A test that several runs saw counts once: failed if it failed anywhere, else passed if it passed anywhere.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from './lib/paths.ts';

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});
type Report = z.infer<typeof Report>;
type Outcome = 'passed' | 'failed' | 'skipped';

export interface Tally {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Seconds of work per suite, summed over its files. */
  readonly seconds: ReadonlyMap<string, number>;
}

/** `test/storage/x.test.ts` belongs to the suite `storage`; what stands beside the sources belongs to `unit`. */
function suiteOf(file: string): string {
  return /^test\/(golden|contract|storage|workshop|e2e)\//.exec(file)?.[1] ?? 'unit';
}

const RANK: Readonly<Record<Outcome, number>> = { skipped: 0, passed: 1, failed: 2 };

export function tally(reports: readonly Report[], root: string): Tally {
  const outcomes = new Map<string, Outcome>();
  const seconds = new Map<string, number>();
  const note = (test: string, outcome: Outcome) => {
    const before = outcomes.get(test);
    if (before === undefined || RANK[outcome] > RANK[before]) outcomes.set(test, outcome);
  };
  for (const { name, status, startTime, endTime, assertionResults } of reports.flatMap(report => report.testResults)) {
    const file = name.startsWith(root) ? name.slice(root.length) : name;
    seconds.set(suiteOf(file), (seconds.get(suiteOf(file)) ?? 0) + Math.max(0, endTime - startTime) / 1000);
    const times = new Map<string, number>();
    for (const { fullName, status: result } of assertionResults) {
      // Two tests of a file may bear the same name: they are told apart by their order.
      const nth = (times.get(fullName) ?? 0) + 1;
      times.set(fullName, nth);
      note(
        `${file} | ${fullName}${nth === 1 ? '' : ` (${nth})`}`,
        result === 'passed' || result === 'failed' ? result : 'skipped',
      );
    }
    // A file that could not be loaded, or whose hooks failed, has no failed test of its own.
    const explained = assertionResults.some(({ status: result }) => result === 'failed');
    if (status === 'failed' && !explained) note(`${file} | (the file itself)`, 'failed');
  }
  return { outcomes, seconds };
}

/** The lines « file | full name | reason » of `test/allowed-skips.txt`, as « file | full name ». */
export function allowedSkips(text: string): Set<string> {
  const lines = text.split('\n').filter(line => line.trim() !== '' && !line.startsWith('#'));
  return new Set(
    lines.map(line => {
      const [file = '', name = '', reason = ''] = line.split(' | ').map(part => part.trim());
      if (reason === '') throw new Error(`test/allowed-skips.txt: « ${line} » needs file | full name | reason`);
      return `${file} | ${name}`;
    }),
  );
}

/** What to print, its last line being the tally, and whether all is well. */
export function conclude(
  { outcomes, seconds }: Tally,
  allowed: ReadonlySet<string>,
  failedSteps: readonly string[],
): { lines: string[]; ok: boolean } {
  const named = (wanted: Outcome) => [...outcomes].filter(([, outcome]) => outcome === wanted).map(([test]) => test);
  const [passed, failed, skipped] = [named('passed'), named('failed'), named('skipped')];
  const lines = [...seconds].map(([suite, took]) => `suite ${suite}: ${took.toFixed(1)} s of tests`);
  lines.push(...failed.map(test => `failed: ${test}`));
  lines.push(...skipped.map(test => `${allowed.has(test) ? 'skipped, allowed' : 'SKIPPED WITHOUT A REASON'}: ${test}`));
  const unexplained = skipped.filter(test => !allowed.has(test)).length;
  const stale = [...allowed].filter(test => !skipped.includes(test));
  lines.push(...stale.map(test => `test/allowed-skips.txt: not skipped any more: ${test}`));
  // A step counts when no failed test says why it failed.
  const silent = failedSteps.filter(step => failed.length === 0 || !/^(npm test|suites)/.test(step));
  lines.push(...silent.map(step => `failed step: ${step}`));
  const failures = failed.length + silent.length + unexplained;
  lines.push(`${passed.length} passed, ${failures} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
  return { lines, ok: failures === 0 };
}

if (import.meta.main) {
  const [folder = '.ci/out', steps = ''] = process.argv.slice(2);
  const files = globSync(join(folder, '*.json'));
  const reports = files.map(file => Report.parse(JSON.parse(readFileSync(file, 'utf8'))));
  const skips = join(ROOT, 'test/allowed-skips.txt');
  const allowed = allowedSkips(existsSync(skips) ? readFileSync(skips, 'utf8') : '');
  const failedSteps = steps.split(',').filter(Boolean);
  // A run whose filter matched nothing would pass: it must have tried something.
  const empty = reports.filter(report => ![...tally([report], ROOT).outcomes.values()].includes('passed'));
  if (reports.length === 0 && failedSteps.length === 0) failedSteps.push('no report to read');
  failedSteps.push(...empty.map(report => `nothing passed in ${files[reports.indexOf(report)] ?? '?'}`));
  const { lines, ok } = conclude(tally(reports, ROOT), allowed, failedSteps);
  console.log(lines.join('\n'));
  process.exitCode = ok ? 0 : 1;
}
