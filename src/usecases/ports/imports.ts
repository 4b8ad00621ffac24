/** What an import may touch: contributions by reference, written whole or not at all. */
import type { ContributionKind } from '#conversation/session.ts';

/** A contribution to write, with the versions that are not there yet. */
export interface ImportedContribution {
  readonly axis: number;
  readonly number: number;
  readonly reference: string;
  readonly status: 'submitted' | 'withdrawn';
  readonly versions: readonly ImportedVersion[];
}

export interface ImportedVersion {
  readonly version: number;
  readonly revision: string;
  readonly kind: ContributionKind;
  /** ISO UTC with milliseconds and `Z`. */
  readonly submittedAt: string;
  readonly body: string;
}

/** The sheets that the contributions written come from. */
export interface TypedPapers {
  readonly axis: number;
  readonly forms: readonly { readonly form: string; readonly reference: string }[];
}

/** What stands under a reference already. */
export interface StoredContribution {
  readonly status: 'submitted' | 'withdrawn';
  readonly versions: readonly ImportedVersion[];
}

export interface ImportStore {
  /** Those of these references whose author asked to be forgotten. */
  readonly erased: (
    network: string,
    consultation: string,
    references: readonly string[],
  ) => Promise<ReadonlySet<string>>;
  /** By reference; those that are not there are left out. */
  readonly stored: (
    network: string,
    consultation: string,
    references: readonly string[],
  ) => Promise<ReadonlyMap<string, StoredContribution>>;
  /**
   * One transaction. Nobody is the author of what is imported: each new contribution hangs from a participant without an
   * account. The next numbers given to contributors begin after the highest one imported.
   */
  readonly write: (
    network: string,
    consultation: string,
    contributions: readonly ImportedContribution[],
    now: string,
    papers?: TypedPapers,
  ) => Promise<void>;
  /** By the number of the sheet, the references of those that were typed already. */
  readonly paperReferences: (
    network: string,
    consultation: string,
    axis: number,
    forms: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>;
  /** So many numbers of an axis, taken for good: the first of them. */
  readonly takeNumbers: (network: string, consultation: string, axis: number, count: number) => Promise<number>;
}
