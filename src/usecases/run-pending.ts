/** Inputs that were stored and not turned: a race lost, then a crash. */
import { PENDING_BATCH } from './limits.ts';
import { errorFacts } from './log.ts';
import type { WakeParts } from './wake-sessions.ts';

/** Runs them until none is left that can be; returns how many were tried. */
export async function runPendingInputs({ turns, run, log }: WakeParts): Promise<number> {
  let ran = 0;
  for (;;) {
    const inputs = await turns.pendingInputs(PENDING_BATCH);
    const outcomes = await Promise.all(
      inputs.map(input => run(input).catch((error: unknown) => ({ kind: 'failed' as const, error }))),
    );
    ran += inputs.length;
    const failed = outcomes.filter(outcome => outcome.kind === 'failed');
    for (const { error } of failed) log('error', 'pending_failed', errorFacts(error));
    // What failed stays first in line, until the store puts it aside: this call leaves it for the next.
    if (failed.length > 0 || inputs.length < PENDING_BATCH) return ran;
  }
}
