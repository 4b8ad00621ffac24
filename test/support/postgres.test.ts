import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { findPostgres, startPostgres } from './postgres.ts';

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Whether anything listens on the URL's port. */
function listens(url: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });
}

describe.skipIf(findPostgres() === null)('a throw-away PostgreSQL', () => {
  test('gives databases of their own, and is gone once stopped', async () => {
    const server = await startPostgres();
    if (server === null) throw new Error('initdb was there a moment ago');
    const [one, other] = [await server.createDatabase('Été'), await server.createDatabase('Été')];
    expect(one).not.toBe(other);
    expect(await answers(one)).toBe(true);
    await server.stop();
    expect(await answers(one)).toBe(false);
    await server.stop();
  }, 60_000);

  test('does not outlive the process that started it, even killed', async () => {
    const script = `
      const { startPostgres } = await import(${JSON.stringify(fileURLToPath(new URL('./postgres.ts', import.meta.url)))});
      console.log((await startPostgres()).url);
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    const url = chunk.toString().trim();
    expect(await answers(url)).toBe(true);
    child.kill('SIGKILL');
    await expect.poll(() => listens(url), { timeout: 30_000, interval: 50 }).toBe(false);
  }, 60_000);
});
