/** Transactions that met a conflict are begun again, after a wait that grows and is never the same for two processes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Stale } from './database.ts';
import { isConflict } from './errors.ts';
import { LIMITS } from './limits.ts';

export async function withRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const again = error instanceof Stale || isConflict(error);
      if (!again || attempt >= LIMITS.transactionAttempts) throw error;
      await pause(attempt);
    }
  }
}

/** Milliseconds: 5, 10, 20… each cut by up to a half at random, so that two losers don't meet again. */
export function pause(attempt: number): Promise<void> {
  const most = Math.min(LIMITS.retryMaxMs, LIMITS.retryFirstMs * 2 ** Math.min(attempt - 1, 16));
  return sleep(most * (0.5 + Math.random() / 2));
}
