/** `tdt export contributions`: what was submitted, streamed. */
import { createHash } from 'node:crypto';
import {
  exportContributions as exportTable,
  KINDS_EXPORTED,
  latestFirst,
  only,
} from '#usecases/export-contributions.ts';
import { readForAll } from '#usecases/moderation/publication.ts';
import { decidimTable } from '#usecases/export/decidim.ts';
import { polisTable } from '#usecases/export/polis.ts';
import { TABLE_FORMATS, writeCsv } from '#usecases/export/table.ts';
import type { Stores } from '#usecases/ports.ts';
import type { Command } from './command.ts';
import { readOptions } from './command.ts';
import { writeOut } from './output.ts';
import { chooseNetwork, loadConsultation, withStores } from './setting.ts';
import type { Consultation } from './terminal-room.ts';
import { UsageError } from './usage-error.ts';
import { writeWithDictionary } from './with-dictionary.ts';
import type { CliWorld } from './world.ts';

const FORMATS = [...TABLE_FORMATS, 'decidim', 'polis'] as const;

export const exportContributions: Command = {
  name: 'export contributions',
  summary: 'exporte les contributions envoyées',
  usage: [
    'tdt export contributions [--format jsonl|csv|json|xlsx|decidim|polis] [--out FICHIER|-] [--all-versions]',
    '                         [--withdrawn] [--kinds all|individual|collective] [--bom] [--network ID]',
    '',
    '  --format F      jsonl (par défaut), csv, json, xlsx ; decidim (propositions) ou polis (commentaires) : leurs fichiers',
    '  --out FICHIER   où écrire ; « - » (par défaut) : la sortie standard. Un dictionnaire des colonnes est écrit à côté',
    '  --all-versions  toutes les versions, pas seulement la dernière',
    '  --withdrawn     aussi les contributions retirées',
    '  --kinds K       all (par défaut), individual, ou collective (celles des ateliers)',
    '  --public        seulement ce que la modération laisse publier, expurgé là où elle le dit (toujours pour decidim et polis)',
    '  --bom           marque UTF-8 en tête du CSV, pour les tableurs',
    '  --network ID    le réseau, quand il y en a plusieurs',
    '',
    'Ce que sont les colonnes : docs/exports.md.',
  ],
  run: async (args, world) => {
    const { values } = readOptions(args, {
      format: { type: 'string' },
      out: { type: 'string' },
      'all-versions': { type: 'boolean' },
      withdrawn: { type: 'boolean' },
      kinds: { type: 'string' },
      public: { type: 'boolean' },
      bom: { type: 'boolean' },
      network: { type: 'string' },
    });
    const format = FORMATS.find(one => one === (values.format ?? 'jsonl'));
    if (format === undefined) throw new UsageError(`--format : ${FORMATS.join(', ')}.`);
    if (values.bom === true && format !== 'csv') throw new UsageError('--bom va avec --format csv.');
    const kinds = KINDS_EXPORTED.find(one => one === (values.kinds ?? 'all'));
    if (kinds === undefined) throw new UsageError(`--kinds : ${KINDS_EXPORTED.join(', ')}.`);
    const out = values.out ?? '-';
    const configuration = world.configuration();
    const consultation = await loadConsultation(world, configuration);
    return withStores(world, configuration, async stores => {
      const network = await chooseNetwork(stores, values.network);
      if (format === 'decidim' || format === 'polis') {
        const readable = readForAll(stores.data, stores.moderation);
        const options = { versions: 'latest', includeWithdrawn: false } as const;
        const contributions = only(readable.contributions(network, consultation.name, options), kinds);
        await exportFor(format, { contributions, stores, consultation, out, world });
        return 0;
      }
      const table = await exportTable(stores, {
        network,
        consultation,
        versions: values['all-versions'] === true ? 'all' : 'latest',
        includeWithdrawn: values.withdrawn === true,
        kinds,
        publicOnly: values.public === true,
      });
      await writeWithDictionary(table, { format, bom: values.bom === true, out, consultation, world });
      return 0;
    });
  },
};

interface ForOthers {
  readonly contributions: ReturnType<typeof only>;
  readonly stores: Stores;
  readonly consultation: Consultation;
  readonly out: string;
  readonly world: CliWorld;
}

/** Files of other tools, and on the error output what of ours they have no place for. */
async function exportFor(
  format: 'decidim' | 'polis',
  { contributions, stores, consultation, out, world }: ForOthers,
): Promise<void> {
  const axes = latestFirst(consultation, await stores.revisions.all(consultation.name));
  if (format === 'decidim') {
    const { table, report } = decidimTable(contributions, consultation, axes);
    await writeOut(writeCsv(table, ';'), out, world);
    world.stderr.write(
      [
        `Propositions : ${report.written}. Sans texte, laissées de côté : ${report.empty}.`,
        `Plus longues que 500 caractères : ${report.long} (augmentez « longueur des propositions » du composant Decidim, ou elles seront refusées).`,
        'Champs que Decidim ne prend pas : auteur, profil, territoire, date, versions, fichiers. À remplir : scope/id, category/id ou taxonomies/ids.',
        '',
      ].join('\n'),
    );
    return;
  }
  const { table, report } = polisTable(contributions, axes, digestOf);
  await writeOut(writeCsv(table, ','), out, world);
  world.stderr.write(
    `Commentaires : ${report.written}. Plus longs que 997 caractères, laissés de côté : ${report.long}. Doublons : ${report.same}.\nChamps que Polis ne prend pas : thème, question, auteur, profil, territoire, date.\n`,
  );
}

/** Twenty-two characters for any text: two texts with the same one are the same. */
function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
