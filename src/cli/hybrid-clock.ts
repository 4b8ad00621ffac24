/** The real clock, until somebody moves it: from then on it is virtual and stands still between moves. */
import type { VirtualClock } from '#usecases/clock.ts';

export interface HybridClock extends VirtualClock {
  readonly isVirtual: () => boolean;
}

/** Starts real. The first move may go anywhere; later ones only forward. */
export function createHybridClock(): HybridClock {
  let virtual: string | null = null;
  return {
    now: () => virtual ?? new Date().toISOString(),
    moveTo: iso => {
      if (virtual === null || iso > virtual) virtual = iso;
    },
    isVirtual: () => virtual !== null,
    sleep: (ms, signal) => sleep(ms, signal),
  };
}

/** Resolves after so many milliseconds, or at once when aborted; never rejects, never keeps the process alive alone. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}
