/**
 * Writes `prisma/sqlite/schema.prisma` from `prisma/schema.prisma` (PostgreSQL, the only one that is edited).
 * `node scripts/derive-schema.ts` writes it, `--check` says whether what is committed is what would be written.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, SCHEMAS } from './lib/paths.ts';

const HEADER = '// Derived from ../schema.prisma by `npm run generate`: edit that one.\n\n';

/** What PostgreSQL has and SQLite has not, each with what to write instead. */
const REFUSED: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bdbgenerated\(/, 'dbgenerated() is raw SQL of one database: give the value from the application'],
  [/\bUnsupported\(/, 'Unsupported() has no SQLite counterpart'],
  [/@@schema\(/, '@@schema: SQLite has no schemas'],
  [
    /\bBigInt\b.*\bautoincrement\(\)/,
    'SQLite numbers only an Int by itself: use Int, or an id made by the application',
  ],
  [/\bextensions\s*=/, 'extensions: SQLite has none'],
];
const SCALAR_LIST = /^\s*\w+\s+(String|Int|BigInt|Float|Decimal|Boolean|DateTime|Json|Bytes)\[\]/;

/** The SQLite schema, or an error that names the line which SQLite could not hold. */
export function deriveSqlite(source: string): string {
  const enums = new Set([...source.matchAll(/^enum\s+(\w+)/gm)].map(match => match[1]));
  const lines = source.split('\n').map((line, index) => {
    const code = line.replace(/\/\/.*$/, '');
    const refuse = (why: string): never => {
      throw new Error(`${SCHEMAS.postgresql}:${index + 1}: ${why}.`);
    };
    for (const [pattern, why] of REFUSED) if (pattern.test(code)) refuse(why);
    const enumList = /^\s*\w+\s+(\w+)\[\]/.exec(code)?.[1];
    if (SCALAR_LIST.test(code) || (enumList !== undefined && enums.has(enumList))) {
      refuse('SQLite has no lists: use Json, or rows of their own');
    }
    return code === '' || code.trim() === '' ? line : deriveLine(line);
  });
  return HEADER + lines.join('\n').replace(/^(?:\/\/.*\n)*\n*/, '');
}

function deriveLine(line: string): string {
  return line
    .replace(/^(\s*provider\s*=\s*)"postgresql"/, '$1"sqlite"')
    .replace(/^(\s*output\s*=\s*)"\.\.\/(.*)\/postgresql"/, '$1"../../$2/sqlite"')
    .replace(/\s*@db\.\w+(\([^)]*\))?/g, '')
    .replace(/,\s*type:\s*(BTree|Hash|Gin|Gist|SpGist|Brin)\b/g, '')
    .replace(/\(ops:\s*(raw\("[^"]*"\)|\w+)\)/g, '');
}

/** Writes the derived schema where it differs; with `check`, only says so. False means « checked, and differs ». */
export function derive(options: { check: boolean; root?: string }): boolean {
  const root = options.root ?? ROOT;
  const source = join(root, SCHEMAS.postgresql);
  const target = join(root, SCHEMAS.sqlite);
  if (!existsSync(source)) return true;
  const derived = deriveSqlite(readFileSync(source, 'utf8'));
  if (derived === (existsSync(target) ? readFileSync(target, 'utf8') : '')) return true;
  if (options.check) return false;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, derived);
  return true;
}

if (import.meta.main && !derive({ check: process.argv.includes('--check') })) {
  console.error(`${SCHEMAS.sqlite} is not what ${SCHEMAS.postgresql} gives: run \`npm run generate\`.`);
  process.exitCode = 1;
}
