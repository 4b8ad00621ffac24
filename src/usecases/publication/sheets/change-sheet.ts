/** The staff change an action sheet: each change is a version, of what its contributions say at that moment. */
import {
  readSheetBody,
  SHEET_BODY_SCHEMA,
  type SheetBody,
  sourcesOfSheet,
  writeSheetBody,
} from '#synthesis/sheet/body.ts';
import { changesOf } from '#synthesis/sheet/changes.ts';
import type { ActionSheet, SheetEdit, SheetStatement } from '#synthesis/sheet/sheet.ts';
import { type DocumentKey, sheetName } from '../document-key.ts';
import type { ReviewAct, ReviewedDocument, ReviewStatus } from '../ports.ts';
import { build, readMembers, type SheetContext, scopeOf } from './context.ts';
import type { SheetOutcome, SheetRefusal } from './outcome.ts';

export type SheetAct =
  /** Reads the contributions again; those withdrawn since leave the sheet. */
  | { readonly act: 'refresh' }
  | { readonly act: 'add_members'; readonly references: readonly string[] }
  | { readonly act: 'remove_members'; readonly references: readonly string[] }
  | { readonly act: 'title'; readonly text: string }
  | { readonly act: 'add_line'; readonly section: string; readonly text: string }
  /** `line`: counted from 1 within its section. */
  | { readonly act: 'reword'; readonly section: string; readonly line: number; readonly text: string }
  | { readonly act: 'drop_line'; readonly section: string; readonly line: number }
  /** What approved syntheses say of this theme: takes the place of what they said before. */
  | { readonly act: 'take_statements'; readonly statements: readonly SheetStatement[] }
  | { readonly act: 'approve' }
  | { readonly act: 'publish' };

export interface OpenSheet {
  readonly document: ReviewedDocument;
  readonly body: SheetBody;
}

/** A sheet that may be changed, at its latest version. */
export async function openSheet(
  context: SheetContext,
  { axis, number }: DocumentKey,
): Promise<OpenSheet | ({ readonly kind: 'refused' } & SheetRefusal)> {
  const { reviewed } = context.stores;
  const document = await reviewed.find(scopeOf(context), 'action_sheet', axis, number);
  const latest = document === null ? null : await reviewed.latest(document.id);
  if (document === null || latest === null) return { kind: 'refused', why: 'unknown_sheet' };
  if (document.status === 'merged' || document.status === 'dropped') {
    const all = await reviewed.list(scopeOf(context), 'action_sheet');
    const into = all.find(one => one.id === document.mergedInto);
    return { kind: 'refused', why: 'not_live', mergedInto: into === undefined ? null : sheetName(into) };
  }
  return { document, body: readSheetBody(latest.body) };
}

/** `by`: the participant who asks, or `operator`. Nothing is kept where it is refused. */
export async function changeSheet(
  context: SheetContext,
  key: DocumentKey,
  act: SheetAct,
  by: string,
): Promise<SheetOutcome> {
  const open = await openSheet(context, key);
  if ('kind' in open) return open;
  const { document, body } = open;
  const plan = planOf(context, open, act);
  if ('why' in plan) return { kind: 'refused', ...plan };
  const { contributions, missing } = await readMembers(context, document.axis, plan.members);
  // Of somebody just named a mistake is told; of those withdrawn since, the sheet is freed.
  const wrong = missing.filter(reference => !body.members.includes(reference));
  if (wrong.length > 0) return { kind: 'refused', why: 'unknown_contributions', references: wrong };
  const members = plan.members.filter(reference => !missing.includes(reference));
  const statements = plan.statements ?? body.statements;
  const edits = [...body.edits, ...plan.edits];
  const { sheet } = build(context, document.axis, contributions, { statements, edits });
  const changed = changesOf(body.sheet, sheet);
  if (plan.status !== 'draft' && changed.length > 0) return { kind: 'refused', why: 'outdated' };
  const next: SheetBody = { schema: SHEET_BODY_SCHEMA, members, statements, edits, sheet };
  const at = context.now();
  const kept = await context.stores.reviewed.append(document.id, document.version, {
    at,
    madeBy: by,
    act: plan.as,
    body: writeSheetBody(next),
    sources: sourcesOfSheet(next),
    status: plan.status,
  });
  if (kept === 'stale') return { kind: 'refused', why: 'changed_meanwhile' };
  const now = { ...document, status: plan.status, version: document.version + 1, updatedAt: at };
  return { kind: 'done', document: now, body: next, changes: changed };
}

interface Plan {
  readonly as: ReviewAct;
  readonly members: readonly string[];
  readonly edits: readonly SheetEdit[];
  readonly statements?: readonly SheetStatement[];
  /** A sheet that changed must be approved again. */
  readonly status: ReviewStatus;
}

function planOf(context: SheetContext, { document, body }: OpenSheet, act: SheetAct): Plan | SheetRefusal {
  const plan: Plan = { as: 'refreshed', members: body.members, edits: [], status: 'draft' };
  switch (act.act) {
    case 'refresh':
      return plan;
    case 'add_members':
      return { ...plan, as: 'member_added', members: [...new Set([...body.members, ...act.references])] };
    case 'remove_members': {
      const members = body.members.filter(reference => !act.references.includes(reference));
      return members.length === 0 ? { why: 'no_contribution' } : { ...plan, as: 'member_removed', members };
    }
    case 'title':
      return { ...plan, as: 'titled', edits: [{ kind: 'title', text: act.text }] };
    case 'add_line': {
      const sections = context.consultation.sections.map(({ name }) => name);
      if (!sections.includes(act.section)) return { why: 'unknown_section', sections };
      return { ...plan, as: 'added_line', edits: [{ kind: 'add', section: act.section, text: act.text }] };
    }
    case 'reword':
    case 'drop_line':
      return planOfLine(plan, body.sheet, act);
    case 'take_statements':
      return { ...plan, statements: act.statements };
    case 'approve':
      return { ...plan, as: 'approved', status: 'approved' };
    case 'publish':
      return document.status === 'draft' ? { why: 'not_approved' } : { ...plan, as: 'published', status: 'published' };
  }
}

function planOfLine(
  plan: Plan,
  sheet: ActionSheet,
  act: Extract<SheetAct, { readonly act: 'reword' | 'drop_line' }>,
): Plan | SheetRefusal {
  const section = sheet.sections.find(({ name }) => name === act.section);
  if (section === undefined) return { why: 'unknown_section', sections: sheet.sections.map(({ name }) => name) };
  const entry = section.entries[act.line - 1];
  if (entry === undefined) return { why: 'unknown_line', section: section.label, lines: section.entries.length };
  const of = { section: section.name, of: entry.original ?? entry.text, references: entry.references };
  return act.act === 'reword'
    ? { ...plan, as: 'reworded', edits: [{ kind: 'reword', ...of, text: act.text }] }
    : { ...plan, as: 'dropped_line', edits: [{ kind: 'drop', ...of }] };
}
