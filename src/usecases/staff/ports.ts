/** What staff acts may touch, inside one transaction. Storage implements it; each part of the staff adds its property. */
import type { StepEvent } from '#conversation/events.ts';
import type { Phrase } from '#conversation/phrases.ts';
import type { Address, OutboundFile } from '#messaging/index.ts';
import type { PublicationRows } from '../publication/ports.ts';
import type { ModerationRows } from '../moderation/ports.ts';
import type { RetentionRows } from '../retention/ports.ts';
import type { Account } from './account.ts';
import type { CampaignQueue, CampaignRows } from './campaigns/ports.ts';
import type { FigureRows } from './follow-up/ports.ts';
import type { AnnouncementRows, ChannelRows, DateRows, LiveOpening } from './life/ports.ts';
import type { TranscriptionRows } from '../transcription/ports.ts';
import type { RevisionRows } from './revisions/ports.ts';
import type { WorkshopRows } from '../workshop/ports.ts';
import type { Role } from './roles.ts';

export type { Address, OutboundFile };
/** What the id of an account that stands for a group begins with. */
export const GROUP_ACCOUNT = 'group:';
export type { Role } from './roles.ts';

export interface StaffMember extends Account {
  readonly role: Role;
  /** ISO UTC. */
  readonly grantedAt: string;
  /** An account as `printAccount` says it, or `tdt`. */
  readonly grantedBy: string;
}

/** One line of the log that is only ever added to: accounts, never names. Texts are bounded by the store. */
export interface AuditEntry {
  readonly network: string;
  /** ISO UTC. */
  readonly at: string;
  /** An account as `printAccount` says it, or `tdt`. */
  readonly who: string;
  /** The act's stable name: `team.add`. */
  readonly act: string;
  /** What it was done on, in a few words; empty for nothing in particular. Never a citizen's text. */
  readonly on: string;
  /** `terminal:local`, `slack:T1:C4`, `tdt`. */
  readonly where: string;
  /** `refused`: not allowed, or not possible; nothing was changed. */
  readonly outcome: 'done' | 'refused';
}

export interface RoleRows {
  /** The role given to the account in the network; `participant` where none is. */
  readonly of: (network: string, account: Account) => Promise<Role>;
  readonly list: (network: string) => Promise<readonly StaffMember[]>;
  /** Gives the role, or another one than before. */
  readonly give: (network: string, member: StaffMember) => Promise<void>;
  /** Whether there was one to take. */
  readonly take: (network: string, account: Account) => Promise<boolean>;
  /** Every workspace of a network, by platform and id. */
  readonly workspacesOf: (
    network: string,
  ) => Promise<readonly { readonly platform: string; readonly workspace: string }[]>;
  /** The network that a workspace belongs to; null for none. */
  readonly networkOf: (platform: string, workspace: string) => Promise<string | null>;
}

export interface AuditRows {
  readonly add: (entry: AuditEntry) => Promise<void>;
  /** The latest first. `network` null: of all. */
  readonly latest: (network: string | null, limit: number) => Promise<readonly AuditEntry[]>;
  /** The name of whoever has each account today, in their order; empty for nobody known. The log itself holds none. */
  readonly namesOf: (accounts: readonly Account[]) => Promise<readonly string[]>;
}

/** All that a staff act may read and write; all of it is committed with the turn that it is part of, or none. */
export interface StaffTx {
  readonly roles: RoleRows;
  readonly workshops: WorkshopRows;
  readonly audit: AuditRows;
  readonly campaigns: CampaignRows;
  readonly figures: FigureRows;
  readonly dates: DateRows;
  readonly revisions: RevisionRows;
  readonly channels: ChannelRows;
  readonly announcements: AnnouncementRows;
  readonly publication: PublicationRows;
  readonly moderation: ModerationRows;
  readonly transcriptions: TranscriptionRows;
  readonly retention: RetentionRows;
  /**
   * Stores an event of our own for a participant, whatever they are doing: their next turn takes it, and says what
   * there is to say in their conversation, in their language. `id` counts once for ever.
   */
  readonly tell: (id: string, participantId: string, event: StepEvent) => Promise<void>;
}

/** What an act leads to. Said in the author's conversation, in its order, by the outbox. */
export interface StaffReply {
  readonly say: readonly Phrase[];
  readonly files?: readonly OutboundFile[];
  /** What it was done on, for the log; the argument by default. */
  readonly on?: string;
  /** `done` by default. */
  readonly outcome?: 'done' | 'refused';
}

export interface StaffStore {
  /** Groups of a workspace that were given a role. */
  readonly groups: (platform: string, workspace: string) => Promise<readonly string[]>;
  /** Runs an act in a transaction of its own (`tdt`, the loops); again from the start where it met a conflict. */
  readonly transaction: <T>(work: (tx: StaffTx) => Promise<T>) => Promise<T>;
  /** Campaigns and their sends, read and taken outside any act. */
  readonly queue: CampaignQueue;
  /** The dates of every network, read outside any act. */
  readonly dates: (consultation: string) => Promise<readonly LiveOpening[]>;
}
