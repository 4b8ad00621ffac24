/** `tdt transcription …`: what moderators do with voice messages in the chat, by the operator, who gets a file. */
import { readFile, writeFile } from 'node:fs/promises';
import { listen, showTranscriptions, transcribe, transcribeAgain } from '#usecases/transcription/commands.ts';
import { type Command, readOptions } from './command.ts';
import { withStores } from './setting.ts';
import { actAsOperator, runAsOperator, staffTool } from './staff.ts';
import { CommandError, UsageError } from './usage-error.ts';

const NETWORK = "  --network  le réseau dont il s'agit (par défaut : le seul, s'il n'y en a qu'un)";

const get: Command = {
  name: 'transcription get',
  summary: 'met un message vocal dans un fichier, pour l’écouter',
  usage: [
    'tdt transcription get RÉFÉRENCE FICHIER [--network IDENTIFIANT]',
    '',
    '  La référence, comme « A4-0137 », ou « A4-0137#2 » pour le deuxième. Le fichier ne doit pas exister.',
    NETWORK,
    'Effacez le fichier après l’avoir écouté : un effacement demandé par son auteur ne peut pas l’atteindre.',
  ],
  run: async (args, world) => {
    const { values, positionals } = readOptions(args, { network: { type: 'string' } } as const, { most: 2 });
    const [reference, path] = positionals;
    if (reference === undefined || path === undefined) throw new UsageError('Donnez la référence, puis le fichier.');
    const { text, files } = await actAsOperator(world, listen, reference, values.network);
    const [content] = files.map(file => file.content);
    const bytes =
      content?.from === 'store'
        ? await withStores(
            world,
            world.configuration(),
            async stores => (await stores.files.get(content.fileId))?.bytes,
          )
        : undefined;
    if (bytes === undefined) throw new CommandError("Cet enregistrement n'est plus gardé.");
    try {
      await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
    } catch (cause) {
      const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
      throw new CommandError(exists ? `« ${path} » existe déjà.` : `« ${path} » ne peut pas être écrit.`, { cause });
    }
    world.stdout.write(`${text}\n`);
    world.stderr.write(`Enregistrement écrit : ${path}\n`);
    return 0;
  },
};

const set: Command = {
  name: 'transcription set',
  summary: 'écrit ce que dit un message vocal ; son auteur est prévenu',
  usage: [
    'tdt transcription set RÉFÉRENCE TEXTE|--file FICHIER [--again] [--network IDENTIFIANT]',
    '',
    '  --file     le texte est dans ce fichier (UTF-8) : il ne reste pas dans l’historique du terminal',
    '  --again    remplace une transcription que son auteur n’a pas encore validée',
    NETWORK,
    'Ce que fait cette commande est noté dans le journal (tdt audit), sans le texte.',
  ],
  run: async (args, world) => {
    const options = { network: { type: 'string' }, file: { type: 'string' }, again: { type: 'boolean' } } as const;
    const { values, positionals } = readOptions(args, options, { most: 500 });
    const [reference = '', ...words] = positionals;
    const text = values.file === undefined ? words.join(' ') : await textOf(values.file);
    return runAsOperator(
      world,
      values.again === true ? transcribeAgain : transcribe,
      `${reference} ${text}`,
      values.network,
    );
  },
};

async function textOf(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (cause) {
    throw new CommandError(`« ${path} » ne peut pas être lu.`, { cause });
  }
}

export const TRANSCRIPTIONS: readonly Command[] = [
  staffTool({
    name: 'transcription list',
    summary: 'liste les messages vocaux à transcrire, les plus anciens d’abord',
    takes: '',
    command: showTranscriptions,
  }),
  get,
  set,
];
