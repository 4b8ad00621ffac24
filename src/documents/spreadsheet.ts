/** A table as a workbook (XLSX), row by row: memory does not grow with their number. */
import type { CellValue } from 'hucre/xlsx';

export type SheetCell = string | number | boolean | null;

export interface Sheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly SheetCell[]>;
}

/** UTF-16 units that a cell may hold (Excel's own limit); what is longer is cut, and says so. */
const CELL_CHARS = 32_767;
const CUT = ' […]';
/** What XML has no place for. */
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * The bytes of the file, in order. Texts are written as texts: nothing in them is ever computed. The first line is fixed;
 * past 1,048,576 lines it goes on in another sheet.
 */
export async function* toXlsx({ name, columns, rows }: Sheet): AsyncGenerator<Uint8Array> {
  // Loaded at first use: most of what starts writes none.
  const { writeXlsxStream } = await import('hucre/xlsx');
  const stream = writeXlsxStream(lines(columns, rows), { name, freezePane: { rows: 1 } });
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

async function* lines(
  columns: readonly string[],
  rows: AsyncIterable<readonly SheetCell[]>,
): AsyncGenerator<CellValue[]> {
  yield [...columns];
  for await (const row of rows) yield row.map(writable);
}

function writable(cell: SheetCell): CellValue {
  if (typeof cell !== 'string') return cell;
  const text = cell.toWellFormed().replace(UNWRITABLE, '');
  return text.length <= CELL_CHARS ? text : text.slice(0, CELL_CHARS - CUT.length) + CUT;
}

/** The lines of the first sheet of a workbook, each cell as text; rejects where it is not one. */
export async function* readXlsxRows(bytes: Uint8Array): AsyncGenerator<readonly string[]> {
  const { streamXlsxRows } = await import('hucre/xlsx');
  for await (const { values } of streamXlsxRows(bytes)) yield values.map(cellText);
}

function cellText(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
