/** Every command of the staff's guide is tried, in the order in which one reads it: what they copy must work. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONSULTATION, message } from '#usecases/test-support/parts.ts';
import { readStaff } from '#usecases/staff/read-staff.ts';
import { STAFF_COMMANDS } from '#usecases/staff/registry.ts';
import { openWorld, TO_OPEN_QUESTION, type World } from './test-support/world.ts';

const GUIDE = readFileSync(new URL('../../docs/guide-equipe.md', import.meta.url), 'utf8');
const SAM = { platform: 'terminal', workspace: 'local', userId: 'sam' };
const READY = {
  ...CONSULTATION,
  staffContact: 'equipe@anct.gouv.fr',
  notice: { ...CONSULTATION.notice, contact: 'dpo@anct.gouv.fr', full: { fr: 'Texte entier.' } },
};

interface Shown {
  readonly kind: string;
  readonly text: string;
}

const SHOWN: readonly Shown[] = [...GUIDE.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)].flatMap(([, kind = '', body = '']) =>
  body
    .split('\n')
    .filter(line => line !== '')
    .map(text => ({ kind, text })),
);

/** Somebody who began, somebody who sent a contribution (A4-0001), and spaces of three platforms. */
async function open(): Promise<World> {
  const world = await openWorld({ firstStaff: [SAM], consultation: READY, now: '2027-02-10T09:00:00.000Z' });
  await world.sayAll([...TO_OPEN_QUESTION, 'une idée pour demain matin'], { user: 'u1' });
  await world.sayAll([...TO_OPEN_QUESTION, 'une autre idée', "c'est tout", 'une dizaine', '1, 2', 'envoyer', '1'], {
    user: 'u2',
  });
  const network = await world.stores.networks.ensureDefault(world.clock.now());
  for (const [platform, workspace] of [
    ['slack', 'T1'],
    ['discord', 'G1'],
    ['matrix', 'serveur.fr'],
  ] as const)
    await world.stores.networks.attach(platform, workspace, network, world.clock.now());
  return world;
}

/** The last line of the log, which says whether it was done. */
async function outcome(world: World): Promise<string> {
  const [last] = await world.stores.staff.transaction(({ audit }) => audit.latest(null, 1));
  return `${last?.act} ${last?.outcome}`;
}

describe('the guide of the team', () => {
  test('shows commands of three kinds, and nothing else as such', () => {
    expect([...new Set(SHOWN.map(({ kind }) => kind))].toSorted()).toEqual(['commandes', 'commandes-salon', 'refus']);
  });

  test('names every command that the team has; syntheses, sheets and workshops have their own pages', () => {
    const shown = new Set(SHOWN.map(({ text }) => readStaff(text, STAFF_COMMANDS)?.command.name));
    const elsewhere = /^(?:synthesis|sheet|workshop\.|help|moderation\.(?:alertSeen|pointOut|appeal))/;
    const missing = STAFF_COMMANDS.map(({ name }) => name).filter(name => !elsewhere.test(name) && !shown.has(name));
    expect(missing).toEqual([]);
  });

  test('shows what is done when it says so, and refused when it says so', async () => {
    const world = await open();
    const wrong: string[] = [];
    for (const { kind, text } of SHOWN) {
      const event = message(text, { user: 'sam', at: world.clock.now() });
      const among = { ...event, direct: false, address: { ...event.address, channel: 'general' } };
      const said = (await world.take(kind === 'commandes-salon' ? among : event)).join(' ');
      const name = readStaff(text, STAFF_COMMANDS)?.command.name ?? 'nothing';
      const expected = `${name} ${kind === 'refus' ? 'refused' : 'done'}`;
      if ((await outcome(world)) !== expected)
        wrong.push(`« ${text} »: ${await outcome(world)}, not ${expected}: ${said}`);
      // The log's lines of one instant have no order of their own.
      world.clock.moveTo(new Date(Date.parse(world.clock.now()) + 1_000).toISOString());
    }
    expect(wrong).toEqual([]);
  });
});
