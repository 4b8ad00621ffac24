/** What workshops are told by the rest of the storage: stored in the transaction that makes it true. */
import type { WorkshopEvent } from '#workshop/index.ts';
import { forRows, insertRows, type Queryable, type Row } from './sql.ts';

/** Events of our own for workshops, stored to be turned. */
export async function tellWorkshops(
  tx: Queryable,
  events: readonly { readonly id: string; readonly workshopId: string; readonly event: WorkshopEvent }[],
  now: string,
): Promise<void> {
  const rows = events.map(({ id, workshopId, event }): Row => [id, workshopId, now, 0, JSON.stringify(event)]);
  if (rows.length === 0) return;
  const columns = ['id', 'workshop_id', 'at', 'attempts', 'payload'];
  await insertRows(
    tx,
    'workshop_input',
    columns,
    ['text', 'text', 'text', 'int', 'text'],
    rows,
    'ON CONFLICT DO NOTHING',
  );
}

/** Events of that kind which wait for that workshop are not turned any more. */
export async function dropWorkshopInputs(
  tx: Queryable,
  workshopId: string,
  kind: WorkshopEvent['kind'],
): Promise<void> {
  const rows = await tx.query('SELECT id, payload FROM workshop_input WHERE workshop_id = ?', [workshopId]);
  const dropped = rows.filter(([, payload]) => (JSON.parse(String(payload)) as WorkshopEvent).kind === kind);
  await forRows(
    tx,
    ['text'],
    dropped.map(([id = '']) => [id]),
    v => `DELETE FROM workshop_input WHERE id IN (SELECT v.column1 FROM ${v})`,
  );
}
