/** What is counted of drafts and people: rows kept beside the sessions, in the turns' own transactions. */

/** One draft or contribution, as it is counted. Holds nothing that its author wrote. */
export interface DraftFact {
  readonly draftId: string;
  readonly consultation: string;
  readonly axis: number;
  readonly revision: string;
  readonly kind: string;
  readonly status: 'draft' | 'submitted' | 'withdrawn';
  /** Name of the kind of actor; empty where it is not known. */
  readonly actor: string;
  /** Code of the first territory (`dep:74`); empty where it is not known. */
  readonly territory: string;
  /** The first question without an answer; empty where there is none. */
  readonly stopsAt: string;
  /** Names of the answers given, in alphabetical order, between spaces. */
  readonly given: string;
  readonly answers: number;
  /** Answers that are words of their author. */
  readonly texts: number;
  /** ISO UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Of the first submission; empty before. */
  readonly submittedAt: string;
}

/** What campaigns need to know of a person. */
export interface PersonFact {
  readonly platform: string;
  /** `yes`, `no`, or empty where they were not asked. */
  readonly reminders: string;
  /** No reminder before that instant (ISO UTC); empty for none. */
  readonly remindAfter: string;
  readonly territory: string;
}

/** Drafts and contributions that are alike, counted. */
export interface FigureCell {
  readonly axis: number;
  readonly status: DraftFact['status'];
  readonly actor: string;
  readonly territory: string;
  readonly stopsAt: string;
  readonly count: number;
  readonly texts: number;
}

export interface Figures {
  readonly cells: readonly FigureCell[];
  /** Different people, in all and by axis, territory, kind of actor: one person may stand in several. */
  readonly people: number;
  readonly peopleOfAxis: ReadonlyMap<number, number>;
  readonly peopleOfTerritory: ReadonlyMap<string, number>;
  readonly peopleOfActor: ReadonlyMap<string, number>;
  /** First submissions by hour (`2027-03-01T09`, UTC). */
  readonly submittedAtHour: ReadonlyMap<string, number>;
}

/** A workshop that was held or is being held. */
export interface WorkshopFigure {
  readonly axis: number;
  /** Those counted in the room, or who joined. */
  readonly attendees: number;
  /** Whether its contribution was sent. */
  readonly isSent: boolean;
}

export interface FigureRows {
  readonly of: (network: string, consultation: string) => Promise<Figures>;
  /** Of one axis: how many drafts and contributions have an answer to each question. */
  readonly answered: (network: string, consultation: string, axis: number) => Promise<ReadonlyMap<string, number>>;
  /** Workshops that began. */
  readonly workshops: (network: string, consultation: string) => Promise<readonly WorkshopFigure[]>;
}
