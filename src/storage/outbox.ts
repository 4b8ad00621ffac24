/** What is to be sent: heads of conversations, claimed for a time, each claim with its fencing number. */
import type { OutboxRow, OutboxStore } from '#usecases/ports.ts';
import type { Database } from './database.ts';
import { readMessage } from './outbox-row.ts';
import { safeText, unsafeText } from './safe-text.ts';
import { forRows, forUpdateSkipLocked, insertRows, type Queryable, type Row } from './sql.ts';

export function createOutboxStore(db: Database): OutboxStore {
  return {
    claimHeads: async (now, owner, leaseMs, limit, platforms) => {
      if (platforms.length === 0) return [];
      // Asked outside a transaction first: most of the time there is nothing, and looking must not lock anything.
      if (db.provider === 'sqlite' && (await heads(db, now, 1, platforms)).length === 0) return [];
      return db.transaction(async tx => {
        const ids = await heads(tx, now, limit, platforms);
        return ids.length === 0 ? [] : claim(tx, ids, owner, new Date(Date.parse(now) + leaseMs).toISOString());
      });
    },
    markSent: (rows, now) => db.transaction(tx => sent(tx, rows, now)),
    markRetry: async (id, fence, retryAt, reason) => {
      const sql = `UPDATE outbox SET not_before = ?, lease_until = NULL, owner = NULL, reason = ? WHERE id = ? AND fence = ? AND status = 'waiting'`;
      await db.execute(sql, [retryAt, safeText(reason), id, fence]);
    },
    markDead: (id, fence, reason, now) =>
      db.transaction(async tx => {
        // Of somebody who was erased nothing stays, delivered or not.
        await tx.execute(`DELETE FROM outbox WHERE id = ? AND fence = ? AND participant_id IS NULL`, [id, fence]);
        const sql = `UPDATE outbox SET status = 'dead', lease_until = NULL, owner = NULL, reason = ?, failed_at = ? WHERE id = ? AND fence = ? AND status = 'waiting'`;
        await tx.execute(sql, [safeText(reason), now, id, fence]);
      }),
    nextDueAt: platforms => nextDueAt(db, platforms),
    deadLetters: async limit => {
      const rows = await db.prisma.outboxMessage.findMany({
        where: { status: 'dead' },
        orderBy: [{ failedAt: 'desc' }, { id: 'asc' }],
        take: limit,
        select: { id: true, platform: true, reason: true, failedAt: true },
      });
      return rows.map(row => ({
        id: row.id,
        platform: unsafeText(row.platform),
        reason: unsafeText(row.reason ?? ''),
        at: row.failedAt ?? '',
      }));
    },
  };
}

/** A head is the first of its conversation that still waits: one in backoff, or being sent, holds the others back. */
const IS_HEAD = `NOT EXISTS (SELECT 1 FROM outbox p WHERE p.conversation = o.conversation AND p.rank < o.rank AND p.status = 'waiting')`;

async function heads(on: Queryable, now: string, limit: number, platforms: readonly string[]): Promise<string[]> {
  const sql = `SELECT o.id FROM outbox o WHERE o.status = 'waiting' AND o.not_before <= ?
    AND (o.lease_until IS NULL OR o.lease_until <= ?) AND o.platform IN (${platforms.map(() => '?').join(', ')}) AND ${IS_HEAD}
    ORDER BY o.not_before, o.id LIMIT ? ${forUpdateSkipLocked(on.provider, 'o')}`;
  const rows = await on.query(sql, [now, now, ...platforms.map(safeText), limit]);
  return rows.map(([id]) => String(id));
}

async function claim(tx: Queryable, ids: readonly string[], owner: string, leaseUntil: string): Promise<OutboxRow[]> {
  // What another process did between our snapshot and our lock is checked again: still waiting, still free, still first.
  const rows = await forRows(
    tx,
    ['text'],
    ids.map(id => [id]),
    v => `UPDATE outbox SET lease_until = ?, owner = ?, fence = outbox.fence + 1, attempts = outbox.attempts + 1
      FROM ${v} WHERE outbox.id = v.column1
      RETURNING outbox.id, outbox.message, outbox.participant_id, outbox.attempts, outbox.fence, outbox.not_before`,
    [leaseUntil, owner],
  );
  const order = new Map(ids.map((id, i) => [id, i]));
  return rows
    .toSorted((a, b) => (order.get(String(a[0])) ?? 0) - (order.get(String(b[0])) ?? 0))
    .map(([, message, participantId, attempts, fence]) => ({
      message: readMessage(message),
      participantId: participantId === null ? null : String(participantId),
      attempts: Number(attempts),
      fence: Number(fence),
    }));
}

/** The row goes; of a message that asked a question stays which one, under the platform's name for the message. */
async function sent(
  tx: Queryable,
  rows: readonly { readonly id: string; readonly fence: number; readonly ref: string }[],
  now: string,
): Promise<void> {
  if (rows.length === 0) return;
  const refs = new Map(rows.map(({ id, ref }) => [id, ref]));
  const gone = await forRows(
    tx,
    ['text', 'int'],
    rows.map(({ id, fence }) => [id, fence]),
    v => `DELETE FROM outbox WHERE (id, fence) IN (SELECT v.column1, v.column2 FROM ${v}) AND status = 'waiting'
      RETURNING id, participant_id, message`,
  );
  const quotable = gone.flatMap(([id, participantId, stored]): Row[] => {
    const { to, question } = readMessage(stored);
    const ref = refs.get(String(id)) ?? '';
    if (participantId === null || participantId === undefined || question === null || ref === '') return [];
    return [
      [
        participantId,
        safeText(to.platform),
        safeText(to.workspace),
        safeText(ref),
        safeText(question.draftId),
        safeText(question.name),
        now,
      ],
    ];
  });
  if (quotable.length === 0) return;
  await insertRows(
    tx,
    'delivered_question',
    ['participant_id', 'platform', 'workspace', 'platform_ref', 'draft_id', 'question', 'at'],
    ['text', 'text', 'text', 'text', 'text', 'text', 'text'],
    quotable,
    `ON CONFLICT (participant_id, platform, workspace, platform_ref)
      DO UPDATE SET draft_id = excluded.draft_id, question = excluded.question, at = excluded.at`,
  );
}

/** The earliest instant at which some head may be claimed: its backoff over, and any lease on it expired. */
async function nextDueAt(db: Database, platforms: readonly string[]): Promise<string | null> {
  if (platforms.length === 0) return null;
  const sql = `SELECT min(CASE WHEN o.lease_until > o.not_before THEN o.lease_until ELSE o.not_before END) FROM outbox o
    WHERE o.status = 'waiting' AND o.platform IN (${platforms.map(() => '?').join(', ')}) AND ${IS_HEAD}`;
  const [row] = await db.query(sql, platforms.map(safeText));
  return (row?.[0] as string | null | undefined) ?? null;
}
