import { describe, expect, test } from 'vitest';
import type { SendOutcome } from '#messaging/index.ts';
import { createVirtualClock } from '#worker/index.ts';
import { addMs } from './clock.ts';
import { createDefaultWording } from './default-wording.ts';
import { createDelivery } from './deliver-outbox.ts';
import { LEASE_MS, MAX_SENDING, MAX_SENDS, RETRY_MS, SEND_MS } from './limits.ts';
import type { DataStore, FileStore } from './ports.ts';
import { createFakeAdapter } from './test-support/adapter.ts';
import { createMemoryOutbox } from './test-support/memory-outbox.ts';
import { countedEntropy, createTestLog, NOW } from './test-support/parts.ts';

function makeWorld() {
  const clock = createVirtualClock(NOW);
  const outbox = createMemoryOutbox();
  const adapter = createFakeAdapter();
  const { log, lines } = createTestLog();
  const known: Record<string, Readonly<Record<string, unknown>>> = {};
  const data = { personalData: (id: string) => Promise.resolve(known[id] ?? null) } as unknown as DataStore;
  const kept = { name: 'a.pdf', mediaType: 'application/pdf', bytes: new Uint8Array([1]) };
  const files = { get: (id: string) => Promise.resolve(id === 'f1' ? kept : null) } as unknown as FileStore;
  const delivery = createDelivery({
    outbox,
    data,
    files,
    printDocument: ({ number }) => Promise.resolve(number === 1 ? '# Synthèse' : null),
    workshops: { read: () => Promise.resolve(null) },
    moderation: { statusesOf: () => Promise.resolve([]) },
    minutes: () => Promise.reject(new Error('no workshop here')),
    drawChart: ({ title }) => (title === '' ? Promise.reject(new Error('ink')) : Promise.resolve(kept.bytes)),
    wording: createDefaultWording(),
    clock,
    log,
    entropy: countedEntropy(),
    owner: 'o',
    platforms: () => ['terminal'],
    adapterOf: platform => (platform === 'terminal' ? adapter : null),
  });
  return { clock, outbox, adapter, lines, known, delivery };
}

function settle(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}

const RETRY: SendOutcome = { kind: 'retry', afterMs: 0, ambiguous: true, reason: 'busy' };

test('a document is printed as it is sent; one that is gone is left out', async () => {
  const { outbox, adapter, delivery, lines } = makeWorld();
  const of = { from: 'document', kind: 'synthesis', network: 'reseau', axis: 4, format: 'md' } as const;
  const files = [1, 2].map(number => ({
    name: `s4-${number}.md`,
    mediaType: 'text/markdown',
    content: { ...of, number },
  }));
  outbox.add('a', 'a1', { files });
  await delivery.drain();
  expect(adapter.sent.map(({ bodies }) => bodies)).toEqual([
    [{ name: 's4-1.md', mediaType: 'text/markdown', bytes: new TextEncoder().encode('# Synthèse') }],
  ]);
  expect(lines.map(({ code }) => code)).toContain('file_gone');
});

test('a picture is drawn as it is sent; one that cannot be leaves its figures in words, and says so', async () => {
  const { outbox, adapter, delivery, lines } = makeWorld();
  const file = (title: string) => {
    const chart = { title, subtitle: '', panels: [], hidden: '', note: '' };
    return { name: 'suivi.png', mediaType: 'image/png', content: { from: 'chart', chart } as const, alt: 'Suivi.' };
  };
  outbox.add('a', 'a1', { text: 'Personnes : 12.', files: [file('Suivi')] });
  outbox.add('a', 'a2', { text: 'Personnes : 12.', files: [file('')] });
  await delivery.drain();
  expect(adapter.sent.map(({ bodies }) => bodies)).toEqual([
    [{ name: 'suivi.png', mediaType: 'image/png', bytes: new Uint8Array([1]), alt: 'Suivi.' }],
    [],
  ]);
  expect(adapter.sent[0]?.message.text).toBe('Personnes : 12.');
  expect(adapter.sent[1]?.message.text).toMatch(/^Personnes : 12\.\n\nL'image n'a pas pu être dessinée/);
  expect(lines.map(({ code }) => code)).toContain('picture_not_drawn');
});

