/** A sheet to read: as it stands, what its contributions would change today, and how it came to be. */
import { readSheetBody, type SheetBody } from '#synthesis/sheet/body.ts';
import { changesOf, type SheetChange } from '#synthesis/sheet/changes.ts';
import type { SheetEdit } from '#synthesis/sheet/sheet.ts';
import type { ReviewAct, ReviewedDocument } from '../ports.ts';
import { build, readMembers, type SheetContext, scopeOf } from './context.ts';
import type { DocumentKey } from '../document-key.ts';

export interface ShownSheet {
  readonly document: ReviewedDocument;
  readonly body: SheetBody;
  /** What reading the contributions again would change; empty: it is up to date. */
  readonly pending: readonly SheetChange[];
  /** Members withdrawn, erased or hidden since. */
  readonly gone: readonly string[];
  readonly lostEdits: readonly SheetEdit[];
  /** From the first version to the last, each with what it changed. */
  readonly history: readonly {
    readonly version: number;
    readonly at: string;
    readonly act: ReviewAct;
    readonly changes: readonly SheetChange[];
  }[];
}

/** null where there is none. */
export async function showSheet(context: SheetContext, { axis, number }: DocumentKey): Promise<ShownSheet | null> {
  const { reviewed } = context.stores;
  const document = await reviewed.find(scopeOf(context), 'action_sheet', axis, number);
  if (document === null) return null;
  const versions = (await reviewed.versions(document.id)).map(version => ({
    ...version,
    body: readSheetBody(version.body),
  }));
  const body = versions.at(-1)?.body;
  if (body === undefined) return null;
  const { contributions, missing } = await readMembers(context, axis, body.members);
  const { sheet, lostEdits } = build(context, axis, contributions, body);
  return {
    document,
    body,
    pending: changesOf(body.sheet, sheet),
    gone: missing,
    lostEdits,
    history: versions.map(({ version, at, act, body: { sheet: after } }, i) => ({
      version,
      at,
      act,
      changes: changesOf(versions[i - 1]?.body.sheet ?? null, after),
    })),
  };
}
