/** Waiting for a crowd and the replicas that serve it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { SharedDatabase } from './database.ts';
import type { Platform } from './platform.ts';

/** Milliseconds in which something must happen: an acknowledgement, or a message on a screen. */
export const STUCK_MS = 30_000;

/** Waits until `condition` holds; throws, with what `stuck` says, once nothing moves any more. */
export async function come(
  platform: Platform,
  stuck: () => string,
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  let moved = Date.now();
  let before = -1;
  while (!(await condition())) {
    const { handed, sends } = platform.counts;
    if (handed + sends !== before) moved = Date.now();
    before = handed + sends;
    if (Date.now() - moved > STUCK_MS) throw new Error(`nothing moves: ${stuck()}`);
    await wait(50);
  }
}

/** Whether nothing waits to be sent, nor to be answered. */
export async function isAtRest(database: SharedDatabase): Promise<boolean> {
  const sql = 'SELECT CAST((SELECT count(*) FROM outbox) + (SELECT count(*) FROM pending_input) AS int)';
  const [row] = await database.look(({ db }) => db.query(sql, []));
  return Number(row?.[0]) === 0;
}
