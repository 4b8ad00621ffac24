/** `tdt export people`, `tdt export moderation`, `tdt export audit`: tables without an option of their own. */
import { exportAudit as auditTable } from '#usecases/export-audit.ts';
import { exportPeople as peopleTable } from '#usecases/export-people.ts';
import { exportModeration as moderationTable } from '#usecases/export-moderation.ts';
import { type Table, TABLE_FORMATS } from '#usecases/export/table.ts';
import type { Stores } from '#usecases/ports.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { chooseNetwork, loadConsultation, withStores } from './setting.ts';
import type { Consultation } from './terminal-room.ts';
import { UsageError } from './usage-error.ts';
import { writeWithDictionary } from './with-dictionary.ts';
import type { CliWorld } from './world.ts';

interface TableOf {
  readonly name: string;
  readonly summary: string;
  /** What one should know before opening it. */
  readonly more?: string;
  readonly make: (
    stores: Stores,
    network: string,
    consultation: Consultation,
    world: CliWorld,
  ) => Table | Promise<Table>;
}

function tableCommand({ name, summary, more, make }: TableOf): Command {
  return {
    name,
    summary,
    usage: [
      `tdt ${name} [--format jsonl|csv|json|xlsx] [--out FICHIER|-] [--bom] [--network ID]`,
      ...(more === undefined ? [] : ['', more]),
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
        const table = await make(stores, await chooseNetwork(stores, values.network), consultation, world);
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
}

/** Letters of a pseudonym, of base 32: 80 bits. */
const PSEUDONYM_LETTERS = 16;

export const exportPeople = tableCommand({
  name: 'export people',
  summary: 'exporte qui a participé, sous pseudonyme',
  more: 'Ni compte, ni nom, ni texte. Les pseudonymes changent à chaque export : deux exports ne se recoupent pas.',
  make: (stores, network, _consultation, { entropy }) => {
    // Of this export alone: forgotten with the process.
    const salt = entropy.letters(32);
    const pseudonym = (id: string): string => entropy.sha256(`${salt} ${id}`).slice(0, PSEUDONYM_LETTERS);
    return peopleTable(stores, { network, pseudonym });
  },
});

export const exportModeration = tableCommand({
  name: 'export moderation',
  summary: 'exporte ce que la modération a vu et décidé, sans texte ni personne',
  make: (stores, network, { name }) => moderationTable(stores, network, name),
});

export const exportAudit = tableCommand({
  name: 'export audit',
  summary: "exporte le journal de l'équipe",
  make: (stores, network) => auditTable(stores, network),
});
