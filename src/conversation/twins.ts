/** Accounts just joined may both have sent a contribution on one theme: one individual contribution counts a theme. */
import type { Draft } from './session.ts';

/** Two individual contributions sent on one axis, if there are. */
export function duplicates(drafts: Readonly<Record<string, Draft>>): readonly [string, string] | null {
  const sent = Object.values(drafts).filter(draft => draft.status === 'submitted' && draft.kind === 'individual');
  for (const [index, draft] of sent.entries()) {
    const twin = sent.slice(index + 1).find(other => other.axis === draft.axis);
    if (twin !== undefined) return [draft.id, twin.id];
  }
  return null;
}
