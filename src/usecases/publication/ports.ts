/** What the staff review and publish: documents in versions, each with the contributions that it stands on. */
import type { ModerationStore } from '../moderation/ports.ts';
import type { DataStore, RevisionStore } from '../ports.ts';

/** `framework`: the document-cadre, which holds no text of its own. */
export type ReviewedKind = 'synthesis' | 'action_sheet' | 'framework';

/** `pending`: asked for, not made yet. `estimated`: what a model would cost was told, and the staff's choice is awaited. */
export type ReviewStatus = 'pending' | 'estimated' | 'draft' | 'approved' | 'published' | 'merged' | 'dropped';

/** What can be done to a document, for its history. */
export const REVIEW_ACTS = [
  'requested',
  'estimated',
  'created',
  'refreshed',
  'reworded',
  'dropped_line',
  'added_line',
  'titled',
  'member_added',
  'member_removed',
  'merged',
  'approved',
  'published',
  'answered',
] as const;
export type ReviewAct = (typeof REVIEW_ACTS)[number];

/** Whose documents, and of which consultation. */
export interface ReviewScope {
  readonly network: string;
  readonly consultation: string;
}

export interface ReviewedDocument extends ReviewScope {
  readonly id: string;
  readonly kind: ReviewedKind;
  readonly axis: number;
  readonly number: number;
  readonly status: ReviewStatus;
  /** The version that counts: 1 for the first. */
  readonly version: number;
  readonly mergedInto: string | null;
  readonly updatedAt: string;
}

export interface ReviewedVersion {
  readonly version: number;
  /** ISO UTC. */
  readonly at: string;
  readonly madeBy: string;
  readonly act: ReviewAct;
  /** JSON, shaped by the kind: `SheetBody`, `SynthesisBody`. */
  readonly body: string;
}

/** A version to be kept. `sources`: references of the contributions that it stands on. */
export type NewReviewedVersion = Omit<ReviewedVersion, 'version'> & {
  readonly sources: readonly string[];
  /** Of what was read a while ago, the versions that were read, by reference: words of an older one are left out. */
  readonly read?: ReadonlyMap<string, number>;
  readonly status: ReviewStatus;
};

export interface ReviewedStore {
  /** Gives it the next number of its kind and axis. */
  readonly create: (
    of: ReviewScope & { readonly kind: ReviewedKind; readonly axis: number },
    first: NewReviewedVersion,
  ) => Promise<ReviewedDocument>;
  /** Every document of that kind, by axis and number; merged and dropped ones too. */
  readonly list: (scope: ReviewScope, kind: ReviewedKind) => Promise<readonly ReviewedDocument[]>;
  readonly find: (
    scope: ReviewScope,
    kind: ReviewedKind,
    axis: number,
    number: number,
  ) => Promise<ReviewedDocument | null>;
  /** Asked for and not made yet, of every network, the oldest first. */
  readonly pending: (limit: number) => Promise<readonly ReviewedDocument[]>;
  /** From the first to the last. */
  readonly versions: (documentId: string) => Promise<readonly ReviewedVersion[]>;
  readonly latest: (documentId: string) => Promise<ReviewedVersion | null>;
  /** `stale`: somebody else made a version meanwhile; nothing was kept. */
  readonly append: (
    documentId: string,
    after: number,
    next: NewReviewedVersion & { readonly mergedInto?: string },
  ) => Promise<'kept' | 'stale'>;
}

/** What the use cases of syntheses and sheets read and write: on a database, or inside one transaction. */
export interface ReviewStores {
  readonly reviewed: ReviewedStore;
  readonly data: Pick<DataStore, 'contributions' | 'contributionsOf'>;
  readonly revisions: Pick<RevisionStore, 'all'>;
}

/** The same inside the transaction of a staff act. */
export interface PublicationRows extends ReviewStores {
  readonly moderation: Pick<ModerationStore, 'statuses' | 'statusesOf'>;
  /** Contributions of an axis whose authors asked for news of the follow-up, and take them still. */
  readonly wantNews: (
    network: string,
    consultation: string,
    axis: number,
  ) => Promise<readonly { readonly participantId: string; readonly reference: string }[]>;
}
