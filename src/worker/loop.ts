/** One bounded loop: does its work, sleeps until more is due or somebody nudges it, survives failures. */
import { addMs, type Clock, msBetween } from '#usecases/clock.ts';
import { errorFacts, type Log } from '#usecases/log.ts';
import { FAILURE_SLEEP_MS, LONGEST_SLEEP_MS, SHORTEST_SLEEP_MS } from './limits.ts';

export interface LoopParts {
  readonly name: string;
  readonly run: () => Promise<unknown>;
  /** When there is something to do next; null for never. */
  readonly nextAt: () => Promise<string | null>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Loop {
  readonly start: () => void;
  /** There is something to do at that instant; without one, at once. */
  readonly nudge: (at?: string) => void;
  /** Resolves once the work in hand is done. */
  readonly stop: () => Promise<void>;
}

export function createLoop({ name, run, nextAt, clock, log }: LoopParts): Loop {
  let running: Promise<void> | null = null;
  let stopped = false;
  let nudgedTo: string | null = null;
  let sleep: { readonly until: string; readonly over: AbortController } | null = null;

  async function loop(): Promise<void> {
    let failures = 0;
    while (!stopped) {
      nudgedTo = null;
      let due: string | null = null;
      try {
        await run();
        due = await nextAt();
        failures = 0;
      } catch (error) {
        failures += 1;
        log('error', 'loop_failed', { loop: name, failures, ...errorFacts(error) });
      }
      await rest(due, failures);
    }
  }

  async function rest(due: string | null, failures: number): Promise<void> {
    const now = clock.now();
    const wanted = failures > 0 ? FAILURE_SLEEP_MS * 2 ** Math.min(failures - 1, 10) : untilNext(now, due);
    const ms = Math.min(LONGEST_SLEEP_MS, Math.max(wanted, SHORTEST_SLEEP_MS));
    const until = addMs(now, ms);
    // Nudged while it worked: what was committed then may have been missed.
    if (stopped || (failures === 0 && nudgedTo !== null && nudgedTo <= now)) return;
    sleep = { until, over: new AbortController() };
    await clock.sleep(ms, sleep.over.signal);
    sleep = null;
  }

  function untilNext(now: string, due: string | null): number {
    const soonest = [due, nudgedTo].filter(at => at !== null).sort()[0];
    return soonest === undefined ? LONGEST_SLEEP_MS : msBetween(now, soonest);
  }

  return {
    start: () => {
      running ??= loop();
    },
    nudge: at => {
      const when = at ?? clock.now();
      if (nudgedTo === null || when < nudgedTo) nudgedTo = when;
      // It works at once, and then knows for itself until when to sleep.
      if (sleep !== null && when < sleep.until) sleep.over.abort();
    },
    stop: async () => {
      stopped = true;
      sleep?.over.abort();
      await running;
    },
  };
}
