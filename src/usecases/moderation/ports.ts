/** What the moderation reads and writes; part of the staff's port. Never a text: what people wrote is in their contributions. */

export type CaseStatus = 'clear' | 'queued' | 'visible' | 'hidden' | 'redacted';
export type AppealState = 'none' | 'asked' | 'upheld' | 'overturned';

export interface ModerationCase {
  readonly contributionId: string;
  readonly version: number;
  readonly network: string;
  readonly consultation: string;
  readonly participantId: string;
  readonly axis: number;
  readonly reference: string;
  readonly status: CaseStatus;
  /** What was seen: `phone`, `insult`, `same`, `reported`… */
  readonly flags: readonly string[];
  readonly fingerprint: string;
  readonly openedAt: string;
  readonly dueAt: string;
  readonly ground: string | null;
  /** An account as `printAccount` says it, or `tdt`. */
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly appeal: AppealState;
  readonly appealedAt: string | null;
}

/** A submitted version that no case knows yet. */
export interface Unchecked {
  readonly contributionId: string;
  readonly version: number;
  readonly network: string;
  readonly consultation: string;
  readonly participantId: string;
  readonly axis: number;
  readonly reference: string;
  readonly body: string;
  readonly updatedAt: string;
}

export interface DangerAlert {
  readonly id: string;
  readonly network: string;
  readonly participantId: string;
  readonly at: string;
}

/** Figures of the public report. */
export interface ModerationFigures {
  readonly byStatus: Readonly<Record<string, number>>;
  readonly byGround: Readonly<Record<string, number>>;
  readonly reported: number;
  readonly appeals: Readonly<Record<string, number>>;
}

export interface ModerationRows {
  /** The case of a contribution's version that counts; null where there is none yet. */
  readonly find: (network: string, consultation: string, reference: string) => Promise<ModerationCase | null>;
  /** What waits for somebody, danger first, then the oldest. */
  readonly queue: (network: string, consultation: string, limit: number) => Promise<readonly ModerationCase[]>;
  readonly waiting: (network: string, consultation: string) => Promise<number>;
  readonly save: (one: ModerationCase) => Promise<void>;
  /** Whether this person had not pointed it out before. */
  readonly report: (contributionId: string, participantId: string, at: string) => Promise<boolean>;
  /** The words of the version that counts: for the moderator who asks for them. */
  readonly bodyOf: (contributionId: string, version: number) => Promise<string | null>;
  readonly figures: (network: string, consultation: string) => Promise<ModerationFigures>;
  readonly openAlerts: (network: string) => Promise<readonly DangerAlert[]>;
  /** The accounts of the person of an alert, for whoever must reach them. */
  readonly accountsOf: (
    participantId: string,
  ) => Promise<readonly { readonly platform: string; readonly workspace: string; readonly userId: string }[]>;
  /** Whether there was one that nobody had seen. */
  readonly acknowledge: (network: string, alertId: string, by: string, at: string) => Promise<boolean>;
}

export interface ModerationStore {
  /** Versions without a case, changed since `since`; a bounded number. */
  readonly unchecked: (since: string, limit: number) => Promise<readonly Unchecked[]>;
  /** Whether texts nearly the same were sent by others. */
  readonly hasTwin: (
    one: Pick<Unchecked, 'network' | 'consultation' | 'participantId'>,
    fingerprint: string,
  ) => Promise<boolean>;
  /** Adds a case; nothing where it is there already. */
  readonly open: (one: ModerationCase) => Promise<void>;
  readonly untoldAlerts: (limit: number) => Promise<readonly DangerAlert[]>;
  /** Tells the moderators who have spoken with the bot, in one transaction with the mark that they were. */
  readonly tellModerators: (alert: DangerAlert, event: (alertId: string) => unknown, now: string) => Promise<number>;
  /** By contribution: what publication must know of the version that counts. */
  readonly statuses: (network: string, consultation: string) => AsyncIterable<ModerationCase>;
  /** The same of a few contributions, by their references. */
  readonly statusesOf: (
    network: string,
    consultation: string,
    references: readonly string[],
  ) => Promise<readonly ModerationCase[]>;
}
