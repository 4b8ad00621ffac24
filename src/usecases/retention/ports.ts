/** What is kept for how long, and what was carried out of it. */
import type { AuditRows } from '../staff/ports.ts';

/** A step of the retention, once and again. */
export type RetentionStep = 'drafts' | 'audio' | 'moderated' | 'identities' | 'dead_letters';

/** What was done, by name: `reply` and `deposit` are said by people, the others are the loop's. */
export interface CarriedOut {
  readonly name: string;
  /** ISO UTC: the last time. */
  readonly at: string;
  readonly figures: Readonly<Record<string, number | string>>;
}

/** Inside a staff act, or in a transaction of its own. */
export interface RetentionRows {
  readonly carriedOut: (name: string) => Promise<CarriedOut | null>;
  /** Writes it, or writes it over. */
  readonly record: (what: CarriedOut) => Promise<void>;
  /** One more time that it was done, of so many: added to the total, whoever else adds to it. */
  readonly add: (name: string, at: string, count: number) => Promise<void>;
}

/** Written with what was done, in its transaction: what is counted, and its line of the staff's log. */
export type Note = (
  rows: { readonly retention: RetentionRows; readonly audit: AuditRows },
  count: number,
) => Promise<void>;

/** Each step hands `note` what it did, unless it did nothing. */
export interface RetentionStore extends Pick<RetentionRows, 'carriedOut' | 'record'> {
  /**
   * Tells each author of a draft of this axis that nobody touched since `before` to let go of it; how many were told
   * anew. Their turns do the rest.
   */
  readonly expireDrafts: (
    network: string,
    consultation: string,
    axis: number,
    before: string,
    now: string,
    note: Note,
  ) => Promise<number>;
  /**
   * Replaces the text of versions that were hidden or redacted before that instant, appeals over, by what `purge` leaves
   * of it, and tells their authors to let go of the draft that it came from; how many.
   */
  readonly purgeModerated: (
    network: string,
    consultation: string,
    before: string,
    now: string,
    purge: (status: 'hidden' | 'redacted', body: string) => string,
    note: Note,
  ) => Promise<number>;
  /** Forgets the accounts, conversations and choices of people who said nothing since `before`; how many. Staff stay. */
  readonly forgetIdentities: (network: string, before: string, now: string, note: Note) => Promise<number>;
  /** Recordings transcribed before that instant; how many. */
  readonly forgetAudio: (network: string, consultation: string, before: string, note: Note) => Promise<number>;
  /** Messages given up on before that instant; how many. */
  readonly forgetDeadLetters: (before: string) => Promise<number>;
}

export function carriedOutName(what: string, network: string, consultation: string): string {
  return `${what}:${network}:${consultation}`;
}
