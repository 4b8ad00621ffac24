/** `tdt …`: finds the command, runs it, and says in French what went wrong. */
import { errorFacts } from '#usecases/log.ts';
import { backup, erasures, restore } from './backup.ts';
import { chat } from './chat.ts';
import type { Command } from './command.ts';
import { consultationCheck } from './consultation-check.ts';
import { discordCheck, discordInvite } from './discord.ts';
import { exportContributions } from './export-contributions.ts';
import { keyNew, keyRotate } from './key.ts';
import { rgpdCompact, rgpdErase } from './erase.ts';
import { exportAudit, exportModeration, exportPeople } from './export-tables.ts';
import { importCommand } from './import-contributions.ts';
import { matrixLogin, matrixRecoveryKey } from './matrix.ts';
import { networkAdd, networkInvite, networkList } from './network.ts';
import { outboxList } from './outbox-list.ts';
import { documentCadre, publish } from './publish.ts';
import { questionnaire, rgpdAssessment, rgpdRegister } from './papers.ts';
import { replay } from './replay.ts';
import { retention, retentionDeposit } from './retention.ts';
import { SHEET_COMMANDS } from './sheet.ts';
import { SYNTHESIS_COMMANDS } from './synthesis.ts';
import { doctor } from './doctor.ts';
import { slackManifest } from './slack-manifest.ts';
import { audit, staffAdd, staffList, staffRemove } from './staff.ts';
import { MODERATION } from './moderation.ts';
import { STAFF_ACTS } from './staff-acts.ts';
import { TRANSCRIPTIONS } from './transcription.ts';
import { start } from './start.ts';
import { synthesize } from './synthesize.ts';
import { CommandError, UsageError } from './usage-error.ts';
import type { CliWorld } from './world.ts';

const version: Command = {
  name: 'version',
  summary: 'dit la version',
  usage: ['tdt version'],
  run: (_args, world) => {
    world.stdout.write(`${world.version}\n`);
    return Promise.resolve(0);
  },
};

const help: Command = {
  name: 'help',
  summary: "montre cette aide, ou celle d'une commande",
  usage: ['tdt help [COMMANDE]'],
  run: (args, world) => {
    const found = find(args);
    world.stdout.write(found === null ? overview() : detail(found.command));
    return Promise.resolve(0);
  },
};

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  start,
  chat,
  replay,
  exportContributions,
  exportPeople,
  exportModeration,
  exportAudit,
  importCommand,
  synthesize,
  questionnaire,
  rgpdRegister,
  rgpdAssessment,
  rgpdErase,
  rgpdCompact,
  retentionDeposit,
  retention,
  backup,
  restore,
  erasures,
  consultationCheck,
  networkAdd,
  networkList,
  networkInvite,
  staffAdd,
  staffRemove,
  staffList,
  audit,
  ...STAFF_ACTS,
  ...MODERATION,
  ...TRANSCRIPTIONS,
  ...SYNTHESIS_COMMANDS,
  ...SHEET_COMMANDS,
  documentCadre,
  publish,
  outboxList,
  keyNew,
  keyRotate,
  slackManifest,
  doctor,
  discordInvite,
  discordCheck,
  matrixLogin,
  matrixRecoveryKey,
  version,
  help,
];

/** Runs one command line (without `node` and the script) and returns the exit code; 2 for one typed wrongly. Never rejects. */
export async function runCli(argv: readonly string[], world: CliWorld): Promise<number> {
  // A reader that goes away (EPIPE) is heard of where something is written; alone, it ends nothing.
  world.stdout.on('error', () => undefined);
  const found = find(argv.length === 0 ? ['start'] : rename(argv));
  if (found === null) {
    world.stderr.write(unknown(argv));
    return 2;
  }
  if (found.rest.includes('--help') || found.rest.includes('-h')) {
    world.stdout.write(detail(found.command));
    return 0;
  }
  try {
    return await found.command.run(found.rest, world);
  } catch (error) {
    if (error instanceof UsageError) {
      world.stderr.write(`${error.message}\nAide : tdt help ${found.command.name}\n`);
      return 2;
    }
    world.stderr.write(`${whatHappened(error, world)}\n`);
    return 1;
  }
}

function rename(argv: readonly string[]): readonly string[] {
  const [first, ...rest] = argv;
  if (first === '--help' || first === '-h') return ['help', ...rest];
  if (first === '--version' || first === '-v') return ['version', ...rest];
  return argv;
}

function find(argv: readonly string[]): { readonly command: Command; readonly rest: readonly string[] } | null {
  for (const command of COMMANDS) {
    const words = command.name.split(' ');
    if (words.every((word, i) => argv[i] === word)) return { command, rest: argv.slice(words.length) };
  }
  return null;
}

/** Errors meant for people are French sentences; of any other, only the kind is told, the rest goes to the log. */
function whatHappened(error: unknown, world: CliWorld): string {
  if (error instanceof CommandError) return error.message;
  if (error instanceof Error && FOR_PEOPLE.has(error.name)) return error.message;
  world.log('error', 'command_failed', errorFacts(error));
  return "La commande a échoué : c'est un défaut du programme, pas de ce que vous avez écrit. Le journal ci-dessus dit où.";
}

const FOR_PEOPLE: ReadonlySet<string> = new Set(['StorageError', 'ConfigurationError', 'IntakeError']);

function unknown(argv: readonly string[]): string {
  const first = argv[0] ?? '';
  const close = COMMANDS.filter(command => command.name.startsWith(`${first} `));
  if (close.length > 0)
    return `« ${first} » attend la suite : ${close.map(command => `tdt ${command.name}`).join(', ')}.\n`;
  return `Commande inconnue : « ${first} ». « tdt help » donne la liste.\n`;
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(command => command.name.length));
  const lines = COMMANDS.map(command => `  tdt ${command.name.padEnd(width)}  ${command.summary}`);
  return [
    'Tour de table : des consultations publiques là où les gens se parlent déjà.',
    '',
    ...lines,
    '',
    "Dans une copie du dépôt, « tdt » s'écrit « npm run -s tdt -- ».",
    "L'environnement : TDT_DATA_DIR (dossier des données), TDT_CONSULTATION (dossier de la consultation),",
    'DATABASE_URL (PostgreSQL au lieu de SQLite).',
    '',
  ].join('\n');
}

function detail(command: Command): string {
  return `${[`tdt ${command.name} : ${command.summary}`, '', ...command.usage].join('\n')}\n`;
}
