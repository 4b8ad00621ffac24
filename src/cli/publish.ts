/** `tdt publish` and `tdt document-cadre`: what the public reads, as files. */
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { frameworkAct } from '#usecases/publication/commands/framework-act.ts';
import type { StaffAct } from '#usecases/staff/command.ts';
import { sitePages } from '#usecases/publication/site/site-pages.ts';
import { printDocument } from '#usecases/publication/syntheses/print-synthesis.ts';
import { type Command, readOptions } from './command.ts';
import { toFile } from './output.ts';
import { NETWORK, withReview } from './review.ts';
import { actAsOperator } from './staff.ts';
import { CommandError, UsageError } from './usage-error.ts';

/** What tells a folder of ours from any other: only such a one is replaced. */
const OURS = 'syntheses.json';

export const publish: Command = {
  name: 'publish',
  summary: 'écrit le site public : synthèses, fiches, réponses, contributions, données ouvertes',
  usage: [
    'tdt publish DOSSIER [--network ID]',
    '',
    "  DOSSIER  où écrire ; remplacé d'un coup, une fois le site entier. Servez-le tel quel : ni programme ni script.",
    'Seules les synthèses et les fiches publiées y sont, et les contributions envoyées.',
  ],
  run: async (args, world) => {
    const { values, positionals } = readOptions(args, NETWORK, { most: 1 });
    const [folder] = positionals;
    if (folder === undefined) throw new UsageError('Donnez le dossier où écrire : « tdt publish site ».');
    const target = resolve(folder);
    let files = 0;
    await withReview(
      world,
      values.network,
      async context => {
        await refuseForeign(target);
        const unfinished = join(dirname(target), `.${basename(target)}.partiel`);
        await rm(unfinished, { recursive: true, force: true });
        try {
          await mkdir(unfinished, { recursive: true });
          for await (const { path, content } of sitePages(context)) {
            await toFile(typeof content === 'string' ? [content] : content, join(unfinished, path), 0o644);
            files += 1;
          }
          await rm(target, { recursive: true, force: true });
          await rename(unfinished, target);
        } finally {
          await rm(unfinished, { recursive: true, force: true });
        }
      },
      'public',
    );
    // What was made public is in the log, as when a document is published in the chat.
    const noted: StaffAct = {
      name: 'site',
      least: 'operator',
      run: () => Promise.resolve({ say: [], on: `${files}` }),
    };
    await actAsOperator(world, noted, '', values.network);
    world.stdout.write(`${files} fichiers dans ${folder}. La première page : ${join(folder, 'index.html')}\n`);
    return 0;
  },
};

/** Never empties a folder that holds something else. */
async function refuseForeign(target: string): Promise<void> {
  const there = await stat(target).catch(() => null);
  if (there === null) return;
  if (!there.isDirectory()) throw new CommandError(`${target} est un fichier : donnez un dossier.`);
  const names = await readdir(target);
  if (names.length > 0 && !names.includes(OURS))
    throw new CommandError(
      `${target} contient autre chose qu'un site de Tour de table : donnez un dossier vide ou nouveau.`,
    );
}

export const documentCadre: Command = {
  name: 'document-cadre',
  summary: 'assemble synthèses et fiches approuvées en un document',
  usage: [
    'tdt document-cadre --out FICHIER.docx [--out FICHIER.html] [--network ID]',
    '',
    '  --out FICHIER  .docx, .html ou .md ; plusieurs fois pour plusieurs formats',
  ],
  run: async (args, world) => {
    const { values } = readOptions(args, { ...NETWORK, out: { type: 'string', multiple: true } });
    const outputs = (values.out ?? []).map(path => ({ path, format: formatOf(path) }));
    if (outputs.length === 0) throw new UsageError('Donnez --out FICHIER.docx, .html ou .md.');
    const made: Parameters<typeof printDocument>[0][] = [];
    const act = frameworkAct(document => void made.push(document));
    const { text } = await actAsOperator(world, act, '', values.network);
    const document = made.at(-1);
    if (document === undefined) throw new Error('an assembled document is handed over');
    for (const { path, format } of outputs) await toFile([await printDocument(document, format)], path);
    world.stdout.write(`${text} ${outputs.map(({ path }) => path).join(', ')}\n`);
    return 0;
  },
};

function formatOf(path: string): 'docx' | 'html' | 'md' {
  const format = (['docx', 'html', 'md'] as const).find(one => path.toLowerCase().endsWith(`.${one}`));
  if (format === undefined) throw new UsageError(`« ${path} » : un nom en .docx, .html ou .md.`);
  return format;
}
