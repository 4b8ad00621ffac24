/** The machine's clock. */
import type { Clock } from '#usecases/clock.ts';

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  sleep: (ms, signal) => {
    if (signal.aborted) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
    return promise;
  },
};
