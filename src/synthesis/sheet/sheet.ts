/**
 * An action sheet (« fiche action »): what contributions said about one action, section by section, each line with the
 * contributions it stands on. Pure: the same contributions, statements and edits always give the same sheet.
 */

/** Changes with the shape below. */
export const SHEET_SCHEMA = 1;

/** One line of a section. */
export interface SheetEntry {
  /** Name of the question that it answers; null for what the staff wrote. */
  readonly question: string | null;
  /** What was asked, in the sheet's language; null for what the staff wrote. */
  readonly label: string | null;
  readonly text: string;
  /** The text as contributed, where the staff reworded it. */
  readonly original: string | null;
  /** Public references of the contributions it stands on; empty only where `origin` is `staff`. */
  readonly references: readonly string[];
  readonly origin: 'contribution' | 'synthesis' | 'staff';
}

export interface SheetSection {
  readonly name: string;
  readonly label: string;
  /** Empty: « Non renseigné ». */
  readonly entries: readonly SheetEntry[];
}

/** A contribution that the sheet stands on, at the version that was read. */
export interface SheetSource {
  readonly reference: string;
  readonly version: number;
  /** ISO UTC. */
  readonly submittedAt: string;
  readonly collective: boolean;
}

export interface ActionSheet {
  readonly schema: typeof SHEET_SCHEMA;
  readonly axis: number;
  /** null where no contribution and nobody of the staff gave one. */
  readonly title: string | null;
  readonly sections: readonly SheetSection[];
  readonly sources: readonly SheetSource[];
}

/** What one contribution says, ready for a sheet: plain texts in one language. */
export interface SheetContribution extends SheetSource {
  readonly answers: readonly {
    readonly question: string;
    readonly label: string;
    readonly section: string;
    /** A written answer is one text; a choice of several is one text a choice. */
    readonly texts: readonly string[];
  }[];
}

/** A statement of an approved synthesis that feeds a section. */
export interface SheetStatement {
  readonly section: string;
  readonly question: string;
  readonly label: string;
  readonly text: string;
  readonly references: readonly string[];
}

/**
 * What the staff changed. A line is named by its section and its text as contributed (`of`), so that edits outlive a new
 * reading; `references` are the contributions that it stood on then: an edit goes with the last of them.
 */
export type SheetEdit =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'add'; readonly section: string; readonly text: string }
  | {
      readonly kind: 'reword';
      readonly section: string;
      readonly of: string;
      readonly references: readonly string[];
      readonly text: string;
    }
  | { readonly kind: 'drop'; readonly section: string; readonly of: string; readonly references: readonly string[] };

export interface SheetInput {
  readonly axis: number;
  /** In the order of the sheet. */
  readonly sections: readonly { readonly name: string; readonly label: string }[];
  /** The section whose answers name the action. */
  readonly titleSection: string;
  readonly contributions: readonly SheetContribution[];
  readonly statements: readonly SheetStatement[];
  readonly edits: readonly SheetEdit[];
}
