/** The empty table as a file, and a filled workbook as lines. */
import { readXlsxRows, toXlsx } from '#documents/spreadsheet.ts';
import type { paperTable } from './paper-columns.ts';

type EmptyTable = ReturnType<typeof paperTable>;

/** With the mark that makes a spreadsheet read it as UTF-8, and the separator of French ones. */
export function tableAsCsv({ columns, explains }: EmptyTable): string[] {
  const line = (cells: readonly string[]): string => cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(';');
  return ['\uFEFF', `${line(columns)}\r\n`, `${line(explains)}\r\n`];
}

export function tableAsXlsx({ columns, explains }: EmptyTable): AsyncIterable<Uint8Array> {
  async function* rows(): AsyncGenerator<readonly string[]> {
    yield await Promise.resolve(explains);
  }
  return toXlsx({ name: 'reponses', columns, rows: rows() });
}

/** The lines of the first sheet; rejects where it is no workbook. */
export function linesOfWorkbook(bytes: Uint8Array): AsyncIterable<readonly string[]> {
  return readXlsxRows(bytes);
}
