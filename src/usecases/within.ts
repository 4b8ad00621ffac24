/** Bounds how long something outside may take. */
import type { Clock } from './clock.ts';

export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/** Settles as `work` does, or rejects with a TimeoutError after `ms`; what `work` does later is ignored. */
export async function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = clock.sleep(ms, over.signal).then((): never => {
    throw new TimeoutError(`nothing after ${ms} ms`);
  });
  // Whichever loses the race is not left unhandled.
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}
