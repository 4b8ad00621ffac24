import { expect, test } from 'vitest';
import { addMs } from '#usecases/clock.ts';
import { NOW } from '#usecases/test-support/parts.ts';
import { createJsonLog } from './json-log.ts';
import { systemClock } from './system-clock.ts';
import { systemEntropy } from './system-entropy.ts';
import { createVirtualClock } from './virtual-clock.ts';

test('a virtual clock only moves forward, and wakes whoever slept until then', async () => {
  const clock = createVirtualClock(NOW);
  const woken: string[] = [];
  const signal = new AbortController().signal;
  const sleeps = [200, 100].map(ms => clock.sleep(ms, signal).then(() => woken.push(`${ms}`)));
  clock.moveTo(addMs(NOW, -1));
  expect(clock.now()).toBe(NOW);
  clock.moveTo(addMs(NOW, 150));
  await sleeps[1];
  expect(woken).toEqual(['100']);
  clock.moveTo(addMs(NOW, 200));
  await sleeps[0];
  await clock.sleep(0, signal);
});

test.each([
  ['virtual', createVirtualClock(NOW)],
  ['system', systemClock],
])('the %s clock’s sleep ends when it is aborted', async (_name, clock) => {
  const over = new AbortController();
  const sleep = clock.sleep(1e9, over.signal);
  over.abort();
  await expect(Promise.all([sleep, clock.sleep(1e9, over.signal)])).resolves.toHaveLength(2);
});

test('the system’s now is in the one representation', () => {
  expect(systemClock.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('letters are of the right alphabet, all of them come, and never twice the same run', () => {
  const text = systemEntropy.letters(4_000);
  expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{4000}$/);
  expect(new Set(text).size).toBe(32);
  expect(systemEntropy.letters(16)).not.toBe(systemEntropy.letters(16));
  expect(systemEntropy.sha256('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
});

test('a log line is one JSON object; what is less grave is left out; a closed pipe stops nobody', () => {
  const lines: string[] = [];
  const log = createJsonLog(
    line => lines.push(line),
    'warn',
    () => NOW,
  );
  log('info', 'started');
  log('error', 'turn_failed', { reference: 'R-7F3K' });
  expect(lines).toEqual([`{"at":"${NOW}","level":"error","code":"turn_failed","reference":"R-7F3K"}\n`]);
  log('error', 'turn_failed', { at: 'elsewhere', level: 'info' });
  expect(lines.pop()).toBe(`{"at":"${NOW}","level":"error","code":"turn_failed"}\n`);
  createJsonLog(
    () => {
      throw new Error('EPIPE');
    },
    'info',
    () => NOW,
  )('info', 'x');
  createJsonLog(
    line => lines.push(line),
    'silent',
    () => NOW,
  )('error', 'x');
  expect(lines).toHaveLength(1);
});
