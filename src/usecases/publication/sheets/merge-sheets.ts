/** Two sheets of one action become one: the first takes the members, statements and edits of the second. */
import { SHEET_BODY_SCHEMA, type SheetBody, sourcesOfSheet, writeSheetBody } from '#synthesis/sheet/body.ts';
import { changesOf } from '#synthesis/sheet/changes.ts';
import { openSheet } from './change-sheet.ts';
import type { DocumentKey } from '../document-key.ts';
import { build, readMembers, type SheetContext } from './context.ts';
import type { SheetOutcome } from './outcome.ts';

/** `from` then says where it went. Its own title stays a line of the merged sheet, as every contributed text does. */
export async function mergeSheets(
  context: SheetContext,
  into: DocumentKey,
  from: DocumentKey,
  by: string,
): Promise<SheetOutcome> {
  if (into.axis === from.axis && into.number === from.number) return { kind: 'refused', why: 'same_sheet' };
  const [first, second] = [await openSheet(context, into), await openSheet(context, from)];
  if ('kind' in first) return first;
  if ('kind' in second) return second;
  if (into.axis !== from.axis)
    return { kind: 'refused', why: 'unknown_contributions', references: second.body.members };
  const wanted = [...new Set([...first.body.members, ...second.body.members])];
  const { contributions, missing } = await readMembers(context, into.axis, wanted);
  const members = wanted.filter(reference => !missing.includes(reference));
  const edits = [...second.body.edits.filter(edit => edit.kind !== 'title'), ...first.body.edits];
  const statements = [...first.body.statements, ...second.body.statements];
  const { sheet } = build(context, into.axis, contributions, { statements, edits });
  const body: SheetBody = { schema: SHEET_BODY_SCHEMA, members, statements, edits, sheet };
  const at = context.now();
  const { reviewed } = context.stores;
  const version = { at, madeBy: by, act: 'merged', sources: sourcesOfSheet(body) } as const;
  // The one that takes goes first: a stop in between leaves both readable, and the merge can be asked again.
  const kept = await reviewed.append(first.document.id, first.document.version, {
    ...version,
    body: writeSheetBody(body),
    status: 'draft',
  });
  if (kept === 'stale') return { kind: 'refused', why: 'changed_meanwhile' };
  const gone = await reviewed.append(second.document.id, second.document.version, {
    ...version,
    body: writeSheetBody(second.body),
    sources: sourcesOfSheet(second.body),
    status: 'merged',
    mergedInto: first.document.id,
  });
  if (gone === 'stale') return { kind: 'refused', why: 'changed_meanwhile' };
  const document = { ...first.document, status: 'draft', version: first.document.version + 1, updatedAt: at } as const;
  return { kind: 'done', document, body, changes: changesOf(first.body.sheet, sheet) };
}
