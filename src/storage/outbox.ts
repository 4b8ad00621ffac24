/** What is to be sent: heads of conversations, claimed for a time, each claim with its fencing number. */
import type { OutboxRow, OutboxStore } from '#usecases/ports.ts';
import type { Database } from './database.ts';
import { nameKey } from './inputs.ts';
import { readMessage } from './outbox-row.ts';
import { safeText, unsafeText } from './safe-text.ts';
import { forRows, forUpdateSkipLocked, insertRows, type Queryable, type Row } from './sql.ts';
import { tellWorkshops } from './workshop-inputs.ts';

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
    markSent: async (rows, now) => {
      const farewells = await db.transaction(tx => sent(tx, rows, now));
      // The last that was kept of somebody.
      if (farewells > 0) await db.scrub();
    },
    markRetry: async (id, fence, retryAt, reason) => {
      const sql = 'UPDATE outbox SET not_before = ?, owner = NULL, reason = ? WHERE id = ? AND fence = ?';
      await db.execute(sql, [retryAt, safeText(reason), id, fence]);
    },
    markDead: (id, fence, reason, now) =>
      db.transaction(async tx => {
        const columns = 'id, participant_id, platform, attempts, created_at, message';
        const [row] = await tx.query(`DELETE FROM outbox WHERE id = ? AND fence = ? RETURNING ${columns}`, [id, fence]);
        // Of somebody who was erased nothing stays, delivered or not.
        if (row === undefined || row[1] === null) return;
        const { told } = readMessage(row[5]);
        if (told !== undefined) {
          const event = { kind: 'undelivered' as const, mark: told.mark };
          await tellWorkshops(tx, [{ id: `${id}:dead`, workshopId: told.workshopId, event }], now);
        }
        const sql = `INSERT INTO dead_letter (${columns}, reason, failed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
        await tx.execute(sql, [...row, safeText(reason), now]);
      }),
    nextDueAt: platforms => nextDueAt(db, platforms),
    deadLetters: async limit => {
      const rows = await (await db.prisma()).deadLetter.findMany({
        orderBy: [{ failedAt: 'desc' }, { id: 'asc' }],
        take: limit,
        select: { id: true, platform: true, reason: true, failedAt: true },
      });
      return rows.map(({ id, platform, reason, failedAt }) => ({
        id,
        platform: unsafeText(platform),
        reason: unsafeText(reason),
        at: failedAt,
      }));
    },
  };
}

/**
 * A head is the first of its conversation that still waits: one in backoff, or being sent, holds the others back. Asked
 * of one row at a time, in the order of the index, so that a long backlog costs no more than what is taken from it.
 */
const IS_HEAD = `o.rank = (SELECT p.rank FROM outbox p WHERE p.conversation = o.conversation ORDER BY p.rank LIMIT 1)`;

async function heads(on: Queryable, now: string, limit: number, platforms: readonly string[]): Promise<string[]> {
  const sql = `SELECT o.id FROM outbox o WHERE o.not_before <= ? AND o.platform IN (${marks(platforms)}) AND ${IS_HEAD}
    ORDER BY o.not_before, o.id LIMIT ? ${forUpdateSkipLocked(on.provider, 'o')}`;
  const rows = await on.query(sql, [now, ...platforms.map(safeText), limit]);
  return rows.map(([id]) => String(id));
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

async function claim(tx: Queryable, ids: readonly string[], owner: string, leaseUntil: string): Promise<OutboxRow[]> {
  const rows = await forRows(
    tx,
    ['text'],
    ids.map(id => [id]),
    v => `UPDATE outbox SET not_before = ?, owner = ?, fence = outbox.fence + 1, attempts = outbox.attempts + 1
      FROM ${v} WHERE outbox.id = v.column1
      RETURNING outbox.id, outbox.message, outbox.participant_id, outbox.attempts, outbox.fence`,
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

/**
 * The row goes; of a message that asked a question stays which one, under the platform's name for the message. Returns how
 * many were for somebody who is not kept.
 */
async function sent(
  tx: Queryable,
  rows: readonly {
    readonly id: string;
    readonly fence: number;
    readonly ref: string;
    readonly thread?: string | null;
  }[],
  now: string,
): Promise<number> {
  if (rows.length === 0) return 0;
  const refs = new Map(rows.map(({ id, ref }) => [id, ref]));
  const threads = new Map(rows.map(({ id, thread }) => [id, thread ?? null]));
  const gone = await forRows(
    tx,
    ['text', 'int'],
    rows.map(({ id, fence }) => [id, fence]),
    v => `DELETE FROM outbox WHERE (id, fence) IN (SELECT v.column1, v.column2 FROM ${v})
      RETURNING id, participant_id, message`,
  );
  const arrived = gone.flatMap(([rawId, , stored]) => {
    const [id, { told }] = [String(rawId), readMessage(stored)];
    if (told === undefined || told.mark === null) return [];
    const { workshopId, mark } = told;
    const event = { kind: 'delivered' as const, mark, ref: refs.get(id) ?? '', thread: threads.get(id) ?? null };
    return [{ id: `${id}:sent`, workshopId, event }];
  });
  await tellWorkshops(tx, arrived, now);
  const quotable = gone.flatMap(([id, participantId, stored]): Row[] => {
    const { to, question } = readMessage(stored);
    const ref = refs.get(String(id)) ?? '';
    if (participantId === null || participantId === undefined || question === null || ref === '') return [];
    return [
      [
        participantId,
        safeText(to.platform),
        safeText(to.workspace),
        nameKey(ref),
        safeText(question.draftId),
        safeText(question.name),
        now,
      ],
    ];
  });
  const farewells = gone.filter(([, participantId]) => participantId === null).length;
  if (quotable.length === 0) return farewells;
  await insertRows(
    tx,
    'delivered_question',
    ['participant_id', 'platform', 'workspace', 'platform_ref', 'draft_id', 'question', 'at'],
    ['text', 'text', 'text', 'text', 'text', 'text', 'text'],
    quotable,
    `ON CONFLICT (participant_id, platform, workspace, platform_ref)
      DO UPDATE SET draft_id = excluded.draft_id, question = excluded.question, at = excluded.at`,
  );
  return farewells;
}

/** The earliest instant at which some head may be claimed. `> ''` is every row, in the order of the index. */
async function nextDueAt(db: Database, platforms: readonly string[]): Promise<string | null> {
  if (platforms.length === 0) return null;
  const sql = `SELECT o.not_before FROM outbox o WHERE o.not_before > '' AND o.platform IN (${marks(platforms)}) AND ${IS_HEAD}
    ORDER BY o.not_before, o.id LIMIT 1`;
  const [row] = await db.query(sql, platforms.map(safeText));
  return row === undefined ? null : String(row[0]);
}
