import { expect, test } from 'vitest';
import { message } from '#usecases/test-support/parts.ts';
import type { AdapterHost } from './adapter.ts';
import type { InboundEvent } from './inbound.ts';
import { withGroups } from './groups.ts';

function hostWith(wanted: readonly string[]) {
  const received: InboundEvent[] = [];
  const logged: string[] = [];
  const host = {
    receive: (event: InboundEvent) => Promise.resolve(void received.push(event)),
    queries: { staffGroups: () => Promise.resolve(wanted) },
    log: (_level: string, code: string) => void logged.push(code),
  } as unknown as AdapterHost;
  return { host, received, logged };
}

test('the platform is asked only where a group has a role, and its answer goes with the event', async () => {
  const some = hostWith(['R1', 'R2']);
  await withGroups(some.host, (_author, groups) => Promise.resolve(groups.slice(0, 1))).receive(message('équipe'));
  expect(some.received.map(({ groups }) => groups)).toEqual([['R1']]);
  const none = hostWith([]);
  await withGroups(none.host, () => Promise.reject(new Error('never asked'))).receive(message('équipe'));
  expect([none.received.length, none.received[0]?.groups, none.logged]).toEqual([1, undefined, []]);
});

test('where the platform does not answer, the event goes without groups, and it is logged', async () => {
  const { host, received, logged } = hostWith(['R1']);
  await withGroups(host, () => Promise.reject(new Error('down'))).receive(message('équipe'));
  expect([received.length, received[0]?.groups, logged]).toEqual([1, undefined, ['groups_not_read']]);
});