test('conversations go side by side, each in its order, and marks are made together', async () => {
  const { outbox, adapter, delivery } = makeWorld();
  for (const n of [1, 2, 3]) for (const who of ['a', 'b']) outbox.add(who, `${who}${n}`);
  expect(await delivery.drain()).toBe(6);
  expect(adapter.textsTo('a')).toEqual(['a1', 'a2', 'a3']);
  expect(adapter.textsTo('b')).toEqual(['b1', 'b2', 'b3']);
  expect(outbox.rows.every(row => row.state === 'sent' && row.ref === `p-${row.message.id}`)).toBe(true);
  expect(outbox.calls['markSent']).toBe(3);
  expect(await delivery.drain()).toBe(0);
});

test('one that waits holds its own conversation back and no other; then it is said to look first', async () => {
  const { outbox, adapter, delivery, clock } = makeWorld();
  outbox.add('a', 'a1');
  outbox.add('a', 'a2');
  outbox.add('b', 'b1');
  adapter.answer = ({ id }, attempt) => (id === 'a1' && attempt === 1 ? RETRY : { kind: 'sent', ref: 'r' });
  expect(await delivery.drain()).toBe(1);
  expect(adapter.textsTo('a')).toEqual([]);
  const due = await delivery.nextDueAt();
  expect(due).toBe(addMs(NOW, RETRY_MS * 0.75));
  clock.moveTo(due ?? '');
  expect(await delivery.drain()).toBe(2);
  expect(adapter.sent.map(({ message, attempt }) => [message.id, attempt])).toEqual([
    ['b1', 1],
    ['a1', 2],
    ['a2', 1],
  ]);
});

test('what fails for good is a dead letter, frees its conversation, and is told to the operator without its text', async () => {
  const { outbox, adapter, delivery, lines } = makeWorld();
  outbox.add('a', 'a1', { text: 'mot secret' });
  outbox.add('a', 'a2');
  adapter.answer = ({ id }) => (id === 'a1' ? { kind: 'failed', reason: 'channel_gone' } : { kind: 'sent', ref: 'r' });
  expect(await delivery.drain()).toBe(1);
  expect(outbox.rows.map(row => [row.state, row.reason])).toEqual([
    ['dead', 'channel_gone'],
    ['sent', ''],
  ]);
  expect(lines).toMatchObject([{ level: 'error', code: 'message_dead', facts: { id: 'a1', reason: 'channel_gone' } }]);
  expect(JSON.stringify(lines)).not.toContain('secret');
});

test('after enough sends a message is given up', async () => {
  const { outbox, adapter, delivery, clock } = makeWorld();
  outbox.add('a', 'a1');
  let sends = 0;
  adapter.answer = () => {
    sends += 1;
    return RETRY;
  };
  for (let due = await delivery.nextDueAt(); due !== null && sends <= MAX_SENDS; due = await delivery.nextDueAt()) {
    clock.moveTo(due);
    await delivery.drain();
  }
  expect(sends).toBe(MAX_SENDS);
  expect(outbox.rows[0]?.state).toBe('dead');
});

test('what the platform asks is waited for', async () => {
  const { outbox, adapter, delivery } = makeWorld();
  outbox.add('a', 'a1');
  adapter.answer = () => ({ kind: 'retry', afterMs: 45_000, ambiguous: false, reason: 'rate_limited' });
  await delivery.drain();
  expect(await delivery.nextDueAt()).toBe(addMs(NOW, 45_000));
});

