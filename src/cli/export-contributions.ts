/** `tdt export contributions`: what was submitted, streamed. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { readBody } from '#usecases/contribution-body.ts';
import type { ExportedContribution, Stores } from '#usecases/ports.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { columnsOf, objectOf } from './export/columns.ts';
import { csvLine } from './export/csv.ts';
import { loadConsultation, withStores } from './setting.ts';
import type { Consultation } from './terminal-room.ts';
import { CommandError, UsageError } from './usage-error.ts';

const FORMATS = ['jsonl', 'csv', 'json'] as const;
type Format = (typeof FORMATS)[number];

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
    'CSV : « a4.publics » est la valeur codée, « a4.publics.texte » ce qui a été écrit, « a4.publics.statut » :',
    'answered, skipped (passée) ou dont_know (« je ne sais pas »). Une cellule qui commencerait une formule',
    "(= + - @) est précédée d'une apostrophe.",
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
    const format = FORMATS.find(one => one === (values.format ?? 'jsonl'));
    if (format === undefined) throw new UsageError(`--format : ${FORMATS.join(', ')}.`);
    if (values.bom === true && format !== 'csv') throw new UsageError('--bom va avec --format csv.');
    const out = values.out ?? '-';
    const configuration = world.configuration();
    const consultation = await loadConsultation(world, configuration);
    return withStores(world, configuration, async stores => {
      const network = await chooseNetwork(stores, values.network);
      const rows = stores.data.contributions(network, consultation.name, {
        versions: values['all-versions'] === true ? 'all' : 'latest',
        includeWithdrawn: values.withdrawn === true,
      });
      const lines = linesOf(
        format,
        rows,
        consultation,
        await stores.revisions.all(consultation.name),
        values.bom === true,
      );
      const count = out === '-' ? await pour(lines, world.stdout, false) : await toFile(lines, out);
      world.stderr.write(`Contributions exportées : ${count}.\n`);
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

/** Chunks of text; `counts` says which are contributions. */
interface Chunk {
  readonly text: string;
  readonly counts: boolean;
}

async function* linesOf(
  format: Format,
  rows: AsyncIterable<ExportedContribution>,
  consultation: Consultation,
  older: Parameters<typeof columnsOf>[1],
  bom: boolean,
): AsyncGenerator<Chunk> {
  if (format === 'csv') {
    const columns = columnsOf(consultation, older);
    yield { text: `${bom ? '\ufeff' : ''}${csvLine(columns.map(column => column.name))}`, counts: false };
    for await (const row of rows) {
      const body = readBody(row.version.body);
      yield { text: csvLine(columns.map(column => column.cell(row, body))), counts: true };
    }
    return;
  }
  let first = true;
  if (format === 'json') yield { text: '[', counts: false };
  for await (const row of rows) {
    const text = JSON.stringify(objectOf(row));
    yield { text: format === 'jsonl' ? `${text}\n` : `${first ? '\n' : ',\n'}${text}`, counts: true };
    first = false;
  }
  if (format === 'json') yield { text: '\n]\n', counts: false };
}

/** Writes beside the file first, so that a file that is there is whole. */
async function toFile(lines: AsyncIterable<Chunk>, path: string): Promise<number> {
  const unfinished = `${path}.partiel`;
  try {
    const count = await pour(lines, createWriteStream(unfinished, { mode: 0o600 }), true);
    await rename(unfinished, path);
    return count;
  } catch (error) {
    await rm(unfinished, { force: true });
    if (error instanceof Error && 'code' in error && 'syscall' in error)
      throw new CommandError(`« ${path} » ne peut pas être écrit (${String(error.code)}).`, { cause: error });
    throw error;
  }
}

async function pour(lines: AsyncIterable<Chunk>, output: Writable, end: boolean): Promise<number> {
  const done = end ? finished(output) : null;
  // Heard below, where the writing waits for it.
  done?.catch(() => undefined);
  let count = 0;
  for await (const { text, counts } of lines) {
    if (counts) count += 1;
    if (output.destroyed) break;
    if (!output.write(text)) await new Promise<void>(resolve => waitForRoom(output, resolve));
  }
  if (end) output.end();
  await done;
  return count;
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
