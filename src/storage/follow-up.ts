/** What is counted ↔ rows: written with the turns. */
import type { DraftFact, PersonFact } from '#usecases/staff/follow-up/ports.ts';
import { safeText } from './safe-text.ts';
import { forRows, insertRows, type Queryable, type Row } from './sql.ts';

const DRAFT_COLUMNS = [
  'participant_id',
  'draft_id',
  'network_id',
  'consultation',
  'axis',
  'revision',
  'kind',
  'status',
  'actor',
  'territory',
  'stops_at',
  'given',
  'answers',
  'texts',
  'created_at',
  'updated_at',
  'submitted_at',
] as const;
const INTS: ReadonlySet<string> = new Set(['axis', 'answers', 'texts']);
const DRAFT_TYPES = DRAFT_COLUMNS.map(column => (INTS.has(column) ? 'int' : 'text'));
const KEYS: ReadonlySet<string> = new Set(['participant_id', 'draft_id', 'network_id', 'created_at', 'submitted_at']);
/** The first submission's instant stays, whatever the later versions. */
const DRAFT_UPSERT = `ON CONFLICT (participant_id, draft_id) DO UPDATE SET ${DRAFT_COLUMNS.filter(
  column => !KEYS.has(column),
)
  .map(column => `${column} = excluded.${column}`)
  .join(
    ', ',
  )}, submitted_at = CASE WHEN draft_fact.submitted_at = '' THEN excluded.submitted_at ELSE draft_fact.submitted_at END`;

export interface DraftFactOf extends DraftFact {
  readonly participantId: string;
  readonly network: string;
}

export async function writeDraftFacts(tx: Queryable, facts: readonly DraftFactOf[]): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map(
    (of): Row => [
      of.participantId,
      safeText(of.draftId),
      of.network,
      of.consultation,
      of.axis,
      of.revision,
      of.kind,
      of.status,
      safeText(of.actor),
      of.territory,
      safeText(of.stopsAt),
      safeText(of.given),
      of.answers,
      of.texts,
      of.createdAt,
      of.updatedAt,
      of.submittedAt,
    ],
  );
  await insertRows(tx, 'draft_fact', DRAFT_COLUMNS, DRAFT_TYPES, rows, DRAFT_UPSERT);
}

export async function removeDraftFacts(tx: Queryable, keys: readonly Row[]): Promise<void> {
  await forRows(
    tx,
    ['text', 'text'],
    keys,
    v => `DELETE FROM draft_fact WHERE (participant_id, draft_id) IN (SELECT v.column1, v.column2 FROM ${v})`,
  );
}

export interface PersonFactOf extends PersonFact {
  readonly participantId: string;
  readonly network: string;
}

export async function writePersonFacts(tx: Queryable, facts: readonly PersonFactOf[]): Promise<void> {
  if (facts.length === 0) return;
  await insertRows(
    tx,
    'person_fact',
    ['participant_id', 'network_id', 'platform', 'reminders', 'remind_after', 'territory'],
    ['text', 'text', 'text', 'text', 'text', 'text'],
    facts.map(of => [of.participantId, of.network, safeText(of.platform), of.reminders, of.remindAfter, of.territory]),
    `ON CONFLICT (participant_id) DO UPDATE SET platform = excluded.platform, reminders = excluded.reminders,
      remind_after = excluded.remind_after, territory = excluded.territory`,
  );
}

/** What became of reminders in the turns of the people that they were for; the first word on each counts. */
export async function writeReminders(
  tx: Queryable,
  outcomes: readonly { readonly id: string; readonly outcome: string }[],
  retryAt: string,
  now: string,
): Promise<void> {
  const busy = outcomes.filter(({ outcome }) => outcome === 'busy').map(({ id }) => [id, retryAt]);
  const over = outcomes
    .filter(({ outcome }) => outcome !== 'busy')
    .map(({ id, outcome }): Row => [id, outcome, outcome === 'sent' ? now : null]);
  await forRows(
    tx,
    ['text', 'text'],
    busy,
    v => `UPDATE reminder SET tries = reminder.tries + 1, not_before = v.column2 FROM ${v}
      WHERE reminder.id = v.column1 AND reminder.status = 'due'`,
  );
  await forRows(
    tx,
    ['text', 'text', 'text'],
    over,
    v => `UPDATE reminder SET status = v.column2, sent_at = v.column3 FROM ${v}
      WHERE reminder.id = v.column1 AND reminder.status = 'due'`,
  );
}

export async function writeResumed(tx: Queryable, ids: readonly string[], now: string): Promise<void> {
  await forRows(
    tx,
    ['text', 'text'],
    ids.map(id => [id, now]),
    v => `UPDATE reminder SET resumed_at = v.column2 FROM ${v}
      WHERE reminder.id = v.column1 AND reminder.resumed_at IS NULL`,
  );
}
