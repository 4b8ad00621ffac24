/** A real export that is killed while it writes, or whose reader leaves: no file that looks whole, and the next one is whole. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Tdt } from './tdt.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const ROWS = 4_000;
const folder = mkdtempSync(join(tmpdir(), 'tdt-export-interrupted-'));
const env = { PATH: process.env['PATH'] ?? '', TDT_DATA_DIR: join(folder, 'data') };
const file = (name: string): string => join(folder, name);
const command = (...args: readonly string[]): string[] => [MAIN, ...args];

/** One contribution of somebody, then as many more of the same words under other references. */
beforeAll(async () => {
  const chat = new Tdt(['chat', '--jsonl'], env.TDT_DATA_DIR);
  const says = ['contribuer 2', '1', '1', '3', '1', '74', 'une liste '.repeat(40), "c'est tout", 'envoyer', '1'];
  for (const text of says) await chat.says({ at: '2027-02-10T09:00:00Z', user: 'u1', text });
  await chat.end();
  const one = spawnSync(process.execPath, command('export', 'contributions'), { env, encoding: 'utf8' }).stdout;
  const reference = (JSON.parse(one) as { reference: string }).reference;
  const many = Array.from({ length: ROWS - 1 }, (_, i) =>
    one.replaceAll(reference, `A2-${String(i + 2).padStart(4, '0')}`),
  );
  writeFileSync(file('many.jsonl'), many.join(''));
  const { status, stderr } = spawnSync(process.execPath, command('import', file('many.jsonl')), {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the import failed: ${stderr}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)(
  '%s amid an export leaves no file that looks whole, and it can be made again',
  async signal => {
    const out = file(`${signal}.jsonl`);
    const unfinished = `${out}.partiel`;
    const child = spawn(process.execPath, command('export', 'contributions', '--out', out), { env });
    const ended = new Promise(resolve => void child.once('close', (code, by) => resolve(by ?? code)));
    while (!(existsSync(unfinished) && statSync(unfinished).size > 0)) {
      expect(child.exitCode).toBeNull();
      await wait(1);
    }
    child.kill(signal);
    expect(await ended).not.toBe(0);
    expect(existsSync(out)).toBe(false);
    const again = spawnSync(process.execPath, command('export', 'contributions', '--out', out), { env });
    expect(again.status).toBe(0);
    expect(readFileSync(out, 'utf8').match(/^\{.*\}$/gm)).toHaveLength(ROWS);
    expect(existsSync(unfinished)).toBe(false);
  },
);

test('a reader that leaves ends the export without a trace of the program', () => {
  const line = '"$0" "$1" export contributions | head -n 1 | wc -l';
  const { stdout, stderr } = spawnSync('bash', ['-c', line, process.execPath, MAIN], { env, encoding: 'utf8' });
  expect(stdout.trim()).toBe('1');
  expect(stderr).not.toMatch(/EPIPE|at .*\.ts:\d+/);
});
