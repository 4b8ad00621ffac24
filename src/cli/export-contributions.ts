/** `tdt export contributions`: what was submitted, streamed. */
import { EXPORT_FORMATS, exportContributions as exportText } from '#usecases/export-contributions.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { pour, toFile } from './output.ts';
import { chooseNetwork, loadConsultation, withStores } from './setting.ts';
import { UsageError } from './usage-error.ts';

export const exportContributions: Command = {
  name: 'export contributions',
  summary: 'exporte les contributions envoyées',
  usage: [
    'tdt export contributions [--format jsonl|csv|json] [--out FICHIER|-] [--all-versions] [--withdrawn] [--bom] [--network ID]',
    '',
    '  --format F      jsonl (par défaut), csv ou json',
    '  --out FICHIER   où écrire ; « - » (par défaut) : la sortie standard',
    '  --all-versions  toutes les versions, pas seulement la dernière',
    '  --withdrawn     aussi les contributions retirées',
    '  --bom           marque UTF-8 en tête du CSV, pour les tableurs',
    '  --network ID    un autre réseau que le premier',
    '',
    'Ce que sont les colonnes : docs/exports.md.',
  ],
  run: async (args, world) => {
    const { values } = readOptions(args, {
      format: { type: 'string' },
      out: { type: 'string' },
      'all-versions': { type: 'boolean' },
      withdrawn: { type: 'boolean' },
      bom: { type: 'boolean' },
      network: { type: 'string' },
    });
    const format = EXPORT_FORMATS.find(one => one === (values.format ?? 'jsonl'));
    if (format === undefined) throw new UsageError(`--format : ${EXPORT_FORMATS.join(', ')}.`);
    if (values.bom === true && format !== 'csv') throw new UsageError('--bom va avec --format csv.');
    const out = values.out ?? '-';
    const configuration = world.configuration();
    const consultation = await loadConsultation(world, configuration);
    return withStores(world, configuration, async stores => {
      const network = await chooseNetwork(stores, values.network);
      const lines = exportText(stores, {
        network,
        consultation,
        format,
        versions: values['all-versions'] === true ? 'all' : 'latest',
        includeWithdrawn: values.withdrawn === true,
        bom: values.bom === true,
      });
      if (out === '-') await pour(lines, world.stdout, false);
      else await toFile(lines, out);
      return 0;
    });
  },
};
