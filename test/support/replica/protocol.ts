/** What a test's process and the replicas that it starts say to one another: JSON, one object a line. */
import type { InboundEvent, OutboundMessage, SendOutcome } from '#messaging/index.ts';

/** How a replica runs, once it is told to begin. */
export interface Life {
  /** PostgreSQL; null for SQLite in `dataDir`. */
  readonly url: string | null;
  readonly dataDir: string;
  /** The clock: see `clock.ts`. */
  readonly time: SharedTime;
  /** Milliseconds of waiting for another process that holds SQLite's file; null for the default. */
  readonly lockWaitMs: number | null;
}

/** Virtual time: it was `at` at the machine's `from` (milliseconds since 1970), and runs `speed` times as fast. */
export interface SharedTime {
  readonly at: string;
  readonly from: number;
  readonly speed: number;
}

export type ToReplica =
  | { readonly do: 'begin'; readonly life: Life }
  | { readonly do: 'event'; readonly event: InboundEvent }
  /** The answer to a `send`. */
  | { readonly do: 'sent'; readonly n: number; readonly outcome: SendOutcome }
  | { readonly do: 'stop' };

export type FromReplica =
  /** Its code is loaded; it waits for `begin`. */
  | { readonly say: 'loaded' }
  | { readonly say: 'ready' }
  /** The database could not be opened. */
  | { readonly say: 'failed'; readonly name: string; readonly message: string }
  | { readonly say: 'ack'; readonly id: string }
  | { readonly say: 'nack'; readonly id: string; readonly code: string }
  | { readonly say: 'send'; readonly n: number; readonly attempt: number; readonly message: OutboundMessage }
  | { readonly say: 'hint'; readonly to: string; readonly text: string }
  | { readonly say: 'log'; readonly level: string; readonly code: string; readonly facts: unknown };
