/** Revisions of the questions, and the drafts that each still has. */
import type { Axis } from '#consultation/definition.ts';

export interface DraftsOfRevision {
  readonly axis: number;
  readonly revision: string;
  readonly drafts: number;
}

export interface RevisionRows {
  /** Every revision ever kept, by axis, the oldest first. */
  readonly all: (consultation: string) => Promise<readonly Axis[]>;
  /** Drafts not sent yet, by the revision that they began with or moved to. */
  readonly drafts: (network: string, consultation: string) => Promise<readonly DraftsOfRevision[]>;
}
