/**
 * `/healthz` (the process answers), `/readyz` (it takes events and its database answers), `/metrics` (Prometheus). Plain
 * HTTP, on the machine's own address by default; it says counts and times, never a text, an account or a token.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Monitor } from '#usecases/monitor.ts';
import type { OutboxStore, Stores, TurnStore } from '#usecases/ports.ts';
import { within } from '#usecases/within.ts';
import { READY_MS, TURN_BUCKETS_S } from './limits.ts';
import { systemClock } from './system-clock.ts';

export function createMonitor(): Monitor {
  const registry = new Registry();
  const registers = [registry];
  const turns = new Counter({
    name: 'tdt_turns_total',
    help: 'Turns, by how they ended',
    labelNames: ['outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'tdt_turn_group_seconds',
    help: 'Seconds of a transaction of one or more turns',
    buckets: [...TURN_BUCKETS_S],
    registers,
  });
  const sends = new Counter({
    name: 'tdt_sends_total',
    help: 'Messages, by how sending ended',
    labelNames: ['outcome'],
    registers,
  });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const gauges = {
    outbox: gauge('tdt_outbox_messages', 'Messages still to be sent', ['platform']),
    oldest: gauge('tdt_outbox_oldest_seconds', 'Age of the oldest of them'),
    dead: gauge('tdt_dead_letters', 'Messages given up'),
    pending: gauge('tdt_pending_inputs', 'Events stored and not turned yet'),
    failed: gauge('tdt_failed_inputs', 'Events set aside after too many attempts'),
    moderation: gauge('tdt_moderation_waiting', 'Contributions that wait for a moderator'),
    alerts: gauge('tdt_danger_alerts', 'Alerts of danger that nobody has seen'),
    memory: gauge('tdt_memory_bytes', 'Resident memory of the process'),
  };
  let ready = false;
  let server: Server | null = null;

  const measuredTurns = (store: TurnStore): TurnStore => ({
    ...store,
    runGroup: async (inputs, decide) => {
      const stop = seconds.startTimer();
      try {
        const result = await store.runGroup(inputs, decide);
        for (const { kind } of result.outcomes) turns.inc({ outcome: kind });
        return result;
      } finally {
        stop();
      }
    },
  });
  const measuredOutbox = (store: OutboxStore): OutboxStore => ({
    ...store,
    markSent: async (rows, now) => {
      await store.markSent(rows, now);
      sends.inc({ outcome: 'sent' }, rows.length);
    },
    markRetry: async (...args) => {
      await store.markRetry(...args);
      sends.inc({ outcome: 'retry' });
    },
    markDead: async (...args) => {
      await store.markDead(...args);
      sends.inc({ outcome: 'dead' });
    },
  });

  async function metrics(stores: Stores): Promise<string> {
    const figures = await stores.figures.now();
    gauges.outbox.reset();
    for (const [platform, count] of Object.entries(figures.outbox)) gauges.outbox.set({ platform }, count);
    gauges.oldest.set(figures.oldest === null ? 0 : Math.max(0, (Date.now() - Date.parse(figures.oldest)) / 1_000));
    gauges.dead.set(figures.deadLetters);
    gauges.pending.set(figures.pending);
    gauges.failed.set(figures.failed);
    gauges.moderation.set(figures.moderation);
    gauges.alerts.set(figures.alerts);
    gauges.memory.set(process.memoryUsage.rss());
    return registry.metrics();
  }

  async function answer(stores: Stores, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0];
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'GET\n');
    if (path === '/healthz') return end(response, 200, 'ok\n');
    try {
      if (path === '/readyz') {
        await within(systemClock, READY_MS, stores.networks.list());
        return ready ? end(response, 200, 'ready\n') : end(response, 503, 'not ready\n');
      }
      if (path === '/metrics') return end(response, 200, await metrics(stores), registry.contentType);
      return end(response, 404, '/healthz /readyz /metrics\n');
    } catch {
      return end(response, 503, 'the database does not answer\n');
    }
  }

  return {
    measured: stores => ({ ...stores, turns: measuredTurns(stores.turns), outbox: measuredOutbox(stores.outbox) }),
    setReady: is => {
      ready = is;
    },
    listen: (stores, { host, port }) =>
      new Promise((resolve, reject) => {
        const listening = createServer((request, response) => void answer(stores, request, response));
        server = listening;
        listening.once('error', reject);
        listening.listen(port, host, () => resolve({ port: (listening.address() as AddressInfo).port }));
      }),
    close: () =>
      new Promise(resolve => {
        if (server === null) return resolve();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function end(response: ServerResponse, code: number, text: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(code, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
}
