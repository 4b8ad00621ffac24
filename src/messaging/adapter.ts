/** The port that every platform implements. */
import type { Address } from './address.ts';
import type { InboundEvent, InboundFile } from './inbound.ts';
import type { PlaceIncident } from './incidents.ts';
import type { InstallationStore } from './installations.ts';
import type { OutboundMessage, TransientMessage } from './outbound.ts';
import type { Queries } from './queries.ts';

/** What a platform can show; rendering decides from these, never from the platform's name. */
export interface Capabilities {
  readonly buttons: boolean;
  readonly menus: boolean;
  readonly modals: boolean;
  readonly ephemeral: boolean;
  readonly edits: boolean;
  readonly deletions: boolean;
  readonly threads: boolean;
  readonly reactions: boolean;
  readonly polls: boolean;
  readonly typing: boolean;
  readonly directMessages: boolean;
  readonly files: boolean;
  /** The longest message, in UTF-16 units; longer ones are split by the adapter. */
  readonly maxCharacters: number;
}

/** What became of a send. `ambiguous`: it may have arrived; the adapter must look before it sends again. */
export type SendOutcome =
  | {
      readonly kind: 'sent';
      readonly ref: string /** The thread that it opened (`opensThread`). */;
      readonly thread?: string;
    }
  | { readonly kind: 'retry'; readonly afterMs: number; readonly ambiguous: boolean; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** What the application gives an adapter. */
export interface AdapterHost {
  /**
   * Stores the event and runs its turn. Resolves once both are committed (or the event was seen before): only then
   * may the adapter acknowledge it to its platform. Rejects when nothing was stored; the error's `blamed` is true where
   * this event is what fails while the database is well: handed over again, it would fail again.
   */
  readonly receive: (event: InboundEvent) => Promise<void>;
  /** Questions that a platform asks outside any turn. */
  readonly queries: Queries;
  /** The workspaces that let us in, where a platform asks it of each. */
  readonly installations: InstallationStore;
  /** Tells the staff what happened to a place, and keeps it in their journal. Resolves once that is done; never rejects. */
  readonly tellStaff: (incident: PlaceIncident) => Promise<void>;
  /** ISO UTC now, from the application's clock. */
  readonly now: () => string;
  readonly log: (
    level: 'info' | 'warn' | 'error',
    code: string,
    facts?: Readonly<Record<string, string | number>>,
  ) => void;
}

export interface Adapter {
  readonly platform: string;
  /**
   * The platform speaks to one process at a time: of several replicas one is connected, and sends. `keys`: it holds what two
   * must never use at once, so that it leaves when it can't say that it is there; `connection`: it stays and tells people
   * that nothing can be kept just now, since nobody else can know better.
   */
  readonly alone?: 'connection' | 'keys';
  readonly capabilities: Capabilities;
  /** Connects and begins to hand events to the host. */
  readonly start: (host: AdapterHost) => Promise<void>;
  /** Sends one message idempotently: the same `message.id` never appears twice, `attempt` > 1 looks first. */
  readonly send: (message: OutboundMessage, attempt: number, bodies: readonly FileBody[]) => Promise<SendOutcome>;
  readonly sendTransient: (message: TransientMessage) => Promise<void>;
  readonly fetchFile: (file: InboundFile, address: Address) => Promise<Uint8Array>;
  /** The address that opens a conversation with the bot in a workspace; null where it is not known (yet). */
  readonly door?: (workspace: string) => string | null;
  readonly stop: () => Promise<void>;
}

export interface FileBody {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** What a picture shows, in words. */
  readonly alt?: string;
}
