import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { choiceOfKey, keycap, serverOf } from './ids.ts';
import { isAllowed } from './invitations.ts';
import { Lanes } from './lanes.ts';
import { Order } from './order.ts';
import { seal, unseal } from './seal.ts';
import { openState } from './state.ts';

const folder = mkdtempSync(join(tmpdir(), 'tdt-matrix-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the order of events', () => {
  it('is the one they came in, even where a server clock goes back or ahead', () => {
    const order = new Order(0);
    const now = Date.UTC(2027, 0, 1);
    const keys = [now, now, now - 5_000, now + 86_400_000, now + 1].map(ts => order.next('!r', ts, now));
    expect(keys.map(({ order: key }) => key)).toEqual(keys.map(({ order: key }) => key).toSorted());
    expect(new Set(keys.map(({ order: key }) => key)).size).toBe(5);
    const next = new Order(order.rank).next('!r', now, now);
    expect(next.order > (keys[1]?.order ?? '')).toBe(true);
    expect(keys.map(({ ms }) => ms)).toEqual([now, now, now - 5_000, now, now + 1]);
  });
});

it('reads the choice of a keycap, with or without its variation', () => {
  for (let n = 1; n <= 10; n += 1) expect(choiceOfKey(keycap(n))).toBe(n);
  expect(choiceOfKey('3\u20E3')).toBe(3);
  for (const other of ['👍', '0️⃣', '3', '', '33️⃣']) expect(choiceOfKey(other)).toBeNull();
});

it('lets in the servers that the operator allows, its own by default', () => {
  const allowed = (servers: readonly string[], user: string): boolean =>
    isAllowed({ server: 'ville.fr', config: { allowedServers: servers } as never }, user);
  expect(allowed([], '@a:ville.fr')).toBe(true);
  expect(allowed([], '@a:autre.fr')).toBe(false);
  expect(allowed(['autre.fr'], '@a:autre.fr')).toBe(true);
  expect(allowed(['autre.fr'], '@a:ville.fr')).toBe(false);
  expect(allowed(['*'], '@a:x.org:8448')).toBe(true);
  expect(serverOf('@a:x.org:8448')).toBe('x.org:8448');
});

it('does the work of a lane in order, and goes on after a failure', async () => {
  const lanes = new Lanes();
  const done: number[] = [];
  const first = lanes.run('a', async () => {
    await Promise.resolve();
    done.push(1);
    throw new Error('no');
  });
  const second = lanes.run('a', () => Promise.resolve(done.push(2)));
  await expect(first).rejects.toThrow('no');
  await second;
  await lanes.idle();
  expect(done).toEqual([1, 2]);
});

it('unseals with any of the keys, and with no other', () => {
  const [a, b, c] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  const sealed = seal('un jeton', a);
  expect(sealed).not.toContain('jeton');
  expect(unseal(sealed, [b, a])).toBe('un jeton');
  expect(unseal(sealed, [b, c])).toBeNull();
  expect(unseal('abc', [a])).toBeNull();
});

describe('what is kept', () => {
  it('is there at the next start, and belongs to one process', () => {
    const dir = join(folder, 'state');
    const state = openState(dir);
    state.set('sync token', 's1');
    state.keepReaction({ eventId: '$r', room: '!r', on: '$q', userId: '@a:x', n: 2 });
    state.keepUndecrypted({ eventId: '$u', room: '!r', event: '{}', since: 5, told: false });
    state.keepUndecrypted({ eventId: '$u', room: '!r', event: '{}', since: 9, told: true });
    expect(() => openState(dir)).toThrow(/autre processus/);
    state.close();
    const again = openState(dir);
    expect(again.get('sync token')).toBe('s1');
    expect(again.reactionsOn('$q', '@a:x')).toEqual([{ eventId: '$r', room: '!r', on: '$q', userId: '@a:x', n: 2 }]);
    expect(again.undecrypted()).toEqual([{ eventId: '$u', room: '!r', event: '{}', since: 5, told: true }]);
    again.set('invited !b', '1');
    expect(again.named('invited ')).toEqual(['!b']);
    again.close();
  });
});
