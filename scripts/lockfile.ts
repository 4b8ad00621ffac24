/**
 * `npm run lockfile`: completes package-lock.json with the optional packages of other platforms.
 *
 * A registry mirror may hold the packages of its own platform only. npm then leaves the others out of the lockfile, and
 * from 11.16 on its own `npm ci` refuses that lockfile (npm/cli issue 9846). This writes the missing entries: the
 * version that the parent pins, and the platforms that the name tells, so that `npm ci` passes them over. An entry
 * without integrity is one that this added; a registry that has the package completes it at the next `npm install`.
 *
 * `--check` only says whether something is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from './lib/paths.ts';

const Entry = z.looseObject({
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const Lockfile = z.looseObject({ packages: z.record(z.string(), Entry) });
type Lockfile = z.infer<typeof Lockfile>;

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS: Readonly<Record<string, string>> = {
  'arm-eabi': 'arm',
  'arm-gnueabihf': 'arm',
  'arm-musleabihf': 'arm',
  arm: 'arm',
  arm64: 'arm64',
  ia32: 'ia32',
  loong64: 'loong64',
  mips64el: 'mips64el',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  wasm32: 'wasm32',
  x64: 'x64',
};

/** The platforms of a binary package, as its name tells them: `@oxlint/binding-linux-x64-musl`. */
function platformOf(name: string): Record<'os' | 'cpu' | 'libc', string[] | undefined> {
  const has = (word: string) => new RegExp(`(^|[-/])${word}($|-)`).test(name);
  const os = name === 'fsevents' ? ['darwin'] : SYSTEMS.filter(has);
  const cpu = Object.entries(PROCESSORS).filter(([word]) => has(word));
  const libc = /musl/.test(name) ? ['musl'] : /gnu/.test(name) ? ['glibc'] : [];
  const known = (values: string[]) => (values.length > 0 ? [...new Set(values)] : undefined);
  return { os: known(os), cpu: known(cpu.map(([, value]) => value)), libc: known(libc) };
}

/** The lockfile's optional packages that have no entry, at the place where npm would put them, from the top. */
export function missingEntries({ packages }: Lockfile): Map<string, object> {
  const missing = new Map<string, object>();
  for (const [place, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const found = ancestors(place).some(folder => packages[`${folder}node_modules/${name}`] !== undefined);
      if (found || !/^\d/.test(version)) continue;
      const { cpu, libc, os } = platformOf(name);
      // In npm's own order of keys, so that its next run changes nothing; JSON leaves out what is undefined.
      const entry = { version, cpu, dev: dev === true ? dev : undefined, libc, optional: true, os };
      missing.set(`node_modules/${name}`, entry);
    }
  }
  return missing;
}

/** `node_modules/a/node_modules/b` looks in itself, then in `a`, then at the top. */
function ancestors(place: string): string[] {
  const parts = place === '' ? [] : place.split(/(?<=^|\/)node_modules\//).slice(1);
  const folders = parts.map((_, index) => `node_modules/${parts.slice(0, index + 1).join('node_modules/')}/`);
  return ['', ...folders.map(folder => folder.replaceAll(/\/+/g, '/'))].toReversed();
}

if (import.meta.main) {
  const file = join(ROOT, 'package-lock.json');
  const raw: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingEntries(Lockfile.parse(raw));
  if (process.argv.includes('--check')) {
    if (missing.size > 0) {
      console.error(
        `package-lock.json lacks ${missing.size} optional packages, and npm ci refuses it: npm run lockfile.`,
      );
      process.exitCode = 1;
    }
  } else if (missing.size > 0) {
    // What was read is written back as it was: zod would put the keys it knows first.
    const { packages, ...rest } = raw as { packages: object };
    const all: [string, unknown][] = [...Object.entries(packages), ...missing];
    const sorted = Object.fromEntries(all.toSorted(([a], [b]) => a.localeCompare(b, 'en')));
    writeFileSync(file, `${JSON.stringify({ ...rest, packages: sorted }, null, 2)}\n`);
    console.log(`${missing.size} optional packages of other platforms added.`);
  }
}
