/** What watches the service answers over HTTP what happened in it. */
import { afterEach, expect, test } from 'vitest';
import { createMonitor } from './monitor.ts';
import { openWorld, type World } from './test-support/world.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(one => one.close()));
});

async function watched(world: World, change: (stores: World['stores']) => World['stores'] = stores => stores) {
  const monitor = createMonitor();
  open.push(monitor);
  const { port } = await monitor.listen(change(world.stores), { host: '127.0.0.1', port: 0 });
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    return { code: response.status, text: await response.text() };
  };
  return { monitor, get };
}

test('healthy from the start, ready once told so, and no longer while it stops', async () => {
  const { monitor, get } = await watched(await openWorld());
  expect((await get('/healthz')).code).toBe(200);
  expect((await get('/readyz')).code).toBe(503);
  monitor.setReady(true);
  expect((await get('/readyz')).code).toBe(200);
  monitor.setReady(false);
  expect((await get('/readyz')).code).toBe(503);
  expect((await get('/elsewhere')).code).toBe(404);
  expect((await get('/metrics', 'POST')).code).toBe(405);
});

test('a database that does not answer is not ready, and the process still is healthy', async () => {
  const { monitor, get } = await watched(await openWorld(), stores => ({
    ...stores,
    networks: { ...stores.networks, list: () => Promise.reject(new Error('down')) },
  }));
  monitor.setReady(true);
  expect((await get('/readyz')).code).toBe(503);
  expect((await get('/healthz')).code).toBe(200);
});

test('metrics count turns and sends, and hold nothing that was written', async () => {
  const monitors: ReturnType<typeof createMonitor>[] = [];
  const world = await openWorld({
    wrap: stores => {
      const monitor = createMonitor();
      monitors.push(monitor);
      return monitor.measured(stores);
    },
  });
  const [monitor] = monitors;
  if (monitor === undefined) throw new Error('no monitor');
  open.push(monitor);
  const { port } = await monitor.listen(world.stores, { host: '127.0.0.1', port: 0 });
  await world.say('bonjour zyzzyva');
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(text).toMatch(/tdt_turns_total\{outcome="done"\} [1-9]/);
  expect(text).toMatch(/tdt_turn_group_seconds_count [1-9]/);
  expect(text).toMatch(/tdt_sends_total\{outcome="sent"\} [1-9]/);
  expect(text).toMatch(/tdt_dead_letters 0/);
  expect(text).not.toMatch(/zyzzyva|bonjour|u1/);
});
