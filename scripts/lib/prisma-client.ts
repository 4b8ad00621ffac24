/**
 * Generates the two Prisma clients, `src/storage/generated/{sqlite,postgresql}`, when the schemas changed.
 *
 * Nothing is downloaded: generation never runs Prisma's schema engine, but its CLI wants to know where that engine is,
 * and fetches it when it is not told. So it is told: any file that exists will do, and Node itself does.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROVIDERS, type Provider, ROOT, SCHEMAS } from './paths.ts';

const GENERATED = 'src/storage/generated';
const CLI = 'node_modules/prisma/build/index.js';
const run = promisify(execFile);

/** What the generated code depends on: both schemas and Prisma's version, as one hash. Null where there is no schema. */
function fingerprint(root: string): string | null {
  if (!PROVIDERS.every(provider => existsSync(join(root, SCHEMAS[provider])))) return null;
  const hash = createHash('sha256');
  for (const provider of PROVIDERS) hash.update(readFileSync(join(root, SCHEMAS[provider]))).update('\0');
  const client: unknown = JSON.parse(readFileSync(join(root, 'node_modules/@prisma/client/package.json'), 'utf8'));
  return hash.update(String((client as { version?: unknown }).version)).digest('hex');
}

/** Does nothing when what is there was made from the present schemas. Throws with one sentence that says the mend. */
export async function generateWhenStale(
  options: { root?: string; force?: boolean } = {},
): Promise<'fresh' | 'generated'> {
  const root = options.root ?? ROOT;
  const wanted = fingerprint(root);
  const stamp = join(root, GENERATED, 'stamp');
  const whole = PROVIDERS.every(provider => existsSync(join(root, GENERATED, provider, 'client.ts')));
  const current = whole && existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (wanted === null || (wanted === current && options.force !== true)) return 'fresh';
  if (!existsSync(join(root, CLI))) {
    throw new Error('The database client must be generated, and Prisma is not installed: run `npm ci --include=dev`.');
  }
  // Made aside then moved, so that a process that starts meanwhile never reads half a client.
  const aside = join(root, GENERATED, `.making-${process.pid}`);
  mkdirSync(aside, { recursive: true });
  try {
    await Promise.all(PROVIDERS.map(provider => generateOne(root, aside, provider)));
    for (const provider of PROVIDERS) {
      rmSync(join(root, GENERATED, provider), { recursive: true, force: true });
      renameSync(join(aside, provider), join(root, GENERATED, provider));
    }
    writeFileSync(stamp, wanted);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return 'generated';
}

async function generateOne(root: string, aside: string, provider: Provider): Promise<void> {
  const source = readFileSync(join(root, SCHEMAS[provider]), 'utf8');
  const schema = join(aside, `${provider}.prisma`);
  writeFileSync(schema, source.replace(/^(\s*output\s*=\s*)".*"/m, `$1"./${provider}"`));
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
    NO_COLOR: '1',
  };
  try {
    await run(process.execPath, [join(root, CLI), 'generate', '--no-hints', '--schema', schema], { cwd: root, env });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`Prisma refused ${SCHEMAS[provider]}:\n${stdout}${stderr}`, { cause: error });
  }
}
