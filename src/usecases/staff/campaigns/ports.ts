/** Campaigns (the rules) and reminders (one due send each) ↔ rows. Instants are ISO UTC. */
import type { QuietRule } from '#calendar/quiet.ts';
import type { Schedule } from '#calendar/schedule.ts';
import type { Channel } from '../life/ports.ts';

/** `workshop`: those of `absent` who took part in a workshop on one of the axes. */
export type Audience = 'drafts' | 'absent' | 'workshop' | 'channel';

/** When a campaign comes round; `before`: so many days before each of its axes closes, at that hour. */
export type CampaignSchedule = Schedule | { readonly kind: 'before'; readonly days: number; readonly hour: number };

export interface CampaignRule {
  readonly audience: Audience;
  readonly axes: readonly number[];
  /** For `drafts`: only those silent for so many days; null for all. */
  readonly silentDays: number | null;
  readonly channel: Channel | null;
  readonly schedule: CampaignSchedule;
  readonly zone: string;
  readonly quiet: QuietRule;
  /** Sends to one person, at most. */
  readonly atMost: number;
}

export type CampaignStatus = 'ready' | 'running' | 'paused' | 'stopped' | 'over';

export interface Campaign {
  readonly id: string;
  readonly network: string;
  readonly consultation: string;
  /** « R3 ». */
  readonly number: number;
  readonly rule: CampaignRule;
  readonly status: CampaignStatus;
  /** When it comes round next; null for never again. */
  readonly nextAt: string | null;
  /** Who prepared it, told of what could not be sent; null for `tdt`, and once they erased their data. */
  readonly ownerId: string | null;
  readonly createdAt: string;
}

/** Somebody of an audience, in the order of their ids. */
export interface AudienceMember {
  readonly participantId: string;
  readonly platform: string;
  readonly territory: string;
}

export interface CampaignResults {
  readonly waiting: number;
  readonly sent: number;
  /** « Reprendre », within 48 hours. */
  readonly resumed: number;
  /** Those who submitted after it. */
  readonly submitted: number;
  /** Nothing to remind of any more, refused or put off, too late. */
  readonly done: number;
  readonly declined: number;
  readonly late: number;
}

/** A send whose turn has come. */
export interface DueReminder {
  readonly id: string;
  readonly campaignId: string;
  readonly participantId: string;
  readonly territory: string;
  readonly dueAt: string;
  /** Times that the person was found writing. */
  readonly tries: number;
}

export interface CampaignRows {
  readonly create: (campaign: Omit<Campaign, 'number'>) => Promise<number>;
  readonly list: (network: string, consultation: string) => Promise<readonly Campaign[]>;
  readonly find: (network: string, consultation: string, number: number) => Promise<Campaign | null>;
  readonly setStatus: (id: string, status: CampaignStatus, nextAt: string | null) => Promise<void>;
  /** How many people the rule finds now. */
  readonly count: (network: string, consultation: string, rule: CampaignRule, now: string) => Promise<number>;
  readonly results: (id: string) => Promise<CampaignResults>;
  /** Moves `nextAt`, only where it still is `from`: one process takes each round. Makes the round's row. */
  readonly takeRound: (id: string, from: string, nextAt: string | null) => Promise<boolean>;
  /**
   * The next page of the round's audience, after its cursor, without those who had their share; moves the cursor. Null
   * where another process is writing it.
   */
  readonly page: (
    campaign: Campaign,
    round: string,
    limit: number,
    now: string,
  ) => Promise<readonly AudienceMember[] | null>;
  /** The round's audience is all written, or not wanted any more. */
  readonly dropRound: (id: string, round: string) => Promise<void>;
  readonly addReminders: (
    campaign: Campaign,
    round: string,
    members: readonly (AudienceMember & { readonly dueAt: string })[],
  ) => Promise<void>;
}

/** What the loops read outside any act. */
export interface CampaignQueue {
  readonly running: () => Promise<readonly Campaign[]>;
  readonly byIds: (ids: readonly string[]) => Promise<readonly Campaign[]>;
  /** Rounds whose audience is not all written yet. */
  readonly openRounds: () => Promise<readonly { readonly campaign: Campaign; readonly round: string }[]>;
  /** Takes due sends of a platform for a while: another process does not take them meanwhile. */
  readonly claim: (platform: string, now: string, leaseMs: number, limit: number) => Promise<readonly DueReminder[]>;
  readonly platforms: () => Promise<readonly string[]>;
  readonly nextDueAt: () => Promise<string | null>;
  /** Puts it off (quiet hours), or gives it up. */
  readonly putOff: (id: string, until: string) => Promise<void>;
  readonly giveUp: (id: string, reason: 'late' | 'gone') => Promise<void>;
  /** Messages of that platform that wait out a backoff: it asks us to slow down. */
  readonly heldBack: (platform: string, now: string) => Promise<number>;
}
