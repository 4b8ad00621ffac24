/** What the use cases may touch: implemented by `storage/`, handed over by `main`. All instants are ISO UTC, milliseconds, `Z`. */
import type { Axis, Lang } from '#consultation/definition.ts';
import type { Answer, ContributionKind, Session } from '#conversation/session.ts';
import type { StepEvent } from '#conversation/events.ts';
import type { ModerationStore } from './moderation/ports.ts';
import type { FiguresStore } from './ports/figures.ts';
import type { BackupStore } from './ports/backups.ts';
import type { ImportStore } from './ports/imports.ts';
import type { LeaseStore } from './ports/leases.ts';
import type { RetentionStore } from './retention/ports.ts';
import type { RightsStore } from './ports/rights.ts';
import type { Address, InboundEvent, InstallationStore, OutboundMessage } from '#messaging/index.ts';
import type { DraftFact, PersonFact } from './staff/follow-up/ports.ts';
import type { Role, StaffReply, StaffStore, StaffTx } from './staff/ports.ts';
import type { TranscriptionStore } from './transcription/ports.ts';
import type { ReviewedStore } from './publication/ports.ts';
import type { WorkshopStore } from './workshop/ports.ts';
import type { ModelCache } from './synthesis/ports.ts';

/** One thing to be turned: an event of a platform, an internal event for a participant, or a wake-up. */
export type TurnInput =
  | {
      readonly kind: 'event';
      readonly event: InboundEvent;
      /** Its text begins like a staff command: the author's role is then read with the turn. */
      readonly staff?: true;
    }
  | { readonly kind: 'internal'; readonly id: string; readonly participantId: string; readonly event: StepEvent }
  | { readonly kind: 'wake'; readonly participantId: string };

/** What is stored of the person whom an input concerns. `session` is null for somebody never heard of. */
export interface Conversation {
  readonly participantId: string;
  readonly network: string;
  readonly session: Session | null;
}

/** What is known of an input beside itself. */
export interface InputFacts {
  /** The question that the quoted message of ours asked. */
  readonly quoted: { readonly draftId: string; readonly question: string } | null;
  /** The role given to its author in the network; read only where the input asks for it. */
  readonly role?: Role;
}

export interface AnswerChange {
  readonly draftId: string;
  readonly axis: number;
  readonly question: string;
  /** null: the answer goes. */
  readonly answer: Answer | null;
}

/** An immutable version of a contribution, as submitted. */
export interface ContributionVersion {
  readonly contributionId: string;
  readonly version: number;
  readonly reference: string;
  readonly network: string;
  readonly consultation: string;
  readonly axis: number;
  readonly revision: string;
  readonly kind: ContributionKind;
  readonly submittedAt: string;
  /** Answers, presentation, profile, mandate, co-authors at that moment: `contribution-body.ts` reads it. */
  readonly body: string;
}

/** A voice message, until it was transcribed. */
export interface RecordingKept {
  readonly fileId: string;
  readonly network: string;
  readonly consultation: string;
  readonly draftId: string;
  readonly axis: number;
  readonly question: string;
  readonly number: number;
  readonly seconds: number;
  readonly lang: Lang;
  readonly at: string;
}

export interface ChoiceRecord {
  readonly choice: string;
  readonly value: string;
  readonly at: string;
  readonly platform: string;
  readonly workspace: string;
}

/** What the turns of one conversation in one group lead to; all of it is committed, or none. */
export interface TurnDecision {
  /** null: nothing is kept (an event that concerns nobody). */
  readonly session: Session | null;
  readonly answers: readonly AnswerChange[];
  readonly submissions: readonly ContributionVersion[];
  readonly withdrawals: readonly string[];
  readonly discards: readonly string[];
  readonly choices: readonly ChoiceRecord[];
  /** In order; `rank` is its place in the conversation's outbox. */
  readonly outbox: readonly { readonly rank: number; readonly message: OutboundMessage }[];
  /** Internal events for anybody, stored pending in the same transaction. */
  readonly internal: readonly { readonly id: string; readonly participantId: string; readonly event: StepEvent }[];
  readonly linkCodes: readonly { readonly codeHash: string; readonly expiresAt: string }[];
  /**
   * Everything kept of this person goes, a tombstone stays; `outbox` is still sent, then forgotten. `session` is then
   * what the last step left, which is not kept; the account's next event meets a new participant.
   */
  readonly erase: boolean;
  readonly keptFiles: readonly { readonly fileId: string; readonly draftId: string }[];
  /** Voice messages that are answers now, and those that are none any more: their bytes go in the same transaction. */
  readonly recordings?: readonly RecordingKept[];
  readonly droppedRecordings?: readonly string[];
  /** Whether what this person wrote shows danger: the moderators are alerted. */
  readonly danger?: boolean;
  /** What is counted of the drafts that changed, and of the person where that changed. */
  readonly facts?: readonly DraftFact[];
  readonly person?: PersonFact | null;
  /** What became of campaigns' sends to this person, and those after which they took up again. */
  readonly reminded?: readonly { readonly id: string; readonly outcome: string }[];
  readonly resumed?: readonly string[];
}

