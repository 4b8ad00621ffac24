/** `tdt export contributions`: what was submitted, streamed. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { EXPORT_FORMATS, exportContributions as exportText } from '#usecases/export-contributions.ts';
import type { Stores } from '#usecases/ports.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { loadConsultation, withStores } from './setting.ts';
import { CommandError, UsageError } from './usage-error.ts';

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

async function chooseNetwork(stores: Stores, wanted: string | undefined): Promise<string> {
  const networks = await stores.networks.list();
  const found = wanted === undefined ? networks[0] : networks.find(network => network.id === wanted);
  if (found !== undefined) return found.id;
  if (wanted === undefined) return stores.networks.ensureDefault(new Date().toISOString());
  throw new CommandError(`Le réseau « ${wanted} » n'existe pas. « tdt network list » donne la liste.`);
}

/** Writes beside the file first, so that a file that is there is whole. */
async function toFile(lines: AsyncIterable<string>, path: string): Promise<void> {
  const unfinished = `${path}.partiel`;
  try {
    await pour(lines, createWriteStream(unfinished, { mode: 0o600 }), true);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (error instanceof Error && 'code' in error && 'syscall' in error)
      throw new CommandError(`« ${path} » ne peut pas être écrit (${String(error.code)}).`, { cause: error });
    throw error;
  }
}

async function pour(lines: AsyncIterable<string>, output: Writable, end: boolean): Promise<void> {
  const done = end ? finished(output) : null;
  // Heard below, where the writing waits for it.
  done?.catch(() => undefined);
  for await (const text of lines) {
    if (output.destroyed) break;
    if (!output.write(text)) await new Promise<void>(resolve => waitForRoom(output, resolve));
  }
  if (end) output.end();
  await done;
}

function waitForRoom(output: Writable, resolve: () => void): void {
  const go = (): void => {
    output.off('drain', go);
    output.off('close', go);
    output.off('error', go);
    resolve();
  };
  output.once('drain', go);
  output.once('close', go);
  output.once('error', go);
}
