/** `tdt consultation check`: every problem of a consultation's folder, with its file, line and column. */
import { readOptions } from './command.ts';
import type { Command } from './command.ts';

export const consultationCheck: Command = {
  name: 'consultation check',
  summary: "vérifie le dossier d'une consultation",
  usage: [
    'tdt consultation check [DOSSIER] [--against ANCIEN_DOSSIER]',
    '',
    "Dit tous les problèmes à la fois, avec fichier, ligne et colonne, et sort avec le code 1 s'il y a une erreur.",
    '  --against DOSSIER  refuse aussi un nom dont le type a changé depuis cette version',
  ],
  run: async (args, world) => {
    const { values, positionals } = readOptions(args, { against: { type: 'string' } }, { most: 1 });
    const dir = positionals[0] ?? world.configuration().consultationDir;
    const loaded = await world.loadConsultation(dir);
    if (loaded.report !== '') world.stdout.write(`${loaded.report.trimEnd()}\n`);
    if (!loaded.ok) return 1;
    const changes = values.against === undefined ? '' : await world.compareConsultations(dir, values.against);
    if (changes !== '') {
      world.stdout.write(`${changes.trimEnd()}\n`);
      return 1;
    }
    const { axes, languages } = loaded.consultation;
    const questions = axes.reduce((sum, axis) => sum + axis.questions.length, 0);
    world.stdout.write(
      `« ${dir} » est en ordre : ${axes.length} thèmes, ${questions} questions, en ${languages.join(', ')}.\n`,
    );
    return 0;
  },
};
