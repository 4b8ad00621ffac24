/** Contributions, as a table that is streamed. What the columns are: `docs/exports.md`. */
import type { Axis, Consultation } from '#consultation/definition.ts';
import { readBody } from './contribution-body.ts';
import type { Cell } from './export/cell.ts';
import { CONTRIBUTION_COLUMNS } from './export/contribution-columns.ts';
import { answerCells, describedColumns, drawnCells } from './export/question-columns.ts';
import type { Column, ExportRow, Table } from './export/table.ts';
import { readForAll, type Statuses } from './moderation/publication.ts';
import type { ExportedContribution, Stores } from './ports.ts';

export const KINDS_EXPORTED = ['all', 'individual', 'collective'] as const;
export type KindsExported = (typeof KINDS_EXPORTED)[number];

export interface ExportOptions {
  readonly network: string;
  readonly consultation: Consultation;
  /** `latest`: one row a contribution; `all`: one a version. */
  readonly versions: 'latest' | 'all';
  readonly includeWithdrawn: boolean;
  /** `collective`: those of workshops; `individual`: all the others. */
  readonly kinds: KindsExported;
  /** Only what the moderation lets be published, redacted where it says so. */
  readonly publicOnly?: boolean;
}

export interface ExportStores {
  readonly data: Pick<Stores['data'], 'contributions' | 'contributionsOf'>;
  readonly revisions: Pick<Stores['revisions'], 'all'>;
  readonly moderation: Statuses;
}

/** The last column: answers to questions that no revision knows (a database restored in part), as JSON. */
export const REST = 'autres_reponses';

/** The columns, of every revision ever kept, and the rows in the order of their references. */
export async function exportContributions(stores: ExportStores, options: ExportOptions): Promise<Table> {
  const data = options.publicOnly === true ? readForAll(stores.data, stores.moderation) : stores.data;
  return contributionsTable({ data, revisions: stores.revisions }, options);
}

/** The same of contributions already read for whom they are for. */
export async function contributionsTable(
  { data, revisions }: Omit<ExportStores, 'moderation'>,
  { network, consultation, versions, includeWithdrawn, kinds }: Omit<ExportOptions, 'publicOnly'>,
): Promise<Table> {
  const known = await revisions.all(consultation.name);
  const ofQuestions = describedColumns(
    latestFirst(consultation, known),
    consultation.defaultLanguage,
    consultation.followUpByModel,
  );
  const contributions = data.contributions(network, consultation.name, { versions, includeWithdrawn });
  const own = Object.entries(CONTRIBUTION_COLUMNS).map(([name, { description, type }]) => ({
    name,
    description,
    type,
  }));
  const rest: Column = {
    name: REST,
    description: "Réponses à des questions qu'aucune révision gardée ne connaît (JSON)",
    type: 'string',
  };
  return {
    name: 'contributions',
    columns: [...own, ...ofQuestions, rest],
    rows: rowsOf(only(contributions, kinds), new Set(ofQuestions.map(({ name }) => name))),
  };
}

/** Today's questions, then the older revisions'. */
export function latestFirst({ axes }: Consultation, known: readonly Axis[]): readonly Axis[] {
  const today = new Set(axes.map(axis => axis.revision));
  return [...axes, ...known.filter(axis => !today.has(axis.revision)).toReversed()];
}

/** Those of the kinds that are asked for. */
export async function* only(
  contributions: AsyncIterable<ExportedContribution>,
  kinds: KindsExported,
): AsyncGenerator<ExportedContribution> {
  for await (const contribution of contributions) {
    const collective = contribution.version.kind === 'collective';
    if (kinds === 'all' || (kinds === 'collective') === collective) yield contribution;
  }
}

async function* rowsOf(
  contributions: AsyncIterable<ExportedContribution>,
  columns: ReadonlySet<string>,
): AsyncGenerator<ExportRow> {
  for await (const contribution of contributions) yield contributionRow(contribution, columns);
}

/** One contribution, cell by cell; `columns`: the questions' columns that the table has. */
export function contributionRow(
  contribution: Pick<ExportedContribution, 'version' | 'status'>,
  columns: ReadonlySet<string>,
): ExportRow {
  const body = readBody(contribution.version.body);
  const row: Record<string, Cell> = {};
  for (const [column, { read }] of Object.entries(CONTRIBUTION_COLUMNS)) row[column] = read(contribution, body);
  const rest: Record<string, Cell> = {};
  const { axis } = contribution.version;
  const cells = [
    ...Object.entries(body.answers).flatMap(([question, answer]) =>
      Object.entries(answerCells(axis, question, answer)),
    ),
    ...Object.entries(drawnCells(axis, body.drawnFollowUps)),
  ];
  for (const [column, cell] of cells) (columns.has(column) ? row : rest)[column] = cell;
  if (Object.keys(rest).length > 0) row[REST] = JSON.stringify(rest);
  return row;
}
