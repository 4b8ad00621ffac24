/** What Synapse really stored, read from its own database: the proof of what went out in clear, and of what did not. */
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const Stored = z.object({
  room_id: z.string(),
  sender: z.string(),
  type: z.string(),
  content: z.record(z.string(), z.unknown()),
});
export type Stored = z.infer<typeof Stored>;

/** Every event of that sender, in the order they were stored. */
export function storedEvents(database: string, sender: string): readonly Stored[] {
  const sql = new DatabaseSync(database, { readOnly: true, timeout: 10_000 });
  try {
    const rows = sql
      .prepare(
        `SELECT json FROM events JOIN event_json USING (event_id)
         WHERE sender = ? AND events.rejection_reason IS NULL ORDER BY stream_ordering`,
      )
      .all(sender) as { json: string }[];
    return rows.map(({ json }) => Stored.parse(JSON.parse(json)));
  } finally {
    sql.close();
  }
}

/** Sessions of the room's key in what that sender wrote: one more at each rotation. */
export function sessionsOf(database: string, sender: string): number {
  const events = storedEvents(database, sender).filter(({ type }) => type === 'm.room.encrypted');
  return new Set(events.map(({ content }) => String(content['session_id']))).size;
}

/** Messages that went out in clear. */
export function inClear(database: string, sender: string): readonly Stored[] {
  return storedEvents(database, sender).filter(({ type }) => type === 'm.room.message');
}
