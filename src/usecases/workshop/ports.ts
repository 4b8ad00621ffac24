/** What workshops are kept in: implemented by `storage/`. Instants are ISO UTC. */
import type { Session } from '#conversation/session.ts';
import type { StepEvent } from '#conversation/events.ts';
import type { InboundEvent, OutboundMessage } from '#messaging/index.ts';
import type { Workshop, WorkshopEffect, WorkshopEvent } from '#workshop/index.ts';
import type { ContributionVersion, ReferenceNeed, TurnOutcome } from '../ports.ts';
import type { Role } from '../staff/ports.ts';

/** One thing for a workshop to turn. */
export type WorkshopInput =
  | { readonly kind: 'event'; readonly workshopId: string; readonly event: InboundEvent }
  | { readonly kind: 'internal'; readonly id: string; readonly workshopId: string; readonly event: WorkshopEvent }
  | { readonly kind: 'wake'; readonly workshopId: string };

/** An account that becomes a member; a person of the network, if it is none yet. */
export interface Enlisted {
  readonly member: string;
  readonly platform: string;
  readonly workspace: string;
  readonly userId: string;
  readonly facilitates: boolean;
  /** The first state of a person never heard of. */
  readonly newSession: (participantId: string) => Session;
}

/** What the turns of one workshop in one group lead to; all of it is committed, or none. */
export interface WorkshopDecision {
  readonly workshop: Workshop;
  /** In order; `rank` is its place in the workshop's outbox. */
  readonly outbox: readonly { readonly rank: number; readonly message: OutboundMessage }[];
  readonly submissions: readonly ContributionVersion[];
  readonly withdrawn: boolean;
  /** Whether messages of before that hold its words go. */
  readonly purged: boolean;
  readonly enlisted: readonly Enlisted[];
  readonly dismissed: readonly string[];
  /** Told to each member in their own conversation. */
  readonly told: readonly { readonly id: string; readonly member: string; readonly event: StepEvent }[];
  /** Asked of a language model once all is committed. */
  readonly rewordings: readonly Extract<WorkshopEffect, { type: 'reword' }>[];
}

/** A language model that says a group's answer otherwise. */
export interface DraftModel {
  /** Sentences, each with the ideas that it says it stands on; null where there is none to use. Checked by whoever asks. */
  readonly reword: (
    question: string,
    ideas: readonly { readonly id: string; readonly text: string }[],
  ) => Promise<readonly { readonly text: string; readonly ideas: readonly string[] }[] | null>;
}

/** Pure: may be called again with a fresher workshop. null: nothing is kept. */
export type DecideWorkshop = (
  workshop: Workshop,
  /** `roles`: of the author and of their groups, where the words ask for one. */
  inputs: readonly { readonly input: WorkshopInput; readonly roles: readonly Role[] }[],
) => {
  readonly needs: readonly ReferenceNeed[];
  readonly finish: (numbers: Readonly<Record<string, number>>) => WorkshopDecision | null;
};

/** Where something was said, or what it points at. */
export interface WorkshopQuery {
  readonly platform: string;
  /** The network of whoever says it is looked up by their workspace. */
  readonly workspace: string;
  readonly channel: string;
  readonly thread: string | null;
  /** The message that a reaction or a deletion points at: it may be the one that opened a thread, or stand in it. */
  readonly ref: string | null;
  /** All of the channel's, whatever their thread. */
  readonly anyThread: boolean;
}

export interface FoundWorkshop {
  readonly id: string;
  readonly network: string;
  readonly phase: Workshop['phase']['name'];
  readonly thread: string | null;
  /** Messages of ours in it that a reaction may point at. */
  readonly marks: readonly string[];
}

/** A workshop as somebody who is in it sees it listed. */
export interface ListedWorkshop {
  readonly id: string;
  readonly member: string;
  readonly facilitates: boolean;
  readonly axis: number;
  readonly phase: Workshop['phase']['name'];
  readonly createdAt: string;
  readonly reference: string | null;
}

/** Figures of the workshops of a network. */
export interface WorkshopCounts {
  readonly total: number;
  readonly live: number;
  readonly submitted: number;
  /** Accounts that joined, each counted once a workshop. */
  readonly members: number;
}

export interface WorkshopStore {
  /**
   * One transaction for a group of inputs: dedupe rows, workshops sorted by id, the pure decisions, guarded writes, then
   * everything that they lead to. A workshop whose turn throws is run apart from the others.
   */
  readonly runGroup: (
    inputs: readonly WorkshopInput[],
    decide: DecideWorkshop,
  ) => Promise<{
    readonly outcomes: readonly TurnOutcome[];
    readonly spoke: boolean;
    readonly told: boolean;
    readonly rewordings: readonly (WorkshopDecision['rewordings'][number] & { readonly workshopId: string })[];
    readonly wakeAt: string | null;
  }>;
  /** Those that the words may be for, the latest first. */
  readonly find: (query: WorkshopQuery) => Promise<readonly FoundWorkshop[]>;
  /** The state of one, with its ideas; null for none. */
  readonly read: (id: string) => Promise<Workshop | null>;
  readonly dueWakeUps: (now: string, limit: number) => Promise<readonly string[]>;
  readonly nextWakeAt: () => Promise<string | null>;
  /** Events of our own not turned yet, the oldest first. */
  readonly pendingInputs: (limit: number) => Promise<readonly WorkshopInput[]>;
  /** Stores an event of our own, which counts once for ever. */
  readonly tell: (id: string, workshopId: string, event: WorkshopEvent) => Promise<void>;
  /** Those that somebody is a member of, the latest first. */
  readonly of: (participantId: string, limit: number) => Promise<readonly ListedWorkshop[]>;
  readonly counts: (network: string) => Promise<WorkshopCounts>;
  /** Whom a campaign about a theme may reach: members of its workshops, each once. */
  readonly participants: (network: string, axis: number | null) => Promise<readonly string[]>;
}

/** What a staff act may do with workshops, in its own transaction. */
export interface WorkshopRows {
  /**
   * A workshop just made, with its first messages. `facilitatorId`: the participant who opens it, whom the same
   * transaction may be about to make known.
   */
  readonly open: (decision: WorkshopDecision, facilitatorId: string) => Promise<void>;
  readonly countLive: (network: string) => Promise<number>;
  /** People who are members of it; none for what is no workshop. */
  readonly membersOf: (workshopId: string) => Promise<readonly string[]>;
}
