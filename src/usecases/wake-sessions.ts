/** Wake-ups: sessions whose instant has come take a turn. */
import { WAKE_BATCH } from './limits.ts';
import { errorFacts, type Log } from './log.ts';
import type { TurnInput, TurnOutcome, TurnStore } from './ports.ts';

export interface WakeParts {
  readonly turns: TurnStore;
  readonly run: (input: TurnInput) => Promise<TurnOutcome>;
  readonly now: () => string;
  readonly log: Log;
}

/**
 * Runs all that is due at now, and what that makes due; returns how many turns. A session that stays due after its
 * turn is left for the next call: nothing here turns for ever.
 */
export async function wakeDueSessions(parts: WakeParts): Promise<number> {
  const woken = new Set<string>();
  let still = 0;
  for (;;) {
    const most = WAKE_BATCH + still;
    const due = await parts.turns.dueWakeUps(parts.now(), most);
    const fresh = due.filter(id => !woken.has(id));
    still = due.length - fresh.length;
    for (const id of fresh) woken.add(id);
    await Promise.all(fresh.map(participantId => wake(parts, participantId)));
    if (due.length < most) return woken.size;
  }
}

async function wake({ run, log }: WakeParts, participantId: string): Promise<void> {
  try {
    const outcome = await run({ kind: 'wake', participantId });
    if (outcome.kind === 'failed') log('error', 'wake_failed', errorFacts(outcome.error));
  } catch (error) {
    log('error', 'wake_failed', errorFacts(error));
  }
}
