/** What workshops are told by the rest of the storage: stored in the transaction that makes it true. */
import type { WorkshopEvent } from '#workshop/index.ts';
import { insertRows, type Queryable, type Row } from './sql.ts';

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
