/** What a step wants done: the application words it, stores it and sends it; the conversation does neither. */
import type { Lang } from '#consultation/definition.ts';
import type { Address } from '#messaging/address.ts';
import type { InboundFile } from '#messaging/inbound.ts';
import type { OutboundFile } from '#messaging/outbound.ts';
import type { Phrase, Text } from './phrases.ts';
import type { Voice } from './session.ts';

/** A click of this value on an open question's prompt closes the messages gathered (« C'est tout »). */
export const BURST_DONE = 'done';

export interface SayChoice {
  /** What comes back in a click: 40 ASCII characters at most; the prompt's number is added by the application. */
  readonly value: string;
  readonly label: Text;
}

/** The person's own data, made as it is sent; or a document that is kept. */
export type SayFile = 'personal_data' | OutboundFile;

export interface Say {
  readonly type: 'say';
  readonly to: Address;
  readonly lang: Lang;
  /** Said one after the other, as paragraphs of one message where they fit. */
  readonly phrases: readonly Phrase[];
  readonly choices: readonly SayChoice[];
  readonly choicesMax: number;
  /** Comes back as the prefix of choice ids (`<prompt>.<value>`). */
  readonly prompt: number;
  readonly question: {
    readonly draftId: string;
    readonly axis: number;
    readonly name: string;
    readonly type: string;
  } | null;
  /** Whether an answer is awaited, in words at least: to a question of the consultation or any other. */
  readonly awaits?: boolean;
  readonly progress: { readonly n: number; readonly of: number } | null;
  readonly search?: 'places';
  readonly files: readonly SayFile[];
  readonly replyTo: string | null;
}

/**
 * `sent`; `busy`: they are writing just now, try later; `done`: nothing to remind of any more; `declined`: they want
 * none; `later`: they asked for it not before some day; `closed`: no theme that it is about is open.
 */
export type ReminderOutcome = 'sent' | 'busy' | 'done' | 'declined' | 'later' | 'closed';

export type Effect =
  | Say
  | { readonly type: 'typing'; readonly to: Address }
  /** A staff command: the application runs it in this turn's transaction, and says what it answers here. */
  | { readonly type: 'staff'; readonly text: string; readonly to: Address; readonly lang: Lang }
  /** A choice that can be taken back, or the fact that a notice was shown: kept as a row. */
  | {
      readonly type: 'recordChoice';
      readonly choice:
        | 'notice_shown'
        | 'notice_read'
        | 'presentation'
        | 'reminders'
        | 'news'
        | 'licence'
        | 'collected_notice_read';
      readonly value: string;
    }
  /** The draft becomes version `draft.version` of a contribution; its reference is given at the first one. */
  /** What became of a campaign's send to this person. */
  | { readonly type: 'reminded'; readonly id: string; readonly outcome: ReminderOutcome }
  /** The person took up again after it. */
  | { readonly type: 'resumed'; readonly id: string }
  | { readonly type: 'submit'; readonly draftId: string }
  | { readonly type: 'withdraw'; readonly draftId: string }
  /** A draft given up: its answers go. */
  | { readonly type: 'discard'; readonly draftId: string }
  /** A model is asked for a follow-up to that answer; it comes back as `followUpDrawn` with the token, in time or not. */
  | { readonly type: 'drawFollowUp'; readonly token: string; readonly question: string; readonly answer: string }
  | { readonly type: 'erase' }
  | { readonly type: 'keepFile'; readonly draftId: string; readonly file: InboundFile }
  /** A voice message is kept until it was transcribed; `question`: the answer's name. */
  | {
      readonly type: 'keepRecording';
      readonly draftId: string;
      readonly axis: number;
      readonly question: string;
      readonly lang: Lang;
      readonly voice: Voice & { readonly fileId: string };
    }
  | { readonly type: 'makeLinkCode'; readonly code: string; readonly expiresAt: string }
  | { readonly type: 'redeemLinkCode'; readonly code: string }
  | { readonly type: 'acceptLink'; readonly linkId: string }
  | { readonly type: 'refuseLink'; readonly linkId: string }
  | { readonly type: 'unlink'; readonly platform: string; readonly workspace: string; readonly userId: string }
  /** « mes ateliers »; or one's ideas, one's name, leave all the workshops that one was in. Answered by a `tell`. */
  | { readonly type: 'workshops'; readonly ask: 'list' | 'ideas' | 'name' };
