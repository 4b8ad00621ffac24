/** `tdt chat`: the conversation in a terminal, for a person or as JSON lines. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { errorFacts } from '#usecases/log.ts';
import type { Stores } from '#usecases/ports.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { createHybridClock } from './hybrid-clock.ts';
import type { HybridClock } from './hybrid-clock.ts';
import { firstStaff, loadConsultation, withStores } from './setting.ts';
import { listenForStop } from './signals.ts';
import { attachTerminal, TERMINAL_WORKSPACE } from './terminal-network.ts';
import { createTerminalTime } from './terminal-time.ts';
import type { Consultation, TerminalSession } from './terminal-room.ts';
import { CommandError, UsageError } from './usage-error.ts';
import type { CliConfiguration, CliWorld } from './world.ts';

export const chat: Command = {
  name: 'chat',
  summary: 'tient la conversation dans ce terminal',
  usage: [
    'tdt chat [--user NOM] [--lang LANGUE] [--no-color] [--record FICHIER] [--reset]',
    'tdt chat --jsonl [--record FICHIER] [--reset]',
    '',
    '  --user NOM        qui parle (par défaut : moi) ; chaque nom est une personne',
    '  --lang LANGUE     langue du premier bonjour (fr, fr-simple, en…)',
    '  --no-color        sans gras ni couleur (NO_COLOR fait de même)',
    '  --jsonl           une ligne JSON par message, en entrée et en sortie : docs/terminal.md',
    '  --record FICHIER  écrit la conversation sous forme de transcription à rejouer',
    "  --reset           efface d'abord toute la base de données",
  ],
  run: async (args, world) => {
    const { values } = readOptions(args, {
      user: { type: 'string' },
      lang: { type: 'string' },
      'no-color': { type: 'boolean' },
      jsonl: { type: 'boolean' },
      record: { type: 'string' },
      reset: { type: 'boolean' },
    });
    const jsonl = values.jsonl === true;
    if (jsonl && (values.user !== undefined || values.lang !== undefined)) {
      throw new UsageError('Avec --jsonl, chaque ligne dit qui parle (« user ») et sa langue (« locale »).');
    }
    if (!jsonl && world.stdin.isTTY !== true) {
      throw new UsageError("L'entrée n'est pas un terminal : ajoutez --jsonl pour envoyer des lignes JSON.");
    }
    const user = values.user ?? 'moi';
    if (user.trim() === '' || user.length > 100) throw new UsageError('--user attend un nom de 1 à 100 caractères.');
    const configuration = world.configuration();
    const consultation = await loadConsultation(world, configuration);
    if (values.reset === true) await reset(world, configuration, jsonl);
    const clock = createHybridClock();
    const who = { jsonl, user, locale: values.lang ?? null };
    const how = { noColour: values['no-color'] === true, record: values.record ?? null };
    return withStores(
      world,
      configuration,
      stores => talk(world, { configuration, consultation, stores, ...who, ...how }, clock),
      clock.now,
    );
  },
};

interface Talk {
  readonly configuration: CliConfiguration;
  readonly consultation: Consultation;
  readonly stores: Stores;
  readonly jsonl: boolean;
  readonly user: string;
  readonly locale: string | null;
  readonly noColour: boolean;
  readonly record: string | null;
}

async function talk(world: CliWorld, options: Talk, clock: HybridClock): Promise<number> {
  const session = openSession(world, options, clock);
  const { consultation, stores } = options;
  await attachTerminal(stores, TERMINAL_WORKSPACE, clock.now());
  const application = world.createApplication({
    consultation,
    stores,
    adapters: session.adapters,
    clock,
    log: world.log,
    entropy: world.entropy,
    firstStaff: firstStaff(options.configuration),
    model: await world.synthesisModel(stores.modelAnswers),
    followUps: await world.followUpModel(),
    drafts: await world.draftModel(),
    transcriber: await world.transcriber(),
  });
  const stopping = listenForStop();
  // JSON lines drive the work themselves, so that all that a line leads to stands before its « done ».
  const time = options.jsonl
    ? createTerminalTime(application, clock, stopping.signal, error => failed(world, error))
    : null;
  try {
    if (time === null) await application.start();
    else for (const adapter of session.adapters) await adapter.start(application.host(adapter));
    const end = await session.run(time ?? REAL_TIME, stopping.signal);
    if (end === 'outputClosed') return 141;
    return end === 'stopped' ? (stopping.exitCode() ?? 0) : 0;
  } finally {
    await time?.stop();
    await application.stop();
    stopping.dispose();
  }
}

/** A person on a TTY never moves the clock: the application's own loops do the rest. */
const REAL_TIME = {
  now: () => new Date().toISOString(),
  advanceTo: () => Promise.resolve(),
  settle: () => Promise.resolve(),
  closeQuietWindows: () => Promise.resolve(),
};

function openSession(world: CliWorld, options: Talk, clock: HybridClock): TerminalSession {
  const common = { run: world.entropy.letters(8), record: recordTo(options.record), now: clock.now };
  if (options.jsonl) {
    return world.terminal.openJsonl({
      ...common,
      input: world.stdin,
      output: world.stdout,
      onFailure: (line, error) => failed(world, error, line),
    });
  }
  return world.terminal.openInteractive({
    ...common,
    input: world.stdin,
    output: world.stdout,
    colours: !options.noColour && world.stdout.isTTY === true && (world.stdout.hasColors?.() ?? false),
    user: options.user,
    locale: options.locale,
    downloads: join(options.configuration.dataDir, 'recus'),
    banner: [
      'Tour de table, dans ce terminal. Écrivez, puis Entrée.',
      '« aide » : ce que le robot comprend. « /terminal » : ce que ce terminal sait faire.',
      'Ctrl-C deux fois pour quitter : tout est gardé.',
    ].join('\n'),
  });
}

function recordTo(path: string | null): ((text: string) => void) | null {
  if (path === null) return null;
  try {
    writeFileSync(path, '', { flag: 'wx' });
  } catch {
    throw new CommandError(`« ${path} » ne peut pas être créé : le fichier existe déjà, ou son dossier manque.`);
  }
  return text => appendFileSync(path, text);
}

async function reset(world: CliWorld, configuration: CliConfiguration, jsonl: boolean): Promise<void> {
  if (!jsonl) {
    const where = configuration.databaseUrl === null ? configuration.dataDir : 'PostgreSQL (DATABASE_URL)';
    const asked = createInterface({ input: world.stdin, output: world.stdout });
    const answer = await asked.question(`Effacer toute la base de données (${where}) ? Écrivez « oui » : `);
    asked.close();
    if (answer.trim().toLowerCase() !== 'oui') throw new CommandError("Rien n'a été effacé.");
  }
  await world.resetDatabase(configuration);
}

function failed(world: CliWorld, error: unknown, line?: number): void {
  world.log('error', 'line_failed', { ...errorFacts(error), ...(line === undefined ? {} : { line }) });
}
