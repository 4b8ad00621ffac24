/** Slack's rule of use: about one message per second in a conversation, short bursts apart. */
import { BoundedMap } from '#messaging/bounded-map.ts';
import { LIMITS } from './limits.ts';

/** Waits until one more message may go to that conversation. `paceMs` 0: never waits. */
export function createPace(paceMs: number): (channel: string) => Promise<void> {
  // For each conversation, when what was sent there so far will have been paid for.
  const paidAt = new BoundedMap<string, number>(LIMITS.people);
  return async channel => {
    const now = performance.now();
    const from = Math.max(now, paidAt.get(channel) ?? 0);
    paidAt.set(channel, from + paceMs);
    const waitMs = from - now - (LIMITS.burst - 1) * paceMs;
    if (waitMs > 0) await new Promise(resolve => setTimeout(resolve, waitMs));
  };
}
