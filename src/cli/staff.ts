/** `tdt staff …` and `tdt audit`: what the operator does with the roles and the log, by the same use cases as the chat. */
import { createDefaultWording } from '#usecases/default-wording.ts';
import { createIds } from '#usecases/entropy.ts';
import type { Door, StaffAct, StaffCall, StaffCommand } from '#usecases/staff/command.ts';
import type { Address, OutboundFile } from '#usecases/staff/ports.ts';
import { namesIn } from '#usecases/staff/journal.ts';
import { MAX_JOURNAL_LINES } from '#usecases/staff/limits.ts';
import { runStaff } from '#usecases/staff/obey.ts';
import { addMember, listTeam, removeMember } from '#usecases/staff/team.ts';
import { readCount, readOptions } from './command.ts';
import type { Command } from './command.ts';
import { chooseNetwork, firstStaff, liveConsultation, loadConsultation, withStores } from './setting.ts';
import { CommandError, UsageError } from './usage-error.ts';
import type { CliWorld } from './world.ts';

/** A command of `tdt` that runs a staff command as the operator, in one network. */
interface StaffTool {
  readonly name: string;
  readonly summary: string;
  /** What follows the name, in capitals; empty for nothing. */
  readonly takes: string;
  readonly command: StaffCommand;
  /** It is done in a channel: `--channel` names it. */
  readonly inChannel?: true;
  /** More of its own help. */
  readonly more?: readonly string[];
}

export function staffTool({ name, summary, takes, command, inChannel, more = [] }: StaffTool): Command {
  const channel = inChannel === true ? ' --channel PLATEFORME:ESPACE:SALON' : '';
  return {
    name,
    summary,
    usage: [
      `tdt ${[name, takes].filter(part => part !== '').join(' ')}${channel} [--network IDENTIFIANT]`,
      '',
      ...more,
      ...(inChannel === true
        ? ['  --channel  le salon, comme « slack:T1:C4 » ou « matrix:serveur.fr:!abc:serveur.fr »']
        : []),
      "  --network  le réseau dont il s'agit (par défaut : le seul, s'il n'y en a qu'un)",
      'Ce que fait cette commande est noté dans le journal (tdt audit).',
    ],
    run: async (args, world) => {
      const options = { network: { type: 'string' }, channel: { type: 'string' } } as const;
      const { values, positionals } = readOptions(args, options, { most: 50 });
      if (values.channel !== undefined && inChannel !== true) throw new UsageError('Option inconnue : --channel.');
      const place = values.channel === undefined ? null : readChannel(values.channel);
      return runAsOperator(world, command, positionals.join(' '), values.network, place);
    },
  };
}

/** `slack:T1:C4`; a Matrix room has its server in its own name too. */
function readChannel(text: string): Address {
  const [, platform, workspace, channel] = /^([a-z]+):([^:\s]+):(\S+)$/.exec(text) ?? [];
  if (platform === undefined || workspace === undefined || channel === undefined)
    throw new UsageError(`« ${text} » : un salon s'écrit « PLATEFORME:ESPACE:SALON », comme « slack:T1:C4 ».`);
  return { platform, workspace, channel, thread: null, userId: '' };
}

/** Runs one staff command in a transaction of its own; its answer goes to the output, a refusal is an error. */
export async function runAsOperator(
  world: CliWorld,
  command: StaffAct,
  argument: string,
  wanted: string | undefined,
  place: Address | null = null,
): Promise<number> {
  world.stdout.write(`${(await actAsOperator(world, command, argument, wanted, place)).text}\n`);
  return 0;
}

/** The same, with the files of the answer; nothing is written. */
export async function actAsOperator(
  world: CliWorld,
  command: StaffAct,
  argument: string,
  wanted: string | undefined,
  place: Address | null = null,
  door: Door = () => null,
): Promise<{ readonly text: string; readonly files: readonly OutboundFile[] }> {
  const configuration = world.configuration();
  const consultation = await loadConsultation(world, configuration);
  return withStores(world, configuration, async stores => {
    const network = await chooseNetwork(stores, wanted);
    const now = new Date().toISOString();
    const wording = createDefaultWording();
    const call: StaffCall = {
      network,
      author: null,
      groups: [],
      role: 'operator',
      participantId: null,
      place,
      isDirect: false,
      argument,
      lang: 'fr',
      consultation: await liveConsultation(stores, consultation, network, now),
      now,
      newId: createIds(world.entropy, () => now),
      wording,
      maker: null,
      door,
      firstStaff: firstStaff(configuration),
    };
    const reply = await stores.staff.transaction(tx => runStaff(command, call, tx));
    const text = reply.say.map(phrase => wording.label('fr', phrase)).join('\n\n');
    if (reply.outcome === 'refused') throw new CommandError(text);
    return { text, files: reply.files ?? [] };
  });
}

export const staffAdd = staffTool({
  name: 'staff add',
  summary: 'donne un rôle à un compte',
  takes: 'COMPTE [animation|modération|équipe]',
  command: addMember,
});

export const staffRemove = staffTool({
  name: 'staff remove',
  summary: 'retire son rôle à un compte',
  takes: 'COMPTE',
  command: removeMember,
});

export const staffList = staffTool({
  name: 'staff list',
  summary: "liste les rôles d'un réseau",
  takes: '',
  command: listTeam,
});

/** Lines of `tdt audit` where none are asked for. */
const AUDIT_LINES = 50;

export const audit: Command = {
  name: 'audit',
  summary: "montre le journal de l'équipe",
  usage: [
    'tdt audit [--network IDENTIFIANT] [--limit N]',
    '',
    'Une ligne par acte, du plus récent au plus ancien, séparée par des tabulations :',
    'heure, réseau, compte, nom, acte, objet, lieu, issue.',
  ],
  run: async (args, world) => {
    const { values } = readOptions(args, { network: { type: 'string' }, limit: { type: 'string' } });
    const limit = readCount(values.limit, 'limit', 1, MAX_JOURNAL_LINES) ?? AUDIT_LINES;
    return withStores(world, world.configuration(), async stores => {
      const network = values.network === undefined ? null : await chooseNetwork(stores, values.network);
      const [entries, names] = await stores.staff.transaction(async ({ audit: log }) => {
        const latest = await log.latest(network, limit);
        return [latest, await namesIn(log, latest)] as const;
      });
      for (const { at, network: of, who, act, on, where, outcome } of entries) {
        const cells = [at, of, who, names.get(who) ?? '', act, on, where, outcome];
        world.stdout.write(`${cells.map(oneLine).join('\t')}\n`);
      }
      if (entries.length === 0) world.stderr.write('Le journal est vide.\n');
      return 0;
    });
  },
};

/** A cell of the log: whatever stands in a name, a line stays a line and a column a column. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ');
}
