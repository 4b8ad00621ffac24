/** A real process whose disk fills up while it writes a backup, or an export: it says so, and nothing half done stays. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { smallDisk } from '../support/replica/disk.ts';
import { Tdt } from './tdt.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const dataDir = mkdtempSync(join(tmpdir(), 'tour-de-table-'));
const disk = smallDisk();

afterEach(() => {
  disk.end();
  rmSync(dataDir, { recursive: true, force: true });
});

function tdt(...args: readonly string[]): { readonly code: number | null; readonly stderr: string } {
  const env = { PATH: process.env['PATH'] ?? '', TDT_DATA_DIR: dataDir };
  const { status, stderr } = spawnSync(process.execPath, [MAIN, ...args], { env, encoding: 'utf8' });
  return { code: status, stderr };
}

// A limit on file sizes, which stands for a disk where none may be mounted, is given to a process that runs already.
it.skipIf(disk.how !== 'a disk of its own')(
  'a full disk is told, what is there stays, and nothing partial is left',
  async () => {
    const chat = new Tdt(['chat', '--jsonl'], dataDir);
    for (let i = 0; i < 20; i += 1) await chat.says({ user: `u${i}`, text: 'bonjour' });
    await chat.end();
    const there = join(disk.dir, 'avant.tdt');
    expect(tdt('backup', there).code).toBe(0);
    const before = readdirSync(disk.dir);
    disk.fill(process.pid);
    for (const args of [
      ['backup', join(disk.dir, 'apres.tdt')],
      ['export', 'people', '--out', join(disk.dir, 'personnes.jsonl')],
    ]) {
      const { code, stderr } = tdt(...args);
      expect(code).toBe(1);
      expect(stderr).toContain('le disque est plein');
    }
    disk.empty(process.pid);
    expect(readdirSync(disk.dir)).toEqual(before);
    expect(tdt('restore', there, '--check').code).toBe(0);
  },
);
