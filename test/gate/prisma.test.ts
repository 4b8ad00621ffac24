import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, type Postgres, startPostgres } from '#test/support/postgres.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { derive } from '../../scripts/derive-schema.ts';
import { ROOT } from '../../scripts/lib/paths.ts';
import { generateWhenStale } from '../../scripts/lib/prisma-client.ts';
import { author, pendingSql } from '../../scripts/migration.ts';

const SCHEMA = `generator client {
  provider               = "prisma-client"
  output                 = "../src/storage/generated/postgresql"
  runtime                = "nodejs"
  moduleFormat           = "esm"
  importFileExtension    = "ts"
  generatedFileExtension = "ts"
}

datasource db {
  provider = "postgresql"
}

model Session {
  id      String   @id @db.VarChar(64)
  payload Json
  at      DateTime @db.Timestamptz(3)
  answers Answer[]

  @@index([at])
}

model Answer {
  id        String  @id
  session   Session @relation(fields: [sessionId], references: [id], onDelete: Cascade)
  sessionId String
}
`;

let root: string;
const write = (schema: string) => {
  writeFileSync(join(root, 'prisma/schema.prisma'), schema);
  derive({ check: false, root });
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tdt-prisma-'));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'prisma'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('the clients are generated when a schema changed, and only then', async () => {
  expect(await generateWhenStale({ root })).toBe('fresh');
  write(SCHEMA);
  expect(await generateWhenStale({ root })).toBe('generated');
  expect(await generateWhenStale({ root })).toBe('fresh');
  write(SCHEMA.replace('payload Json', 'payload Json\n  note String?'));
  expect(await generateWhenStale({ root })).toBe('generated');
  const generated = join(root, 'src/storage/generated');
  expect(readdirSync(generated).toSorted()).toEqual(['postgresql', 'sqlite', 'stamp']);
  for (const provider of ['sqlite', 'postgresql']) {
    expect(readFileSync(join(generated, provider, 'models/Session.ts'), 'utf8')).toContain('note');
    // Node runs it as it is: what type stripping cannot take away (enums, namespaces) would throw here.
    const script = `const { PrismaClient } = await import('${generated}/${provider}/client.ts'); console.log(typeof PrismaClient)`;
    const ran = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', cwd: root });
    expect(ran).toBe('function\n');
  }
});

test('a schema that Prisma refuses is said with its file, and what was generated stays', async () => {
  write(SCHEMA);
  await generateWhenStale({ root });
  write(SCHEMA.replace('payload Json', 'payload Jason'));
  await expect(generateWhenStale({ root })).rejects.toThrow(/prisma\/(sqlite\/)?schema\.prisma[^]*Jason/);
  expect(existsSync(join(root, 'src/storage/generated/sqlite/client.ts'))).toBe(true);
});

test('SQLite: what the migrations lack is seen, and nothing once they have it', async () => {
  write(SCHEMA);
  const sql = await pendingSql(root, 'sqlite', null);
  expect(sql).toContain('CREATE TABLE "Answer"');
  mkdirSync(join(root, 'prisma/migrations/sqlite/0001_initial'), { recursive: true });
  writeFileSync(join(root, 'prisma/migrations/sqlite/0001_initial/migration.sql'), sql ?? '');
  expect(await pendingSql(root, 'sqlite', null)).toBe('');
  write(SCHEMA.replace('payload Json', 'payload Json\n  note String?'));
  expect(await pendingSql(root, 'sqlite', null)).toBe(
    'ALTER TABLE "Session" ADD COLUMN "note" TEXT;'.replace(/^/, '-- AlterTable\n'),
  );
});

describe.skipIf(findPostgres() === null)('PostgreSQL', () => {
  let server: Postgres | null;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
  });

  test('migrations are authored for both providers, one after the other, until there is nothing to write', async () => {
    const both = (folder: string) =>
      ['sqlite', 'postgresql'].map(provider => `prisma/migrations/${provider}/${folder}/migration.sql`);
    write(SCHEMA);
    expect(await author(root, 'initial', server)).toEqual(both('0001_initial'));
    expect(await author(root, 'again', server)).toEqual([]);
    const finer = SCHEMA.replace('Timestamptz(3)', 'Timestamptz(6)');
    write(finer);
    expect(await author(root, 'finer_instants', server)).toEqual(both('0002_finer_instants').slice(1));
    write(finer.replace('payload Json', 'payload Json\n  note String?'));
    expect(await author(root, 'note', server)).toEqual(both('0003_note'));
    expect(await pendingSql(root, 'postgresql', server)).toBe('');
    expect(await pendingSql(root, 'sqlite', server)).toBe('');
  }, 60_000);
});

test('authoring refuses to leave one provider behind', async () => {
  write(SCHEMA);
  await expect(author(root, 'initial', null)).rejects.toThrow(/PostgreSQL's server/);
  await expect(author(root, 'Pas bon', null)).rejects.toThrow(/lower-case/);
  expect(existsSync(join(root, 'prisma/migrations'))).toBe(false);
});
