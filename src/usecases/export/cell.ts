/** What stands in a cell of an export, and its text in a CSV file. Pure. */

/** Lists keep their items apart in JSON; a CSV file joins them. */
export type Cell = string | number | boolean | readonly string[] | null;

const BETWEEN_ITEMS = '|';

/** A spreadsheet reads these as a formula (OWASP, « CSV injection »): full-width signs and blanks before them too. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/** One line of RFC 4180, its end included. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A text that a spreadsheet would compute begins with an apostrophe instead; numbers are ours and stay numbers. */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non';
  const text = typeof cell === 'string' ? cell : cell.join(BETWEEN_ITEMS);
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
