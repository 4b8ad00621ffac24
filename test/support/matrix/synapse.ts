/** A real Synapse on loopback, with a database of its own, gone when the caller stops it. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** How long a server may take to answer, in milliseconds: loaded machines included. */
const READY_WITHIN_MS = 120_000;
const READY_POLL_MS = 100;
const STOP_WITHIN_MS = 15_000;

export interface Synapse {
  readonly url: string;
  readonly version: string;
  /** Makes an account; names are made unique. */
  readonly register: (name: string) => Promise<Account>;
  /** The server goes away, and comes back on the same data. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Its database (SQLite): what the server really stored. */
  readonly database: string;
}

export interface Account {
  readonly userId: string;
  readonly token: string;
  readonly deviceId: string;
  readonly password: string;
}

export interface SynapseOptions {
  /** With the limits that a public server has; none by default. */
  readonly limited?: boolean;
}

/**
 * Where `npm run synapse` put it, or the URL of a server; null for none. `TDT_TEST_SYNAPSE`: `off`, the default, leaves the suites
 * out, which take many minutes; `require` runs them; an URL is that of a server that runs already.
 */
export function findSynapse(): string | null {
  const mode = process.env['TDT_TEST_SYNAPSE'] ?? 'off';
  if (mode === 'off') return null;
  if (mode.startsWith('http')) return mode;
  const dir = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tour-de-table', 'synapse');
  if (existsSync(join(dir, 'VERSION'))) return dir;
  throw new Error('Synapse is required here: npm run synapse.');
}

