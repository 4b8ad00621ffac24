/** Time for JSON lines: the real clock with a pump behind it, then, once a line gave an instant, a virtual one. */
import { advanceTo } from '#usecases/application.ts';
import type { Application } from '#usecases/application.ts';
import { addMs, msBetween } from '#usecases/clock.ts';
import { LIMITS } from './limits.ts';
import { sleep } from './hybrid-clock.ts';
import type { HybridClock } from './hybrid-clock.ts';
import type { TerminalTime } from './terminal-room.ts';

export interface PumpedTime extends TerminalTime {
  /** Ends the pump, once what it is doing is done. */
  readonly stop: () => Promise<void>;
}

/**
 * The application's loops are not started: while the clock is real, a pump does what comes due; all work goes through
 * one queue, so that the outputs of a line stand before its `done`. `onFailure` hears of work that the pump could
 * not do; it is tried again. `stop` cuts short the wait for quiet windows.
 */
export function createTerminalTime(
  application: Application,
  clock: HybridClock,
  stop: AbortSignal,
  onFailure: (error: unknown) => void,
): PumpedTime {
  const ending = new AbortController();
  let nap = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work, work);
    last = result.catch(() => undefined);
    return result;
  }

  async function pump(): Promise<void> {
    while (!ending.signal.aborted && !clock.isVirtual()) {
      nap = new AbortController();
      try {
        const due = await application.nextDueAt();
        const wait =
          due === null
            ? LIMITS.pumpMs
            : Math.min(Math.max(msBetween(clock.now(), due), LIMITS.leastPumpMs), LIMITS.pumpMs);
        await sleep(wait, AbortSignal.any([ending.signal, nap.signal]));
        if (!ending.signal.aborted && !clock.isVirtual()) await inTurn(application.runUntilIdle);
      } catch (error) {
        onFailure(error);
        await sleep(LIMITS.pumpMs, ending.signal);
      }
    }
  }

  const pumping = pump();
  return {
    now: clock.now,
    advanceTo: instant =>
      inTurn(async () => {
        nap.abort();
        if (!clock.isVirtual()) clock.moveTo(instant);
        await advanceTo(application, clock, instant);
      }),
    settle: async () => {
      await inTurn(application.runUntilIdle);
      nap.abort();
    },
    closeQuietWindows: () => closeQuietWindows(application, clock, inTurn, stop),
    stop: async () => {
      ending.abort();
      await pumping;
      await last;
    },
  };
}

/** An open quiet window ends within the consultation's own length of one; nothing that is due later is waited for. */
async function closeQuietWindows(
  application: Application,
  clock: HybridClock,
  inTurn: <T>(work: () => Promise<T>) => Promise<T>,
  stop: AbortSignal,
): Promise<void> {
  const until = addMs(clock.now(), application.consultation.quietWindowSeconds * 1_000);
  for (;;) {
    const due = await inTurn(application.nextDueAt);
    if (due === null || due > until || clock.now() > until || stop.aborted) return;
    if (clock.isVirtual()) await inTurn(() => advanceTo(application, clock, due));
    else {
      await sleep(Math.max(msBetween(clock.now(), due), LIMITS.leastPumpMs), stop);
      await inTurn(application.runUntilIdle);
    }
  }
}
