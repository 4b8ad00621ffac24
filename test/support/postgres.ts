/**
 * A throw-away PostgreSQL for tests, benchmarks and the authoring of migrations: initdb in a temporary folder, a free
 * port on loopback, gone when the caller stops it or dies (even by SIGKILL: the server's keeper watches a pipe).
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

/** How long a server may take to answer its first query, in milliseconds: slow disks and loaded machines included. */
const READY_WITHIN_MS = 30_000;
const READY_POLL_MS = 25;
/** How long a clean stop may take before the keeper is killed, in milliseconds. */
const STOP_WITHIN_MS = 10_000;
/** Enough for several suites that run side by side, each with a pool. */
const MAX_CONNECTIONS = 200;

export interface Postgres {
  /** `postgresql://tdt@127.0.0.1:PORT/postgres`: the maintenance database of an empty server. */
  readonly url: string;
  /** For example `15.13`. */
  readonly version: string;
  /** Makes an empty database and returns its URL; names are made unique. */
  readonly createDatabase: (label?: string) => Promise<string>;
  /** Stops the server and removes its folder. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

export interface PostgresOptions {
  /** True keeps fsync and synchronous_commit on, as in production: for benchmarks. Tests do without. */
  readonly durable?: boolean;
}

/**
 * The folder that holds `initdb` and `postgres`, the newest first; null where PostgreSQL's server is not installed, or
 * where `TDT_TEST_POSTGRES=off` says to do as if it were not.
 */
export function findPostgres(): string | null {
  if (process.env['TDT_TEST_POSTGRES'] === 'off') return null;
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map(v => join(debian, v, 'bin')), ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.find(f => existsSync(join(f, 'initdb')) && existsSync(join(f, 'postgres'))) ?? null;
}

/** Starts a server, or returns null where its binaries are absent. Throws, with the server's log, if it does not start. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres | null> {
  const bin = findPostgres();
  if (bin === null) return null;
  const home = mkdtempSync(join(tmpdir(), 'tdt-postgres-'));
  const owner = unprivilegedUser();
  if (owner !== null) chownSync(home, owner.uid, owner.gid);
  const data = join(home, 'data');
  const asOwner = { cwd: home, ...owner };
  const keeper = { process: null as ChildProcess | null };
  try {
    const initdb = [
      '-D',
      data,
      '-U',
      'tdt',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ];
    execFileSync(join(bin, 'initdb'), initdb, { ...asOwner, stdio: 'pipe' });
    const port = await freePort();
    const args = ['-D', data, '-k', home, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'];
    args.push('-c', `max_connections=${MAX_CONNECTIONS}`);
    if (options.durable !== true) args.push('-c', 'fsync=off', '-c', 'full_page_writes=off');
    keeper.process = spawn('/bin/sh', ['-c', KEEPER, join(bin, 'postgres'), home, ...args], {
      ...asOwner,
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    const url = `postgresql://tdt@127.0.0.1:${port}/postgres`;
    const version = await ready(url, keeper.process);
    return { url, version, createDatabase: label => createDatabase(url, label), stop: () => stop(keeper, home) };
  } catch (error) {
    const log = join(home, 'log');
    const tail = existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : '';
    await stop(keeper, home);
    throw new Error(`PostgreSQL did not start (${bin}): ${String(error)}\n${tail}`, { cause: error });
  }
}

/**
 * Runs the server and, beside it, waits for the standard input to close, which the kernel does for us when the process
 * that holds the other end dies. Then: fast shutdown, by the server's pid, and the folder goes. Ends as soon as the
 * server ends, whoever ended it.
 */
const KEEPER = `
home="$1"; shift; exec 3<&0
"$0" "$@" 3<&- >"$home/log" 2>&1 & server=$!
{ cat <&3 >/dev/null; kill -INT "$server"; } & watcher=$!
wait "$server"; status=$?
kill "$watcher" 2>/dev/null
if [ "$status" = 0 ]; then cd / && rm -rf "$home"; fi
exit "$status"
`;

async function stop(keeper: { process: ChildProcess | null }, home: string): Promise<void> {
  const child = keeper.process;
  keeper.process = null;
  if (child !== null && child.exitCode === null && child.signalCode === null) {
    const exited = new Promise(resolve => child.once('exit', resolve));
    child.stdin?.destroy();
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await exited;
    clearTimeout(timer);
  }
  rmSync(home, { recursive: true, force: true });
}

/** PostgreSQL refuses to run as root: then `postgres`, else `nobody`. Null when we are not root. */
function unprivilegedUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'));
  const user = users.find(u => u[0] === 'postgres') ?? users.find(u => u[0] === 'nobody');
  if (user === undefined) throw new Error('PostgreSQL refuses root, and there is no user `postgres` or `nobody` here.');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

async function ready(url: string, keeper: ChildProcess): Promise<string> {
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
      return rows[0]?.server_version ?? '?';
    } catch (error) {
      if (Date.now() > until || keeper.exitCode !== null) throw error;
      await new Promise(resolve => setTimeout(resolve, READY_POLL_MS));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

let databases = 0;

async function createDatabase(url: string, label = 'test'): Promise<string> {
  const name = `${label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}_${process.pid}_${++databases}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE "${name}"`);
  } finally {
    await client.end();
  }
  return url.replace(/\/[^/]*$/, `/${name}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
