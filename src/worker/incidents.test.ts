/** What an adapter tells of a place, through the whole application: to whom, how often, and in which journal. */
import { expect, test } from 'vitest';
import type { PlaceIncident } from '#messaging/index.ts';
import { openWorld, type World } from './test-support/world.ts';

const SAM = { platform: 'terminal', workspace: 'local', userId: 'sam' };
/** A name that its people chose: it is only ever a name. */
const NAME = '@everyone **Mairie**';

async function tells(world: World, platform: string, incident: Partial<PlaceIncident> = {}): Promise<string[]> {
  const adapter = world.adapters[platform];
  if (adapter === undefined) throw new Error(`no ${platform}`);
  const before = Object.values(world.adapters).map(({ sent }) => sent.length);
  await world.application.host(adapter).tellStaff({ kind: 'left', workspace: 'local', name: NAME, ...incident });
  await world.application.runUntilIdle();
  return Object.values(world.adapters).flatMap(({ sent }, i) =>
    sent.slice(before[i]).map(({ message: { to, text } }) => `${to.platform} ${to.userId}: ${text}`),
  );
}

async function journal(world: World): Promise<string[]> {
  const entries = await world.stores.staff.transaction(({ audit }) => audit.latest(null, 100));
  return entries.map(({ network, act, on, where }) => [network, act, on, where].join(' | ')).toReversed();
}

test('the staff of its network are told, in text that is only text; nobody else, nor another network', async () => {
  const world = await openWorld({ platforms: ['terminal', 'slack'], firstStaff: [SAM] });
  const now = world.clock.now();
  await world.say('bonjour', { user: 'sam' });
  await world.say('bonjour', { user: 'eve' });
  await world.stores.networks.create('ardeche', 'Ardèche', now);
  await world.stores.networks.attach('slack', 'T1', 'ardeche', now);
  const ana = { platform: 'slack', workspace: 'T1', userId: 'ana' };
  const role = { role: 'staff', grantedAt: now, grantedBy: 'tdt' } as const;
  await world.stores.staff.transaction(({ roles }) => roles.give('ardeche', { ...ana, ...role }));
  await world.say('bonjour', { platform: 'slack', workspace: 'T1', user: 'ana' });
  const [told, ...others] = await tells(world, 'terminal');
  expect(others.filter(text => text.includes('Mairie'))).toEqual([]);
  expect(told).toMatch(/^terminal sam: Pour l'équipe/);
  expect(told).toContain(String.raw`\@everyone \*\*Mairie\*\*`);
  expect((await tells(world, 'slack', { workspace: 'T1' })).filter(text => text.includes('Mairie'))).toEqual([
    expect.stringMatching(/^slack ana: /) as string,
  ]);
  expect(await journal(world)).toEqual([
    `reseau | place.left | ${NAME} | terminal:local`,
    `ardeche | place.left | ${NAME} | slack:T1`,
  ]);
});

test('once an hour, whatever the number of processes; each kind apart', async () => {
  const world = await openWorld({ firstStaff: [SAM] });
  await world.say('bonjour', { user: 'sam' });
  const about = async (kind: PlaceIncident['kind'], of = world): Promise<number> =>
    (await tells(of, 'terminal', { kind })).filter(text => text.includes('Mairie')).length;
  expect(await about('permission')).toBe(1);
  expect(await about('permission')).toBe(0);
  const again = await world.restart();
  expect(await about('permission', again)).toBe(0);
  for (const kind of ['noPrivatePlace', 'placeGone', 'commands'] as const) expect(await about(kind, again)).toBe(1);
  again.clock.moveTo(new Date(Date.parse(again.clock.now()) + 3_600_000).toISOString());
  expect(await about('permission', again)).toBe(1);
});

test('a workspace of no network is told to nobody', async () => {
  const world = await openWorld({ firstStaff: [SAM] });
  await world.say('bonjour', { user: 'sam' });
  await world.stores.networks.create('ardeche', 'Ardèche', world.clock.now());
  expect(await tells(world, 'terminal', { workspace: 'inconnu' })).toEqual([]);
  expect(await journal(world)).toEqual([]);
});
