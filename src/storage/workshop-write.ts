/** What a workshop's decision leads to: its row guarded by its version, ideas, members, contribution, messages, news. */
import type { Enlisted, WorkshopDecision } from '#usecases/workshop/ports.ts';
import type { Workshop } from '#workshop/index.ts';
import { Stale } from './database.ts';
import { writeVersion } from './contribution-rows.ts';
import type { GroupContext } from './group-types.ts';
import { accountRow } from './inputs.ts';
import { writeInternal } from './internal-inputs.ts';
import { forgetMembers } from './forget-members.ts';
import { OUTBOX_COLUMNS, OUTBOX_TYPES, outboxRow } from './outbox-row.ts';
import { insertIdentities, insertParticipants, insertSessions } from './person-rows.ts';
import { safeText } from './safe-text.ts';
import { sessionState } from './session-row.ts';
import { forRows, insertRows, type Queryable, type Row } from './sql.ts';
import { WORKSHOP_COLUMNS, WORKSHOP_TYPES, workshopRow } from './workshop-row.ts';

type Context = Pick<GroupContext, 'now' | 'newId'>;

/** `before`: the workshop as it was locked; throws `Stale` where it is not that one any more. */
export async function writeDecision(
  tx: Queryable,
  decision: WorkshopDecision,
  version: number,
  before: Workshop,
  context: Context,
): Promise<void> {
  const { workshop } = decision;
  const now = context.now();
  const row = workshopRow(workshop, version + 1, now);
  const set = WORKSHOP_COLUMNS.slice(2).map((column, i) => `${column} = v.column${i + 3}`);
  const [written] = await forRows(
    tx,
    WORKSHOP_TYPES,
    [row],
    v => `UPDATE workshop SET ${set.join(', ')} FROM ${v}
      WHERE workshop.id = v.column1 AND workshop.version = v.column3 - 1 RETURNING workshop.id`,
  );
  if (written === undefined) throw new Stale('this workshop changed while its turn ran');
  await writeIdeas(tx, workshop, before);
  await writeRest(tx, decision, context);
  await forgetMembers(tx, before, decision);
}

/** A workshop just made; `openerId`: the participant who opens it, made known by the turn that this is part of. */
export async function insertWorkshop(
  tx: Queryable,
  decision: WorkshopDecision,
  openerId: string,
  context: Context,
): Promise<void> {
  const { workshop } = decision;
  const now = context.now();
  // Its contribution hangs from a participant of its own, whoever leaves.
  await insertParticipants(tx, [[workshop.id, workshop.network, now]]);
  await insertRows(tx, 'workshop', WORKSHOP_COLUMNS, WORKSHOP_TYPES, [workshopRow(workshop, 1, now)]);
  await writeRest(tx, decision, context, openerId);
}

/** Ideas are never changed in place: another object is another text. */
async function writeIdeas(tx: Queryable, workshop: Workshop, before: Workshop): Promise<void> {
  const rows = Object.values(workshop.ideas)
    .filter(idea => before.ideas[idea.id] !== idea)
    .map((idea): Row => [workshop.id, idea.id, JSON.stringify(idea)]);
  if (rows.length === 0) return;
  const upsert = 'ON CONFLICT (workshop_id, idea_id) DO UPDATE SET body = excluded.body';
  await insertRows(tx, 'workshop_idea', ['workshop_id', 'idea_id', 'body'], ['text', 'text', 'text'], rows, upsert);
}

async function writeRest(
  tx: Queryable,
  decision: WorkshopDecision,
  context: Context,
  openerId: string | null = null,
): Promise<void> {
  const { workshop, outbox, submissions, withdrawn, enlisted, dismissed, told } = decision;
  const now = context.now();
  for (const one of enlisted) await enlist(tx, workshop, one, context, openerId);
  for (const version of submissions) await writeVersion(tx, workshop.id, version, now);
  if (withdrawn)
    await tx.execute("UPDATE contribution SET status = 'withdrawn', updated_at = ? WHERE id = ?", [now, workshop.id]);
  const rows = outbox.map(({ rank, message }) => outboxRow(workshop.id, rank, workshop.id, message, now));
  if (rows.length > 0) await insertRows(tx, 'outbox', OUTBOX_COLUMNS, OUTBOX_TYPES, rows);
  if (told.length > 0) {
    const persons = await membersOf(tx, workshop.id);
    const news = told.flatMap(({ id, member, event }) => {
      const participantId = persons.get(member);
      return participantId === undefined ? [] : [{ kind: 'internal' as const, id, participantId, event }];
    });
    await writeInternal(tx, news, now);
  }
  for (const member of dismissed)
    await tx.execute('DELETE FROM workshop_member WHERE workshop_id = ? AND member = ?', [workshop.id, member]);
}

async function membersOf(tx: Queryable, workshopId: string): Promise<Map<string, string>> {
  const sql = 'SELECT member, participant_id FROM workshop_member WHERE workshop_id = ?';
  const rows = await tx.query(sql, [workshopId]);
  return new Map(rows.map(([member, participantId]) => [String(member), String(participantId)]));
}

/** The account's person, made if nobody ever heard of it: its first conversation is the direct one. */
async function enlist(
  tx: Queryable,
  workshop: Workshop,
  one: Enlisted,
  { now, newId }: Context,
  openerId: string | null,
): Promise<void> {
  const account = accountRow(one.platform, one.workspace, one.userId);
  const find = 'SELECT participant_id FROM identity WHERE platform = ? AND workspace = ? AND user_id = ?';
  const [found] = await tx.query(find, account);
  const participantId = found === undefined ? (openerId ?? newId()) : String(found[0]);
  // Whoever opens it is made known by their own turn: twice, and that turn would lose its race against itself.
  if (found === undefined && openerId === null) {
    const at = now();
    await insertParticipants(tx, [[participantId, workshop.network, at]]);
    const taken = await insertIdentities(tx, [[...account, participantId, at]]);
    // Somebody met them first: the whole group is run again, and finds them.
    if (taken.length === 0) throw new Stale('this account became a person while its turn ran');
    const session = one.newSession(participantId);
    await insertSessions(tx, [[participantId, 1, session.schema, sessionState(session), session.wakeAt, at]]);
  }
  await insertRows(
    tx,
    'workshop_member',
    ['workshop_id', 'member', 'participant_id'],
    ['text', 'text', 'text'],
    [[workshop.id, safeText(one.member), participantId]],
    'ON CONFLICT (workshop_id, member) DO UPDATE SET participant_id = excluded.participant_id',
  );
}
