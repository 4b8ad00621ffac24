/**
 * Open answers as seed comments of a Polis conversation: a CSV whose one column is `comment_text`. Each answer is one
 * comment, word for word; those longer than Polis takes are left out and counted, never cut.
 *
 * Its import reads `comment_text` by its name, skips what is empty and what it has already, and is comma-separated.
 * https://github.com/compdemocracy/polis/blob/05141bcff554992158080b0f4d392883e975a95f/server/src/routes/comments.ts (`handle_POST_comments_bulk`)
 */
import type { Axis } from '#consultation/definition.ts';
import { readBody } from '../contribution-body.ts';
import type { ExportedContribution } from '../ports.ts';
import type { ExportRow, Table } from './table.ts';

/** Characters of a comment that Polis takes. */
const COMMENT_CHARS = 997;

/** What is remembered of each comment written: all their words would not fit in memory. */
export type DigestOf = (text: string) => string;

export interface PolisReport {
  written: number;
  long: number;
  /** The same words as a comment already written. */
  same: number;
}

export function polisTable(
  contributions: AsyncIterable<ExportedContribution>,
  axes: readonly Axis[],
  digestOf: DigestOf,
): { readonly table: Table; readonly report: PolisReport } {
  const report: PolisReport = { written: 0, long: 0, same: 0 };
  const open = new Set(
    axes.flatMap(axis =>
      axis.questions
        .filter(({ type }) => type === 'text' || type === 'longtext')
        .map(({ name }) => `${axis.number} ${name}`),
    ),
  );
  const columns = [{ name: 'comment_text', description: 'Le commentaire', type: 'string' }] as const;
  return { report, table: { name: 'polis', columns, rows: rows(contributions, open, report, digestOf) } };
}

async function* rows(
  contributions: AsyncIterable<ExportedContribution>,
  open: ReadonlySet<string>,
  report: PolisReport,
  digestOf: DigestOf,
): AsyncGenerator<ExportRow> {
  const seen = new Set<string>();
  for await (const { version } of contributions) {
    for (const [name, { value }] of Object.entries(readBody(version.body).answers)) {
      if (value.kind !== 'text' || !open.has(`${version.axis} ${name}`)) continue;
      const text = value.text.replace(/\s+/g, ' ').trim();
      if (text === '' || text.length > COMMENT_CHARS) {
        report.long += text === '' ? 0 : 1;
        continue;
      }
      const digest = digestOf(text);
      if (seen.has(digest)) report.same += 1;
      else {
        seen.add(digest);
        report.written += 1;
        yield { comment_text: text };
      }
    }
  }
}
