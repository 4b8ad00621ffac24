import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkImports } from '../../scripts/import-rules.ts';
import { ROOT } from '../../scripts/lib/paths.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tdt-imports-'));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  symlinkSync(join(ROOT, 'package.json'), join(root, 'package.json'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Writes a small tree and returns the names of the rules it breaks. */
async function rulesBrokenBy(files: Readonly<Record<string, string>>): Promise<string[]> {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), `${text}\n`);
  }
  const { violations } = await checkImports(root);
  return violations.map(violation => violation.split(':')[0] ?? '').toSorted();
}

const TEXT = { 'src/text/a.ts': 'export const a = 1;' };
const SESSION = { 'src/conversation/session.ts': 'export interface Session { id: string }' };
const PORTS = { 'src/usecases/ports.ts': 'export interface Store { get(): string }' };

describe('the import rules', () => {
  test.each<[string, Record<string, string>, string]>([
    [
      'a pure room importing a use case',
      { ...PORTS, 'src/text/b.ts': "import type { Store } from '#usecases/ports.ts';\nexport type B = Store;" },
      'room-text',
    ],
    ['text importing zod', { 'src/text/b.ts': "import { z } from 'zod';\nexport const b = z;" }, 'room-text'],
    [
      'a pure room importing a module of Node',
      { 'src/messaging/b.ts': "import { readFileSync } from 'node:fs';\nexport const b = readFileSync;" },
      'room-messaging',
    ],
    [
      'consultation importing conversation',
      {
        ...SESSION,
        'src/consultation/b.ts': "import type { Session } from '#conversation/session.ts';\nexport type B = Session;",
      },
      'room-consultation',
    ],
    [
      'a use case importing the driver',
      { 'src/usecases/b.ts': "import pg from 'pg';\nexport const b = pg;" },
      'room-usecases',
    ],
    [
      'a use case importing Prisma',
      { 'src/usecases/b.ts': "import { PrismaPg } from '@prisma/adapter-pg';\nexport const b = PrismaPg;" },
      'room-usecases',
    ],
    [
      'storage calling a use case',
      {
        'src/usecases/submit.ts': 'export const submit = 1;',
        'src/storage/b.ts': "import { submit } from '#usecases/submit.ts';\nexport const b = submit;",
      },
      'room-storage',
    ],
    [
      'a worker importing a pure room',
      {
        ...SESSION,
        'src/worker/b.ts': "import type { Session } from '#conversation/session.ts';\nexport type B = Session;",
      },
      'room-worker',
    ],
    [
      'one adapter importing another',
      {
        'adapters/slack/a.ts': 'export const a = 1;',
        'adapters/matrix/b.ts': "export { a } from '#adapters/slack/a.ts';",
      },
      'adapter-matrix',
    ],
    [
      'an adapter importing text',
      { ...TEXT, 'adapters/terminal/b.ts': "export { a } from '#text/a.ts';" },
      'adapter-terminal',
    ],
    [
      "an adapter's client importing another SDK",
      { 'adapters/slack/client.ts': "import pg from 'pg';\nexport const b = pg;" },
      'adapter-slack-client',
    ],
    [
      'anybody importing main',
      { 'src/main.ts': 'export const m = 1;', 'src/cli/b.ts': "import { m } from '../main.ts';\nexport const b = m;" },
      'main-composes-alone',
    ],
    [
      'the product importing a test',
      { 'src/text/a.test.ts': 'export const t = 1;', 'src/text/b.ts': "export { t } from './a.test.ts';" },
      'no-test-code-in-the-product',
    ],
    ['a room without rules', { ...TEXT, 'src/attic/b.ts': "export { a } from '#text/a.ts';" }, 'known-rooms'],
    ['a file that does not exist', { 'src/text/b.ts': "export { c } from './c.ts';" }, 'nothing-unresolved'],
    [
      'a circle',
      {
        'src/text/b.ts': "import { c } from './c.ts';\nexport const b = () => c();",
        'src/text/c.ts': "import { b } from './b.ts';\nexport const c = () => b();",
      },
      'no-circle',
    ],
  ])('refuse %s', async (_what, files, rule) => {
    expect(await rulesBrokenBy(files)).toContain(rule);
  });

  test('accept what the table allows, and types that refer to each other', async () => {
    const broken = await rulesBrokenBy({
      ...TEXT,
      ...SESSION,
      ...PORTS,
      'src/consultation/b.ts': "import { z } from 'zod';\nimport { a } from '#text/a.ts';\nexport const b = [z, a];",
      'src/storage/b.ts':
        "import pg from 'pg';\nimport type { Store } from '#usecases/ports.ts';\nexport const b: Store = { get: () => String(pg) };",
      'src/usecases/c.ts': "import type { Session } from '#conversation/session.ts';\nexport type C = Session;",
      'src/text/x.ts': "import type { Y } from './y.ts';\nexport interface X { y: Y }",
      'src/text/y.ts': "import type { X } from './x.ts';\nexport interface Y { x: X | null }",
      'src/text/a.test.ts': "import { readFileSync } from 'node:fs';\nexport const t = readFileSync;",
      'adapters/terminal/b.ts': "import { createInterface } from 'node:readline';\nexport const b = createInterface;",
    });
    expect(broken).toEqual([]);
  });

  test('fail when there was nothing to read', async () => {
    await expect(checkImports(root)).rejects.toThrow(/read 0 modules/);
  });
});
