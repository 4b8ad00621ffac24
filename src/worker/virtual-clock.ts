/** A clock that stands still until it is moved: the simulator's, the replay's and the tests'. */
import { addMs, type VirtualClock } from '#usecases/clock.ts';

interface Sleeper {
  readonly until: string;
  readonly wake: () => void;
}

/** `start`: ISO UTC with milliseconds and `Z`. */
export function createVirtualClock(start: string): VirtualClock {
  const sleepers = new Set<Sleeper>();
  let now = start;
  return {
    now: () => now,
    moveTo(iso) {
      if (iso <= now) return;
      now = iso;
      for (const sleeper of sleepers) if (sleeper.until <= now) sleeper.wake();
    },
    sleep(ms, signal) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const sleeper: Sleeper = {
        until: addMs(now, ms),
        wake: () => {
          sleepers.delete(sleeper);
          signal.removeEventListener('abort', sleeper.wake);
          resolve();
        },
      };
      if (signal.aborted || ms <= 0) resolve();
      else {
        sleepers.add(sleeper);
        signal.addEventListener('abort', sleeper.wake, { once: true });
      }
      return promise;
    },
  };
}
