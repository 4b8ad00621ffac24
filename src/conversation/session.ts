/**
 * The state of one person's conversation: plain data, serializable at any moment, changed only by `step`.
 *
 * One session a participant, whatever the number of accounts: replies go where the last message came from.
 */
import type { AnswerValue, TranscribedBy } from '#consultation/answer-value.ts';
import type { Lang } from '#consultation/definition.ts';
import type { Address } from '#messaging/address.ts';
import type { Stage, StageOnTheWay } from './stage.ts';

/** Changes with the shape below; `upcast.ts` reads every older one. */
export const SESSION_SCHEMA = 1;

/** How a person is presented in what is published. Never « anonymous »: the staff see the account. */
export type Presentation = 'unnamed' | 'organisation' | 'name';

/** Individual, by a workshop, for an organisation, or written down for somebody who has no account. */
export type ContributionKind = 'individual' | 'collective' | 'organisation' | 'collected';

/** A voice message, as one share of an answer. */
export interface Voice {
  /** null: the recording is not kept any more. */
  readonly fileId: string | null;
  /** Its rank among the voice messages of the draft: A4-0137#2. */
  readonly n: number;
  /** Whole seconds. */
  readonly seconds: number;
  /** Who wrote it down; null: nobody yet. */
  readonly transcribed: TranscribedBy | null;
}

/** One message's share of an answer, as it was sent. */
export interface AnswerPart {
  /** The platform's name for the message, so that its edits and deletions find their answer; null for a click. */
  readonly ref: string | null;
  /** The platform's order key: parts stand in this order. */
  readonly order: string;
  /** Of a voice message, what was transcribed of it; empty before. */
  readonly text: string;
  readonly voice?: Voice;
}

export interface Answer {
  readonly value: AnswerValue;
  /** Raw texts, in the platform's order; empty for a click. */
  readonly parts: readonly AnswerPart[];
  /** ISO UTC of its last change. */
  readonly at: string;
}

/** Who stands behind a contribution made for an organisation. */
export interface Mandate {
  readonly organisation: string;
  /** null: « pas encore validé ». */
  readonly validatedBy: string | null;
  readonly validatedOn: string | null;
  readonly consulted: number | null;
}

export interface Draft {
  readonly id: string;
  readonly kind: ContributionKind;
  readonly axis: number;
  /** The revision of the axis that it began with. */
  readonly revision: string;
  readonly status: 'draft' | 'submitted' | 'withdrawn';
  /** By question name; a follow-up's answer stands under `<question>.relance`. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** Names of the optional parts accepted or declined; one not named here was not offered yet. */
  readonly parts: Readonly<Record<string, boolean>>;
  /** Follow-ups asked (question names): once each at most. */
  readonly followedUp: readonly string[];
  /** Of these, by question name, the words of those that a language model drew. */
  readonly drawnFollowUps?: Readonly<Record<string, string>>;
  readonly mandate: Mandate | null;
  readonly coAuthors: readonly string[];
  /** Of the person who spoke, when the contribution was collected by somebody else. */
  readonly collectedFrom: { readonly noticeRead: true; readonly profile: Profile } | null;
  /** Public reference (A4-0137), given at the first submission. */
  readonly reference: string | null;
  /** Versions submitted so far. */
  readonly version: number;
  /** Whether answers changed since the last submission. */
  readonly dirty: boolean;
  /** A newer revision of the questions that its author declined. */
  readonly revisionDeclined: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Profile {
  /** undefined: not asked yet; null: asked and skipped. */
  readonly actor?: { readonly name: string; readonly other?: string } | null;
  readonly places?: readonly string[] | null;
  readonly organisation?: string | null;
  /** The messages that gave them, so that their edits and deletions find them. */
  readonly refs?: { readonly [F in ProfileField]?: string };
}

export type ProfileField = 'actor' | 'places' | 'organisation';

/** Choices that can be taken back; each change is also a row of its own. */
export interface PersonalChoices {
  /** Version of the notice accepted as read; null before. */
  readonly noticeRead: string | null;
  readonly presentation: Presentation | null;
  readonly reminders: boolean | null;
  readonly news: boolean | null;
}

/** How much was received of late, for the limits of `limits.ts`. */
export interface Rate {
  readonly windowStart: string;
  readonly messages: number;
  readonly told: boolean;
}

export interface Session {
  readonly schema: number;
  readonly participantId: string;
  readonly network: string;
  readonly lang: Lang;
  /** Where it last spoke from. */
  readonly address: Address;
  readonly displayName: string;
  readonly stage: Stage;
  /** When the stage was reached (ISO UTC): what was sent before is not for it. */
  readonly since: string;
  /** Where to come back after something on the side; `draftId` is the draft then in hand. */
  readonly aside: { readonly stage: StageOnTheWay; readonly draftId: string | null } | null;
  readonly profile: Profile;
  readonly choices: PersonalChoices;
  readonly drafts: Readonly<Record<string, Draft>>;
  /** The draft that the conversation is about. */
  readonly current: string | null;
  readonly draftsMade: number;
  /** Names the prompt on screen: a click on an older one is told apart. */
  readonly prompt: number;
  /** Outbound messages made so far: each one's rank in the conversation. */
  readonly said: number;
  readonly lastEventAt: string;
  /** The highest order key heard: a message below it came late. */
  readonly lastOrder: string;
  /** The message heard last; null after a click or a command. */
  readonly lastRef: string | null;
  /** The last message that could not be read: its edit is a new try. */
  readonly refusedRef: string | null;
  /** The next instant at which `step` wants a `wake`; null for never. */
  readonly wakeAt: string | null;
  /** The open answer closed last: « suite » and a late message go on with it. */
  readonly lastOpen: { readonly draftId: string; readonly question: string } | null;
  readonly rate: Rate;
  /** No reminder before that instant: the person asked for it. */
  readonly remindAfter?: string;
}
