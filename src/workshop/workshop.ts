/** The state of one workshop: plain data, serializable at any moment, changed only by `step`. Instants are ISO UTC. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Lang } from '#consultation/definition.ts';

/** Changes with the shape below; `upcast.ts` reads every older one. */
export const WORKSHOP_SCHEMA = 1;

export interface Workshop {
  readonly schema: number;
  readonly id: string;
  readonly network: string;
  readonly consultation: string;
  readonly axis: number;
  /** The revision of the axis that it began with. */
  readonly revision: string;
  readonly lang: Lang;
  readonly place: Place;
  readonly phase: Phase;
  /** What is being done at `phase` began then. */
  readonly since: string;
  readonly plan: Plan;
  readonly members: Readonly<Record<string, Member>>;
  readonly ideas: Readonly<Record<string, Idea>>;
  readonly stances: readonly Stance[];
  /** By question, by member: what they chose (idea ids, or names of choices). */
  readonly ballots: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** By question, in the order of the plan. */
  readonly answers: Readonly<Record<string, DraftAnswer>>;
  readonly proposals: readonly Proposal[];
  readonly validation: Validation | null;
  readonly sent: Sent | null;
  /** Platforms' names of messages of ours that a reaction may point at, by what they are for. */
  readonly marks: Readonly<Record<string, string>>;
  /** What a language model was asked and has not answered; absent or null: nothing. */
  readonly rewording?: string | null;
  readonly digest: Digest | null;
  readonly hintedAt: string | null;
  /** Messages in a row that did not reach the place. */
  readonly undelivered: number;
  readonly made: { readonly members: number; readonly ideas: number; readonly proposals: number };
  /** Outbound messages made so far: each one's rank. */
  readonly said: number;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly lastEventAt: string;
  readonly wakeAt: string | null;
}

export interface Place {
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  /** null: held in the channel itself, or the thread is not open yet. */
  readonly thread: string | null;
}

/** What is decided before it begins. */
export interface Plan {
  /** Names, in the order in which they are worked on. */
  readonly questions: readonly string[];
  /** The day and hour, as the facilitator wrote them. */
  readonly when: string | null;
  readonly minutes: number;
  /** null: shared out of `minutes`. */
  readonly minutesPerQuestion: number | null;
  readonly venue: string | null;
  /** Whom it is for. */
  readonly audience: string | null;
  /** Codes of territories. */
  readonly places: readonly string[];
  /** How many must agree; null: half of those who take part. */
  readonly quorum: number | null;
  readonly validationMinutes: number;
  /** People in the room, those who joined here included; null: only those who joined. */
  readonly present: number | null;
}

export type QuestionStep = 'silence' | 'ideas' | 'round' | 'votes';

export interface QuestionPhase {
  readonly name: 'question';
  readonly question: string;
  readonly step: QuestionStep;
  readonly endsAt: string;
  /** When the last minute is announced; null once it was, or where it would say nothing. */
  readonly warnAt: string | null;
  /** Members called to speak now, and those who will be. */
  readonly called: readonly string[];
  readonly toCall: readonly (readonly string[])[];
}

export type Phase =
  /** The announcement is on its way; its thread is awaited. */
  | { readonly name: 'opening' }
  | { readonly name: 'preparing' }
  | { readonly name: 'welcome' }
  | QuestionPhase
  | { readonly name: 'paused'; readonly back: QuestionPhase; readonly seconds: number }
  | { readonly name: 'drafting' }
  | { readonly name: 'validating'; readonly endsAt: string; readonly warnAt: string | null }
  | { readonly name: 'submitted' }
  | { readonly name: 'closed'; readonly why: 'cancelled' | 'idle' | 'gone' };

export interface Member {
  readonly id: string;
  /** The account on the workshop's platform. */
  readonly workspace: string;
  readonly userId: string;
  readonly displayName: string;
  readonly facilitates: boolean;
  /** Whether they joined: only then is what they write recorded. */
  readonly takesPart: boolean;
  readonly joinedAt: string;
  /** How they are presented in what is published: null is « sans mon nom ». */
  readonly shownName: string | null;
  readonly organisation: string | null;
  /** Whether they speak for that organisation. */
  readonly mandated: boolean;
}

export interface Idea {
  readonly id: string;
  readonly question: string;
  /** Its number among those of its question, from 1: never given twice. */
  readonly n: number;
  /** The member who gave it; of an idea of the room or from paper, who wrote it down. */
  readonly by: string;
  readonly via: 'chat' | 'room' | 'paper';
  /** The platform's name for the message. */
  readonly ref: string | null;
  readonly text: string;
  readonly at: string;
  /** The idea that it says again; null where it stands by itself. */
  readonly under: string | null;
  /** Set apart by the facilitator: not about the question. */
  readonly aside: boolean;
  /** Taken back by its author: its text is then empty. */
  readonly withdrawn: boolean;
}

/** What somebody thinks of an idea, beside voting. */
export interface Stance {
  readonly idea: string;
  readonly by: string;
  readonly kind: 'agreement' | 'reservation' | 'disagreement';
  readonly text: string;
  readonly at: string;
}

/** A sentence and the ideas that it stands on; none: written by whoever `by` names. */
export interface Sentence {
  readonly text: string;
  readonly ideas: readonly string[];
  readonly kind: 'idea' | 'reservation' | 'amended' | 'model';
  readonly by: string | null;
  /** Why the ideas may not say just that, as the check names it; absent where nothing was found. */
  readonly doubts?: readonly string[];
}

export interface DraftAnswer {
  readonly sentences: readonly Sentence[];
  /** For questions with choices or numbers, what was chosen; null: the sentences are the answer. */
  readonly value: AnswerValue | null;
  readonly amended: boolean;
}

/** In a proposal's `by`: no member has this id. */
export const MODEL = 'model';

export interface Proposal {
  readonly n: number;
  readonly question: string;
  /** A member; `MODEL` for a language model. */
  readonly by: string;
  readonly text: string;
  /** Of a language model's: each sentence with the ideas it says it stands on, checked by us. */
  readonly sentences?: readonly Sentence[];
  readonly status: 'open' | 'accepted' | 'refused';
  readonly at: string;
}

export interface Validation {
  readonly round: number;
  readonly approvals: readonly string[];
  /** Members of the room counted by the facilitator. */
  readonly hands: number;
  readonly objections: readonly { readonly by: string; readonly text: string; readonly at: string }[];
  /** How many had to agree. */
  readonly quorum: number;
}

export interface Sent {
  /** Public reference (A4-0137); a promise until storage gives its number. */
  readonly reference: string | null;
  readonly version: number;
  readonly at: string;
  readonly withdrawn: boolean;
}

/** Ideas received that were not told yet. */
export interface Digest {
  readonly first: string;
  readonly last: string;
  readonly ideas: readonly string[];
}
