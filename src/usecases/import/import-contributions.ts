/**
 * Contributions from a file of `tdt export contributions --format jsonl`. Every row is read before any is written: where
 * some cannot be, nothing is, unless `skipBad`. The same file again changes nothing; what would change a version that is
 * there is refused. Two passes, a batch at a time: memory does not grow with the file.
 */
import type { Consultation } from '#consultation/definition.ts';
import { contributionRow, exportContributions, latestFirst } from '../export-contributions.ts';
import type { Stores } from '../ports.ts';
import type { ImportedContribution, StoredContribution } from '../ports/imports.ts';
import { BadRow, type Given } from './read-cells.ts';
import { readRow, type ReadRow } from './read-row.ts';

/** Rows looked up and written together. */
const BATCH = 200;

export interface ImportOptions {
  readonly network: string;
  readonly consultation: Consultation;
  readonly now: string;
  /** Says what would be done, and does nothing. */
  readonly dryRun: boolean;
  /** Imports the good rows even where others are bad. */
  readonly skipBad: boolean;
  /** Told of each bad row: its line in the file, from 1, and what to mend. */
  readonly onBad: (line: number, reason: string) => void;
  /** Told of each row whose answers have no question here: their columns. They are left out. */
  readonly onDropped: (line: number, columns: readonly string[]) => void;
}

export interface ImportReport {
  readonly rows: number;
  readonly added: number;
  readonly unchanged: number;
  readonly bad: number;
  /** Rows of which some answers have no question here; the rest of them is taken. */
  readonly cut: number;
  /** Whether the database was written to (false: a dry run, or bad rows). */
  readonly done: boolean;
}

/** `read` opens the file from its start: it is read twice. A line that is no JSON object comes as its reason. */
export async function importContributions(
  stores: Pick<Stores, 'imports' | 'data' | 'revisions' | 'moderation'>,
  read: () => AsyncIterable<ImportLine>,
  options: ImportOptions,
): Promise<ImportReport> {
  const reader = await createReader(stores, options);
  const first = await pass(stores, read(), reader, options, false, options);
  if (options.dryRun || (first.bad > 0 && !options.skipBad)) return { ...first, done: false };
  const second = await pass(stores, read(), reader, options, true, {
    onBad: () => undefined,
    onDropped: () => undefined,
  });
  return { ...second, done: true };
}

export interface ImportLine {
  readonly line: number;
  readonly row: Given | { readonly unreadable: string };
}

interface Reader {
  readonly columns: ReadonlySet<string>;
  readonly read: (row: Given) => ReadRow;
}

async function createReader(
  stores: Pick<Stores, 'data' | 'revisions' | 'moderation'>,
  { network, consultation }: ImportOptions,
): Promise<Reader> {
  const axes = latestFirst(consultation, await stores.revisions.all(consultation.name));
  const of = { network, consultation, versions: 'all', includeWithdrawn: true, kinds: 'all' } as const;
  const { columns } = await exportContributions(stores, of);
  const names = new Set(columns.map(({ name }) => name));
  return { columns: names, read: row => readRow(row, axes, names) };
}

type Counts = Omit<ImportReport, 'done'>;

async function pass(
  { imports }: Pick<Stores, 'imports'>,
  lines: AsyncIterable<ImportLine>,
  reader: Reader,
  { network, consultation, now }: ImportOptions,
  write: boolean,
  { onBad, onDropped }: Pick<ImportOptions, 'onBad' | 'onDropped'>,
): Promise<Counts> {
  const counts = { rows: 0, added: 0, unchanged: 0, bad: 0, cut: 0 };
  const refuse = (line: number, reason: string): void => {
    counts.bad += 1;
    onBad(line, reason);
  };
  for await (const batch of batches(lines)) {
    counts.rows += batch.length;
    const rows = readBatch(batch, reader, refuse);
    for (const { line, row } of rows) {
      if (row.dropped.length === 0) continue;
      counts.cut += 1;
      onDropped(line, row.dropped);
    }
    const references = [...new Set(rows.map(({ row }) => row.reference))].toSorted();
    const gone = await imports.erased(network, consultation.name, references);
    const there = await imports.stored(network, consultation.name, references);
    const fresh = rows.filter(({ line, row }) => {
      if (gone.has(row.reference)) {
        refuse(line, `${row.reference} : effacée à la demande de son auteur, elle ne revient pas`);
        return false;
      }
      const what = compare(row, there.get(row.reference), reader.columns);
      if (what === 'same') counts.unchanged += 1;
      if (what === 'other')
        refuse(line, `${row.reference}, version ${row.version} : déjà enregistrée avec un autre contenu`);
      return what === 'new';
    });
    counts.added += fresh.length;
    if (write && fresh.length > 0)
      await imports.write(network, consultation.name, grouped(fresh.map(({ row }) => row)), now);
  }
  return counts;
}

function readBatch(
  batch: readonly ImportLine[],
  reader: Reader,
  refuse: (line: number, reason: string) => void,
): { readonly line: number; readonly row: ReadRow }[] {
  return batch.flatMap(({ line, row }) => {
    try {
      if ('unreadable' in row && typeof row.unreadable === 'string') throw new BadRow(row.unreadable);
      return [{ line, row: reader.read(row) }];
    } catch (error) {
      if (!(error instanceof BadRow)) throw error;
      refuse(line, error.message);
      return [];
    }
  });
}

/** By what an export says of both: a body written by an older release may be another text that says the same. */
function compare(
  row: ReadRow,
  there: StoredContribution | undefined,
  columns: ReadonlySet<string>,
): 'new' | 'same' | 'other' {
  const version = there?.versions.find(one => one.version === row.version);
  if (version === undefined) return 'new';
  const shown = (of: ReadRow | typeof version): string => {
    const { status: _status, dropped: _dropped, ...rest } = row;
    const cells = contributionRow(
      { version: { ...rest, ...of, contributionId: '', network: '', consultation: '' }, status: 'submitted' },
      columns,
    );
    return JSON.stringify(
      Object.entries(cells)
        .filter(([, cell]) => cell !== null)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  };
  return shown(version) === shown(row) ? 'same' : 'other';
}

/** The versions of one contribution together; its status is that of the latest. */
function grouped(rows: readonly ReadRow[]): ImportedContribution[] {
  return [...Map.groupBy(rows, ({ reference }) => reference).values()].map(of => {
    const versions = of.toSorted((a, b) => a.version - b.version);
    const last = versions.at(-1) as ReadRow;
    return { axis: last.axis, number: last.number, reference: last.reference, status: last.status, versions };
  });
}

async function* batches(lines: AsyncIterable<ImportLine>): AsyncGenerator<ImportLine[]> {
  let batch: ImportLine[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
