/** How long to wait before a message is sent again. Pure. */
import { MAX_ASKED_WAIT_MS, MAX_RETRY_MS, RETRY_MS } from './limits.ts';

/**
 * Milliseconds after the `attempt`-th send (from 1): doubled each time up to the highest, then between half and the
 * whole of it by chance (`fraction` in [0, 1)), so that what failed together does not come back together. What the
 * platform asks for is waited for at least, within bounds.
 */
export function backoffMs(attempt: number, askedMs: number, fraction: number): number {
  const whole = Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** Math.min(attempt - 1, 30));
  const asked = Math.min(MAX_ASKED_WAIT_MS, Math.max(0, askedMs));
  return Math.ceil(Math.max(asked, whole * (0.5 + fraction / 2)));
}
