import { expect, test } from 'vitest';
import { createFileGate } from './file-gate.ts';
import { MAX_FETCHING, MAX_WAITING_FILES_PER_ACCOUNT } from './limits.ts';

/** Work that ends when told, and counts how many run together. */
function counted() {
  const ends: (() => void)[] = [];
  const seen = { now: 0, most: 0 };
  const work = async (): Promise<number> => {
    seen.now += 1;
    seen.most = Math.max(seen.most, seen.now);
    await new Promise<void>(resolve => ends.push(resolve));
    seen.now -= 1;
    return 1;
  };
  const endAll = async (): Promise<void> => {
    for (let idle = 0; idle < 20; idle += 1) {
      for (const end of ends.splice(0)) {
        end();
        idle = 0;
      }
      await Promise.resolve();
    }
  };
  return { work, seen, endAll };
}

test('one message of an account at a time, and too many are left', async () => {
  const gate = createFileGate();
  const { work, seen, endAll } = counted();
  const all = Array.from({ length: MAX_WAITING_FILES_PER_ACCOUNT + 3 }, () => gate.hold('a', work));
  await endAll();
  const done = await Promise.all(all);
  expect(seen.most).toBe(1);
  expect(done.filter(one => one === null)).toHaveLength(3);
  // What failed lets the next one in.
  await expect(gate.hold('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(await gate.hold('a', () => Promise.resolve(2))).toBe(2);
});

test('few in all', async () => {
  const gate = createFileGate();
  const { work, seen, endAll } = counted();
  const all = Array.from({ length: 5 * MAX_FETCHING }, (_, i) => gate.hold(`a${i}`, work));
  await endAll();
  expect(await Promise.all(all)).toEqual(all.map(() => 1));
  expect(seen.most).toBe(MAX_FETCHING);
});
