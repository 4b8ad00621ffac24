/**
 * Every command of the team, by each role, over one platform: what each person reads there. Written to a file that a
 * person reads (`UPDATE_GOLDEN=1`); whole where it is not, word for word, what the terminal shows.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { asOperator } from '#test/support/as-operator.ts';
import { argumentsOf, type Examples, sayingOf } from '#test/support/staff-commands.ts';
import { type Account, printAccount } from '#usecases/staff/account.ts';
import type { StaffCommand } from '#usecases/staff/command.ts';
import { STAFF_COMMANDS } from '#usecases/staff/registry.ts';
import { type GivenRole, isAtLeast, type Role, ROLES } from '#usecases/staff/roles.ts';
import { readConsultation } from './application.ts';
import { Chat } from './chat.ts';
import { openTerminalWorld } from './terminal-world.ts';
import type { Team, World } from './world.ts';

const FOLDER = join(import.meta.dirname, '../golden/team');
const CONTRIBUTOR = 'ines';
const USERS: Readonly<Record<Exclude<Role, 'operator'>, string>> = {
  participant: 'eve',
  facilitator: 'nour',
  moderator: 'lou',
  staff: 'sam',
};
const NAMES: Readonly<Record<Role, string>> = {
  participant: 'participation',
  facilitator: 'animation',
  moderator: 'modération',
  staff: 'équipe',
  operator: 'tdt',
};
/** From nothing to a contribution that was sent, A1-0001. */
const CONTRIBUTION = [
  'contribuer 1',
  '1',
  '1',
  '1',
  'passer',
  'passer',
  'Trop de marches.',
  "c'est tout",
  'envoyer',
  '1',
];
/** Said by the staff in a channel, where some acts are done. */
const IN_CHANNEL = [
  'annonces ici',
  'annonces lister',
  'annoncer 1',
  'relance ici 1 chaque mardi à 10 h',
  'annonces arreter ici',
];

interface Cell {
  readonly command: string;
  readonly who: string;
  readonly outcome: 'fait' | 'refusé' | 'réservé à l’équipe';
  readonly said: string;
}

/** Tries all of it in that world, in a channel too (`isAmong`): what is read there, and what the file of that name has. */
export async function teamTranscript(
  name: string,
  open: () => Promise<World>,
  isAmong = true,
): Promise<{ readonly read: string; readonly kept: string }> {
  const [here, terminal] = [await within(open, isAmong), await within(openTerminalWorld, isAmong)];
  const read = print(name, here, terminal);
  const file = join(FOLDER, `${name}.txt`);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, read);
  return { read, kept: readFileSync(file, 'utf8') };
}

async function within(open: () => Promise<World>, isAmong: boolean): Promise<readonly Cell[]> {
  const world = await open();
  try {
    const cells = await tryAll(world, isAmong);
    await world.assertContract();
    return cells;
  } finally {
    await world.close();
  }
}

