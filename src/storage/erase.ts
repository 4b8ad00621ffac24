/** Everything of a person goes; what remains says only that this id must never come back. */
import { forgetInReviewedBody } from '#synthesis/reviewed-body.ts';
import { forgetMessagesAbout, forgetMessagesThatSay } from './forget-messages.ts';
import { writeInternal } from './internal-inputs.ts';
import { forgetModelAnswers } from './model-answers.ts';
import { forgetInReviewed } from './reviewed.ts';
import { forRows, forUpdate, insertRows, type Queryable, type Row } from './sql.ts';
import { tellWorkshops } from './workshop-inputs.ts';

/** Inside the transaction that holds these people's sessions. The farewell is enqueued afterwards, without its person. */
export async function eraseParticipants(tx: Queryable, participantIds: readonly string[], now: string): Promise<void> {
  if (participantIds.length === 0) return;
  // While their contributions can still be told: what quotes them loses the quotation.
  const references = await lockContributions(tx, participantIds);
  await forgetInReviewed(tx, participantIds, forgetInReviewedBody);
  await forgetMessagesAbout(tx, references);
  await forgetModelAnswers(tx, references);
  await rememberReferences(tx, participantIds, now);
  await forgetInWorkshops(tx, participantIds, now);
  await forgetInLinks(tx, participantIds, now);
  await forRows(
    tx,
    ['text'],
    participantIds.toSorted().map(id => [id]),
    v => `UPDATE campaign SET owner_id = NULL WHERE owner_id IN (SELECT v.column1 FROM ${v})`,
  );
  await forgetParticipants(tx, participantIds, now, 'erased');
}

/** `[network, reference]` of each. Whoever writes a document that quotes them waits, then finds them gone. */
async function lockContributions(tx: Queryable, participantIds: readonly string[]): Promise<Row[]> {
  return forRows(
    tx,
    ['text'],
    participantIds.toSorted().map(id => [id]),
    v => `SELECT c.network_id, c.reference FROM ${v} CROSS JOIN contribution c WHERE c.participant_id = v.column1
      ORDER BY c.id ${forUpdate(tx.provider, 'c')}`,
  );
}

/** Whoever they asked to be one person with was told their name: the question is taken back. */
async function forgetInLinks(tx: Queryable, participantIds: readonly string[], now: string): Promise<void> {
  const asked = await forRows(
    tx,
    ['text'],
    participantIds.toSorted().map(id => [id]),
    v => `SELECT l.id, l.owner_id, s.state FROM ${v} CROSS JOIN link l CROSS JOIN session s
      WHERE l.asked_by = v.column1 AND l.status = 'asked' AND s.participant_id = v.column1 ORDER BY l.id`,
  );
  const erased = new Set(participantIds);
  for (const [id, owner, state] of asked) {
    const [linkId, participantId] = [String(id), String(owner)];
    if (erased.has(participantId)) continue;
    const { displayName = '' } = JSON.parse(String(state)) as { displayName?: string };
    await forgetMessagesThatSay(tx, participantId, [displayName]);
    const event = { kind: 'linkDone', outcome: 'expired', platform: '', linkId } as const;
    await writeInternal(tx, [{ kind: 'internal', id: `link-gone:${linkId}`, participantId, event }], now);
  }
}

/** The workshops that they were in let go of what they gave there, each in a turn of its own. */
async function forgetInWorkshops(tx: Queryable, participantIds: readonly string[], now: string): Promise<void> {
  const rows = await forRows(
    tx,
    ['text'],
    participantIds.toSorted().map(id => [id]),
    v => `SELECT m.workshop_id, m.member FROM ${v} CROSS JOIN workshop_member m WHERE m.participant_id = v.column1`,
  );
  const events = rows.map(([workshopId, member]) => ({
    id: `erased:${String(workshopId)}:${String(member)}`,
    workshopId: String(workshopId),
    event: { kind: 'erased' as const, member: String(member) },
  }));
  await tellWorkshops(tx, events, now);
}

/**
 * Deletes the participants and what hangs from them. The rows without a foreign key (answers, outbox, inputs, links
 * asked from here) go first; identities, session, contributions, choices, links and files follow by cascade.
 */
export async function forgetParticipants(
  tx: Queryable,
  participantIds: readonly string[],
  now: string,
  reason: 'erased' | 'merged',
  mergedInto: string | null = null,
): Promise<void> {
  const ids = participantIds.toSorted().map(id => [id]);
  const run = (sql: (v: string) => string) => forRows(tx, ['text'], ids, sql);
  await run(
    v => `DELETE FROM pending_input WHERE (platform, workspace, user_id) IN (
      SELECT i.platform, i.workspace, i.user_id FROM ${v} CROSS JOIN identity i WHERE i.participant_id = v.column1)`,
  );
  for (const [table, column] of LOOSE)
    await run(v => `DELETE FROM ${table} WHERE ${column} IN (SELECT v.column1 FROM ${v})`);
  await run(v => `DELETE FROM participant WHERE id IN (SELECT v.column1 FROM ${v})`);
  const rows = ids.map(id => [...id, now, reason, mergedInto]);
  await insertRows(
    tx,
    'tombstone',
    ['participant_id', 'at', 'reason', 'merged_into'],
    ['text', 'text', 'text', 'text'],
    rows,
    'ON CONFLICT DO NOTHING',
  );
}

/** So that no import of an older export brings these contributions back. */
async function rememberReferences(tx: Queryable, participantIds: readonly string[], now: string): Promise<void> {
  await forRows(
    tx,
    ['text', 'text'],
    participantIds.toSorted().map(id => [id, now]),
    v => `INSERT INTO erased_contribution (network_id, consultation, reference, at)
      SELECT c.network_id, c.consultation, c.reference, v.column2 FROM ${v} CROSS JOIN contribution c
      WHERE c.participant_id = v.column1 ON CONFLICT DO NOTHING`,
  );
}

const LOOSE = [
  ['pending_input', 'participant_id'],
  ['answer', 'participant_id'],
  ['outbox', 'participant_id'],
  ['dead_letter', 'participant_id'],
  ['draft_fact', 'participant_id'],
  ['person_fact', 'participant_id'],
  ['reminder', 'participant_id'],
  ['link', 'asked_by'],
  ['moderation_case', 'participant_id'],
  ['moderation_report', 'participant_id'],
  ['danger_alert', 'participant_id'],
] as const;
