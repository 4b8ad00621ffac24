/** `tdt export people`: who took part, under pseudonyms. */
import { exportPeople as exportTable } from '#usecases/export-people.ts';
import { TABLE_FORMATS } from '#usecases/export/table.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { chooseNetwork, loadConsultation, withStores } from './setting.ts';
import { UsageError } from './usage-error.ts';
import { writeWithDictionary } from './with-dictionary.ts';

/** Letters of a pseudonym, of base 32: 80 bits. */
const PSEUDONYM_LETTERS = 16;

export const exportPeople: Command = {
  name: 'export people',
  summary: 'exporte qui a participé, sous pseudonyme',
  usage: [
    'tdt export people [--format jsonl|csv|json|xlsx] [--out FICHIER|-] [--bom] [--network ID]',
    '',
    'Ni compte, ni nom, ni texte. Les pseudonymes changent à chaque export : deux exports ne se recoupent pas.',
  ],
  run: async (args, world) => {
    const { values } = readOptions(args, {
      format: { type: 'string' },
      out: { type: 'string' },
      bom: { type: 'boolean' },
      network: { type: 'string' },
    });
    const format = TABLE_FORMATS.find(one => one === (values.format ?? 'jsonl'));
    if (format === undefined) throw new UsageError(`--format : ${TABLE_FORMATS.join(', ')}.`);
    const configuration = world.configuration();
    const consultation = await loadConsultation(world, configuration);
    return withStores(world, configuration, async stores => {
      const network = await chooseNetwork(stores, values.network);
      // Of this export alone: forgotten with the process.
      const salt = world.entropy.letters(32);
      const pseudonym = (id: string): string => world.entropy.sha256(`${salt} ${id}`).slice(0, PSEUDONYM_LETTERS);
      const table = exportTable(stores, { network, pseudonym });
      await writeWithDictionary(table, {
        format,
        bom: values.bom === true,
        out: values.out ?? '-',
        consultation,
        world,
      });
      return 0;
    });
  },
};
