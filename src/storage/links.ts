/** « Lier mon compte »: two people who are one. */
import type { Session } from '#conversation/session.ts';
import type { LinkStore } from '#usecases/ports.ts';
import { type Database, Stale } from './database.ts';
import { forgetParticipants } from './erase.ts';
import { answersOfPersons } from './answers.ts';
import type { GroupContext } from './group-types.ts';
import { accountRow } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { ANSWER_COLUMNS, ANSWER_TYPES, answerRow, answersOf, readSession, sessionState } from './session-row.ts';
import { forRows, forUpdate, insertRows, type Queryable } from './sql.ts';

export function createLinkStore(db: Database, context: GroupContext): LinkStore {
  return {
    redeem: (codeHash, by, now) =>
      db.transaction(async tx => {
        const [link] = await tx.query(
          `SELECT l.id, l.owner_id, l.expires_at FROM link l JOIN participant o ON o.id = l.owner_id
            JOIN participant p ON p.network_id = o.network_id
            WHERE l.code_hash = ? AND l.status = 'open' AND p.id = ? ${forUpdate(tx.provider, 'l')}`,
          [codeHash, by],
        );
        if (link === undefined) return { outcome: 'unknown' as const };
        const [linkId, owner, expiresAt] = link.map(String) as [string, string, string];
        if (expiresAt <= now) return { outcome: 'expired' as const };
        if (owner === by) return { outcome: 'self' as const };
        await tx.execute(`UPDATE link SET status = 'asked', asked_by = ?, asked_at = ? WHERE id = ?`, [
          by,
          now,
          linkId,
        ]);
        return { outcome: 'asked' as const, linkId, owner };
      }),
    accept: async (linkId, owner, now, merge) => {
      const outcome = await db.transaction(tx => accept(tx, context, linkId, owner, now, merge));
      if (outcome.outcome === 'linked') {
        context.memory.forget(owner);
        context.memory.forget(outcome.other);
        return { outcome: 'linked', participantId: owner };
      }
      return outcome;
    },
    refuse: (linkId, owner) =>
      db.transaction(async tx => {
        const sql = `UPDATE link SET status = 'refused' WHERE id = ? AND owner_id = ? AND status = 'asked' RETURNING asked_by`;
        const [row] = await tx.query(sql, [linkId, owner]);
        return row === undefined ? null : { other: String(row[0]) };
      }),
    unlink: async (participantId, platform, workspace, userId, now) => {
      const outcome = await db.transaction(tx => unlink(tx, participantId, accountRow(platform, workspace, userId)));
      context.memory.forget(participantId);
      void now;
      return outcome;
    },
  };
}

type Accepted = { readonly outcome: 'linked'; readonly other: string } | { readonly outcome: 'unknown' | 'expired' };

async function accept(
  tx: Queryable,
  { upcast }: GroupContext,
  linkId: string,
  owner: string,
  now: string,
  merge: (owner: Session, other: Session) => Session,
): Promise<Accepted> {
  const asked = await askedLink(tx, linkId, owner);
  if (asked === null) return { outcome: 'unknown' };
  const other = asked.by;
  // Sessions first, sorted, as in every other transaction; then the link again, now that nobody else can take it.
  const sessions = await lockTwo(tx, owner, other);
  const still = await askedLink(tx, linkId, owner, forUpdate(tx.provider, 'l'));
  if (still === null || sessions === null) return { outcome: 'unknown' };
  if (Date.parse(still.at) + LIMITS.linkAcceptMs <= Date.parse(now)) return { outcome: 'expired' };
  const answers = await answersOfPersons(tx, [owner, other]);
  const read = (id: string): Session => readSession(sessions.get(id)?.state ?? '{}', answers.get(id) ?? [], upcast);
  const merged = merge(read(owner), read(other));
  await moveRows(tx, owner, other);
  await saveMerged(tx, owner, merged, sessions.get(owner)?.version ?? 0, now);
  await tx.execute(`UPDATE link SET status = 'linked' WHERE id = ?`, [linkId]);
  await forgetParticipants(tx, [other], now, 'merged', owner);
  return { outcome: 'linked', other };
}

