/** What an operator types, on a real server: from a password to a signed device, a lost folder, and each thing the doctor finds wrong. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { examineMatrix, type MatrixConfig } from '#adapters/matrix/index.ts';
import { standsFor } from '#test/support/absent.ts';
import { until } from '#test/support/matrix/person.ts';
import { type Account, findSynapse, post, startSynapse, type Synapse } from '#test/support/matrix/synapse.ts';
import { Tdt } from '../e2e/tdt.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');
const KEY = Buffer.alloc(32, 7);

if (findSynapse() === null) standsFor('Matrix, by hand', 'Synapse, which is not there: npm run synapse');
else {
  vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
  describe('tdt matrix and tdt doctor', operator);
}

const Keys = z.object({ device_keys: z.record(z.string(), z.record(z.string(), z.unknown())) });

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function operator(): void {
  let synapse: Synapse;
  let bot: Account;
  let dataDir: string;
  const folders: string[] = [];
  beforeAll(async () => {
    synapse = await startSynapse();
  });
  beforeEach(async () => {
    bot = await synapse.register('robot');
    dataDir = await mkdtemp(join(tmpdir(), 'tdt-operator-'));
    folders.push(dataDir);
  });
  afterAll(async () => {
    await synapse.stop();
    await Promise.all(folders.map(folder => rm(folder, { recursive: true, force: true })));
  });

  const environment = (): Record<string, string> => ({
    MATRIX_HOMESERVER_URL: synapse.url,
    TDT_SECRET_KEY: KEY.toString('base64'),
    TDT_CONSULTATION: join(import.meta.dirname, 'consultation'),
  });

  /** One command line, as typed; `input`: what is then typed. */
  function tdt(args: readonly string[], input = ''): Promise<Ran> {
    const env = { PATH: process.env['PATH'] ?? '', TDT_DATA_DIR: dataDir, ...environment() };
    const child = spawn(process.execPath, [MAIN, ...args], { env });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin.end(input);
    return new Promise(resolve => child.once('close', code => resolve({ code, stdout, stderr })));
  }

  /** Until that many of the account's devices have shown their keys. */
  async function runs(devices: number): Promise<void> {
    const service = new Tdt(['start'], dataDir, environment());
    const query = { device_keys: { [bot.userId]: [] } };
    await until('the device shows its keys', async () => {
      const answer = await post(`${synapse.url}/_matrix/client/v3/keys/query`, query, bot.token);
      return Object.keys(Keys.parse(answer).device_keys[bot.userId] ?? {}).length >= devices;
    });
    await until('the bot starts', () => service.stderr.includes('"code":"started"'));
    await service.kill('SIGTERM');
  }

  /** What the doctor says of Matrix, no-break spaces apart. */
  async function doctor(): Promise<string> {
    return (await tdt(['doctor'])).stdout.replaceAll('\u00A0', ' ');
  }

  async function kept(): Promise<string> {
    const names = await readdir(dataDir, { recursive: true, withFileTypes: true });
    const files = names.filter(one => one.isFile()).map(one => readFile(join(one.parentPath, one.name), 'latin1'));
    return (await Promise.all(files)).join('\n');
  }

  it('logs in once, signs the device, and takes its identity back after the folder is lost', async () => {
    const login = await tdt(['matrix', 'login', '--user', bot.userId], `${bot.password}\n`);
    expect(login.code, login.stderr).toBe(0);
    expect(login.stdout).toContain(bot.userId);
    expect(await doctor()).toMatch(/Clés : aucune encore/u);
    await runs(1);
    expect(await doctor()).toMatch(/Clés : ce sont bien celles[^]*est signé par son compte[^]*Horloge : à \d+ s/u);
    expect(await kept()).not.toContain(bot.password);
    // What Synapse calls its tokens.
    expect(await kept()).not.toMatch(/syt_[A-Za-z0-9]{4,}/u);
    const made = await tdt(['matrix', 'recovery-key']);
    expect(made.code, made.stderr).toBe(0);
    expect(made.stdout).toMatch(/^(?:[A-Za-z1-9]{4} ){11}[A-Za-z1-9]{4}\n$/u);

    await rm(join(dataDir, 'matrix'), { recursive: true });
    expect((await tdt(['matrix', 'login', '--user', bot.userId], `${bot.password}\n`)).code).toBe(0);
    await runs(2);
    expect(await doctor()).toMatch(/n'est pas signé par son compte.*--restore/u);
    const mistyped = await tdt(['matrix', 'recovery-key', '--restore'], 'EsTx yzyz\n');
    expect({ code: mistyped.code, said: /clé de secours/u.test(mistyped.stderr) }).toEqual({ code: 1, said: true });
    const restored = await tdt(['matrix', 'recovery-key', '--restore'], made.stdout);
    expect(restored.code, restored.stderr).toBe(0);
    expect(await doctor()).toMatch(/est signé par son compte/u);
  });

  it('a wrong password is said so, and nothing is kept of it', async () => {
    const login = await tdt(['matrix', 'login', '--user', bot.userId], 'not the password\n');
    expect(login.code).toBe(1);
    expect(login.stderr).toMatch(/refuse ce nom ou ce mot de passe/u);
    expect(await kept()).not.toContain('not the password');
  });

  async function wrong(given: Partial<MatrixConfig>): Promise<string> {
    const config: MatrixConfig = {
      homeserverUrl: synapse.url,
      login: { kind: 'token', token: bot.token },
      encryption: 'allowed',
      allowedServers: [],
      paceMs: 0,
      stateDir: join(dataDir, 'matrix'),
      secretKeys: [KEY],
      ...given,
    };
    const found = (await examineMatrix(config)).filter(({ ok }) => !ok);
    return found.map(({ said }) => said.replaceAll('\u00A0', ' ')).join('\n');
  }

  it('the doctor names what is wrong: the server, the token, the device of another store, the clock', async () => {
    expect(await wrong({})).toBe('');
    expect(await wrong({ homeserverUrl: 'http://127.0.0.1:9' })).toMatch(/^MATRIX_HOMESERVER_URL : .*ne? .*répond/u);
    expect(await wrong({ login: { kind: 'token', token: 'another' } })).toMatch(/jeton est refusé.*tdt matrix login/u);
    expect(await wrong({ login: { kind: 'stored' } })).toMatch(/tdt matrix login/u);
    await tdt(['matrix', 'login', '--user', bot.userId], `${bot.password}\n`);
    await runs(1);
    // The token given at registration is that of another device.
    expect(await wrong({})).toMatch(/^Clés : elles sont celles de/u);
    const late = createServer((_request, response) => {
      response.setHeader('date', new Date(Date.now() - 600_000).toUTCString());
      response.end('{"versions":["v1.11"]}');
    });
    await new Promise<void>(resolve => late.listen(0, '127.0.0.1', () => resolve()));
    const homeserverUrl = `http://127.0.0.1:${(late.address() as AddressInfo).port}`;
    expect(await wrong({ homeserverUrl })).toMatch(/Horloge : à (?:59\d|60\d) s .*NTP/u);
    late.close();
  });
}
