/** What a decision adds beside its session: answers, contributions, choices, messages, our own events, codes, files. */
import { writeVersion } from './contribution-rows.ts';
import type { Decided } from './group-decide.ts';
import { keyText } from './inputs.ts';
import { writeInternal } from './internal-inputs.ts';
import { removeDraftFacts, writeDraftFacts, writePersonFacts, writeReminders, writeResumed } from './follow-up.ts';
import { LIMITS } from './limits.ts';
import { safeText } from './safe-text.ts';
import { ANSWER_COLUMNS, ANSWER_TYPES, answerRow } from './session-row.ts';
import { dropRecordings, keepRecordings } from './recordings.ts';
import { outboxRow, OUTBOX_COLUMNS, OUTBOX_TYPES } from './outbox-row.ts';
import { forRows, insertRows, type Queryable, type Row } from './sql.ts';

/** Only for those whose session was written in this transaction; a statement without rows is not sent. */
export async function writeChildren(
  tx: Queryable,
  won: readonly Decided[],
  now: string,
  newId: () => string,
): Promise<void> {
  const kept = won.filter(({ decision }) => decision.session !== null && !decision.erase);
  await writeAnswers(tx, kept);
  await writeContributions(tx, kept, now);
  await writeChoices(tx, kept);
  await writeLinkCodes(tx, kept, now, newId);
  await writeKeptFiles(tx, kept);
  await writeRecordings(tx, kept);
  await writeAlerts(tx, kept, now, newId);
  await writeFacts(tx, kept, now);
  await writeOutbox(tx, won, now);
  const internal = won.flatMap(({ decision }) => decision.internal);
  await writeInternal(
    tx,
    internal.map(event => ({ kind: 'internal', ...event })),
    now,
  );
}

/** One alert a person at a time: until a moderator has seen it, more of the same adds nothing. */
async function writeAlerts(tx: Queryable, kept: readonly Decided[], now: string, newId: () => string): Promise<void> {
  const rows = kept
    .filter(({ decision }) => decision.danger === true)
    .map(({ person }): Row => [newId(), person.conversation.network, person.participantId, now]);
  await forRows(
    tx,
    ['text', 'text', 'text', 'text'],
    rows,
    v => `INSERT INTO danger_alert (id, network_id, participant_id, at)
      SELECT v.column1, v.column2, v.column3, v.column4 FROM ${v} WHERE NOT EXISTS (
        SELECT 1 FROM danger_alert d WHERE d.participant_id = v.column3 AND d.acknowledged_at IS NULL)`,
  );
}

async function writeAnswers(tx: Queryable, kept: readonly Decided[]): Promise<void> {
  // The last word on each answer: PostgreSQL refuses to touch a row twice in one statement.
  const last = new Map<string, { keys: Row; row: Row | null }>();
  for (const { person, decision } of kept) {
    for (const change of decision.answers) {
      const keys = [person.participantId, safeText(change.draftId), safeText(change.question)];
      const row = change.answer === null ? null : answerRow(person.participantId, change, change.answer);
      last.set(keyText(keys), { keys, row });
    }
  }
  const changes = [...last.values()];
  const written = changes.flatMap(({ row }) => (row === null ? [] : [row]));
  const removed = changes.filter(({ row }) => row === null).map(({ keys }) => keys);
  const discarded = kept.flatMap(({ person, decision }) =>
    decision.discards.map(draftId => [person.participantId, safeText(draftId)]),
  );
  if (written.length > 0) {
    const upsert = `ON CONFLICT (participant_id, draft_id, question)
      DO UPDATE SET axis = excluded.axis, value = excluded.value, parts = excluded.parts, at = excluded.at`;
    await insertRows(tx, 'answer', ANSWER_COLUMNS, ANSWER_TYPES, written, upsert);
  }
  if (removed.length > 0) {
    const where = '(participant_id, draft_id, question)';
    await forRows(
      tx,
      ['text', 'text', 'text'],
      removed,
      v => `DELETE FROM answer WHERE ${where} IN (SELECT v.column1, v.column2, v.column3 FROM ${v})`,
    );
  }
  if (discarded.length > 0) {
    await forRows(
      tx,
      ['text', 'text'],
      discarded,
      v => `DELETE FROM answer WHERE (participant_id, draft_id) IN (SELECT v.column1, v.column2 FROM ${v})`,
    );
  }
}

