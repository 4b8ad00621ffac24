import type { Session } from '#conversation/session.ts';
import { expect, it } from 'vitest';
import { LIMITS } from './limits.ts';
import { SessionMemory } from './session-memory.ts';

const session = {} as Session;

it('knows an account only beside the version at which it was seen', () => {
  const memory = new SessionMemory();
  memory.keep('p1', { version: 1, session, accounts: new Set(['a', 'b']) });
  expect([memory.personOf('a'), memory.personOf('b')]).toEqual(['p1', 'p1']);
  // Read again at version 2 through `b` alone: `a` may have left meanwhile.
  memory.keep('p1', { version: 2, session, accounts: new Set(['b']) });
  expect([memory.personOf('a'), memory.personOf('b')]).toEqual([undefined, 'p1']);
  memory.forget('p1');
  expect([memory.personOf('b'), memory.get('p1')]).toEqual([undefined, undefined]);
});

it('follows an account to its new person', () => {
  const memory = new SessionMemory();
  memory.keep('p1', { version: 1, session, accounts: new Set(['a']) });
  memory.keep('p2', { version: 1, session, accounts: new Set(['a']) });
  expect(memory.personOf('a')).toBe('p2');
});

it('is bounded, and drops those who spoke the longest ago', () => {
  const memory = new SessionMemory();
  for (let i = 0; i <= LIMITS.cachedSessions; i += 1) {
    memory.keep(`p${i}`, { version: 1, session, accounts: new Set([`a${i}`]) });
    if (i === 1) memory.keep('p0', { version: 2, session, accounts: new Set(['a0']) });
  }
  expect(memory.get('p0')?.version).toBe(2);
  expect(memory.get('p1')).toBeUndefined();
  expect(memory.personOf('a1')).toBeUndefined();
});
