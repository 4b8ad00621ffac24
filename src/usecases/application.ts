/**
 * The application as its drivers see it: the terminal, the simulator's virtual clock, the replay, the benchmark.
 * `src/application.ts` makes one out of its parts.
 */
import type { Consultation } from '#consultation/definition.ts';
import type { Adapter, AdapterHost } from '#messaging/index.ts';
import type { Wording } from '#wording/wording.ts';
import type { Clock, VirtualClock } from './clock.ts';
import type { Log } from './log.ts';
import type { Stores } from './ports.ts';
import type { Entropy } from './entropy.ts';
import type { SynthesisEngine } from './publication/syntheses/engine.ts';
import type { FollowUpModel, SynthesisModel } from './synthesis/ports.ts';
import type { DraftModel } from './workshop/ports.ts';
import type { Transcriber } from './transcription/ports.ts';
import type { Account } from './staff/account.ts';

/** What an application is made of. Whoever makes the stores closes them. */
export interface ApplicationParts {
  readonly consultation: Consultation;
  readonly stores: Stores;
  readonly adapters: readonly Adapter[];
  readonly clock: Clock;
  /** Accounts that are staff from the start (`TDT_STAFF`). Default: none. */
  readonly firstStaff?: readonly Account[];
  /** What makes the syntheses that the staff ask for. Default: this project's own, with no model, in a thread. */
  readonly engine?: SynthesisEngine;
  /** Words what `engine` made; where it fails, `engine` stands and says so. Default: none. */
  readonly model?: SynthesisModel | null;
  /** Draws a follow-up from an open answer, where the consultation lets it. Default: none. */
  readonly followUps?: FollowUpModel | null;
  /** Proposes another wording of a workshop's draft, where the consultation lets it. Default: none. */
  readonly drafts?: DraftModel | null;
  /** Transcribes voice messages, where the consultation lets it; people always may. Default: none. */
  readonly transcriber?: Transcriber | null;
  /** Default: the catalogs of `wording/`. */
  readonly wording?: Wording;
  /** Default: silence. */
  readonly log?: Log;
  /** Default: the operating system's. */
  readonly entropy?: Entropy;
}

export interface Application {
  readonly consultation: Consultation;
  readonly stores: Stores;
  readonly wording: Wording;
  readonly clock: Clock;
  /**
   * What an adapter's events are handed to. `receive` resolves once the event and its turn are committed (or were
   * before), rejects with an `IntakeError` when nothing was stored. An adapter that `start` was not called for may be
   * driven by hand through it.
   */
  readonly host: (adapter: Adapter) => AdapterHost;
  /** Runs the turns of sessions whose `wakeAt` is not after the clock's now; returns how many. */
  readonly runDueWakeUps: () => Promise<number>;
  /** Runs what was stored and not turned yet; returns how many. */
  readonly runPendingInputs: () => Promise<number>;
  /** Sends all that is due now, conversation by conversation, in order; returns how many messages went out. */
  readonly drainOutbox: () => Promise<number>;
  /** Pending inputs, wake-ups and outbox, again and again until nothing is due at the clock's now. */
  readonly runUntilIdle: () => Promise<void>;
  /** When something is next due: a wake-up or a retry. May be in the past; null for never. */
  readonly nextDueAt: () => Promise<string | null>;
  /** Starts the loops (wake-ups, outbox, pending inputs), then the adapters. A virtual clock's driver doesn't call it. */
  readonly start: () => Promise<void>;
  /** Stops the adapters, then the loops, once the turns and sends in hand are over. Safe without `start`, and twice. */
  readonly stop: () => Promise<void>;
}

/**
 * Moves a virtual clock to `at`, stopping at each thing due on the way so that it happens at its own time, before
 * whatever the caller does at `at`. Resolves once all that is due at `at` is done.
 */
export async function advanceTo(application: Application, clock: VirtualClock, at: string): Promise<void> {
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const due = await application.nextDueAt();
    if (due === null || due > at) break;
    clock.moveTo(due);
    await application.runUntilIdle();
  }
  clock.moveTo(at);
  await application.runUntilIdle();
}

/** Instants visited on the way to one target: beyond, something asks for ever to be woken at once. */
const MAX_STEPS = 100_000;
