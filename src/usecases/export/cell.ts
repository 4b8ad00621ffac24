/** What stands in a cell of an export, and its text in a CSV file. Pure. */

/** Lists keep their items apart in JSON; a CSV file joins them. */
export type Cell = string | number | boolean | readonly string[] | null;

export const BETWEEN_ITEMS = '|';

/**
 * A spreadsheet reads these as a formula (OWASP, « CSV injection »): full-width signs and blanks before them too. Not
 * only at the start: one whose separator is `;` (in French) or a tab takes what follows it, and each line of a quoted
 * text, for cells of their own.
 */
const FORMULA = /(?<=^|[;\t\r\n])(?=[^\S\t\r\n]*["']*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])|^(?=[\t\r\n])/gu;

/** One line of RFC 4180, its end included. `separator`: Decidim's importer wants `;`. */
export function csvLine(cells: readonly Cell[], separator: ',' | ';' = ','): string {
  return `${cells.map(cell => csvCell(cell, separator)).join(separator)}\r\n`;
}

/** A text that a spreadsheet would compute begins with an apostrophe instead; numbers are ours and stay numbers. */
function csvCell(cell: Cell, separator: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non';
  const text = typeof cell === 'string' ? cell : cell.join(BETWEEN_ITEMS);
  const harmless = text.replace(FORMULA, "'");
  return /[",\r\n]/.test(harmless) || harmless.includes(separator) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
