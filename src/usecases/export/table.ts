/** What every export is before it is written: columns that say what they hold, and rows that are never all in memory. */
import { type SheetCell, toXlsx } from '#documents/spreadsheet.ts';
import { BETWEEN_ITEMS, type Cell, csvLine } from './cell.ts';

export interface Column {
  readonly name: string;
  /** One line, in French, for the data dictionary. */
  readonly description: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'datetime' | 'date';
}

/** A row by column name; columns without a value are not there. */
export type ExportRow = Readonly<Record<string, Cell>>;

export interface Table {
  /** `contributions`: the name of the resource, and of the sheet. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: AsyncIterable<ExportRow>;
}

/** CSV with another separator, without a byte order mark: for the importers of other tools. */
export async function* writeCsv({ columns, rows }: Table, separator: ',' | ';'): AsyncGenerator<string> {
  const names = columns.map(({ name }) => name);
  yield csvLine(names, separator);
  for await (const row of rows) {
    yield csvLine(
      names.map(name => row[name] ?? null),
      separator,
    );
  }
}

export const TABLE_FORMATS = ['jsonl', 'csv', 'json', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** Pieces of the file, in order. `bom`: a byte order mark before a CSV file, for spreadsheets that need one. */
export function writeTable(table: Table, format: TableFormat, bom: boolean): AsyncIterable<string | Uint8Array> {
  switch (format) {
    case 'csv':
      return asCsv(table, bom);
    case 'jsonl':
      return asJsonLines(table);
    case 'json':
      return asJson(table);
    case 'xlsx': {
      const names = table.columns.map(({ name }) => name);
      return toXlsx({ name: table.name.slice(0, 31), columns: names, rows: sheetRows(table.rows, names) });
    }
  }
}

async function* asCsv({ columns, rows }: Table, bom: boolean): AsyncGenerator<string> {
  const names = columns.map(({ name }) => name);
  yield (bom ? '\uFEFF' : '') + csvLine(names);
  for await (const row of rows) yield csvLine(names.map(name => row[name] ?? null));
}

async function* asJsonLines({ rows }: Table): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}

async function* asJson({ rows }: Table): AsyncGenerator<string> {
  let before = '[\n';
  for await (const row of rows) {
    yield before + JSON.stringify(row);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

async function* sheetRows(
  rows: AsyncIterable<ExportRow>,
  names: readonly string[],
): AsyncGenerator<readonly SheetCell[]> {
  for await (const row of rows) yield names.map(name => sheetCell(row[name] ?? null));
}

function sheetCell(cell: Cell): SheetCell {
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non';
  return cell === null || typeof cell === 'string' || typeof cell === 'number' ? cell : cell.join(BETWEEN_ITEMS);
}
