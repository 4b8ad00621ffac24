import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.ts';

/** Each of these makes a pure room depend on the moment, the machine or chance. */
const IMPURE = {
  'Date()': 'export const x = Date();',
  'new Date()': 'export const x = new Date();',
  'new Date(ms)': 'export const x = new Date(0).getHours();',
  'Date.now()': 'export const x = Date.now();',
  'an alias of Date': 'const D = Date;\nexport const x = D.now();',
  'globalThis.setTimeout': 'globalThis.setTimeout(() => undefined, 1);',
  "globalThis['Date']": "export const x = globalThis['Date'];",
  setTimeout: 'setTimeout(() => undefined, 1);',
  queueMicrotask: 'queueMicrotask(() => undefined);',
  fetch: "export const x = fetch('https://example.org');",
  'process.env': "export const x = process.env['HOME'];",
  console: "console.log('x');",
  'crypto.randomUUID()': 'export const x = crypto.randomUUID();',
  'performance.now()': 'export const x = performance.now();',
  'Math.random()': 'export const x = Math.random();',
  "Math['random']()": "export const x = Math['random']();",
  'an alias of Math': 'const { random } = Math;\nexport const x = random();',
  'Temporal.Now': "import { Temporal } from 'temporal-polyfill';\nexport const x = Temporal.Now.instant();",
  "import … from 'node:process'": "import { env } from 'node:process';\nexport const x = env;",
  "import … from 'fs'": "import { readFileSync } from 'fs';\nexport const x = readFileSync;",
  "export … from 'node:crypto'": "export { randomUUID } from 'node:crypto';",
  'import()': "export const x = import('./other.ts');",
  'import.meta': 'export const x = import.meta.url;',
  'Intl.DateTimeFormat without a zone': "export const x = new Intl.DateTimeFormat('fr');",
  'Intl.DateTimeFormat with other options': "export const x = Intl.DateTimeFormat('fr', { month: 'long' });",
  'Intl without a language': 'export const x = new Intl.NumberFormat();',
  'an alias of Intl': 'const { DateTimeFormat } = Intl;\nexport const x = DateTimeFormat;',
  toLocaleTimeString: "export const x = (d: { toLocaleTimeString(l: string): string }) => d.toLocaleTimeString('fr');",
  'toLocaleString()': 'export const x = (1250).toLocaleString();',
  'localeCompare without a language': "export const x = 'a'.localeCompare('b');",
  'new Function': "export const x = new Function('return 1');",
};

const PURE = {
  'a zoned format': "export const x = new Intl.DateTimeFormat('fr', { timeZone: 'Europe/Paris', month: 'long' });",
  'a number format': "export const x = new Intl.NumberFormat('fr').format(1250.5);",
  'a collator with its language': "export const x = ['é'].toSorted((a, b) => a.localeCompare(b, 'fr'));",
  'arithmetic and collections': 'export const x = Math.max(...new Set([1, 2]), Number.parseInt("3", 10));',
  'a local that bears a global name': 'export const x = (process: string, fetch: number) => process + String(fetch);',
  'a property that bears a global name': "export const x = { Date: 1, process: 'a' }.process;",
  'a type': 'export type X = { at: Date };',
  'Temporal from its polyfill':
    "import { Temporal } from 'temporal-polyfill';\nexport const x = Temporal.PlainDate.from('2026-03-24').toString();",
};

let folder: string;
let reports: Map<string, string[]>;

/** Files in a pure room of a scratch tree, under the project's own lint configuration: file → what was reported. */
function lint(files: ReadonlyMap<string, string>): Map<string, string[]> {
  for (const [file, text] of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  const found = new Map([...files.keys()].map(file => [file, [] as string[]]));
  let output: string;
  try {
    output = execFileSync(join(ROOT, 'node_modules/.bin/oxlint'), ['-f', 'unix', '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
  } catch (error) {
    output = String((error as { stdout?: unknown }).stdout);
  }
  for (const line of output.split('\n').filter(text => text.includes('tour-de-table(pure)'))) {
    found.get(line.split(':')[0] ?? '')?.push(line);
  }
  return found;
}

const fileOf = (kind: string, index: number) => `src/text/${kind}-${index}.ts`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tdt-lint-'));
  const config = readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8');
  writeFileSync(
    join(folder, '.oxlintrc.json'),
    config.replace('"./scripts/lint/', `"${ROOT}scripts/lint/`).replace('"typeAware": true', '"typeAware": false'),
  );
  const files = new Map<string, string>([
    ...Object.values(IMPURE).map((text, index) => [fileOf('impure', index), text] as const),
    ...Object.values(PURE).map((text, index) => [fileOf('pure', index), text] as const),
    ['src/usecases/outside.ts', IMPURE['Date.now()']],
    ['src/text/a.test.ts', IMPURE['Date.now()']],
    ['adapters/slack/parse.ts', IMPURE['Date.now()']],
    ['adapters/slack/client.ts', IMPURE['Date.now()']],
    ...['moderation', 'consultation', 'conversation', 'workshop', 'messaging', 'synthesis'].map(
      room => [`src/${room}/deep/er/x.ts`, IMPURE['Date.now()']] as const,
    ),
  ]);
  reports = lint(files);
}, 30_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the lint of pure rooms', () => {
  test.each(Object.keys(IMPURE).map((name, index) => [name, index] as const))('refuses %s', (_name, index) => {
    expect(reports.get(fileOf('impure', index))).not.toEqual([]);
  });

  test.each(Object.keys(PURE).map((name, index) => [name, index] as const))('accepts %s', (_name, index) => {
    expect(reports.get(fileOf('pure', index))).toEqual([]);
  });

  test('holds in every pure room and in the pure files of adapters, and nowhere else', () => {
    const red = [...reports]
      .filter(([, found]) => found.length > 0)
      .map(([file]) => file.split('/').slice(0, 2).join('/'));
    expect(new Set(red)).toEqual(
      new Set(
        ['text', 'moderation', 'consultation', 'conversation', 'workshop', 'messaging', 'synthesis']
          .map(r => `src/${r}`)
          .concat('adapters/slack'),
      ),
    );
    expect(reports.get('src/usecases/outside.ts')).toEqual([]);
    expect(reports.get('src/text/a.test.ts')).toEqual([]);
    expect(reports.get('adapters/slack/client.ts')).toEqual([]);
  });
});
