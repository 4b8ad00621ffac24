/** `tdt export moderation`, `tdt export audit`: tables without an option of their own. */
import { exportAudit as auditTable } from '#usecases/export-audit.ts';
import { exportModeration as moderationTable } from '#usecases/export-moderation.ts';
import { type Table, TABLE_FORMATS } from '#usecases/export/table.ts';
import type { Stores } from '#usecases/ports.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { chooseNetwork, loadConsultation, withStores } from './setting.ts';
import type { Consultation } from './terminal-room.ts';
import { UsageError } from './usage-error.ts';
import { writeWithDictionary } from './with-dictionary.ts';

function tableCommand(
  name: string,
  summary: string,
  make: (stores: Stores, network: string, consultation: Consultation) => Table | Promise<Table>,
): Command {
  return {
    name,
    summary,
    usage: [`tdt ${name} [--format jsonl|csv|json|xlsx] [--out FICHIER|-] [--bom] [--network ID]`],
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
        const table = await make(stores, await chooseNetwork(stores, values.network), consultation);
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

export const exportModeration = tableCommand(
  'export moderation',
  'exporte ce que la modération a vu et décidé, sans texte ni personne',
  (stores, network, { name }) => moderationTable(stores, network, name),
);

export const exportAudit = tableCommand('export audit', "exporte le journal de l'équipe", (stores, network) =>
  auditTable(stores, network),
);
