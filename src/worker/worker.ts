/** The loops of a process: wake-ups, outbox, what was stored and not turned. Any number of processes may run them. */
import type { Clock } from '#usecases/clock.ts';
import type { Log } from '#usecases/log.ts';
import { createLoop } from './loop.ts';

export interface WorkerParts {
  readonly runDueWakeUps: () => Promise<number>;
  readonly nextWakeAt: () => Promise<string | null>;
  readonly drainOutbox: () => Promise<number>;
  readonly nextSendAt: () => Promise<string | null>;
  readonly runPendingInputs: () => Promise<number>;
  readonly runStaffWork: () => Promise<number>;
  readonly nextStaffWorkAt: () => Promise<string | null>;
  /** Syntheses asked for in the chat: they take their time, so they have a loop of their own. */
  readonly makeSyntheses: () => Promise<number>;
  readonly nextSynthesisAt: () => Promise<string | null>;
  /** Voice messages handed to a service: in its own time too. */
  readonly transcribe: () => Promise<number>;
  readonly nextTranscriptionAt: () => Promise<string | null>;
  /** What is done in its own time: moderation, alerts, retention. */
  readonly runHousekeeping: () => Promise<number>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Worker {
  readonly start: () => void;
  /**
   * After a commit: whether there is something to send, the earliest wake-up that was asked for, and whether the
   * staff acted: events of our own may be stored, and what has its hour may have another.
   */
  readonly nudge: (spoke: boolean, wakeAt: string | null, acted: boolean) => void;
  /** Resolves once what is in hand is done. */
  readonly stop: () => Promise<void>;
}

export function createWorker(parts: WorkerParts): Worker {
  const { clock, log } = parts;
  const never = (): Promise<null> => Promise.resolve(null);
  const wakes = createLoop({ name: 'wake-ups', run: parts.runDueWakeUps, nextAt: parts.nextWakeAt, clock, log });
  const outbox = createLoop({ name: 'outbox', run: parts.drainOutbox, nextAt: parts.nextSendAt, clock, log });
  const pending = createLoop({ name: 'pending', run: parts.runPendingInputs, nextAt: never, clock, log });
  const runStaff = async (): Promise<void> => {
    // What it did is to be sent, or turned.
    if ((await parts.runStaffWork()) === 0) return;
    pending.nudge();
    outbox.nudge();
  };
  const staff = createLoop({ name: 'staff', run: runStaff, nextAt: parts.nextStaffWorkAt, clock, log });
  const makeSyntheses = async (): Promise<void> => {
    if ((await parts.makeSyntheses()) > 0) pending.nudge();
  };
  const syntheses = createLoop({ name: 'syntheses', run: makeSyntheses, nextAt: parts.nextSynthesisAt, clock, log });
  const transcribe = async (): Promise<void> => {
    if ((await parts.transcribe()) > 0) pending.nudge();
  };
  const voices = createLoop({ name: 'voices', run: transcribe, nextAt: parts.nextTranscriptionAt, clock, log });
  const keeping = createLoop({ name: 'housekeeping', run: parts.runHousekeeping, nextAt: never, clock, log });
  const loops = [pending, wakes, outbox, staff, syntheses, voices, keeping];
  return {
    start: () => {
      for (const loop of loops) loop.start();
    },
    nudge: (spoke, wakeAt, acted) => {
      if (spoke) outbox.nudge();
      if (wakeAt !== null) wakes.nudge(wakeAt);
      if (!acted) return;
      pending.nudge();
      staff.nudge();
      syntheses.nudge();
    },
    stop: async () => {
      await Promise.all(loops.map(loop => loop.stop()));
    },
  };
}
