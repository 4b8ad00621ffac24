/**
 * Contributions as Decidim's import of proposals wants them: CSV, `;` between cells as its own exports have. It requires
 * `title/LOCALE` and `body/LOCALE` (decidim-proposals, `Import::ProposalsVerifier`), reads `scope/id` and `taxonomies/ids`
 * (`Import::ProposalCreator`; `category/id` before its version 0.30), and drops `id`.
 *
 * https://github.com/decidim/decidim/tree/develop/decidim-proposals/lib/decidim/proposals/import
 */
import type { Axis, Consultation, Lang } from '#consultation/definition.ts';
import { readBody } from '../contribution-body.ts';
import type { ExportedContribution } from '../ports.ts';
import { plainAnswer } from './plain-answer.ts';
import type { ExportRow, Table } from './table.ts';

/** Characters of a title that Decidim takes, and of a body unless the component says otherwise. */
const TITLE_CHARS = 150;
const BODY_CHARS = 500;

/** What could not go as it was. Filled as the rows are read. */
export interface DecidimReport {
  written: number;
  /** Of which the body is longer than Decidim takes by default. */
  long: number;
  /** Left out: nothing of them can be read by itself. */
  empty: number;
}

/** Columns whose value Decidim gives: the operator fills them, or leaves them empty. */
export function decidimTable(
  contributions: AsyncIterable<ExportedContribution>,
  consultation: Consultation,
  axes: readonly Axis[],
): { readonly table: Table; readonly report: DecidimReport } {
  const lang = consultation.defaultLanguage;
  const report: DecidimReport = { written: 0, long: 0, empty: 0 };
  const column = (name: string, description: string) => ({ name, description, type: 'string' as const });
  return {
    report,
    table: {
      name: 'decidim',
      columns: [
        column('id', 'Référence ; Decidim ne la garde pas'),
        column(`title/${lang}`, 'Titre de la proposition'),
        column(`body/${lang}`, 'Texte de la proposition'),
        column('scope/id', 'À remplir : numéro du secteur dans Decidim'),
        column('category/id', 'À remplir : numéro de la catégorie (avant Decidim 0.30)'),
        column('taxonomies/ids', 'À remplir : numéros des taxonomies (depuis Decidim 0.30)'),
      ],
      rows: rows(contributions, consultation, axes, report),
    },
  };
}

async function* rows(
  contributions: AsyncIterable<ExportedContribution>,
  consultation: Consultation,
  axes: readonly Axis[],
  report: DecidimReport,
): AsyncGenerator<ExportRow> {
  const lang = consultation.defaultLanguage;
  for await (const contribution of contributions) {
    const { version } = contribution;
    const axis = axes.find(one => one.revision === version.revision) ?? axes.find(one => one.number === version.axis);
    const body = bodyText(contribution, axis, lang);
    if (body === '') {
      report.empty += 1;
      continue;
    }
    report.written += 1;
    if (body.length > BODY_CHARS) report.long += 1;
    const theme = axis?.theme[lang] ?? `Thème ${version.axis}`;
    yield {
      id: version.reference,
      [`title/${lang}`]: `${theme.slice(0, TITLE_CHARS - version.reference.length - 3)} (${version.reference})`,
      [`body/${lang}`]: body,
      'scope/id': null,
      'category/id': null,
      'taxonomies/ids': null,
    };
  }
}

function bodyText({ version }: ExportedContribution, axis: Axis | undefined, lang: Lang): string {
  const lines: string[] = [];
  for (const [name, { value }] of Object.entries(readBody(version.body).answers)) {
    const question = axis?.questions.find(one => one.name === name);
    const answer = plainAnswer(value, question, lang);
    if (answer === null || answer.trim() === '') continue;
    const label = question === undefined ? '' : `${(question.labelUnknown ?? question.label)[lang] ?? ''}\n`;
    lines.push(label + answer);
  }
  return lines.join('\n\n');
}
