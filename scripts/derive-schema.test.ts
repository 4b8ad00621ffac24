import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { derive, deriveSqlite } from './derive-schema.ts';

const SOURCE = `// Why this table.
generator client {
  provider = "prisma-client"
  output   = "../src/storage/generated/postgresql"
}

datasource db {
  provider = "postgresql"
}

enum Kind {
  one
  two
}

model Session {
  id      String    @id @db.VarChar(64)
  at      DateTime  @db.Timestamptz(3) // an instant
  amount  Decimal   @db.Decimal(10, 2)
  kinds   Answer[]
  payload Json      @db.JsonB

  @@index([at], type: Brin)
  @@index([payload(ops: JsonbPathOps)], type: Gin)
}
`;

test('the SQLite schema keeps the models and loses what only PostgreSQL knows', () => {
  const derived = deriveSqlite(SOURCE);
  expect(derived).toMatch(/^\/\/ Derived from/);
  expect(derived).toContain('provider = "sqlite"');
  expect(derived).toContain('provider = "prisma-client"');
  expect(derived).toContain('output   = "../../src/storage/generated/sqlite"');
  expect(derived).toContain('  id      String    @id\n');
  expect(derived).toContain('  at      DateTime // an instant\n');
  expect(derived).toContain('  amount  Decimal\n');
  expect(derived).toContain('  @@index([at])\n  @@index([payload])\n');
  expect(derived).not.toMatch(/@db\.|postgresql/);
  expect(deriveSqlite(SOURCE)).toBe(derived);
});

test.each([
  ['a list', 'model A {\n  tags String[]\n}', /:2: SQLite has no lists/],
  ['a list of an enum', 'enum K {\n  a\n}\nmodel A {\n  ks K[]\n}', /:5: SQLite has no lists/],
  ['raw SQL', 'model A {\n  id String @default(dbgenerated("gen_random_uuid()"))\n}', /:2: dbgenerated/],
  ['a big serial', 'model A {\n  id BigInt @id @default(autoincrement())\n}', /:2: SQLite numbers only an Int/],
])('%s is refused with its line', (_what, source, message) => {
  expect(() => deriveSqlite(source)).toThrow(message);
});

test('a comment is not code', () => {
  expect(deriveSqlite('model A {\n  id String @id // not dbgenerated( nor String[]\n}')).toContain('not dbgenerated(');
});

test('the check is red until the derived schema is written', () => {
  const root = mkdtempSync(join(tmpdir(), 'tdt-derive-'));
  try {
    expect(derive({ check: true, root })).toBe(true);
    mkdirSync(join(root, 'prisma'));
    writeFileSync(join(root, 'prisma/schema.prisma'), SOURCE);
    expect(derive({ check: true, root })).toBe(false);
    expect(derive({ check: false, root })).toBe(true);
    expect(derive({ check: true, root })).toBe(true);
    expect(readFileSync(join(root, 'prisma/sqlite/schema.prisma'), 'utf8')).toBe(deriveSqlite(SOURCE));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
