import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runTdt } from './test-support/world.ts';
import type { MatrixOperator } from './world.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tdt-matrix-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function operator(): { readonly matrix: MatrixOperator; readonly asked: unknown[] } {
  const asked: unknown[] = [];
  const matrix: MatrixOperator = {
    logIn: given => {
      asked.push(given);
      return Promise.resolve({ userId: '@robot:ville.fr', deviceId: 'ABC' });
    },
    makeRecoveryKey: () => Promise.resolve('EsTx yzyz'),
    restore: key => {
      asked.push(key);
      return Promise.resolve();
    },
  };
  return { matrix, asked };
}

it('logs in with the user given and the password of a line', async () => {
  const { matrix, asked } = operator();
  const { code, stdout, stderr } = await runTdt(['matrix', 'login', '--user', 'robot'], {
    dataDir,
    matrix,
    input: 'secret\n',
  });
  expect({ code, asked }).toEqual({ code: 0, asked: [{ user: 'robot', password: 'secret' }] });
  expect(stdout).toMatch(/@robot:ville\.fr/);
  expect(stdout + stderr).not.toContain('secret');
});

it('writes a recovery key alone on its line, and takes one back', async () => {
  const { matrix, asked } = operator();
  expect((await runTdt(['matrix', 'recovery-key'], { dataDir, matrix })).stdout).toBe('EsTx yzyz\n');
  await runTdt(['matrix', 'recovery-key', '--restore'], { dataDir, matrix, input: 'EsTx yzyz\n' });
  expect(asked).toEqual(['EsTx yzyz']);
});

it('says what to do where nothing is given or configured', async () => {
  const { matrix } = operator();
  const { code, stderr } = await runTdt(['matrix', 'recovery-key', '--restore'], { dataDir, matrix, input: '' });
  expect(code).toBe(1);
  expect(stderr).toMatch(/une ligne/);
  expect((await runTdt(['matrix', 'login'], { dataDir })).stderr).toMatch(/MATRIX_HOMESERVER_URL/);
});
