/** `tdt synthesis …`: syntheses of an axis, by the operator. The staff do the same in the chat. */
import { synthesisAct, synthesisMade } from '#usecases/publication/commands/synthesis-commands.ts';
import { readNumbers as numbersOf, readSynthesisKey } from '#usecases/publication/document-key.ts';
import type { SynthesisKey } from '#usecases/publication/syntheses/context.ts';
import { synthesisName } from '#usecases/publication/syntheses/context.ts';
import { announceCost } from '#usecases/publication/syntheses/cost.ts';
import { offlineEngine } from '#usecases/publication/syntheses/engine.ts';
import { modelEngine } from '#usecases/synthesis/synthesize-texts.ts';
import { readFilter } from '#usecases/publication/syntheses/filter.ts';
import { listSyntheses } from '#usecases/publication/syntheses/list-syntheses.ts';
import { composeRequested } from '#usecases/publication/syntheses/make-synthesis.ts';
import { printSynthesis } from '#usecases/publication/syntheses/print-synthesis.ts';
import type { SynthesisAct } from '#usecases/publication/syntheses/review-synthesis.ts';
import { ANSWER_NAMES, answerOf } from '#usecases/publication/syntheses/answers.ts';
import { type Command, readCount, readOptions } from './command.ts';
import { writeOut } from './output.ts';
import { NETWORK, readFormat, withReview } from './review.ts';
import { runAsOperator } from './staff.ts';
import { CommandError, UsageError } from './usage-error.ts';

const MOST_AXES = 999;

/** `S4-3`, in any case. */
function readKey(text: string | undefined): SynthesisKey {
  const key = readSynthesisKey(text ?? '');
  if (key === null) throw new UsageError("Une synthèse s'écrit « S4-3 ».");
  return key;
}

/** Numbers of statements: `3 5 8-12`. */
function readNumbers(texts: readonly string[]): readonly number[] {
  const numbers = numbersOf(texts.join(' '));
  if (numbers === null) throw new UsageError('Donnez des numéros d’affirmations : « 3 5 8-12 ».');
  return numbers;
}

function reviewing(
  name: string,
  summary: string,
  usage: readonly string[],
  most: number,
  actOf: (positionals: readonly string[]) => SynthesisAct,
): Command {
  return {
    name: `synthesis ${name}`,
    summary,
    usage,
    run: (args, world) => {
      const { values, positionals } = readOptions(args, NETWORK, { most });
      const key = readKey(positionals[0]);
      const act = actOf(positionals.slice(1));
      return runAsOperator(world, synthesisAct(key, act), '', values.network);
    },
  };
}

/** A text as one argument, or as all that are left. */
function readText(words: readonly string[]): string {
  const text = words.join(' ').trim();
  if (text === '') throw new UsageError('Donnez le texte.');
  return text;
}

const synthesisMake: Command = {
  name: 'synthesis make',
  summary: "fait une synthèse d'un thème",
  usage: [
    'tdt synthesis make 4 [--question NOM…] [--place CODE…] [--from JOUR] [--until JOUR] [--kind individual|collective] [--estimate|--offline]',
    '',
    '  --question NOM   une question seulement ; plusieurs fois pour plusieurs',
    '  --place CODE     un territoire : dep:74, reg:84 ; plusieurs fois pour plusieurs',
    '  --from JOUR      envoyées depuis ce jour (2027-03-01), compris',
    '  --until JOUR     envoyées avant ce jour, non compris',
    '  --estimate       dit ce que le modèle coûterait au plus, et ne fait rien',
    '  --offline        sans modèle de langue, même si LLM_BASE_URL en donne un',
  ],
  run: async (args, world) => {
    const { values, positionals } = readOptions(
      args,
      {
        ...NETWORK,
        question: { type: 'string', multiple: true },
        place: { type: 'string', multiple: true },
        from: { type: 'string' },
        until: { type: 'string' },
        kind: { type: 'string' },
        estimate: { type: 'boolean' },
        offline: { type: 'boolean' },
      },
      { most: 1 },
    );
    const axis = readCount(positionals[0], 'thème', 1, MOST_AXES);
    if (axis === null) throw new UsageError('Donnez le numéro du thème : « tdt synthesis make 4 ».');
    const composed = await withReview(world, values.network, async context => {
      const filter = readFilter(values, context.consultation.timeZone);
      if (typeof filter === 'string') throw new UsageError(filter);
      const configured = values.offline === true ? null : await world.synthesisModel(context.modelAnswers);
      const model = configured === null ? null : modelEngine(configured, offlineEngine, world.log);
      const cost = await announceCost(context, axis, filter, model);
      if (cost !== null) world.stderr.write(`${cost}\n`);
      // What cannot be read is said by the making.
      if (values.estimate === true && cost !== null) return null;
      const engine = model === null ? offlineEngine : model.forDocument();
      return composeRequested({ ...context, engine }, axis, filter);
    });
    if (composed === null) return 0;
    return runAsOperator(world, synthesisMade(axis, composed), '', values.network);
  },
};

