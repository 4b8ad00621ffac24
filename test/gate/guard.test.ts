import { execFileSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { staleInstall } from '../../scripts/lib/installed.ts';
import { ROOT } from '../../scripts/lib/paths.ts';

const OLD = `data:text/javascript,${encodeURIComponent(
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })",
)}`;
const BUNDLED = `node-${process.platform}-${process.arch}`;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tdt-guard-'));
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  cpSync(join(ROOT, 'scripts'), join(root, 'scripts'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(root, 'package.json'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** The guard of a scratch tree, as an old Node would run it. */
function guardUnderOldNode(): string {
  return execFileSync(process.execPath, ['--import', OLD, join(root, 'scripts/guard.mjs')], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

test('an old Node alone is refused in one line that names the mend', () => {
  expect(guardUnderOldNode).toThrow(
    /Tour de table needs Node 24 and this is Node 20\.19\.0: .+, then start again\.\n$/,
  );
});

test('an old Node hands over to the one that came with the dependencies, and links it for the next script', () => {
  mkdirSync(join(root, 'node_modules', BUNDLED, 'bin'), { recursive: true });
  symlinkSync(process.execPath, join(root, 'node_modules', BUNDLED, 'bin/node'));
  expect(guardUnderOldNode()).toBe('');
  expect(readlinkSync(join(root, 'node_modules/.bin/node'))).toBe(`../${BUNDLED}/bin/node`);
  expect(guardUnderOldNode()).toBe('');
});

test('what came with the dependencies but does not run here is as nothing', () => {
  mkdirSync(join(root, 'node_modules', BUNDLED, 'bin'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(root, 'node_modules', BUNDLED, 'bin/node'));
  expect(guardUnderOldNode).toThrow(/needs Node 24/);
  expect(() => lstatSync(join(root, 'node_modules/.bin/node'))).toThrow(/ENOENT/);
});

test('packages that are not those of the lockfile are told, with the mend', () => {
  const write = (file: string, packages: object) => writeFileSync(join(root, file), JSON.stringify({ packages }));
  const tool = { version: '2.0.0', dev: true };
  write('package-lock.json', {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/tool': tool,
    'node_modules/other-platform': { version: '1.0.0', optional: true },
  });
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/tool': tool });
  expect(staleInstall(root)).toBeNull();
  // As after a pull that brings another version.
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '0.9.0' }, 'node_modules/tool': tool });
  expect(staleInstall(root)).toMatch(/\(a\): run `npm ci`/);
  // As in an image whose development packages were pruned.
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
  expect(staleInstall(root)).toBeNull();
  rmSync(join(root, 'node_modules/.package-lock.json'));
  expect(staleInstall(root)).toMatch(/npm ci/);
});
