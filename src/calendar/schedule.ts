/** When something comes round: once, by a cron expression in a time zone. `croner` reads the expression. Pure. */
import { Cron } from 'croner';
import { CRON_CHARACTERS, CRON_LEAST_MS } from './limits.ts';

export type Schedule =
  | { readonly kind: 'once' /** ISO UTC. */; readonly at: string }
  | { readonly kind: 'cron'; readonly expression: string; readonly zone: string };

/** The first time after `after` (ISO UTC, excluded); null for none. Throws on an expression that `checkCron` refuses. */
export function nextAfter(schedule: Schedule, after: string): string | null {
  if (schedule.kind === 'once') return schedule.at > after ? schedule.at : null;
  const next = new Cron(schedule.expression, { timezone: schedule.zone, paused: true }).nextRun(new Date(after));
  return next === null ? null : next.toISOString();
}

/** Whether an expression of five fields can be followed; it comes round no oftener than once an hour. */
export function checkCron(expression: string, zone: string): 'ok' | 'unread' | 'too_often' | 'never' {
  if (expression.length > CRON_CHARACTERS || expression.trim().split(/\s+/).length !== 5) return 'unread';
  try {
    const cron = new Cron(expression, { timezone: zone, paused: true });
    const [first, second] = cron.nextRuns(2, new Date('2027-01-01T00:00:00Z'));
    if (first === undefined) return 'never';
    return second !== undefined && second.getTime() - first.getTime() < CRON_LEAST_MS ? 'too_often' : 'ok';
  } catch {
    return 'unread';
  }
}
