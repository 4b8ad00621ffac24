/**
 * Answers typed from paper. Every line is read before any is written; the number of a sheet is written with its reference,
 * so that the same table again changes nothing. A table is typed by hand: it is read as a whole.
 */
import type { Axis, Consultation } from '#consultation/definition.ts';
import { dayIn } from '#text/instants.ts';
import type { ImportReport } from '../import/import-contributions.ts';
import { BadRow } from '../import/read-cells.ts';
import type { Stores } from '../ports.ts';
import type { ImportedContribution } from '../ports/imports.ts';
import { partsOfReference, printReference } from '../references.ts';
import { EXPLAINS, PAPER_COLUMNS, paperColumns } from './paper-columns.ts';
import { type PaperReader, type PaperRow, readPaper, type TypedRow } from './read-paper.ts';

/** Lines of a table that somebody typed. */
export const MAX_PAPERS = 20_000;
/** Contributions written together. */
const BATCH = 200;

export interface PaperOptions {
  readonly network: string;
  readonly consultation: Consultation;
  readonly lang: string;
  readonly now: string;
  readonly dryRun: boolean;
  readonly skipBad: boolean;
  readonly onBad: (line: number, reason: string) => void;
}

/** A line of the table: where it begins in the file, and its cells. */
export interface TypedLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What is wrong with the whole table, in French: nothing of it was read. */
export class BadTable extends Error {
  override readonly name = 'BadTable';
}

/** Throws a `BadTable`. */
export async function importPapers(
  { imports }: Pick<Stores, 'imports'>,
  lines: AsyncIterable<TypedLine>,
  options: PaperOptions,
): Promise<ImportReport> {
  const { network, consultation, now, dryRun, skipBad } = options;
  const { axis, read, bad, rows } = await readAll(lines, options);
  const known = await imports.paperReferences(
    network,
    consultation.name,
    axis.number,
    read.map(({ row }) => row.form),
  );
  const references = [...known.values()];
  const gone = await imports.erased(network, consultation.name, references);
  const stored = await imports.stored(network, consultation.name, references);
  let refused = bad;
  const refuse = (line: number, reason: string): void => {
    refused += 1;
    options.onBad(line, reason);
  };
  let unchanged = 0;
  const fresh = read.filter(({ line, row }) => {
    const reference = known.get(row.form);
    if (reference === undefined) return true;
    if (gone.has(reference))
      refuse(line, `feuille ${row.form} : effacée à la demande de son auteur, elle ne revient pas`);
    else if (stored.get(reference)?.versions[0]?.body === JSON.stringify(row.body)) unchanged += 1;
    else refuse(line, `feuille ${row.form} : déjà saisie (${reference}) avec un autre contenu`);
    return false;
  });
  const report = { rows, added: fresh.length, unchanged, bad: refused, cut: 0 };
  if (dryRun || (refused > 0 && !skipBad)) return { ...report, done: false };
  for (let at = 0; at < fresh.length; at += BATCH) {
    const batch = fresh.slice(at, at + BATCH).map(({ row }) => row);
    const first = await imports.takeNumbers(network, consultation.name, axis.number, batch.length);
    const made = batch.map((row, i) => contributionOf(row, axis, first + i));
    const forms = made.map(({ reference }, i) => ({ form: batch[i]?.form ?? '', reference }));
    await imports.write(network, consultation.name, made, now, { axis: axis.number, forms });
  }
  return { ...report, done: true };
}

interface Read {
  readonly axis: Axis;
  readonly read: readonly { readonly line: number; readonly row: PaperRow }[];
  readonly bad: number;
  readonly rows: number;
}

