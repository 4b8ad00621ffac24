/** Assembles the next version of the document-cadre from what is approved or published today. */
import type { Document } from '#documents/document.ts';
import { readFrameworkBody, writeFrameworkBody } from './framework-body.ts';
import { frameworkDocument, partsOf } from './framework-document.ts';
import { readPublished } from './published.ts';
import { scopeOf } from './sheets/context.ts';
import type { ReviewContext } from './syntheses/context.ts';

/** Of no axis: it holds them all. */
const NO_AXIS = 0;

export interface MadeFramework {
  readonly version: number;
  /** How many syntheses and sheets it holds. */
  readonly syntheses: number;
  readonly sheets: number;
  readonly document: Document;
}

/** null where nothing is approved yet. The same parts as before make no new version: the last one is printed again. */
export async function makeFramework(context: ReviewContext, by: string): Promise<MadeFramework | null> {
  const { reviewed } = context.stores;
  const scope = scopeOf(context);
  const published = await readPublished(context, ['approved', 'published']);
  const parts = partsOf(published);
  if (parts.length === 0) return null;
  const at = context.now();
  const [existing] = await reviewed.list(scope, 'framework');
  const versions = existing === undefined ? [] : await reviewed.versions(existing.id);
  const body = writeFrameworkBody(parts);
  const next = { at, madeBy: by, act: 'created', body, sources: [], status: 'draft' } as const;
  const last = versions.at(-1);
  const same = last?.body === body;
  if (existing === undefined) await reviewed.create({ ...scope, kind: 'framework', axis: NO_AXIS }, next);
  else if (!same) await reviewed.append(existing.id, existing.version, { ...next, act: 'refreshed' });
  const number = same ? (last?.version ?? 1) : (last?.version ?? 0) + 1;
  const previous = same ? versions.at(-2) : last;
  const version = {
    number,
    at: same ? (last?.at ?? at) : at,
    before: previous === undefined ? null : readFrameworkBody(previous.body),
  };
  return {
    version: number,
    syntheses: published.syntheses.length,
    sheets: published.sheets.length,
    document: frameworkDocument(context, published, version),
  };
}
