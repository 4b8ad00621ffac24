/** What is run without anybody writing: wake-ups, stored inputs, what follows a turn. */
import type { WorkshopStore } from './workshop/ports.ts';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '#worker/index.ts';
import { afterTurn } from './after-turn.ts';
import { INTERNAL_ATTEMPTS, INTERNAL_RETRY_MS, PENDING_BATCH, WAKE_BATCH } from './limits.ts';
import type { LinkStore, TurnInput, TurnOutcome, TurnStore } from './ports.ts';
import { runPendingInputs } from './run-pending.ts';
import { createFakeAdapter } from './test-support/adapter.ts';
import { countedEntropy, createTestLog, message, NOW } from './test-support/parts.ts';
import { wakeDueSessions } from './wake-sessions.ts';

const DONE: TurnOutcome = { kind: 'done' };

/** Sessions that are due until woken; those in `stuck` stay so. */
function dueStore(people: readonly string[], stuck: readonly string[]) {
  const due = new Set(people);
  const woken: string[] = [];
  const turns = {
    dueWakeUps: (_now: string, most: number) => Promise.resolve([...due].slice(0, most)),
  } as unknown as TurnStore;
  const run = (input: TurnInput): Promise<TurnOutcome> => {
    const id = input.kind === 'wake' ? input.participantId : '';
    woken.push(id);
    if (!stuck.includes(id)) due.delete(id);
    return id === 'fails' ? Promise.reject(new Error('secret')) : Promise.resolve(DONE);
  };
  return { turns, run, woken };
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `p${i}`);
}

describe('wake-ups', () => {
  test('all that is due is run, however much there is', async () => {
    const people = names(WAKE_BATCH * 3 + 7);
    const { turns, run, woken } = dueStore(people, []);
    expect(await wakeDueSessions({ turns, run, now: () => NOW, log: () => undefined })).toBe(people.length);
    expect(woken).toEqual(people);
  });

  test('what stays due is run once a call, and holds nobody back', async () => {
    const people = names(WAKE_BATCH * 2);
    const { turns, run, woken } = dueStore(people, people.slice(0, WAKE_BATCH + 5));
    expect(await wakeDueSessions({ turns, run, now: () => NOW, log: () => undefined })).toBe(people.length);
    expect(woken.toSorted()).toEqual(people.toSorted());
  });

  test('one that fails is told without a word of it, the others pass', async () => {
    const { log, lines } = createTestLog();
    const { turns, run, woken } = dueStore(['a', 'fails', 'b'], []);
    await wakeDueSessions({ turns, run, now: () => NOW, log });
    expect(woken).toEqual(['a', 'fails', 'b']);
    expect(lines).toMatchObject([{ level: 'error', code: 'wake_failed', facts: { error: 'Error' } }]);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });
});

describe('stored inputs', () => {
  function pendingStore(count: number, fails: (id: string) => boolean) {
    const inputs = names(count).map((id): TurnInput => ({ kind: 'event', event: message('x', { id }) }));
    let looks = 0;
    const turns = {
      pendingInputs: (most: number) => {
        looks += 1;
        return Promise.resolve(inputs.slice(0, most));
      },
    } as unknown as TurnStore;
    const run = (input: TurnInput): Promise<TurnOutcome> => {
      if (input.kind === 'event' && fails(input.event.eventId))
        return Promise.resolve({ kind: 'failed', error: new Error('x'), blamed: true });
      inputs.splice(inputs.indexOf(input), 1);
      return Promise.resolve(DONE);
    };
    return { turns, run, left: () => inputs.length, looks: () => looks };
  }

  test('are all run, batch after batch', async () => {
    const { turns, run, left } = pendingStore(PENDING_BATCH * 2 + 1, () => false);
    expect(await runPendingInputs({ turns, run, now: () => NOW, log: () => undefined })).toBe(PENDING_BATCH * 2 + 1);
    expect(left()).toBe(0);
  });

  test('that fail are left for the next call', async () => {
    const { turns, run, left, looks } = pendingStore(PENDING_BATCH * 2, id => id === 'p0');
    await runPendingInputs({ turns, run, now: () => NOW, log: () => undefined });
    expect(looks()).toBe(1);
    expect(left()).toBe(PENDING_BATCH + 1);
  });
});

describe('after a turn', () => {
  const session = { address: { platform: 'terminal' }, displayName: 'Ada' } as never;

  function parts(run: (input: TurnInput) => Promise<TurnOutcome>) {
    const clock = createVirtualClock(NOW);
    const adapter = createFakeAdapter();
    const { log, lines } = createTestLog();
    const links = { redeem: () => Promise.resolve({ outcome: 'unknown' }) } as unknown as LinkStore;
    const linker = { links, entropy: countedEntropy(), now: clock.now };
    const after = {
      adapterOf: (name: string) => (name === 'terminal' ? adapter : null),
      linker,
      newId: () => 'i1',
      workshops: {} as WorkshopStore,
      onTold: () => undefined,
      followUps: null,
      run: (_key: string, input: TurnInput) => run(input),
      clock,
      log,
    };
    return { clock, adapter, lines, after };
  }

  test('typing is shown at best: a platform that fails, or that is not here, is no trouble', async () => {
    const { after, adapter, lines } = parts(() => Promise.resolve(DONE));
    const to = { platform: 'terminal', workspace: 'local', channel: null, thread: null, userId: 'u1' };
    const effects = [{ type: 'typing', to } as const, { type: 'typing', to: { ...to, platform: 'slack' } } as const];
    await afterTurn(after, {
      participantId: 'p',
      inputs: [],
      session: null,
      effects,
      acted: false,
      keptFiles: [],
      droppedFiles: [],
    });
    expect(adapter.transients).toEqual([{ kind: 'typing', to }]);
    Object.assign(adapter, { sendTransient: () => Promise.reject(new Error('secret')) });
    await afterTurn(after, {
      participantId: 'p',
      inputs: [],
      session: null,
      effects,
      acted: false,
      keptFiles: [],
      droppedFiles: [],
    });
    expect(lines).toMatchObject([{ level: 'warn', code: 'after_turn_failed', facts: { effect: 'typing' } }]);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  test('what is to be told is tried again, under the same id, then given up and logged', async () => {
    const tried: TurnInput[] = [];
    const { after, clock, lines } = parts(input => {
      tried.push(input);
      return tried.length % 2 === 0
        ? Promise.reject(new Error('down'))
        : Promise.resolve({ kind: 'failed', error: new Error('down'), blamed: false });
    });
    const effects = [{ type: 'redeemLinkCode', code: '7F3K' } as const];
    const told = afterTurn(after, {
      participantId: 'p',
      inputs: [],
      session,
      effects,
      acted: false,
      keptFiles: [],
      droppedFiles: [],
    });
    for (let i = 0; i < INTERNAL_ATTEMPTS; i += 1) {
      await new Promise(resolve => {
        setImmediate(resolve);
      });
      clock.moveTo(new Date(Date.parse(clock.now()) + INTERNAL_RETRY_MS * INTERNAL_ATTEMPTS).toISOString());
    }
    await told;
    expect(tried).toHaveLength(INTERNAL_ATTEMPTS);
    expect(new Set(tried.map(input => JSON.stringify(input))).size).toBe(1);
    expect(tried[0]).toEqual({
      kind: 'internal',
      id: 'i1',
      participantId: 'p',
      event: { kind: 'linkDone', outcome: 'unknown', platform: 'terminal' },
    });
    expect(lines).toMatchObject([{ code: 'after_turn_failed', facts: { effect: 'redeemLinkCode' } }]);
  });
});