describe('a send whose end is not known may have arrived', () => {
  test('when it throws', async () => {
    const { outbox, adapter, delivery, lines } = makeWorld();
    outbox.add('a', 'a1');
    adapter.answer = () => Promise.reject(new TypeError('mot secret'));
    expect(await delivery.drain()).toBe(0);
    expect(outbox.rows[0]).toMatchObject({ state: 'waiting', attempts: 1, reason: 'TypeError' });
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  test('when it never ends', async () => {
    const { outbox, adapter, delivery, clock } = makeWorld();
    outbox.add('a', 'a1');
    adapter.answer = () => new Promise(() => undefined);
    const drained = delivery.drain();
    await settle();
    clock.moveTo(addMs(NOW, SEND_MS));
    expect(await drained).toBe(0);
    expect(outbox.rows[0]).toMatchObject({ state: 'waiting', reason: 'TimeoutError' });
  });

  test('when another process took it over meanwhile, its late mark changes nothing', async () => {
    const { outbox, adapter, delivery, clock } = makeWorld();
    outbox.add('a', 'a1');
    const ends: (() => void)[] = [];
    adapter.answer = () => new Promise(resolve => ends.push(() => resolve({ kind: 'sent', ref: 'late' })));
    const drained = delivery.drain();
    await settle();
    await outbox.claimHeads(addMs(clock.now(), LEASE_MS), 'other', LEASE_MS, 1, ['terminal']);
    ends[0]?.();
    await drained;
    expect(outbox.rows[0]).toMatchObject({ state: 'waiting', fence: 2 });
  });
});

test('sends at once are bounded, and a slow one does not hold the others', async () => {
  const { outbox, adapter, delivery } = makeWorld();
  for (let i = 0; i < MAX_SENDING * 3; i += 1) outbox.add(`c${i}`, `m${i}`);
  let now = 0;
  let most = 0;
  const slow: (() => void)[] = [];
  adapter.answer = async ({ id }) => {
    now += 1;
    most = Math.max(most, now);
    if (id === 'm0') await new Promise<void>(resolve => slow.push(resolve));
    else await settle();
    now -= 1;
    return { kind: 'sent', ref: 'r' };
  };
  const drained = delivery.drain();
  while (adapter.sent.length < MAX_SENDING * 3 - 1) await settle();
  expect(outbox.rows[0]?.state).toBe('waiting');
  slow[0]?.();
  expect(await drained).toBe(MAX_SENDING * 3);
  expect(most).toBe(MAX_SENDING);
});

test('what is committed while it runs goes out in the same run', async () => {
  const { outbox, adapter, delivery } = makeWorld();
  outbox.add('a', 'a1');
  const later: Promise<number>[] = [];
  adapter.answer = ({ id }) => {
    if (id === 'a1') {
      outbox.add('b', 'b1');
      later.push(delivery.drain());
    }
    return { kind: 'sent', ref: 'r' };
  };
  expect(await delivery.drain()).toBe(2);
  expect(await Promise.all(later)).toEqual([2]);
});

test('what is committed while the last look finds nothing is not left for later', async () => {
  const { outbox, delivery } = makeWorld();
  const { claimHeads } = outbox;
  const looks: (() => void)[] = [];
  Object.assign(outbox, {
    claimHeads: async (...args: Parameters<typeof claimHeads>) => {
      const found = await claimHeads(...args);
      if (found.length === 0) await new Promise<void>(resolve => looks.push(resolve));
      return found;
    },
  });
  const drained = delivery.drain();
  await settle();
  outbox.add('a', 'a1');
  const shared = delivery.drain();
  Object.assign(outbox, { claimHeads });
  looks[0]?.();
  expect(await Promise.all([drained, shared])).toEqual([1, 1]);
});

describe('files', () => {
  test('a person’s data is made when it is sent, and never waits in the outbox', async () => {
    const { outbox, adapter, delivery, known } = makeWorld();
    const content = { from: 'personal_data', participantId: 'p1' } as const;
    outbox.add('a', 'a1', { files: [{ name: 'mes-donnees.json', mediaType: 'application/json', content }] });
    known['p1'] = { answers: ['Une permanence'] };
    await delivery.drain();
    const [body] = adapter.sent[0]?.bodies ?? [];
    expect(body).toMatchObject({ name: 'mes-donnees.json', mediaType: 'application/json' });
    expect(JSON.parse(new TextDecoder().decode(body?.bytes))).toEqual({
      format: 'tour-de-table/personal-data/1',
      madeAt: NOW,
      answers: ['Une permanence'],
    });
  });

  test('what was erased since is left out, the message goes', async () => {
    const { outbox, adapter, delivery } = makeWorld();
    const file = (content: { from: 'store'; fileId: string } | { from: 'personal_data'; participantId: string }) => ({
      name: 'x',
      mediaType: 'y',
      content,
    });
    outbox.add('a', 'a1', {
      files: [
        file({ from: 'personal_data', participantId: 'gone' }),
        file({ from: 'store', fileId: 'f1' }),
        file({ from: 'store', fileId: 'gone' }),
      ],
    });
    expect(await delivery.drain()).toBe(1);
    expect(adapter.sent[0]?.bodies.map(body => body.name)).toEqual(['a.pdf']);
  });
});

test('a platform without an adapter here is never claimed', async () => {
  const { outbox, delivery } = makeWorld();
  outbox.add('a', 'a1', { to: { platform: 'slack', workspace: 'w', channel: null, thread: null, userId: 'a' } });
  expect(await delivery.drain()).toBe(0);
  expect(outbox.rows[0]?.attempts).toBe(0);
});

describe('a database that is away for a moment', () => {
  test('is told to the caller; what had gone out is marked by the next run, and not sent again', async () => {
    const { outbox, adapter, delivery } = makeWorld();
    for (const id of ['a1', 'a2']) outbox.add('a', id);
    outbox.add('b', 'b1');
    outbox.add('c', 'c1');
    adapter.answer = ({ id }) => {
      if (id === 'b1') return RETRY;
      return id === 'c1' ? { kind: 'failed', reason: 'channel_gone' } : { kind: 'sent', ref: `p-${id}` };
    };
    const { markSent } = outbox;
    Object.assign(outbox, { markSent: () => Promise.reject(new Error('down')) });
    await expect(delivery.drain()).rejects.toThrow('down');
    expect(outbox.rows.map(row => row.state)).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
    Object.assign(outbox, { markSent });
    expect(await delivery.drain()).toBe(2);
    expect(outbox.rows.map(row => [row.message.id, row.state, row.attempts])).toEqual([
      ['a1', 'sent', 1],
      ['a2', 'sent', 1],
      ['b1', 'waiting', 1],
      ['c1', 'dead', 1],
    ]);
  });

  test('one still being sent when it went is marked when it comes back', async () => {
    const { outbox, adapter, delivery } = makeWorld();
    outbox.add('a', 'a1');
    outbox.add('b', 'b1');
    const ends: (() => void)[] = [];
    adapter.answer = ({ id }) =>
      id === 'a1'
        ? new Promise(resolve => ends.push(() => resolve({ kind: 'sent', ref: 'slow' })))
        : { kind: 'sent', ref: 'r' };
    const { markSent } = outbox;
    Object.assign(outbox, { markSent: () => Promise.reject(new Error('down')) });
    await expect(delivery.drain()).rejects.toThrow('down');
    Object.assign(outbox, { markSent });
    const drained = delivery.drain();
    await settle();
    ends[0]?.();
    expect(await drained).toBe(2);
    expect(outbox.rows.map(row => [row.state, row.attempts])).toEqual([
      ['sent', 1],
      ['sent', 1],
    ]);
  });

  test('a process that ended meanwhile leaves its claims to their lease', async () => {
    const { outbox, adapter, delivery, clock } = makeWorld();
    outbox.add('a', 'a1');
    await outbox.claimHeads(clock.now(), 'gone', LEASE_MS, 1, ['terminal']);
    expect(await delivery.drain()).toBe(0);
    clock.moveTo(addMs(NOW, LEASE_MS));
    expect(await delivery.drain()).toBe(1);
    expect(adapter.sent.map(({ attempt }) => attempt)).toEqual([2]);
  });
});
