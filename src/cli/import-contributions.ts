/** `tdt import`: contributions from an export, or typed from paper forms. */
import { extname } from 'node:path';
import { importContributions, type ImportReport } from '#usecases/import/import-contributions.ts';
import { BadTable, importPapers } from '#usecases/papers/import-papers.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { readJsonLines } from './json-lines.ts';
import { LIMITS } from './limits.ts';
import { chooseNetwork, loadConsultation, withStores } from './setting.ts';
import { readTypedTable } from './typed-table.ts';
import { CommandError, UsageError } from './usage-error.ts';
import type { CliWorld } from './world.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'importe des contributions exportées',
  usage: [
    'tdt import FICHIER.jsonl|.csv|.xlsx [--lang LANGUE] [--dry-run] [--skip-bad] [--network ID]',
    '',
    '  FICHIER.jsonl   un export de « tdt export contributions --format jsonl »',
    '  FICHIER.csv, .xlsx  le tableau de « tdt questionnaire THÈME --out tableau.xlsx », rempli depuis le papier',
    "  --dry-run       dit ce qui serait fait, et n'écrit rien",
    '  --skip-bad      importe les bonnes lignes même si d’autres sont refusées ; sans cela, rien ne l’est',
    '  --network ID    le réseau, quand il y en a plusieurs',
    '',
    'Importer deux fois le même fichier ne change rien. Code 1 si des lignes sont refusées.',
  ],
  run: async (args, world) => {
    const { values, positionals } = readOptions(
      args,
      {
        'dry-run': { type: 'boolean' },
        'skip-bad': { type: 'boolean' },
        network: { type: 'string' },
        lang: { type: 'string' },
      },
      { most: 1 },
    );
    const [file] = positionals;
    if (file === undefined) throw new UsageError('Quel fichier ?');
    const ending = extname(file).toLowerCase();
    if (!['.jsonl', '.ndjson', '.csv', '.xlsx'].includes(ending))
      throw new UsageError(
        'Le fichier doit être un export JSONL (.jsonl), ou un tableau rempli depuis le papier (.csv, .xlsx).',
      );
    const configuration = world.configuration();
    const consultation = await loadConsultation(world, configuration);
    return withStores(world, configuration, async stores => {
      const network = await chooseNetwork(stores, values.network);
      await stores.revisions.keep(consultation.name, consultation.axes, new Date().toISOString());
      const typed = ending === '.csv' || ending === '.xlsx';
      const options = {
        network,
        consultation,
        now: new Date().toISOString(),
        dryRun: values['dry-run'] === true,
        skipBad: values['skip-bad'] === true,
        onBad: toldFirst(world, 'lignes refusées'),
        onDropped: dropped(world),
        lang: values.lang ?? consultation.defaultLanguage,
      };
      const report = typed
        ? await importPapers(stores, readTypedTable(file), options).catch(tableRefused(file))
        : await importContributions(stores, () => readJsonLines(file), options);
      say(world, report, values['dry-run'] === true);
      return report.bad > 0 ? 1 : 0;
    });
  },
};

function tableRefused(file: string): (error: unknown) => never {
  return error => {
    if (error instanceof BadTable) throw new CommandError(`« ${file} » : ${error.message}.`);
    throw error;
  };
}

/** The first ones are told one by one; the report counts them all. */
function toldFirst(world: CliWorld, which: string): (line: number, reason: string) => void {
  let told = 0;
  return (line, reason) => {
    told += 1;
    if (told <= LIMITS.badRowsTold) world.stderr.write(`ligne ${line} : ${reason}\n`);
    if (told === LIMITS.badRowsTold + 1) world.stderr.write(`… les autres ${which} sont seulement comptées.\n`);
  };
}

function dropped(world: CliWorld): (line: number, columns: readonly string[]) => void {
  const tell = toldFirst(world, 'lignes aux réponses sans question');
  return (line, columns) =>
    tell(line, `laissé de côté, aucune question ne le prend : ${columns.join(', ').slice(0, 300)}`);
}

function say(world: CliWorld, { rows, added, unchanged, bad, cut, done }: ImportReport, dryRun: boolean): void {
  const would = done ? 'Importées' : 'À importer';
  world.stdout.write(`Lignes lues : ${rows}. ${would} : ${added}. Déjà là : ${unchanged}. Refusées : ${bad}.\n`);
  if (cut > 0)
    world.stdout.write(
      `Lignes dont des réponses n'ont pas de question ici, laissées de côté : ${cut}. Le reste de ces lignes est pris.\n`,
    );
  if (dryRun) world.stdout.write("Rien n'a été écrit : c'était un essai (--dry-run).\n");
  else if (!done)
    world.stdout.write("Rien n'a été écrit. Corrigez ces lignes, ou ajoutez --skip-bad pour importer les autres.\n");
}