async function askedLink(
  tx: Queryable,
  linkId: string,
  owner: string,
  lock = '',
): Promise<{ by: string; at: string } | null> {
  const sql = `SELECT l.asked_by, l.asked_at FROM link l WHERE l.id = ? AND l.owner_id = ? AND l.status = 'asked' ${lock}`;
  const [row] = await tx.query(sql, [linkId, owner]);
  return row === undefined ? null : { by: String(row[0]), at: String(row[1]) };
}

async function lockTwo(
  tx: Queryable,
  a: string,
  b: string,
): Promise<Map<string, { version: number; state: string }> | null> {
  const rows = await forRows(
    tx,
    ['text'],
    [a, b].toSorted().map(id => [id]),
    v => `SELECT s.participant_id, s.version, s.state FROM ${v} CROSS JOIN session s WHERE s.participant_id = v.column1
      ORDER BY s.participant_id ${forUpdate(tx.provider, 's')}`,
  );
  if (rows.length < 2) return null;
  return new Map(rows.map(([id, version, state]) => [String(id), { version: Number(version), state: String(state) }]));
}

/** What the other account brought becomes the owner's; messages on their way keep their conversation's order. */
const MOVED = [
  'identity',
  'contribution',
  'choice_record',
  'file',
  'outbox',
  'dead_letter',
  'pending_input',
  'moderation_case',
  'danger_alert',
  'workshop_member',
] as const;

async function moveRows(tx: Queryable, owner: string, other: string): Promise<void> {
  for (const table of MOVED) {
    await tx.execute(`UPDATE ${table} SET participant_id = ? WHERE participant_id = ?`, [owner, other]);
  }
  // Their drafts are counted as the owner's; which of two contributions counts is said by the next turn.
  await tx.execute('UPDATE draft_fact SET participant_id = ? WHERE participant_id = ?', [owner, other]);
  // The same message of ours cannot have been sent to both: the platforms' names differ.
  await tx.execute('UPDATE delivered_question SET participant_id = ? WHERE participant_id = ?', [owner, other]);
}

/** The merged session as a whole: `merge` may have renamed, dropped or chosen between drafts. */
async function saveMerged(tx: Queryable, owner: string, merged: Session, version: number, now: string): Promise<void> {
  const sql =
    'UPDATE session SET version = version + 1, schema = ?, state = ?, wake_at = ?, updated_at = ? WHERE participant_id = ? AND version = ?';
  const written = await tx.execute(sql, [merged.schema, sessionState(merged), merged.wakeAt, now, owner, version]);
  if (written === 0) throw new Stale('the session changed while the accounts were joined');
  await tx.execute('DELETE FROM answer WHERE participant_id = ?', [owner]);
  const rows = answersOf(merged).map(of => answerRow(owner, of, of.answer));
  if (rows.length > 0) await insertRows(tx, 'answer', ANSWER_COLUMNS, ANSWER_TYPES, rows);
}

/**
 * The account is let go: what it says next makes a person of its own. The version moves too, so that no memory goes on
 * taking it for this person.
 */
async function unlink(
  tx: Queryable,
  participantId: string,
  account: readonly string[],
): Promise<'unlinked' | 'only_account'> {
  const bumped = await tx.execute('UPDATE session SET version = version + 1 WHERE participant_id = ?', [participantId]);
  const rows = await tx.query('SELECT platform, workspace, user_id FROM identity WHERE participant_id = ?', [
    participantId,
  ]);
  const has = rows.some(row => row.every((part, i) => part === account[i]));
  if (bumped === 0 || !has || rows.length < 2) return 'only_account';
  const where = 'participant_id = ? AND platform = ? AND workspace = ? AND user_id = ?';
  await tx.execute(`DELETE FROM identity WHERE ${where}`, [participantId, ...account]);
  // Codes that the account let go may have read join nobody to this person any more.
  await tx.execute(`UPDATE link SET status = 'refused' WHERE owner_id = ? AND status IN ('open', 'asked')`, [
    participantId,
  ]);
  return 'unlinked';
}
