/** What is kept of one version of an action sheet, as JSON. */
import { forgetInEdits, forgetInSheet } from './forget.ts';
import type { ActionSheet, SheetEdit, SheetStatement } from './sheet.ts';

/** Changes with the shape below. */
export const SHEET_BODY_SCHEMA = 1;

export interface SheetBody {
  readonly schema: typeof SHEET_BODY_SCHEMA;
  /** References of the contributions that the staff put together. */
  readonly members: readonly string[];
  /** Statements taken from approved syntheses. */
  readonly statements: readonly SheetStatement[];
  readonly edits: readonly SheetEdit[];
  /** As it read when this version was made. */
  readonly sheet: ActionSheet;
}

export function writeSheetBody(body: Omit<SheetBody, 'schema'>): string {
  return JSON.stringify({ schema: SHEET_BODY_SCHEMA, ...body } satisfies SheetBody);
}

/** Throws a SyntaxError or TypeError for what `writeSheetBody` did not write. */
export function readSheetBody(text: string): SheetBody {
  const body = JSON.parse(text) as SheetBody;
  if (body.schema !== SHEET_BODY_SCHEMA) throw new TypeError(`unknown schema of a sheet: ${String(body.schema)}`);
  return body;
}

/** Every contribution that a version stands on. */
export function sourcesOfSheet({ members, statements, edits, sheet }: Omit<SheetBody, 'schema'>): readonly string[] {
  const quoted = edits.flatMap(edit => (edit.kind === 'reword' || edit.kind === 'drop' ? edit.references : []));
  const cited = [...statements, ...sheet.sections.flatMap(section => section.entries)].flatMap(of => of.references);
  return [...new Set([...members, ...quoted, ...cited])];
}

/** The body without these contributions, nor any word that stood on nothing else. */
export function forgetInSheetBody(body: SheetBody, references: ReadonlySet<string>): SheetBody {
  return {
    ...body,
    members: body.members.filter(reference => !references.has(reference)),
    statements: body.statements.flatMap(statement => {
      const left = statement.references.filter(reference => !references.has(reference));
      return left.length === 0 ? [] : [{ ...statement, references: left }];
    }),
    edits: forgetInEdits(body.edits, references),
    sheet: forgetInSheet(body.sheet, references),
  };
}
