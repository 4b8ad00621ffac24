/** The staff make an action sheet of one or several contributions. */
import { sourcesOfSheet, writeSheetBody } from '#synthesis/sheet/body.ts';
import { changesOf } from '#synthesis/sheet/changes.ts';
import { SHEET_BODY_SCHEMA } from '#synthesis/sheet/body.ts';
import { build, readMembers, type SheetContext, scopeOf, sheetAxis } from './context.ts';
import type { SheetOutcome } from './outcome.ts';

/** `by`: the participant who asks, or `operator`. */
export async function createSheet(
  context: SheetContext,
  axisNumber: number,
  references: readonly string[],
  by: string,
): Promise<SheetOutcome> {
  if (sheetAxis(context, axisNumber) === null) {
    const axes = context.consultation.axes.filter(axis => axis.actionSheet).map(axis => axis.number);
    return { kind: 'refused', why: 'no_sheet_axis', axes };
  }
  const members = [...new Set(references)];
  if (members.length === 0) return { kind: 'refused', why: 'no_contribution' };
  const { contributions, missing } = await readMembers(context, axisNumber, members);
  if (missing.length > 0) return { kind: 'refused', why: 'unknown_contributions', references: missing };
  const { sheet } = build(context, axisNumber, contributions, { statements: [], edits: [] });
  const body = { schema: SHEET_BODY_SCHEMA, members, statements: [], edits: [], sheet } as const;
  const document = await context.stores.reviewed.create(
    { ...scopeOf(context), kind: 'action_sheet', axis: axisNumber },
    {
      at: context.now(),
      madeBy: by,
      act: 'created',
      body: writeSheetBody(body),
      sources: sourcesOfSheet(body),
      status: 'draft',
    },
  );
  return { kind: 'done', document, body, changes: changesOf(null, sheet) };
}
