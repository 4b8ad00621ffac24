/**
 * Every command of the team tried by each role: done where the role may, refused politely and logged where it may not.
 * `UPDATE_GOLDEN=1` writes ROLES.md; the diff is then read by a person.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asOperator } from '#test/support/as-operator.ts';
import { argumentsOf, sayingOf } from '#test/support/staff-commands.ts';
import type { StaffCommand } from '#usecases/staff/command.ts';
import { STAFF_COMMANDS } from '#usecases/staff/registry.ts';
import { isAtLeast, type Role, ROLES } from '#usecases/staff/roles.ts';
import { CONSULTATION } from '#usecases/test-support/parts.ts';
import { openWorld, type World } from '../../src/worker/test-support/world.ts';

const TABLE = join(import.meta.dirname, 'ROLES.md');
const SAM = { platform: 'terminal', workspace: 'local', userId: 'sam' };
const USERS: Readonly<Record<Exclude<Role, 'operator'>, string>> = {
  participant: 'eve',
  facilitator: 'nour',
  moderator: 'lou',
  staff: 'sam',
};
const EXAMPLES = { axis: 4, reference: 'A4-0137', account: 'zoe', day: '30 avril 2027' };

async function open(): Promise<World> {
  const world = await openWorld({ firstStaff: [SAM] });
  for (const words of ['nour animation', 'lou modération']) await world.say(`équipe ajouter ${words}`, { user: 'sam' });
  return world;
}

interface Tried {
  readonly said: string;
  readonly logged: string;
}

/** By somebody in the chat, or by `tdt`; with the line of the log that it left. */
async function tryAs(world: World, command: StaffCommand, role: Role): Promise<Tried> {
  const before = (await log(world)).length;
  const text =
    role === 'operator'
      ? await asOperator(
          { stores: world.stores, consultation: CONSULTATION, now: world.clock.now(), firstStaff: [SAM] },
          command,
          argumentsOf(EXAMPLES)[command.name] ?? '',
        )
      : (await world.say(sayingOf(command, EXAMPLES), { user: USERS[role] })).join(' ');
  const added = (await log(world)).slice(before);
  return { said: text.replaceAll(/[\s\u00A0\u202F]+/g, ' '), logged: added.join(' + ') };
}

async function log(world: World): Promise<readonly string[]> {
  const entries = await world.stores.staff.transaction(({ audit }) => audit.latest(null, 1_000));
  return entries.map(({ who, act, on, outcome }) => `${who} ${act} ${outcome} ${on}`.trim()).toReversed();
}

const firstWords = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 58)} …`).replaceAll('|', '¦');

test('every command, by each role: obeyed or refused as its role says, and logged', async () => {
  const rows: string[] = [];
  for (const command of STAFF_COMMANDS) {
    const world = await open();
    const cells: string[] = [];
    for (const role of ROLES) {
      const { said, logged } = await tryAs(world, command, role);
      const about = `${command.name} by ${role}`;
      expect(said, about).not.toBe('');
      if (isAtLeast(role, command.least)) {
        expect(said, about).not.toContain("réservée à l'équipe");
        const outcome = / refused( |$)/.test(logged) ? 'refusé : ' : '';
        cells.push(`${outcome}${firstWords(said)}`);
        if (command.least !== 'participant') expect(logged, about).toContain(` ${command.name} `);
      } else {
        expect(said, about).toContain("Cette commande est réservée à l'équipe");
        expect(said, about).toContain("Rien n'a changé");
        // Which act, and none of their words.
        expect(logged, about).toBe(`terminal:local:${USERS[role as keyof typeof USERS]} ${command.name} refused`);
        cells.push('réservé à l’équipe');
      }
    }
    rows.push(`| ${[`${command.name}, « ${sayingOf(command, EXAMPLES)} »`, ...cells].join(' | ')} |`);
  }
  const table = [
    '# Who may do what',
    '',
    'Every command of the team, in the order of its help, tried by each role in one conversation after the other: what is',
    'answered, or that it is refused. Written by `UPDATE_GOLDEN=1 npx vitest run test/golden/roles.test.ts`.',
    '',
    `| command | ${ROLES.join(' | ')} |`,
    `|${'---|'.repeat(ROLES.length + 1)}`,
    ...rows,
    '',
  ].join('\n');
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(TABLE, table);
  else expect(table).toBe(readFileSync(TABLE, 'utf8'));
}, 120_000);
