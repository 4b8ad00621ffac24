/** Where a person stands in the conversation. Each has its module in `stages/`, which asks and understands. */
import type { FileRef } from '#consultation/answer-value.ts';
import type { ContributionKind } from './session.ts';

/** Messages gathered into one open answer until a silence. Instants are ISO UTC. */
export interface Burst {
  readonly closesAt: string;
  /** However much comes, it closes then. */
  readonly latestAt: string;
  readonly messages: number;
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
  | { readonly name: 'actor' }
  | { readonly name: 'actorOther'; readonly actor: string }
  | { readonly name: 'territory'; readonly candidates: readonly string[] }
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
  | { readonly name: 'idle' }
  | ConfirmStage;

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
  /** Files received so far. */
  readonly files: readonly FileRef[];
  readonly attempts: number;
  readonly burst: Burst | null;
  readonly askedAt: string;
  /** The first message replaces the answer that stands (« modifier », « retour »). */
  readonly replacing: boolean;
  /** The last message that could not be read: its edit is a new try. */
  readonly refusedRef: string | null;
  /** After the answer: the next question, or back to the review. */
  readonly after: 'next' | 'review';
}

/** A yes-or-no that stands before something; « non » and any other word go back. */
export interface ConfirmStage {
  readonly name: 'confirm';
  readonly what:
    | { readonly do: 'cancel'; readonly draftId: string }
    | { readonly do: 'withdraw'; readonly draftId: string }
    | { readonly do: 'erase' }
    | { readonly do: 'command'; readonly text: string; readonly ref: string; readonly order: string }
    | {
        readonly do: 'amend';
        readonly draftId: string;
        readonly question: string;
        readonly ref: string | null;
        readonly text: string | null;
        readonly order: string;
      }
    | {
        readonly do: 'revision';
        readonly draftId: string;
        readonly added: number;
        readonly changed: number;
        readonly removed: number;
      }
    | { readonly do: 'redeemLink'; readonly code: string }
    | { readonly do: 'acceptLink'; readonly linkId: string; readonly platform: string; readonly displayName: string }
    | { readonly do: 'unlink' };
  readonly back: Exclude<Stage, ConfirmStage>;
}

/** Stages in which a draft waits for its author. */
export type PausableStage = Extract<
  Stage,
  {
    name:
      | 'question'
      | 'actor'
      | 'actorOther'
      | 'territory'
      | 'part'
      | 'mandateOrganisation'
      | 'mandateValidated'
      | 'mandateConsulted'
      | 'coAuthors'
      | 'review'
      | 'reviewPick';
  }
>;

export type StageName = Stage['name'];
export type StageOf<N extends StageName> = Extract<Stage, { name: N }>;