async function tryAll(world: World, isAmong: boolean): Promise<readonly Cell[]> {
  const { team } = world;
  if (team === undefined) throw new Error('a world without accounts');
  const accounts = new Map<string, Account>();
  for (const user of [...Object.values(USERS), CONTRIBUTOR, 'zoe', 'tom']) accounts.set(user, await team.account(user));
  const trial: Trial = { world, team, plain: texts => withoutNames(texts.join('\n\n'), accounts) };
  for (const text of CONTRIBUTION) await new Chat(world, CONTRIBUTOR).says(text);
  for (const role of ['facilitator', 'moderator', 'staff'] as const) await give(team, accounts.get(USERS[role]), role);
  const tom = accounts.get('tom');
  const account = tom === undefined ? '' : printAccount(tom);
  const examples: Examples = { axis: 1, reference: 'A1-0001', account, day: '30 avril 2099' };
  const consultation = await readConsultation(join(import.meta.dirname, 'consultation'));
  const cells: Cell[] = [];
  for (const command of STAFF_COMMANDS) {
    // Platforms' clients count what they send in a second: the clock of a world stands still by itself.
    await world.passTime(2);
    const text = sayingOf(command, examples);
    const may = (role: Role): boolean => isAtLeast(role, command.least);
    const inChat = ROLES.filter(role => role !== 'operator');
    // Refusals change nothing: they come at once. What is done comes one after the other.
    const turns = [inChat.filter(role => !may(role)), ...inChat.filter(may).map(role => [role])];
    for (const roles of turns.filter(of => of.length > 0)) {
      const heard = await hear(
        trial,
        text,
        roles.map(role => USERS[role]),
      );
      for (const role of roles)
        cells.push({ ...check(command, role, heard.get(USERS[role])), command: trial.plain([text]) });
    }
    const operator = { stores: team.stores(), consultation, now: await lastAt(team), firstStaff: [] };
    const before = (await journal(team)).length;
    const said = trial.plain([await asOperator(operator, command, argumentsOf(examples)[command.name] ?? '')]);
    const noted = (await journal(team)).slice(before).map(({ line }) => line);
    cells.push({ ...check(command, 'operator', { said, noted }), command: trial.plain([text]) });
  }
  await world.passTime(2);
  for (const text of isAmong ? IN_CHANNEL : []) cells.push(await inChannel(trial, text));
  return cells;
}

interface Trial {
  readonly world: World;
  readonly team: Team;
  /** Texts as one, without what differs from one day and one platform to another. */
  readonly plain: (texts: readonly string[]) => string;
}

interface Heard {
  readonly said: string;
  /** « team.add refused » */
  readonly noted: readonly string[];
}

/** The same words by several people, and what each is answered. */
async function hear(
  { world, team, plain }: Trial,
  text: string,
  users: readonly string[],
): Promise<ReadonlyMap<string, Heard>> {
  const bot = async (user: string) => (await world.whatUserSees(user)).filter(({ from }) => from === 'bot');
  const before = new Map<string, number>();
  for (const user of users) before.set(user, (await bot(user)).length);
  const logged = (await journal(team)).length;
  for (const user of users) await world.userSays(user, text);
  await world.settle();
  const added = (await journal(team)).slice(logged);
  const heard = new Map<string, Heard>();
  for (const user of users) {
    const seen = (await bot(user)).slice(before.get(user));
    const who = printAccount(await team.account(user));
    heard.set(user, {
      said: plain(seen.map(({ text: said, files }) => [said, ...files.map(file => `[fichier ${file}]`)].join('\n'))),
      noted: added.filter(entry => entry.who === who).map(({ line }) => line),
    });
  }
  return heard;
}

function check(command: StaffCommand, role: Role, heard: Heard | undefined): Omit<Cell, 'command'> {
  const { said = '', noted = [] } = heard ?? {};
  const about = `${command.name} by ${role}`;
  expect(said, about).not.toBe('');
  const who = NAMES[role];
  if (!isAtLeast(role, command.least)) {
    expect(said, about).toContain("Cette commande est réservée à l'équipe");
    expect(noted, about).toEqual([`${command.name} refused`]);
    return { who, outcome: 'réservé à l’équipe', said };
  }
  expect(said, about).not.toContain("réservée à l'équipe");
  if (command.least !== 'participant') expect(noted.join(), about).toContain(`${command.name} `);
  return { who, outcome: noted.some(line => line.endsWith(' refused')) ? 'refusé' : 'fait', said };
}

