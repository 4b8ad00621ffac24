/** Where a person stands in the conversation. Each has its module in `stages/`, which asks and understands. */
import type { AnswerPart, ContributionKind } from './session.ts';

/** Messages gathered into one open answer until a silence. Instants are ISO UTC. */
export interface Burst {
  readonly closesAt: string;
  /** However much comes, it closes then. */
  readonly latestAt: string;
  /** It holds all that an answer may: what still comes is not kept, and it was said so. */
  readonly full: boolean;
  /** The silence has come, and a follow-up is being drawn from the answer: what it comes back with. */
  readonly awaitingFollowUp?: string;
}

/** What a contribution would be about, before there is a draft. */
export interface Wish {
  readonly axis: number | null;
  readonly kind: ContributionKind;
}

export type Stage =
  | { readonly name: 'start' }
  | { readonly name: 'welcome'; readonly wish: Wish }
  | { readonly name: 'notice'; readonly wish: Wish }
  | { readonly name: 'presentation'; readonly wish: Wish | null }
  | { readonly name: 'organisation'; readonly wish: Wish | null }
  | { readonly name: 'themes'; readonly kind: ContributionKind }
  | { readonly name: 'collecting'; readonly axis: number | null }
  | QuestionStage
  /** `self`: asked for on the side, of the person, whatever draft is in hand. */
  | { readonly name: 'actor'; readonly self: boolean }
  | { readonly name: 'actorOther'; readonly self: boolean; readonly actor: string }
  | { readonly name: 'territory'; readonly self: boolean; readonly candidates: readonly string[] }
  | { readonly name: 'part'; readonly part: string }
  | { readonly name: 'mandateOrganisation' }
  | { readonly name: 'mandateValidated' }
  | { readonly name: 'mandateConsulted' }
  | { readonly name: 'coAuthors' }
  | { readonly name: 'review' }
  | { readonly name: 'reviewPick' }
  | { readonly name: 'news' }
  | { readonly name: 'contributions' }
  | { readonly name: 'contribution'; readonly draftId: string }
  | { readonly name: 'myData' }
  | { readonly name: 'reminders' }
  | { readonly name: 'language' }
  /** Two accounts just joined had both submitted on one axis. */
  | { readonly name: 'chooseCurrent'; readonly draftIds: readonly [string, string] }
  | { readonly name: 'paused'; readonly by: 'person' | 'silence'; readonly back: PausableStage }
  | { readonly name: 'stopped' }
  /** A reminder waits for an answer; whatever else is said is for the stage behind. */
  | {
      readonly name: 'reminded';
      readonly id: string;
      readonly wish: Wish;
      readonly draftId: string | null;
      readonly back: RestStage;
    }
  | { readonly name: 'idle' }
  | ConfirmStage;

/** Where a reminder finds somebody: anywhere but in a choice of its own. */
export type RestStage = Exclude<Stage, ConfirmStage | { readonly name: 'reminded' }>;

export interface QuestionStage {
  readonly name: 'question';
  readonly question: string;
  /** The follow-up of `question` is being asked. */
  readonly followUp: boolean;
  /** For `structured`: the field asked for; null where the whole answer is awaited. */
  readonly field: string | null;
  /** For « Autre (précisez) »: the choices already taken. */
  readonly otherFor: readonly string[] | null;
  /** For the choices that open the search of territories. */
  readonly placeFor: string | null;
  readonly candidates: readonly string[];
  /** Messages that led to the words, the territory or the field still awaited: they belong to the answer. */
  readonly heard: readonly AnswerPart[];
  /** Texts that could not be read so far. */
  readonly attempts: number;
  readonly burst: Burst | null;
  /** The first message replaces the answer that stands (« modifier », « retour »). */
  readonly replacing: boolean;
  /** After the answer: the next question, or back to the review. */
  readonly after: 'next' | 'review';
}

/** What an edited, deleted, quoting or late message would change in a contribution already sent. */
export interface Amendment {
  readonly draftId: string;
  /** The answer's name. */
  readonly question: string;
  readonly ref: string | null;
  /** null: the message was deleted. */
  readonly text: string | null;
  readonly order: string;
  /** Whether the text joins the answer (a late message) rather than taking its place. */
  readonly joins: boolean;
}

/** A yes-or-no that stands before something. « Non » goes back; any other words go back too, and are heard there. */
export interface ConfirmStage {
  readonly name: 'confirm';
  readonly what:
    | { readonly do: 'cancel'; readonly draftId: string }
    | { readonly do: 'withdraw'; readonly draftId: string }
    | { readonly do: 'erase' }
    | { readonly do: 'command'; readonly text: string; readonly ref: string | null; readonly order: string }
    /** The same of a staff command. */
    | { readonly do: 'staff'; readonly text: string; readonly ref: string | null; readonly order: string }
    /** Is the text the end of that answer? */
    | { readonly do: 'continue'; readonly amendment: Amendment }
    /** `next`: other corrections, asked about one after the other. */
    | { readonly do: 'amend'; readonly amendment: Amendment; readonly next: readonly Amendment[] }
    | {
        readonly do: 'revision';
        readonly draftId: string;
        readonly added: number;
        readonly changed: number;
        readonly removed: number;
      }
    /** Is that what the voice message says? */
    | { readonly do: 'transcription'; readonly draftId: string; readonly question: string; readonly fileId: string }
    | { readonly do: 'redeemLink'; readonly code: string }
    | { readonly do: 'acceptLink'; readonly linkId: string; readonly platform: string; readonly displayName: string }
    | { readonly do: 'unlink' };
  readonly back: Exclude<Stage, ConfirmStage>;
}

const PAUSABLE = [
  'question',
  'actor',
  'actorOther',
  'territory',
  'part',
  'mandateOrganisation',
  'mandateValidated',
  'mandateConsulted',
  'coAuthors',
  'review',
  'reviewPick',
] as const satisfies readonly Stage['name'][];

/** Stages in which a draft waits for its author. */
export type PausableStage = StageOf<(typeof PAUSABLE)[number]>;

export function isPausable(stage: Stage): stage is PausableStage {
  return (PAUSABLE as readonly StageName[]).includes(stage.name) && !('self' in stage && stage.self);
}

const BEFORE_A_DRAFT: readonly StageName[] = ['start', 'welcome', 'notice', 'themes', 'collecting'];

/**
 * A stage on the way to a contribution or in it: what is done on the side (a language, one's data, the co-authors)
 * comes back there. The presentation is on the way only where a wish waits behind it.
 */
export function isOnTheWay(stage: Stage): stage is StageOnTheWay {
  if (stage.name === 'presentation' || stage.name === 'organisation') return stage.wish !== null;
  return (isPausable(stage) && stage.name !== 'coAuthors') || BEFORE_A_DRAFT.includes(stage.name);
}

export type StageOnTheWay =
  | Exclude<PausableStage, { name: 'coAuthors' }>
  | StageOf<'start' | 'welcome' | 'notice' | 'themes' | 'collecting' | 'presentation' | 'organisation'>;

/** The stage to come back to after a yes or a no. */
export function stageBehind(stage: Stage): ConfirmStage['back'] {
  return stage.name === 'confirm' ? stage.back : stage;
}

export type StageName = Stage['name'];
export type StageOf<N extends StageName> = Extract<Stage, { name: N }>;