async function readAll(lines: AsyncIterable<TypedLine>, options: PaperOptions): Promise<Read> {
  const { consultation, lang, now, onBad } = options;
  let head: { readonly names: readonly string[]; readonly reader: PaperReader } | null = null;
  const read: { line: number; row: PaperRow }[] = [];
  const forms = new Map<string, number>();
  let [bad, rows] = [0, 0];
  for await (const { line, cells } of lines) {
    const trimmed = cells.map(cell => cell.trim());
    if (trimmed.every(cell => cell === '')) continue;
    if (head === null) {
      const axis = axisOf(trimmed, consultation);
      const say = (text: Readonly<Record<string, string>>): string =>
        text[lang] ?? text[consultation.defaultLanguage] ?? '';
      const today = dayIn(now, consultation.timeZone);
      const columns = paperColumns(axis, say);
      checkHead(trimmed, new Set([...Object.keys(PAPER_COLUMNS), ...columns.map(({ name }) => name)]));
      head = { names: trimmed, reader: { consultation, axis, columns, lang, today } };
      continue;
    }
    if (trimmed[0]?.startsWith(EXPLAINS) === true) continue;
    rows += 1;
    if (rows > MAX_PAPERS) throw new BadTable(`plus de ${MAX_PAPERS} lignes : coupez le tableau`);
    try {
      const row = readPaper(rowOf(head.names, trimmed), head.reader);
      const before = forms.get(row.form);
      if (before !== undefined) throw new BadRow(`papier : la feuille ${row.form} est déjà à la ligne ${before}`);
      forms.set(row.form, line);
      read.push({ line, row });
    } catch (error) {
      if (!(error instanceof BadRow)) throw error;
      bad += 1;
      onBad(line, error.message);
    }
  }
  if (head === null) throw new BadTable('vide : la première ligne doit avoir les noms des colonnes');
  return { axis: head.reader.axis, read, bad, rows };
}

function rowOf(names: readonly string[], cells: readonly string[]): TypedRow {
  const extra = cells.slice(names.length).find(cell => cell !== '');
  if (extra !== undefined) throw new BadRow(`une cellule de trop, « ${extra.slice(0, 40)} » : la ligne est décalée`);
  return new Map(
    names.flatMap((name, i) => (cells[i] === undefined || cells[i] === '' ? [] : [[name, cells[i]] as const])),
  );
}

/** The theme of the columns: `a4.…`. */
function axisOf(names: readonly string[], consultation: Consultation): Axis {
  const numbers = new Set(names.flatMap(name => /^a(\d{1,3})\./.exec(name)?.[1] ?? []));
  const [number] = numbers;
  if (number === undefined)
    throw new BadTable('aucune colonne de question (a4.…) : partez du tableau de « tdt questionnaire »');
  if (numbers.size > 1) throw new BadTable(`un seul thème par tableau : il y en a ${numbers.size}`);
  const axis = consultation.axes.find(one => one.number === Number(number));
  if (axis === undefined) throw new BadTable(`la consultation n'a pas de thème ${number}`);
  return axis;
}

function checkHead(names: readonly string[], known: ReadonlySet<string>): void {
  const missing = ['papier', 'recueilli_le'].filter(name => !names.includes(name));
  if (missing.length > 0) throw new BadTable(`il manque : ${missing.join(', ')}`);
  const unknown = names.filter(name => name !== '' && !known.has(name));
  if (unknown.length > 0)
    throw new BadTable(`colonnes que ce thème ne connaît pas : ${unknown.join(', ').slice(0, 300)}`);
  const twice = names.find((name, i) => name !== '' && names.indexOf(name) !== i);
  if (twice !== undefined) throw new BadTable(`la colonne ${twice} est là deux fois`);
}

function contributionOf({ on, body }: PaperRow, axis: Axis, number: number): ImportedContribution {
  const reference = printReference(axis.number, number);
  const submittedAt = `${on}T12:00:00.000Z`;
  const version = { version: 1, revision: axis.revision, kind: 'collected', submittedAt } as const;
  return {
    axis: partsOfReference(reference)?.axis ?? axis.number,
    number,
    reference,
    status: 'submitted',
    versions: [{ ...version, body: JSON.stringify(body) }],
  };
}