/** Starts one. Throws, with the end of its log, if it does not answer. */
export async function startSynapse({ limited = false }: SynapseOptions = {}): Promise<Synapse> {
  const dir = findSynapse();
  if (dir === null) throw new Error('Synapse is not there: npm run synapse');
  if (dir.startsWith('http')) return attached(dir);
  const home = await mkdtemp(join(tmpdir(), 'tdt-synapse-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await writeFile(join(home, 'hs.yaml'), configuration(home, port, limited));
  await writeFile(
    join(home, 'signing.key'),
    `ed25519 a_test ${randomBytes(32).toString('base64').replace(/=+$/, '')}\n`,
  );
  let stop = await run(dir, home, url);
  const register = registrar(url);
  return {
    url,
    version: readFileSync(join(dir, 'VERSION'), 'utf8').trim(),
    database: join(home, 'hs.db'),
    register,
    restart: async () => {
      await stop();
      stop = await run(dir, home, url);
    },
    stop: async () => {
      await stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** One that somebody else started: it stays as it is. */
function attached(url: string): Synapse {
  const cannot = (): Promise<void> => Promise.reject(new Error('this server is not ours to restart'));
  return {
    url,
    version: 'given',
    database: '',
    register: registrar(url),
    restart: cannot,
    stop: () => Promise.resolve(),
  };
}

/** Names are made unique, also on a server that lasts. */
function registrar(url: string): Synapse['register'] {
  const unique = randomBytes(4).toString('hex');
  let names = 0;
  return name => {
    names += 1;
    const safe = name.toLowerCase().replace(/[^a-z0-9]/g, '') || 'x';
    return makeAccount(url, `${safe}-${unique}-${names}`, name);
  };
}

const Registered = z.object({ user_id: z.string(), access_token: z.string(), device_id: z.string() });

async function makeAccount(url: string, username: string, displayName: string): Promise<Account> {
  const password = randomBytes(12).toString('hex');
  const body = { username, password, auth: { type: 'm.login.dummy' } };
  const answer = Registered.parse(await post(`${url}/_matrix/client/v3/register`, body, null));
  const { user_id: userId, access_token: token, device_id: deviceId } = answer;
  const profile = `${url}/_matrix/client/v3/profile/${encodeURIComponent(userId)}/displayname`;
  if (displayName !== username) await post(profile, { displayname: displayName }, token, 'PUT');
  return { userId, token, deviceId, password };
}

/** A request as somebody; rejects on anything but a success. */
export async function post(url: string, body: object, token: string | null, method = 'POST'): Promise<unknown> {
  const headers = {
    'content-type': 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

export async function get(url: string, token: string): Promise<unknown> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`GET ${new URL(url).pathname}: ${response.status}`);
  return response.json();
}

/** Resolves once it answers; what it gives stops it. */
async function run(dir: string, home: string, url: string): Promise<() => Promise<void>> {
  const libraries = globDir(join(dir, 'usr/lib'), /-linux-gnu[^/]*$/);
  const loader = [dir, libraries].flatMap(where =>
    ['usr/lib', 'usr/lib64', '.'].flatMap(sub => namesIn(join(where, sub), /^ld-linux.*\.so\.\d+$/)),
  )[0];
  const python = namesIn(join(dir, 'usr/bin'), /^python3\.\d+$/)[0];
  if (loader === undefined || python === undefined)
    throw new Error(`${dir} holds no whole Synapse: remove it, then npm run synapse.`);
  const args = [
    '--library-path',
    `${libraries}:${join(dir, 'usr/lib')}`,
    python,
    '-m',
    'synapse.app.homeserver',
    '-c',
    join(home, 'hs.yaml'),
  ];
  const env = {
    PATH: process.env['PATH'] ?? '',
    PYTHONHOME: join(dir, 'usr'),
    PYTHONPATH: join(dir, 'usr/lib/python3/dist-packages'),
    PYTHONDONTWRITEBYTECODE: '1',
  };
  // A keeper ends it when our end of the pipe closes, even by SIGKILL.
  const keeper = ['-c', '"$@" <&- & server=$!; cat >/dev/null; kill $server; wait $server', 'keeper', loader, ...args];
  const child = spawn('/bin/sh', keeper, { cwd: home, env, stdio: ['pipe', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4_000);
  });
  const ended = new Promise<void>(resolve => void child.once('exit', () => resolve()));
  const until = performance.now() + READY_WITHIN_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || performance.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`Synapse did not start: ${log}`);
    }
    await sleep(READY_POLL_MS);
  }
  return async () => {
    child.stdin.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(timer);
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/_matrix/client/versions`).then(
    response => response.ok,
    () => false,
  );
}

function namesIn(dir: string, pattern: RegExp): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter(name => pattern.test(name))
    .map(name => join(dir, name));
}

function globDir(dir: string, pattern: RegExp): string {
  return namesIn(dir, pattern)[0] ?? dir;
}

function configuration(home: string, port: number, limited: boolean): string {
  const secret = (): string => JSON.stringify(randomBytes(16).toString('hex'));
  const none = '{per_second: 10000, burst_count: 10000}';
  const limits = limited
    ? ''
    : `
rc_message: ${none}
rc_registration: ${none}
rc_login: {address: ${none}, account: ${none}, failed_attempts: ${none}}
rc_joins: {local: ${none}}
rc_joins_per_room: ${none}
rc_invites: {per_room: ${none}, per_user: ${none}, per_issuer: ${none}}
rc_room_creation: ${none}
rc_presence: {per_user: ${none}}
`;
  return `
server_name: localhost
pid_file: ${home}/hs.pid
listeners: [{port: ${port}, type: http, tls: false, bind_addresses: ['127.0.0.1'], resources: [{names: [client], compress: false}]}]
database: {name: sqlite3, args: {database: ${home}/hs.db}}
media_store_path: ${home}/media
signing_key_path: ${home}/signing.key
registration_shared_secret: ${secret()}
macaroon_secret_key: ${secret()}
form_secret: ${secret()}
report_stats: false
enable_registration: true
enable_registration_without_verification: true
trusted_key_servers: []
suppress_key_server_warning: true
bcrypt_rounds: 4
presence: {enabled: false}
${limits}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
