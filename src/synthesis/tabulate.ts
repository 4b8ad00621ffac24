/** Answers to structured questions (an indicator, its baseline, its target, its date) as one table that cites. */
import type { TabulatedQuestion } from './review/body.ts';

/** What stands where a field is empty. */
const NOTHING = 'Non renseigné';

export interface Tabulated {
  /** Labels of the fields that somebody filled, in the order of the question. */
  readonly fields: readonly string[];
  /** One a contribution that filled something; « Non renseigné » where a field is empty. */
  readonly rows: TabulatedQuestion['rows'];
}

/** The table without the columns that nobody filled. */
export function tabulate({ fields, rows }: Pick<TabulatedQuestion, 'fields' | 'rows'>): Tabulated {
  const used = fields.flatMap((_label, i) => (rows.some(({ cells }) => isFilled(cells[i])) ? [i] : []));
  return {
    fields: used.map(i => fields[i] ?? ''),
    rows: rows
      .filter(({ cells }) => cells.some(isFilled))
      .map(({ reference, cells }) => ({
        reference,
        cells: used.map(i => (isFilled(cells[i]) ? (cells[i] ?? '').trim() : NOTHING)),
      })),
  };
}

function isFilled(cell: string | undefined): boolean {
  return cell !== undefined && cell.trim() !== '';
}