/** A reference that the decision needs before it can be finished. */
export interface ReferenceNeed {
  readonly key: string;
  readonly consultation: string;
  readonly axis: number;
}

/** A staff act of a turn: run in its transaction, after the decision and before it is finished. */
export type StaffAct = (tx: StaffTx) => Promise<StaffReply>;

export interface Decide {
  /** Pure: may be called again with fresher conversations when another process was faster. */
  (
    conversation: Conversation,
    inputs: readonly { readonly input: TurnInput; readonly facts: InputFacts }[],
  ): {
    readonly needs: readonly ReferenceNeed[];
    /** In the order in which they were said. */
    readonly acts?: readonly StaffAct[];
    /** `replies`: what the acts answered, one each. */
    readonly finish: (numbers: Readonly<Record<string, number>>, replies: readonly StaffReply[]) => TurnDecision;
  };
}

/**
 * How one input of a group ended. `failed` holds the error: the input was not stored. `blamed`: the database is well, its
 * own turn fails, and would again.
 */
export type TurnOutcome =
  | { readonly kind: 'done' | 'seen' }
  | { readonly kind: 'failed'; readonly error: unknown; readonly blamed: boolean };

export interface TurnStore {
  /**
   * `spoken`: the participants whom messages of this group are for.
   *
   * One transaction for a group of inputs, in the order of DESIGN 4: dedupe rows, sessions sorted by id, the pure
   * decisions, guarded writes, then everything of the winners. Losers are run again; a bad turn is isolated by
   * running the group one by one. Inputs of one participant are decided together, in the platform's order.
   */
  readonly runGroup: (
    inputs: readonly TurnInput[],
    decide: Decide,
  ) => Promise<{ readonly outcomes: readonly TurnOutcome[]; readonly spoken: readonly string[] }>;
  /** Who writes from that account; null for somebody never heard of. Files are only fetched for somebody known. */
  readonly participantOf: (platform: string, workspace: string, userId: string) => Promise<string | null>;
  /** Participants whose `wakeAt` is due, earliest first. */
  readonly dueWakeUps: (now: string, limit: number) => Promise<readonly string[]>;
  /** Earliest `wakeAt` of all, for a worker that wants to sleep until then. */
  readonly nextWakeAt: () => Promise<string | null>;
  /** Internal events and events stored but not yet turned (a race lost before a crash), oldest first. */
  readonly pendingInputs: (limit: number) => Promise<readonly TurnInput[]>;
}

/** Reads outside any turn, for `Queries`. */
export interface ConversationStore {
  /** What is stored of an account; null for somebody never heard of. */
  readonly of: (platform: string, workspace: string, userId: string) => Promise<Session | null>;
  /** Sessions whose last word came from that platform, changed since `since`, latest first. */
  readonly live: (
    platform: string,
    since: string,
    limit: number,
  ) => Promise<readonly { readonly address: Address; readonly lastOrder: string; readonly stage: string }[]>;
  /** The workspaces under which that account is known, the last heard first. */
  readonly homes: (
    platform: string,
    userId: string,
  ) => Promise<readonly { readonly workspace: string; readonly network: string }[]>;
}

export interface OutboxRow {
  readonly message: OutboundMessage;
  readonly participantId: string | null;
  /** Claims so far, this one included: above 1, an earlier send may have arrived. */
  readonly attempts: number;
  readonly fence: number;
}

export interface OutboxStore {
  /** Takes heads of conversations (one each, the oldest unsent) whose time has come, for `leaseMs`. */
  readonly claimHeads: (
    now: string,
    owner: string,
    leaseMs: number,
    limit: number,
    platforms: readonly string[],
  ) => Promise<readonly OutboxRow[]>;
  /** Only where the fence still holds. `ref` is the platform's name of the message. */
  readonly markSent: (
    rows: readonly {
      readonly id: string;
      readonly fence: number;
      readonly ref: string;
      /** The thread that it opened, where it was to open one. */
      readonly thread?: string | null;
    }[],
    now: string,
  ) => Promise<void>;
  readonly markRetry: (id: string, fence: number, retryAt: string, reason: string) => Promise<void>;
  readonly markDead: (id: string, fence: number, reason: string, now: string) => Promise<void>;
  readonly nextDueAt: (platforms: readonly string[]) => Promise<string | null>;
  readonly deadLetters: (
    limit: number,
  ) => Promise<
    readonly { readonly id: string; readonly platform: string; readonly reason: string; readonly at: string }[]
  >;
}

export interface RevisionStore {
  /** Remembers the axes as they stand today, by revision; returns those that were not known yet. */
  readonly keep: (consultation: string, axes: readonly Axis[], now: string) => Promise<readonly Axis[]>;
  /** Every revision ever kept of this consultation. */
  readonly all: (consultation: string) => Promise<readonly Axis[]>;
}

/** One row of an export: an answer's contribution, with what is published of its author. */
export interface ExportedContribution {
  /** A decision of moderation keeps it from what is published: set where somebody reads for it. */
  readonly hidden?: true;
  readonly version: ContributionVersion;
  readonly status: 'submitted' | 'withdrawn';
  readonly participantId: string;
}

