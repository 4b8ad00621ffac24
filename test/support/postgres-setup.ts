/**
 * Vitest's global set-up for the suites that may meet PostgreSQL: one throw-away server for the whole run, its URL
 * provided as `postgresUrl` (null where there is none, said in a visible line, never silently).
 *
 * TDT_TEST_POSTGRES: `auto` (default: use the binaries where they are installed), `require` (fail without them),
 * `off` (do without), or a URL of a server to use.
 */
import type { TestProject } from 'vitest/node';
import { type Postgres, startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The maintenance database of a running PostgreSQL, or null. Make a database of your own in it. */
    postgresUrl: string | null;
  }
}

/** Vitest loads this file once per suite, in one process: the server is kept where all the copies find it. */
const shared = globalThis as { tdtPostgres?: Promise<Postgres | null> };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const mode = process.env['TDT_TEST_POSTGRES'] ?? 'auto';
  if (mode.startsWith('postgres')) {
    project.provide('postgresUrl', mode);
    return async () => undefined;
  }
  const first = shared.tdtPostgres === undefined;
  shared.tdtPostgres ??= mode === 'off' ? Promise.resolve(null) : startPostgres();
  const server = await shared.tdtPostgres;
  if (server === null && mode === 'require') throw new Error('PostgreSQL is required here, and initdb was not found.');
  if (first) {
    const why = mode === 'off' ? 'turned off' : 'no initdb on this machine';
    console.log(
      server === null ? `SKIPPED: the suites on PostgreSQL (${why}).` : `PostgreSQL ${server.version} started.`,
    );
  }
  project.provide('postgresUrl', server?.url ?? null);
  return async () => {
    await server?.stop();
  };
}
