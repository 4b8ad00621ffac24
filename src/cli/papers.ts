/** `tdt rgpd registre`, `tdt rgpd aipd`, `tdt questionnaire`: papers made from the configuration. */
import { extname } from 'node:path';
import { paperTable } from '#usecases/papers/paper-columns.ts';
import { PAPER_FORMATS, type Paper, printPaper } from '#usecases/papers/print.ts';
import { impactAssessment, type Installation, processingRegister } from '#usecases/papers/processing-register.ts';
import { tableAsCsv, tableAsXlsx } from '#usecases/papers/table-file.ts';
import { questionnaire as questionnaireOf } from '#usecases/papers/questionnaire.ts';
import { readCount, readOptions } from './command.ts';
import type { Command } from './command.ts';
import { writeOut } from './output.ts';
import { loadConsultation } from './setting.ts';
import { CommandError, UsageError } from './usage-error.ts';
import type { CliConfiguration, CliWorld } from './world.ts';

/** By the file's own ending; Markdown on the standard output. */
async function print(document: Paper, out: string, world: CliWorld): Promise<void> {
  const ending = out === '-' ? '.md' : extname(out).toLowerCase();
  const format = PAPER_FORMATS.find(one => one === ending);
  if (format === undefined) throw new UsageError(`--out : un fichier ${PAPER_FORMATS.join(', ')}, ou « - ».`);
  await writeOut([await printPaper(document, format)], out, world);
}

async function installationOf(configuration: CliConfiguration, world: CliWorld): Promise<Installation> {
  const platforms = (await world.platforms(configuration)).map(({ platform }) => platform);
  const storage = configuration.databaseUrl === null ? 'SQLite, un fichier sur cette machine' : 'PostgreSQL';
  const model = (await world.synthesisModel('files'))?.name ?? null;
  const transcription = (await world.transcriber())?.name ?? null;
  return { platforms, storage, model, transcription, day: new Date().toISOString().slice(0, 10) };
}

function paper(name: string, summary: string, make: typeof processingRegister): Command {
  return {
    name,
    summary,
    usage: [
      `tdt ${name} [--out FICHIER.md|.html|.docx|-]`,
      '',
      'À relire et à compléter : le robot ne connaît que la configuration.',
    ],
    run: async (args, world) => {
      const { values } = readOptions(args, { out: { type: 'string' } });
      const configuration = world.configuration();
      const consultation = await loadConsultation(world, configuration);
      await print(make(consultation, await installationOf(configuration, world)), values.out ?? '-', world);
      return 0;
    },
  };
}

export const rgpdRegister = paper(
  'rgpd registre',
  'fait le registre des traitements à partir de la configuration',
  processingRegister,
);
export const rgpdAssessment = paper('rgpd aipd', "prépare l'analyse d'impact (AIPD)", impactAssessment);

export const questionnaire: Command = {
  name: 'questionnaire',
  summary: 'imprime les questions d’un thème, pour le papier',
  usage: [
    'tdt questionnaire THÈME [--lang LANGUE] [--out FICHIER.html|.docx|.md|.csv|.xlsx|-]',
    '',
    '.csv et .xlsx : le tableau où saisir les réponses, que « tdt import » prend ensuite. Une ligne par feuille.',
  ],
  run: async (args, world) => {
    const { values, positionals } = readOptions(
      args,
      { lang: { type: 'string' }, out: { type: 'string' } },
      { most: 1 },
    );
    const number = readCount(positionals[0], 'THÈME', 1, 999);
    const consultation = await loadConsultation(world, world.configuration());
    const axis = consultation.axes.find(one => one.number === number);
    if (axis === undefined)
      throw new CommandError(`Quel thème ? De 1 à ${Math.max(...consultation.axes.map(one => one.number))}.`);
    const lang = values.lang ?? consultation.defaultLanguage;
    if (!consultation.languages.includes(lang)) throw new UsageError(`--lang : ${consultation.languages.join(', ')}.`);
    const ending = extname(values.out ?? '').toLowerCase();
    if (ending === '.csv' || ending === '.xlsx') {
      const table = paperTable(consultation, axis, lang);
      await writeOut(ending === '.csv' ? tableAsCsv(table) : tableAsXlsx(table), values.out ?? '-', world);
      return 0;
    }
    await print(questionnaireOf(consultation, axis, lang), values.out ?? '-', world);
    return 0;
  },
};
