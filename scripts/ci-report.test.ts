import { describe, expect, test } from 'vitest';
import { allowedSkips, conclude, tally } from './ci-report.ts';

/** A report of one file, its tests given as « name: status ». */
function report(file: string, tests: Readonly<Record<string, string>>, status = 'passed') {
  const assertionResults = Object.entries(tests).map(([fullName, result]) => ({ fullName, status: result }));
  return { testResults: [{ name: `/repo/${file}`, status, startTime: 1000, endTime: 3500, assertionResults }] };
}
const lastLine = ({ lines }: { lines: string[] }) => lines.at(-1);
const NONE = new Set<string>();

describe('the tally of .ci/run', () => {
  test('a test skipped in one run and passed in another passed', () => {
    const runs = [
      report('test/storage/a.test.ts', { 'x PostgreSQL': 'skipped' }),
      report('test/storage/a.test.ts', { 'x PostgreSQL': 'passed' }),
    ];
    const conclusion = conclude(tally(runs, '/repo/'), NONE, []);
    expect(lastLine(conclusion)).toBe('1 passed, 0 failed');
    expect(conclusion.ok).toBe(true);
    expect(conclusion.lines).toContain('suite storage: 5.0 s of tests');
  });

  test('a failure anywhere is a failure, whatever the order of the runs', () => {
    const runs = [
      report('src/a.test.ts', { x: 'failed' }, 'failed'),
      report('src/a.test.ts', { x: 'passed', y: 'passed' }),
    ];
    expect(lastLine(conclude(tally(runs, '/repo/'), NONE, []))).toBe('1 passed, 1 failed');
    expect(lastLine(conclude(tally(runs.toReversed(), '/repo/'), NONE, ['npm test']))).toBe('1 passed, 1 failed');
  });

  test.each(['skipped', 'pending', 'todo', 'disabled'])(
    'a test that is %s fails the run unless it is listed',
    status => {
      const runs = [report('src/a.test.ts', { x: status, y: 'passed' })];
      const refused = conclude(tally(runs, '/repo/'), NONE, []);
      expect([lastLine(refused), refused.ok]).toEqual(['1 passed, 1 failed, 1 skipped', false]);
      const allowed = conclude(tally(runs, '/repo/'), allowedSkips('# why\nsrc/a.test.ts | x | needs a moon\n'), []);
      expect([lastLine(allowed), allowed.ok]).toEqual(['1 passed, 0 failed, 1 skipped', true]);
    },
  );

  test('a listed skip needs its reason', () => {
    expect(() => allowedSkips('src/a.test.ts | x')).toThrow(/file \| full name \| reason/);
  });

  test('a file that does not load is one failure', () => {
    expect(lastLine(conclude(tally([report('src/a.test.ts', {}, 'failed')], '/repo/'), NONE, ['npm test']))).toBe(
      '0 passed, 1 failed',
    );
  });

  test('two tests of the same name are two', () => {
    const twins = ['passed', 'passed', 'failed'].map(status => ({ fullName: 'x', status }));
    const file = { name: '/repo/src/a.test.ts', status: 'failed', startTime: 0, endTime: 1, assertionResults: twins };
    expect(lastLine(conclude(tally([{ testResults: [file] }], '/repo/'), NONE, []))).toBe('2 passed, 1 failed');
  });

  test('a step that failed outside of the tests counts', () => {
    const passing = tally([report('src/a.test.ts', { x: 'passed' })], '/repo/');
    expect(lastLine(conclude(passing, NONE, ['gate']))).toBe('1 passed, 1 failed');
    expect(lastLine(conclude(passing, NONE, ['suites on PostgreSQL']))).toBe('1 passed, 1 failed');
    expect(lastLine(conclude(tally([], '/repo/'), NONE, ['install']))).toBe('0 passed, 1 failed');
  });
});
