/** Two processes, one platform that speaks to one of them: in virtual time, on one table of leases. */
import { expect, onTestFinished, test } from 'vitest';
import { aloneAdapter } from '#messaging/index.ts';
import { createFakeAdapter, type FakeAdapter } from '#usecases/test-support/adapter.ts';
import { createTestLog } from '#usecases/test-support/parts.ts';
import type { LeaseStore } from '#usecases/ports/leases.ts';
import { createHolding, type Holding } from './holding.ts';
import { LEASE_RENEWED_MS, LEASE_TAKEN_MS } from './limits.ts';
import { createVirtualClock } from './virtual-clock.ts';

const START = '2027-02-10T09:00:00.000Z';

interface Process {
  readonly holding: Holding;
  /** Adapters made so far, the last one the one in use. */
  readonly made: { readonly adapter: FakeAdapter; connected: boolean }[];
  readonly isConnected: () => boolean;
  /** From now on its database does not answer; or answers again. */
  cut: boolean;
}

function world() {
  const clock = createVirtualClock(START);
  const leases = new Map<string, { owner: string; until: string }>();
  const table: LeaseStore = {
    take: (name, owner, now, until) => {
      const held = leases.get(name);
      if (held !== undefined && held.owner !== owner && held.until > now) return Promise.resolve(false);
      leases.set(name, { owner, until });
      return Promise.resolve(true);
    },
    release: (name, owner) => {
      if (leases.get(name)?.owner === owner) leases.delete(name);
      return Promise.resolve();
    },
  };
  const open = (owner: string, alone: 'connection' | 'keys' = 'keys', refuses = false): Process => {
    const made: Process['made'] = [];
    const adapter = aloneAdapter(alone, () => {
      const one = { adapter: createFakeAdapter('discord'), connected: false };
      made.push(one);
      return {
        ...one.adapter,
        start: () => {
          if (refuses) return Promise.reject(new Error('token refused'));
          one.connected = true;
          return Promise.resolve();
        },
        stop: () => {
          one.connected = false;
          return Promise.resolve();
        },
      };
    });
    const guarded: LeaseStore = {
      take: (...args) => (process.cut ? Promise.reject(new Error('no database')) : table.take(...args)),
      release: (...args) => (process.cut ? Promise.reject(new Error('no database')) : table.release(...args)),
    };
    const parts = {
      hostOf: () => ({}) as never,
      leases: guarded,
      owner,
      shared: true,
      clock,
      log: createTestLog().log,
    };
    const holding = createHolding({
      ...parts,
      adapters: [adapter, createFakeAdapter('slack')],
      onHeld: () => undefined,
    });
    const process: Process = { holding, made, cut: false, isConnected: () => made.some(one => one.connected) };
    onTestFinished(() => holding.stop());
    return process;
  };
  const pass = async (ms: number): Promise<void> => {
    const end = Date.parse(clock.now()) + ms;
    while (Date.parse(clock.now()) < end) {
      clock.moveTo(new Date(Date.parse(clock.now()) + 1_000).toISOString());
      for (let i = 0; i < 20; i += 1) await Promise.resolve();
    }
  };
  return { open, pass };
}

test('before it starts, and alone, a process serves all that it has', async () => {
  const { open } = world();
  const one = open('a');
  expect(one.holding.platforms()).toEqual(['discord', 'slack']);
  await one.holding.start();
  expect(one.holding.platforms()).toEqual(['discord', 'slack']);
});

test('one of two is connected, for as long as it lives; the other sends on the platforms of all', async () => {
  const { open, pass } = world();
  const [a, b] = [open('a'), open('b')];
  await a.holding.start();
  await b.holding.start();
  await pass(10 * LEASE_TAKEN_MS);
  expect([a.isConnected(), b.isConnected()]).toEqual([true, false]);
  expect(b.holding.platforms()).toEqual(['slack']);
});

test('after a death the other takes over within thirty seconds', async () => {
  const { open, pass } = world();
  const [a, b] = [open('a'), open('b')];
  await a.holding.start();
  await b.holding.start();
  await pass(9_000);
  a.cut = true;
  expect(LEASE_TAKEN_MS + LEASE_RENEWED_MS).toBeLessThan(30_000);
  await pass(LEASE_TAKEN_MS + LEASE_RENEWED_MS);
  expect(b.isConnected()).toBe(true);
  expect(b.holding.platforms()).toContain('discord');
});

test('who cannot say that it is there leaves before the other comes, and comes back with an adapter of its own', async () => {
  const { open, pass } = world();
  const [a, b] = [open('a'), open('b')];
  await a.holding.start();
  await b.holding.start();
  await pass(9_000);
  a.cut = true;
  for (let second = 0; second < 40; second += 1) {
    await pass(1_000);
    expect([a, b].filter(one => one.isConnected()).length).toBeLessThan(2);
  }
  expect([a.isConnected(), b.isConnected()]).toEqual([false, true]);
  a.cut = false;
  await b.holding.stop();
  await pass(LEASE_RENEWED_MS);
  expect(a.isConnected()).toBe(true);
  expect(a.made).toHaveLength(2);
});

test('where two may be connected, it stays while the database is away: nobody else can know better', async () => {
  const { open, pass } = world();
  const a = open('a', 'connection');
  await a.holding.start();
  a.cut = true;
  await pass(5 * LEASE_TAKEN_MS);
  expect(a.isConnected()).toBe(true);
});

test('a stop lets the other take over at once; a refusal is told, and is nobody’s lease', async () => {
  const { open, pass } = world();
  const refused = open('c', 'keys', true);
  await expect(refused.holding.start()).rejects.toThrow('token refused');
  const [a, b] = [open('a'), open('b')];
  await a.holding.start();
  await b.holding.start();
  expect(a.isConnected()).toBe(true);
  await a.holding.stop();
  await pass(LEASE_RENEWED_MS);
  expect(b.isConnected()).toBe(true);
});