const synthesisList: Command = {
  name: 'synthesis list',
  summary: 'liste les synthèses',
  usage: ['tdt synthesis list [--network ID]'],
  run: (args, world) => {
    const { values } = readOptions(args, NETWORK);
    return withReview(world, values.network, async context => {
      world.stdout.write(`${(await listSyntheses(context, null)).join('\n')}\n`);
      return 0;
    });
  },
};

const synthesisShow: Command = {
  name: 'synthesis show',
  summary: 'donne une synthèse en Markdown, HTML, DOCX ou JSON',
  usage: [
    'tdt synthesis show S4-1 [--format md|html|docx|json] [--public] [--out FICHIER|-] [--network ID]',
    '',
    '  --public   comme elle sera publiée : aucun nombre sous 5',
  ],
  run: (args, world) => {
    const { values, positionals } = readOptions(
      args,
      { ...NETWORK, format: { type: 'string' }, out: { type: 'string' }, public: { type: 'boolean' } },
      { most: 1 },
    );
    const key = readKey(positionals[0]);
    const format = readFormat(values.format, values.out);
    return withReview(world, values.network, async context => {
      const printed = await printSynthesis(context, key, format, values.public === true ? 'public' : 'staff');
      if (printed === null)
        throw new CommandError(
          `La synthèse ${synthesisName(key)} n'existe pas. « tdt synthesis list » donne la liste.`,
        );
      await writeOut([printed.content], values.out ?? '-', world);
      return 0;
    });
  },
};

const MANY = 1_000;

/** In the order of the help. */
export const SYNTHESIS_COMMANDS: readonly Command[] = [
  synthesisMake,
  synthesisList,
  synthesisShow,
  reviewing(
    'reword',
    'reformule une affirmation',
    ['tdt synthesis reword S4-1 12 "TEXTE"'],
    MANY,
    ([number, ...words]) => ({
      act: 'reword',
      statement: readNumbers([number ?? ''])[0] ?? 0,
      text: readText(words),
    }),
  ),
  reviewing('drop', 'retire des affirmations', ['tdt synthesis drop S4-1 3 8-12'], MANY, numbers => ({
    act: 'drop',
    statements: readNumbers(numbers),
  })),
  reviewing(
    'vouch',
    'valide des affirmations à vérifier, sources lues',
    ['tdt synthesis vouch S4-1 3 5'],
    MANY,
    numbers => ({
      act: 'vouch',
      statements: readNumbers(numbers),
    }),
  ),
  reviewing(
    'answer',
    "donne la réponse de l'organisateur à des affirmations",
    ['tdt synthesis answer S4-1 3,5,8-12 RÉPONSE "RAISON"', '', `  RÉPONSE : ${ANSWER_NAMES.join(', ')}`],
    MANY,
    ([numbers = '', name = '', ...words]) => {
      const answer = answerOf(name);
      if (answer === null) throw new UsageError(`La réponse est : ${ANSWER_NAMES.join(', ')}.`);
      return { act: 'answer', statements: readNumbers(numbers.split(',')), answer, reason: readText(words) };
    },
  ),
  reviewing('approve', 'approuve une synthèse relue', ['tdt synthesis approve S4-1'], 1, () => ({ act: 'approve' })),
  reviewing('publish', 'publie une synthèse approuvée', ['tdt synthesis publish S4-1'], 1, () => ({ act: 'publish' })),
];
