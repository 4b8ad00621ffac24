/** Who erased their data leaves a workshop: what its former versions, its messages and the syntheses say of them goes. */
import type { WorkshopDecision } from '#usecases/workshop/ports.ts';
import { isOwn } from '#workshop/ideas.ts';
import type { Workshop } from '#workshop/index.ts';
import { forgetInReviewedBody } from '#synthesis/reviewed-body.ts';
import { forgetMessagesAbout, forgetMessagesThatSay } from './forget-messages.ts';
import { forgetModelAnswers } from './model-answers.ts';
import { forgetInReviewed } from './reviewed.ts';
import type { Queryable } from './sql.ts';
import { dropWorkshopInputs } from './workshop-inputs.ts';

/** In the transaction of the turn that dismisses them; `before`: the workshop that still holds their words. */
export async function forgetMembers(
  tx: Queryable,
  before: Workshop,
  { workshop, dismissed, purged }: Pick<WorkshopDecision, 'workshop' | 'dismissed' | 'purged'>,
): Promise<void> {
  if (purged) await forgetMessagesThatSay(tx, workshop.id, wordsOf(before, new Set(Object.keys(before.members))));
  if (dismissed.length === 0) return;
  // A model's words that wait for their turn hold theirs: what was asked is not asked again.
  await dropWorkshopInputs(tx, workshop.id, 'reworded');
  await forgetMessagesThatSay(tx, workshop.id, wordsOf(before, new Set(dismissed)));
  const { sent } = workshop;
  if (sent === null || sent.reference === null) return;
  // Nothing of theirs was in it.
  if (!sent.withdrawn && sent.version === before.sent?.version) return;
  await forgetInReviewed(tx, [workshop.id], forgetInReviewedBody);
  await forgetMessagesAbout(tx, [[workshop.network, sent.reference]]);
  await forgetModelAnswers(tx, [[workshop.network, sent.reference]]);
  // Of a withdrawn one the last version goes too: it is of before.
  const least = sent.withdrawn ? sent.version + 1 : sent.version;
  for (const table of ['contribution_version', 'moderation_case'])
    await tx.execute(`DELETE FROM ${table} WHERE contribution_id = ? AND version < ?`, [workshop.id, least]);
}

/** All that they wrote there for themselves, and the names under which they are spoken of. */
function wordsOf(workshop: Workshop, ids: ReadonlySet<string>): string[] {
  const { ideas, members, proposals, stances, validation } = workshop;
  const said = [...Object.values(ideas).filter(isOwn), ...proposals, ...stances, ...(validation?.objections ?? [])];
  const texts = said.flatMap(one => (ids.has(one.by) && 'text' in one && one.text !== null ? [one.text] : []));
  const names = [...ids].flatMap(id => {
    const member = members[id];
    return member === undefined ? [] : [member.displayName, member.shownName ?? '', member.organisation ?? ''];
  });
  return [...texts, ...modelWordsOn(workshop, ids), ...names];
}

/** What a language model said of their ideas. */
function modelWordsOn({ answers, proposals, ideas }: Workshop, ids: ReadonlySet<string>): string[] {
  const sentences = [...Object.values(answers), ...proposals].flatMap(one => one.sentences ?? []);
  return sentences.flatMap(({ kind, text, ideas: on }) =>
    kind === 'model' && on.some(id => ids.has(ideas[id]?.by ?? '')) ? [text] : [],
  );
}
