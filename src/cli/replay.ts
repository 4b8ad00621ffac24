/** `tdt replay`: plays real answers through the whole path, then reads them back. */
import type { Stores } from '#usecases/ports.ts';
import { readCount, readOptions } from './command.ts';
import type { Command } from './command.ts';
import { LIMITS } from './limits.ts';
import { createProgressBar } from './progress-bar.ts';
import { compare } from './replay/compare.ts';
import type { Comparison } from './replay/compare.ts';
import { play } from './replay/play.ts';
import type { Played } from './replay/play.ts';
import type { Player } from './replay/player.ts';
import { readRows } from './replay/rows.ts';
import { createReplayPlatform } from './replay/stage.ts';
import { createReplayClock } from './replay/clock.ts';
import { loadConsultation, withStores } from './setting.ts';
import { listenForStop } from './signals.ts';
import { attachTerminal } from './terminal-network.ts';
import { CommandError, UsageError } from './usage-error.ts';
import type { CliWorld } from './world.ts';

export const replay: Command = {
  name: 'replay',
  summary: "rejoue de vraies réponses, puis vérifie que rien n'est perdu",
  usage: [
    'tdt replay FICHIER [--people N] [--at-once N] [--axis N] [--question NOM] [--limit N] [--speed max|N]',
    '',
    'Une réponse par ligne JSON : {"id","texte"}, ou « messages » : la liste des messages tels qu\'envoyés.',
    'Tout passe par le vrai chemin et reste dans la base (TDT_DATA_DIR ou DATABASE_URL), dans un espace à part.',
    '  --people N      nombre de personnes (par défaut : une par réponse) ; chacune dit sa part des réponses',
    '  --at-once N     personnes qui parlent en même temps (50)',
    "  --axis N        un seul thème (par défaut : 4 d'abord, puis les autres s'il reste des réponses)",
    '  --question NOM  une seule question ouverte',
    '  --limit N       les N premières réponses du fichier',
    '  --speed max|N   N fois plus vite que la vraie vie ; max (par défaut) : sans attendre',
    '  --force         même si une plateforme est configurée',
  ],
  run: async (args, world) => {
    const { values, positionals } = readOptions(
      args,
      {
        people: { type: 'string' },
        'at-once': { type: 'string' },
        axis: { type: 'string' },
        question: { type: 'string' },
        limit: { type: 'string' },
        speed: { type: 'string' },
        force: { type: 'boolean' },
      },
      { most: 1 },
    );
    const [file] = positionals;
    if (file === undefined) throw new UsageError('Quel fichier ? tdt replay FICHIER');
    const configuration = world.configuration();
    if (values.force !== true && (await world.platforms(configuration)).length > 0) {
      throw new CommandError(
        'Une plateforme est configurée : un rejeu ajouterait de fausses contributions aux vraies. Essayez avec un autre TDT_DATA_DIR, ou ajoutez --force.',
      );
    }
    const consultation = await loadConsultation(world, configuration);
    const axis = readCount(values.axis, 'axis', 1, 1_000);
    const numbers = consultation.axes.map(one => one.number);
    if (axis !== null && !numbers.includes(axis))
      throw new UsageError(`--axis : les thèmes vont de ${numbers[0]} à ${numbers.at(-1)}.`);
    const axes =
      axis !== null ? [axis] : [...numbers.filter(number => number === 4), ...numbers.filter(number => number !== 4)];
    const question = values.question ?? null;
    if (
      question !== null &&
      !consultation.axes.some(
        one => axes.includes(one.number) && one.questions.some(q => q.name === question && q.type === 'longtext'),
      )
    ) {
      throw new UsageError(`--question : « ${question} » n'est pas une question ouverte de ce thème.`);
    }
    const wanted = readCount(values.people, 'people', 1, LIMITS.replayPeople);
    const atOnce = readCount(values['at-once'], 'at-once', 1, LIMITS.replayAtOnce) ?? 50;
    const limit = readCount(values.limit, 'limit', 1, LIMITS.replayAnswers) ?? LIMITS.replayAnswers;
    const speed =
      values.speed === undefined || values.speed === 'max' ? null : readCount(values.speed, 'speed', 1, 1_000_000);
    const { rows, empty } = await readRows(file, limit);
    if (rows.length === 0) throw new CommandError(`« ${file} » n'a pas de réponse.`);
    const people = wanted ?? rows.length;

    const clock = createReplayClock(consultation, axes[0] ?? 1);
    const run = async (stores: Stores): Promise<number> => {
      const players = new Map<string, Player>();
      const workspace = `rejeu-${world.entropy.letters(8)}`;
      const network = await attachTerminal(stores, workspace, clock.now());
      const platform = createReplayPlatform(workspace, message => players.get(message.to.userId)?.hear(message));
      const { log, entropy } = world;
      const application = world.createApplication({
        consultation,
        stores,
        adapters: [platform.adapter],
        clock,
        log,
        entropy,
      });
      await platform.adapter.start(application.host(platform.adapter));
      const stopping = listenForStop();
      const bar = createProgressBar(world.stderr, rows.length, 'Réponses');
      try {
        const options = { rows, people, atOnce, axes, question, speed, stop: stopping.signal, onProgress: bar.update };
        const played = await play(application, clock, platform, players, options);
        bar.end();
        const compared = await compare(stores, { network, consultation: consultation.name, workspace }, played.placed);
        return report(world, { played, compared, empty, received: platform.received(), code: stopping.exitCode() });
      } finally {
        stopping.dispose();
        await application.stop();
      }
    };
    return withStores(world, configuration, run, clock.now);
  },
};

interface Outcome {
  readonly played: Played;
  readonly compared: Comparison;
  readonly empty: number;
  readonly received: number;
  readonly code: number | null;
}

function report(world: CliWorld, { played, compared, empty, received, code }: Outcome): number {
  const sorted = played.latencies.toSorted((a, b) => a - b);
  const quantile = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  const lines = [
    `personnes        ${played.people}`,
    `réponses         ${played.placed.length}${empty === 0 ? '' : ` (${empty} lignes vides laissées)`}`,
    `messages         ${played.messages} envoyés, ${received} reçus`,
    `contributions    ${compared.contributions}`,
    `tours            ${played.events} en ${played.seconds.toFixed(1)} s : ${Math.round(played.events / played.seconds)} par seconde`,
    `durée d'un tour  p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms`,
    `relues           ${compared.equal} égales, dont ${compared.identical} au caractère près (les autres : blancs de fin, signes invisibles)`,
  ];
  world.stdout.write(`${lines.join('\n')}\n`);
  if (played.interrupted) {
    world.stderr.write("Interrompu : les réponses en cours n'étaient pas encore envoyées.\n");
    return code ?? 1;
  }
  const problems = [
    ...compared.differences.slice(0, LIMITS.differences).map(({ id, what }) => `  ${id} : ${what}`),
    ...(compared.differences.length > LIMITS.differences
      ? [`  … et ${compared.differences.length - LIMITS.differences} autres`]
      : []),
    ...played.obeyed
      .slice(0, LIMITS.differences)
      .map(({ id }) => `  ${id} : le mot d'une commande, que le robot a suivie`),
    ...(played.left.length === 0 ? [] : [`  ${played.left.length} réponses n'ont trouvé aucune question ouverte`]),
    ...(compared.extra === 0 ? [] : [`  ${compared.extra} réponses que personne n'a données`]),
  ];
  world.stdout.write(problems.length === 0 ? "Rien n'est perdu.\n" : `Différences :\n${problems.join('\n')}\n`);
  return problems.length === 0 ? 0 : 1;
}
