/** Contributions, streamed as text in three formats. What the columns are: `docs/exports.md`. */
import type { Axis, Consultation } from '#consultation/definition.ts';
import { readBody } from './contribution-body.ts';
import { type Cell, csvLine } from './export/cell.ts';
import { CONTRIBUTION_COLUMNS } from './export/contribution-columns.ts';
import { answerCells, questionColumns } from './export/question-columns.ts';
import type { ExportedContribution, Stores } from './ports.ts';

export const EXPORT_FORMATS = ['csv', 'jsonl', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportOptions {
  readonly network: string;
  readonly consultation: Consultation;
  readonly format: ExportFormat;
  /** `latest`: one row a contribution; `all`: one a version. */
  readonly versions: 'latest' | 'all';
  readonly includeWithdrawn: boolean;
  /** A byte order mark before a CSV file, for spreadsheets that need one to read UTF-8. */
  readonly bom: boolean;
}

export type ExportStores = Pick<Stores, 'data' | 'revisions'>;

/** A row by column name; columns without a value are not there. */
export type ExportRow = Readonly<Record<string, Cell>>;

/** The last column: answers to questions that no revision knows (a database restored in part), as JSON. */
const REST = 'autres_reponses';

/** Pieces of the file, in order, each a few rows at most: the whole is never in memory. */
export async function* exportContributions(stores: ExportStores, options: ExportOptions): AsyncGenerator<string> {
  const { columns, rows } = await exportRows(stores, options);
  if (options.format === 'csv') {
    yield (options.bom ? '\uFEFF' : '') + csvLine(columns);
    for await (const row of rows) yield csvLine(columns.map(column => row[column] ?? null));
    return;
  }
  if (options.format === 'jsonl') {
    for await (const row of rows) yield `${JSON.stringify(row)}\n`;
    return;
  }
  let before = '[\n';
  for await (const row of rows) {
    yield before + JSON.stringify(row);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** The columns, of every revision ever kept, and the rows in the order of their references. */
export async function exportRows(
  { data, revisions }: ExportStores,
  { network, consultation, versions, includeWithdrawn }: Omit<ExportOptions, 'format' | 'bom'>,
): Promise<{ readonly columns: readonly string[]; readonly rows: AsyncIterable<ExportRow> }> {
  const known = await revisions.all(consultation.name);
  const ofQuestions = questionColumns(latestFirst(consultation, known));
  const names = new Set(ofQuestions);
  const contributions = data.contributions(network, consultation.name, { versions, includeWithdrawn });
  return { columns: [...Object.keys(CONTRIBUTION_COLUMNS), ...ofQuestions, REST], rows: rowsOf(contributions, names) };
}

/** Today's questions, then the older revisions'. */
function latestFirst({ axes }: Consultation, known: readonly Axis[]): readonly Axis[] {
  const today = new Set(axes.map(axis => axis.revision));
  return [...axes, ...known.filter(axis => !today.has(axis.revision)).toReversed()];
}

async function* rowsOf(
  contributions: AsyncIterable<ExportedContribution>,
  columns: ReadonlySet<string>,
): AsyncGenerator<ExportRow> {
  for await (const contribution of contributions) yield rowOf(contribution, columns);
}

function rowOf(contribution: ExportedContribution, columns: ReadonlySet<string>): ExportRow {
  const body = readBody(contribution.version.body);
  const row: Record<string, Cell> = {};
  for (const [column, read] of Object.entries(CONTRIBUTION_COLUMNS)) row[column] = read(contribution, body);
  const rest: Record<string, Cell> = {};
  for (const [question, answer] of Object.entries(body.answers)) {
    for (const [column, cell] of Object.entries(answerCells(contribution.version.axis, question, answer))) {
      (columns.has(column) ? row : rest)[column] = cell;
    }
  }
  if (Object.keys(rest).length > 0) row[REST] = JSON.stringify(rest);
  return row;
}
