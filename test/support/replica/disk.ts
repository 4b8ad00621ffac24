/** A disk that can be filled and emptied: a small one of its own where that is allowed, otherwise a limit on file sizes. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Disk {
  readonly dir: string;
  readonly how: 'a disk of its own' | 'a limit on file sizes';
  /** No file of that process can grow any more. */
  readonly fill: (pid: number) => void;
  readonly empty: (pid: number) => void;
  readonly end: () => void;
}

const DISK_BYTES = 8_000_000;
const BLOCK = Buffer.alloc(4_096, 1);

export function smallDisk(): Disk {
  const dir = mkdtempSync(join(tmpdir(), 'tdt-disk-'));
  const remove = (): void => rmSync(dir, { recursive: true, force: true });
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', dir)) return limited(dir, remove);
  const ballast = join(dir, 'ballast');
  return {
    dir,
    how: 'a disk of its own',
    fill: () => {
      const file = openSync(ballast, 'w');
      try {
        for (;;) writeSync(file, BLOCK);
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(ballast),
    end: () => {
      run('umount', dir);
      remove();
    },
  };
}

function limited(dir: string, remove: () => void): Disk {
  return {
    dir,
    how: 'a limit on file sizes',
    fill: pid => {
      const largest = Math.max(0, ...readdirSync(dir).map(name => statSync(join(dir, name)).size));
      execFileSync('prlimit', ['--pid', String(pid), `--fsize=${largest}:`]);
    },
    empty: pid => void execFileSync('prlimit', ['--pid', String(pid), '--fsize=unlimited:']),
    end: remove,
  };
}

/** A folder that can't be written to, or null where nothing here can make one. */
export function readOnlyFolder(): { readonly dir: string; readonly end: () => void } | null {
  const dir = mkdtempSync(join(tmpdir(), 'tdt-read-only-'));
  if (!run('mount', '-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', dir)) {
    if (process.getuid?.() === 0) return null;
    execFileSync('chmod', ['0500', dir]);
    return { dir, end: () => rmSync(dir, { recursive: true, force: true }) };
  }
  return {
    dir,
    end: () => {
      run('umount', dir);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function run(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
