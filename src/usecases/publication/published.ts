/** What is published, or about to be: the latest synthesis of each theme, and every action sheet. */
import type { DocumentKey } from './document-key.ts';
import type { ReviewStatus } from './ports.ts';
import { scopeOf } from './sheets/context.ts';
import { type ShownSheet, showSheet } from './sheets/show-sheet.ts';
import type { ReviewContext } from './syntheses/context.ts';
import { type ShownSynthesis, showSynthesis } from './syntheses/show-synthesis.ts';

export interface Published {
  /** One a theme, in the order of the themes. */
  readonly syntheses: readonly ShownSynthesis[];
  /** In the order of their references. */
  readonly sheets: readonly ShownSheet[];
}

/** Those in one of these states. A statement that fell with a contribution withdrawn since is not shown: see `standing`. */
export async function readPublished(context: ReviewContext, states: readonly ReviewStatus[]): Promise<Published> {
  const { reviewed } = context.stores;
  const scope = scopeOf(context);
  const shownIn = ({ status }: { readonly status: ReviewStatus }): boolean => states.includes(status);
  const latest = new Map(
    (await reviewed.list(scope, 'synthesis')).filter(shownIn).map(document => [document.axis, document] as const),
  );
  const syntheses: ShownSynthesis[] = [];
  for (const document of [...latest.values()].toSorted((a, b) => a.axis - b.axis)) {
    const shown = await showSynthesis(context, document);
    if (shown !== null) syntheses.push(standing(shown));
  }
  const sheets: ShownSheet[] = [];
  for (const document of (await reviewed.list(scope, 'action_sheet')).filter(shownIn)) {
    const shown = await showSheet(context, document);
    if (shown !== null) sheets.push(withoutGone(shown));
  }
  return { syntheses, sheets };
}

/** That synthesis as everybody may read it; null where it is not published. */
export async function publishedSynthesis(context: ReviewContext, key: DocumentKey): Promise<ShownSynthesis | null> {
  const shown = await showSynthesis(context, key);
  return shown?.document.status === 'published' ? standing(shown) : null;
}

/** That sheet as everybody may read it; null where it is not published. */
export async function publishedSheet(context: ReviewContext, key: DocumentKey): Promise<ShownSheet | null> {
  const shown = await showSheet(context, key);
  return shown?.document.status === 'published' ? withoutGone(shown) : null;
}

/** Statements that stand no more are dropped from what is shown; the staff see them marked, and decide. */
function standing(shown: ShownSynthesis): ShownSynthesis {
  const { body, freshness } = shown;
  if (freshness.fallen.length === 0) return shown;
  const dropped = freshness.fallen.map(({ key }) => ({ kind: 'drop', key }) as const);
  return { ...shown, body: { ...body, edits: [...body.edits, ...dropped] } };
}

/** Lines that stand on withdrawn contributions alone leave the published sheet at once, approved or not. */
function withoutGone(shown: ShownSheet): ShownSheet {
  const gone = new Set(shown.gone);
  if (gone.size === 0) return shown;
  const { sheet } = shown.body;
  const sections = sheet.sections.map(section => ({
    ...section,
    entries: section.entries.filter(
      ({ origin, references }) => origin === 'staff' || references.some(reference => !gone.has(reference)),
    ),
  }));
  const sources = sheet.sources.filter(({ reference }) => !gone.has(reference));
  return { ...shown, body: { ...shown.body, sheet: { ...sheet, sections, sources } } };
}
