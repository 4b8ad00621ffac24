import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStores } from '#storage/index.ts';
import { createIds } from '#usecases/entropy.ts';
import { systemClock, systemEntropy } from '#worker/index.ts';
import { runTdt } from './test-support/world.ts';

const AT = '2027-02-10T09:00:00.000Z';
let dataDir = '';
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tour-de-table-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function storesWith(secretKeys: readonly Uint8Array[]) {
  const { now } = systemClock;
  return openStores({ url: null, dataDir, secretKeys, now, newId: createIds(systemEntropy, now) });
}

test('a key is made anew each time, as TDT_SECRET_KEY takes it', async () => {
  const [a, b] = await Promise.all([runTdt(['key', 'new'], { dataDir }), runTdt(['key', 'new'], { dataDir })]);
  expect(Buffer.from(a.stdout.trim(), 'base64')).toHaveLength(32);
  expect(a.stdout).not.toBe(b.stdout);
});

test('the key is changed: what it sealed opens with the new one alone', async () => {
  const [old, today] = [randomBytes(32), randomBytes(32)];
  const before = await storesWith([old]);
  const installation = { workspace: 'T1', organisation: null, name: 'Ardèche', secret: 'xoxb-1', installedAt: AT };
  await before.installations.save('slack', installation);
  await before.close();
  const unknown = await runTdt(['key', 'rotate'], { dataDir, secretKeys: [today] });
  expect([unknown.code, unknown.stdout]).toEqual([1, expect.stringMatching(/illisibles : 1/)]);
  const rotated = await runTdt(['key', 'rotate'], { dataDir, secretKeys: [today, old] });
  expect([rotated.code, rotated.stdout]).toEqual([0, expect.stringMatching(/rechiffrés : 1/)]);
  const after = await storesWith([today]);
  expect((await after.installations.find('slack', 'T1'))?.secret).toBe('xoxb-1');
  await after.close();
});

test('without a key, it says what to do', async () => {
  const { code, stderr } = await runTdt(['key', 'rotate'], { dataDir });
  expect([code, stderr]).toEqual([1, expect.stringMatching(/TDT_SECRET_KEY manque.*tdt key new/)]);
});