/** Somebody of a network, as an export of people sees them. */
export interface ExportedPerson {
  readonly participantId: string;
  readonly since: string;
  readonly platforms: readonly string[];
  /** Without its answers. */
  readonly session: Session;
}

export interface DataStore {
  /** Everybody of a network who has spoken, streamed. */
  readonly people: (network: string) => AsyncIterable<ExportedPerson>;
  /** Streams contributions in the order of their references; `latest` leaves older versions out. */
  readonly contributions: (
    network: string,
    consultation: string,
    options: { readonly versions: 'latest' | 'all'; readonly includeWithdrawn: boolean },
  ) => AsyncIterable<ExportedContribution>;
  /** Those of these references at their latest version, withdrawn ones too, in the order of their numbers. */
  readonly contributionsOf: (
    network: string,
    consultation: string,
    references: readonly string[],
  ) => Promise<readonly ExportedContribution[]>;
  /** Drafts' answers not submitted yet, for replays and checks: streamed. */
  readonly draftAnswers: (network: string) => AsyncIterable<{
    readonly participantId: string;
    readonly draftId: string;
    readonly axis: number;
    readonly question: string;
    readonly answer: Answer;
  }>;
  /** All that is kept of one person, as plain data. */
  readonly personalData: (participantId: string) => Promise<Readonly<Record<string, unknown>> | null>;
}

export interface NetworkStore {
  readonly ensureDefault: (now: string) => Promise<string>;
  readonly list: () => Promise<
    readonly {
      readonly id: string;
      readonly name: string;
      readonly workspaces: number;
      readonly participants: number;
    }[]
  >;
  readonly create: (id: string, name: string, now: string) => Promise<'created' | 'exists'>;
  readonly invite: (
    network: string,
    codeHash: string,
    expiresAt: string,
    now: string,
  ) => Promise<'created' | 'unknown_network'>;
  /** Attaches a workspace by an invitation's hash, once. */
  readonly redeemInvitation: (
    codeHash: string,
    platform: string,
    workspace: string,
    now: string,
  ) => Promise<string | null>;
  readonly networkOf: (platform: string, workspace: string) => Promise<string | null>;
  readonly attach: (platform: string, workspace: string, network: string, now: string) => Promise<void>;
}

export interface LinkStore {
  /** Takes the code if it is live; the second account is remembered with the link. */
  readonly redeem: (
    codeHash: string,
    by: string,
    now: string,
  ) => Promise<
    | { readonly outcome: 'asked'; readonly linkId: string; readonly owner: string }
    | { readonly outcome: 'unknown' | 'expired' | 'self' }
  >;
  /** Joins both participants in one transaction with `merge`; the second one's identities move to the first. */
  readonly accept: (
    linkId: string,
    owner: string,
    now: string,
    merge: (owner: Session, other: Session) => Session,
  ) => Promise<
    { readonly outcome: 'linked'; readonly participantId: string } | { readonly outcome: 'unknown' | 'expired' }
  >;
  readonly refuse: (linkId: string, owner: string) => Promise<{ readonly other: string } | null>;
  /** The account gets a participant of its own again; drafts and contributions stay with the first. */
  readonly unlink: (
    participantId: string,
    platform: string,
    workspace: string,
    userId: string,
    now: string,
  ) => Promise<'unlinked' | 'only_account'>;
}

export interface FileStore {
  /** Keeps the bytes (bounded), returns their id. The name is sanitized, the type sniffed by the caller. */
  readonly put: (
    participantId: string,
    name: string,
    mediaType: string,
    bytes: Uint8Array,
    now: string,
  ) => Promise<string>;
  readonly get: (
    fileId: string,
  ) => Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array } | null>;
  readonly remove: (fileId: string) => Promise<void>;
}

export interface SecretStore {
  /** Seals every secret under today's key (`TDT_SECRET_KEY`, the first); `unreadable`: their key is not known. */
  readonly reseal: () => Promise<{ readonly resealed: number; readonly unreadable: number }>;
}

export interface Stores {
  readonly figures: FiguresStore;
  readonly leases: LeaseStore;
  readonly rights: RightsStore;
  readonly retention: RetentionStore;
  readonly moderation: ModerationStore;
  readonly backups: BackupStore;
  readonly imports: ImportStore;
  readonly turns: TurnStore;
  readonly outbox: OutboxStore;
  readonly revisions: RevisionStore;
  readonly data: DataStore;
  readonly networks: NetworkStore;
  readonly links: LinkStore;
  readonly files: FileStore;
  readonly transcriptions: TranscriptionStore;
  readonly conversations: ConversationStore;
  readonly installations: InstallationStore;
  readonly secrets: SecretStore;
  readonly staff: StaffStore;
  readonly reviewed: ReviewedStore;
  readonly modelAnswers: ModelCache;
  readonly workshops: WorkshopStore;
  /** `sqlite` or `postgresql`. */
  readonly provider: string;
  readonly close: () => Promise<void>;
}