async function writeContributions(tx: Queryable, kept: readonly Decided[], now: string): Promise<void> {
  const submissions = kept.flatMap(({ person, decision }) =>
    decision.submissions.map(version => ({ person, version })),
  );
  for (const { person, version } of submissions) await writeVersion(tx, person.participantId, version, now);
  const withdrawals = kept.flatMap(({ person, decision }) =>
    decision.withdrawals.map(id => [id, person.participantId, now]),
  );
  if (withdrawals.length === 0) return;
  await forRows(
    tx,
    ['text', 'text', 'text'],
    withdrawals,
    v => `UPDATE contribution SET status = 'withdrawn', updated_at = v.column3 FROM ${v}
      WHERE contribution.id = v.column1 AND contribution.participant_id = v.column2`,
  );
}

async function writeChoices(tx: Queryable, kept: readonly Decided[]): Promise<void> {
  const rows = kept.flatMap(({ person, decision }) =>
    decision.choices.map(({ choice, value, at, platform, workspace }) => [
      person.participantId,
      choice,
      safeText(value),
      at,
      safeText(platform),
      safeText(workspace),
    ]),
  );
  if (rows.length === 0) return;
  const columns = ['participant_id', 'choice', 'value', 'at', 'platform', 'workspace'];
  await insertRows(tx, 'choice_record', columns, ['text', 'text', 'text', 'text', 'text', 'text'], rows);
}

async function writeLinkCodes(
  tx: Queryable,
  kept: readonly Decided[],
  now: string,
  newId: () => string,
): Promise<void> {
  const rows = kept.flatMap(({ person, decision }) =>
    decision.linkCodes.map(({ codeHash, expiresAt }) => [
      newId(),
      codeHash,
      person.participantId,
      now,
      expiresAt,
      'open',
    ]),
  );
  if (rows.length === 0) return;
  const columns = ['id', 'code_hash', 'owner_id', 'created_at', 'expires_at', 'status'];
  await insertRows(tx, 'link', columns, ['text', 'text', 'text', 'text', 'text', 'text'], rows);
}

async function writeKeptFiles(tx: Queryable, kept: readonly Decided[]): Promise<void> {
  const rows = kept.flatMap(({ person, decision }) =>
    decision.keptFiles.map(({ fileId, draftId }) => [fileId, draftId, person.participantId]),
  );
  if (rows.length === 0) return;
  await forRows(
    tx,
    ['text', 'text', 'text'],
    rows,
    v => `UPDATE file SET draft_id = v.column2 FROM ${v} WHERE file.id = v.column1 AND file.participant_id = v.column3`,
  );
}

async function writeRecordings(tx: Queryable, kept: readonly Decided[]): Promise<void> {
  await keepRecordings(
    tx,
    kept.flatMap(({ decision }) => decision.recordings ?? []),
  );
  const dropped = kept.flatMap(({ person, decision }) =>
    (decision.droppedRecordings ?? []).map((fileId): Row => [fileId, person.participantId]),
  );
  await dropRecordings(tx, dropped);
}

/** What is counted, and what became of reminders. */
async function writeFacts(tx: Queryable, kept: readonly Decided[], now: string): Promise<void> {
  const of = ({ person }: Decided) => ({
    participantId: person.participantId,
    network: person.conversation.network,
  });
  await writeDraftFacts(
    tx,
    kept.flatMap(one => (one.decision.facts ?? []).map(fact => ({ ...fact, ...of(one) }))),
  );
  await writePersonFacts(
    tx,
    kept.flatMap(one => (one.decision.person ? [{ ...one.decision.person, ...of(one) }] : [])),
  );
  const discarded = kept.flatMap(({ person, decision }) =>
    decision.discards.map((id): Row => [person.participantId, safeText(id)]),
  );
  await removeDraftFacts(tx, discarded);
  const reminded = kept.flatMap(({ decision }) => decision.reminded ?? []);
  const retryAt = new Date(Date.parse(now) + LIMITS.busyReminderMs).toISOString();
  if (reminded.length > 0) await writeReminders(tx, reminded, retryAt, now);
  await writeResumed(
    tx,
    kept.flatMap(({ decision }) => decision.resumed ?? []),
    now,
  );
}

/** Of somebody who is not kept, only the message itself: it is forgotten once sent. */
async function writeOutbox(tx: Queryable, won: readonly Decided[], now: string): Promise<void> {
  const rows = won.flatMap(({ person, decision }) => {
    const owner = decision.erase || (decision.session === null && person.isNew) ? null : person.participantId;
    return decision.outbox.map(({ rank, message }) => outboxRow(person.participantId, rank, owner, message, now));
  });
  if (rows.length > 0) await insertRows(tx, 'outbox', OUTBOX_COLUMNS, OUTBOX_TYPES, rows);
}
