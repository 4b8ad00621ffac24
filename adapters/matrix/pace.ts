/** One thing at a time, so many milliseconds apart. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when it is the caller's turn; at once where nothing is asked. */
export function createPace(ms: number): () => Promise<void> {
  let next = 0;
  return async () => {
    if (ms <= 0) return;
    const now = performance.now();
    const mine = Math.max(now, next);
    next = mine + ms;
    if (mine > now) await sleep(mine - now);
  };
}