/** What is answered in private to the staff, and what the channel shows. */
async function inChannel({ world, team, plain }: Trial, text: string): Promise<Cell> {
  const { group } = world;
  if (group === undefined) throw new Error('a world without a channel');
  const chat = new Chat(world, group.facilitator);
  const before = { private: (await chat.bot()).length, public: (await group.whatAllSee('channel')).length };
  const logged = (await journal(team)).length;
  await group.opens(text);
  await world.settle();
  const heard = (await chat.bot()).slice(before.private).map(seen => seen.text);
  const shown = (await group.whatAllSee('channel')).slice(before.public).filter(({ from }) => from === 'bot');
  const noted = (await journal(team)).slice(logged);
  expect(noted, text).not.toEqual([]);
  const outcome = noted.some(({ line }) => line.endsWith(' refused')) ? 'refusé' : 'fait';
  const posted = shown.map(seen => `[dans le salon] ${seen.text}`);
  return { command: `${text} (dans un salon)`, who: NAMES.staff, outcome, said: plain([...heard, ...posted]) };
}

async function give(team: Team, account: Account | undefined, role: GivenRole): Promise<void> {
  if (account === undefined) throw new Error('no account');
  const now = new Date().toISOString();
  const network = await team.stores().networks.ensureDefault(now);
  // The list is in the order in which roles were given.
  const grantedAt = `2027-02-10T08:00:0${ROLES.indexOf(role)}.000Z`;
  const member = { ...account, role, grantedAt, grantedBy: 'tdt' };
  await team.stores().staff.transaction(({ roles }) => roles.give(network, member));
}

/** The clock of the world, as the log has it. */
async function lastAt(team: Team): Promise<string> {
  const [last] = await team.stores().staff.transaction(({ audit }) => audit.latest(null, 1));
  return last?.at ?? new Date().toISOString();
}

async function journal(team: Team): Promise<readonly { readonly who: string; readonly line: string }[]> {
  const entries = await team.stores().staff.transaction(({ audit }) => audit.latest(null, 1_000));
  return entries.map(({ who, act, outcome }) => ({ who, line: `${act} ${outcome}` })).toReversed();
}

const MONTHS = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre';
const DATE = new RegExp(`\\d{1,2}(?:er)? (?:${MONTHS}) \\d{4}(?: inclus)?(?:, \\d{1,2} h \\d{2})?`, 'gu');

/** Accounts, places and dates are not the same on two platforms, nor on two days. */
function withoutNames(text: string, accounts: ReadonlyMap<string, Account>): string {
  let plain = text.replaceAll(/[\u00A0\u202F]/g, ' ');
  for (const [user, account] of accounts) plain = plain.replaceAll(printAccount(account), `COMPTE-${user}`);
  return (
    plain
      // A list in HTML begins a line of its own.
      .replaceAll(/(?<=[:.)])– /g, '\n– ')
      .replaceAll(/@robot-[^\s]+/g, '@robot')
      .replaceAll(/\b(?:slack|discord|matrix|terminal):[^\s,;()»]*[^\s,;()».]/g, 'LIEU')
      .replaceAll(DATE, 'DATE')
  );
}

function print(name: string, here: readonly Cell[], terminal: readonly Cell[]): string {
  const lines = [
    `# Chaque commande de l'équipe, par chaque rôle, sur ${name}.`,
    '# En entier, une fois, quand ce n’est pas mot pour mot ce que montre le terminal. Récrit par UPDATE_GOLDEN=1.',
  ];
  let before = '';
  for (const [i, { command, who, outcome, said }] of here.entries()) {
    if (command !== before) lines.push('', command);
    before = command;
    const same = flat(terminal[i]?.said ?? '') === flat(said);
    lines.push(`  ${who} : ${outcome}${outcome === 'réservé à l’équipe' && same ? '' : ` | ${firstWords(said)}`}`);
    const isRepeated = here[i - 1]?.command === command && flat(here[i - 1]?.said ?? '') === flat(said);
    if (!same && !isRepeated) lines.push(...said.split('\n').map(line => `      ${line}`.trimEnd()));
  }
  return `${lines.join('\n')}\n`;
}

/** Where a long message is cut into two is the platform's; of one instant, the log's lines come in any order. */
function flat(text: string): string {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  return (text.startsWith('Le journal') ? lines.toSorted() : lines).join('\n');
}

function firstWords(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= 72 ? line : `${line.slice(0, 70)} …`;
}
