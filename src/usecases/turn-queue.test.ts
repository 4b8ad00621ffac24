import { describe, expect, test } from 'vitest';
import { MAX_GROUP, MAX_GROUP_PER_ACCOUNT, MAX_WAITING, MAX_WAITING_PER_ACCOUNT } from './limits.ts';
import type { TurnInput, TurnOutcome } from './ports.ts';
import { createTurnQueue } from './turn-queue.ts';

function wake(participantId: string): TurnInput {
  return { kind: 'wake', participantId };
}

/** A store whose groups end when told to. */
function heldStore() {
  const groups: { readonly names: string[]; readonly end: (error?: Error) => void }[] = [];
  const runGroup = (inputs: readonly TurnInput[]): Promise<readonly TurnOutcome[]> =>
    new Promise((resolve, reject) => {
      const names = inputs.map(input => (input.kind === 'wake' ? input.participantId : ''));
      const end = (error?: Error): void =>
        error === undefined ? resolve(inputs.map(() => ({ kind: 'done' }))) : reject(error);
      groups.push({ names, end });
    });
  return { groups, runGroup };
}

/** Lets everything that waits for nothing happen. */
function settle(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}

test('what comes in one breath is one group; what comes meanwhile is the next', async () => {
  const { groups, runGroup } = heldStore();
  const queue = createTurnQueue(runGroup, 1);
  const first = ['a', 'b', 'c'].map(name => queue.run(name, wake(name)));
  await settle();
  expect(groups.map(group => group.names)).toEqual([['a', 'b', 'c']]);
  const second = ['d', 'e'].map(name => queue.run(name, wake(name)));
  await settle();
  expect(groups).toHaveLength(1);
  groups[0]?.end();
  await Promise.all(first);
  await settle();
  expect(groups.map(group => group.names)).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e'],
  ]);
  groups[1]?.end();
  expect(await Promise.all(second)).toEqual([{ kind: 'done' }, { kind: 'done' }]);
});

test('one account is never in two groups at once, and keeps its order; the others pass', async () => {
  const { groups, runGroup } = heldStore();
  const queue = createTurnQueue(runGroup, 2);
  void queue.run('a', wake('a1'));
  await settle();
  void queue.run('a', wake('a2'));
  void queue.run('b', wake('b1'));
  await settle();
  expect(groups.map(group => group.names)).toEqual([['a1'], ['b1']]);
  void queue.run('a', wake('a3'));
  groups[1]?.end();
  await settle();
  expect(groups).toHaveLength(2);
  groups[0]?.end();
  await settle();
  expect(groups[2]?.names).toEqual(['a2', 'a3']);
});

test('a flood waits behind itself: the others are in the next group', async () => {
  const { groups, runGroup } = heldStore();
  const queue = createTurnQueue(runGroup, 1);
  for (let i = 0; i < 200; i += 1) void queue.run('flood', wake(`f${i}`));
  void queue.run('b', wake('b1'));
  await settle();
  expect(groups[0]?.names).toHaveLength(MAX_GROUP_PER_ACCOUNT + 1);
  expect(groups[0]?.names.at(-1)).toBe('b1');
  void queue.run('c', wake('c1'));
  groups[0]?.end();
  await settle();
  expect(groups[1]?.names).toContain('c1');
  expect(groups[1]?.names.filter(name => name.startsWith('f'))[0]).toBe(`f${MAX_GROUP_PER_ACCOUNT}`);
});

test('several floods do not starve who came after them', async () => {
  const { groups, runGroup } = heldStore();
  const queue = createTurnQueue(runGroup, 1);
  const floods = MAX_GROUP / MAX_GROUP_PER_ACCOUNT;
  for (let i = 0; i < 100; i += 1) for (let who = 0; who < floods; who += 1) void queue.run(`f${who}`, wake(`f${who}`));
  void queue.run('late', wake('late'));
  await settle();
  expect(groups[0]?.names).not.toContain('late');
  groups[0]?.end();
  await settle();
  expect(groups[1]?.names[0]).toBe('late');
});

test('a group is bounded, and nobody is forgotten', async () => {
  const { groups, runGroup } = heldStore();
  const queue = createTurnQueue(runGroup, 1);
  const people = Array.from({ length: MAX_GROUP * 2 + 1 }, (_, i) => `p${i}`);
  const runs = people.map(name => queue.run(name, wake(name)));
  for (let i = 0; i < 3; i += 1) {
    await settle();
    groups[i]?.end();
  }
  await Promise.all(runs);
  expect(groups.map(group => group.names.length)).toEqual([MAX_GROUP, MAX_GROUP, 1]);
  expect(groups.flatMap(group => group.names)).toEqual(people);
});

describe('when the store fails', () => {
  test('everybody in the group is told, the next group is run all the same', async () => {
    const { groups, runGroup } = heldStore();
    const queue = createTurnQueue(runGroup, 1);
    const lost = Promise.allSettled(['a', 'b'].map(name => queue.run(name, wake(name))));
    await settle();
    const next = queue.run('a', wake('again'));
    groups[0]?.end(new Error('down'));
    expect((await lost).map(end => end.status)).toEqual(['rejected', 'rejected']);
    await settle();
    groups[1]?.end();
    expect(await next).toEqual({ kind: 'done' });
  });

  test('an outcome that is not given is an error, not a silence', async () => {
    const queue = createTurnQueue(() => Promise.resolve([]), 1);
    await expect(queue.run('a', wake('a'))).rejects.toThrow(/no outcome/);
  });
});

describe('bounds', () => {
  test('of one account, then of all: refused at once, with a code', async () => {
    const { runGroup } = heldStore();
    const queue = createTurnQueue(runGroup, 1);
    void queue.run('x', wake('x'));
    await settle();
    for (let i = 0; i < MAX_WAITING_PER_ACCOUNT; i += 1) void queue.run('a', wake('a'));
    await expect(queue.run('a', wake('a'))).rejects.toMatchObject({ code: 'overloaded' });
    for (let i = queue.waiting(); i < MAX_WAITING; i += 1) void queue.run(`p${i}`, wake('p'));
    await expect(queue.run('new', wake('n'))).rejects.toMatchObject({ code: 'overloaded' });
    expect(queue.waiting()).toBe(MAX_WAITING);
  });
});

test('closing refuses what comes and waits for what was taken in', async () => {
  const { groups, runGroup } = heldStore();
  const queue = createTurnQueue(runGroup, 1);
  const taken = queue.run('a', wake('a'));
  let closed = false;
  const closing = queue.close().then(() => (closed = true));
  await settle();
  expect(closed).toBe(false);
  await expect(queue.run('b', wake('b'))).rejects.toMatchObject({ code: 'stopping' });
  groups[0]?.end();
  await closing;
  expect(await taken).toEqual({ kind: 'done' });
  await queue.idle();
});
