import { expect, test } from 'vitest';
import { addMs } from '#usecases/clock.ts';
import { createTestLog, NOW } from '#usecases/test-support/parts.ts';
import { FAILURE_SLEEP_MS, LONGEST_SLEEP_MS, SHORTEST_SLEEP_MS } from './limits.ts';
import { createLoop } from './loop.ts';
import { createVirtualClock } from './virtual-clock.ts';

function settle(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}

function makeLoop(options: { readonly next?: () => string | null; readonly run?: () => Promise<unknown> } = {}) {
  const clock = createVirtualClock(NOW);
  const { log, lines } = createTestLog();
  const runs: string[] = [];
  const loop = createLoop({
    name: 'test',
    run: async () => {
      runs.push(clock.now());
      await options.run?.();
    },
    nextAt: () => Promise.resolve(options.next?.() ?? null),
    clock,
    log,
  });
  const move = async (ms: number): Promise<void> => {
    clock.moveTo(addMs(clock.now(), ms));
    await settle();
  };
  return { clock, loop, runs, lines, move };
}

test('works at once, then when something is due, then at the latest after the longest sleep', async () => {
  let next: string | null = addMs(NOW, 5_000);
  const { loop, runs, move } = makeLoop({ next: () => next });
  loop.start();
  await settle();
  expect(runs).toHaveLength(1);
  await move(4_999);
  expect(runs).toHaveLength(1);
  next = null;
  await move(1);
  expect(runs).toHaveLength(2);
  await move(LONGEST_SLEEP_MS - 1);
  expect(runs).toHaveLength(2);
  await move(1);
  expect(runs).toHaveLength(3);
  await loop.stop();
});

test('what stays due never makes it spin', async () => {
  const { loop, runs, move } = makeLoop({ next: () => NOW });
  loop.start();
  await settle();
  await settle();
  expect(runs).toHaveLength(1);
  await move(SHORTEST_SLEEP_MS);
  expect(runs).toHaveLength(2);
  await loop.stop();
});

test('a nudge wakes it, one for later than it sleeps does not', async () => {
  const { loop, runs } = makeLoop({ next: () => addMs(NOW, 5_000) });
  loop.start();
  await settle();
  loop.nudge(addMs(NOW, 6_000));
  await settle();
  expect(runs).toHaveLength(1);
  loop.nudge();
  await settle();
  expect(runs).toHaveLength(2);
  loop.nudge(addMs(NOW, 1_000));
  await settle();
  expect(runs).toHaveLength(3);
  await loop.stop();
});

test('a nudge while it works is not missed', async () => {
  const held: (() => void)[] = [];
  const { loop, runs } = makeLoop({ run: () => new Promise<void>(resolve => held.push(resolve)) });
  loop.start();
  await settle();
  loop.nudge();
  held[0]?.();
  await settle();
  expect(runs).toHaveLength(2);
  held[1]?.();
  await loop.stop();
});

test('failures are told and waited out, longer each time, then it goes on', async () => {
  let down = true;
  const { loop, runs, lines, move } = makeLoop({
    run: () => (down ? Promise.reject(new Error('secret')) : Promise.resolve()),
  });
  loop.start();
  await settle();
  await move(FAILURE_SLEEP_MS - 1);
  expect(runs).toHaveLength(1);
  await move(1);
  expect(runs).toHaveLength(2);
  await move(FAILURE_SLEEP_MS);
  expect(runs).toHaveLength(2);
  down = false;
  await move(FAILURE_SLEEP_MS);
  expect(runs).toHaveLength(3);
  expect(lines).toMatchObject([
    { level: 'error', code: 'loop_failed', facts: { loop: 'test', failures: 1 } },
    { level: 'error', code: 'loop_failed', facts: { failures: 2 } },
  ]);
  expect(JSON.stringify(lines)).not.toContain('secret');
  await loop.stop();
});

test('stopping ends the sleep, and waits for the work in hand', async () => {
  const held: (() => void)[] = [];
  const { loop } = makeLoop({ run: () => new Promise<void>(resolve => held.push(resolve)) });
  loop.start();
  await settle();
  let stopped = false;
  const stopping = loop.stop().then(() => (stopped = true));
  await settle();
  expect(stopped).toBe(false);
  held[0]?.();
  await stopping;
  expect(held).toHaveLength(1);
});
