/** Our own events that wait for a turn: what one person's act leads to for another. */
import type { TurnInput } from '#usecases/ports.ts';
import { inboxKey, pendingRow, PENDING_COLUMNS, PENDING_TYPES } from './inputs.ts';
import { insertRows, type Queryable, type Row } from './sql.ts';

type Internal = Extract<TurnInput, { kind: 'internal' }>;

/** Both rows: the inbox's, so that it counts once for ever, and the one that waits. */
export async function writeInternal(tx: Queryable, events: readonly Internal[], now: string): Promise<void> {
  if (events.length === 0) return;
  const keys = events.map((event): Row => [...(inboxKey(event) ?? []), now]);
  const columns = ['platform', 'workspace', 'event_id', 'at'];
  const fresh = await insertRows(
    tx,
    'inbox',
    columns,
    ['text', 'text', 'text', 'text'],
    keys,
    'ON CONFLICT DO NOTHING',
    'RETURNING event_id',
  );
  const ids = new Set(fresh.map(([id]) => String(id)));
  const rows = events
    .filter(event => ids.has(inboxKey(event)?.[2] ?? ''))
    .map(event => pendingRow(event, event.participantId, now));
  if (rows.length > 0) await insertRows(tx, 'pending_input', PENDING_COLUMNS, PENDING_TYPES, rows);
}
