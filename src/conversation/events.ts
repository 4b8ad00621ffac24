/** What `step` is handed: an event of a platform, or one of our own. */
import type { TranscribedBy } from '#consultation/answer-value.ts';
import type { InboundEvent } from '#messaging/inbound.ts';
import type { OutboundFile } from '#messaging/outbound.ts';
import type { Phrase } from './phrases.ts';

/** What the application read at the head of a message. */
export interface StaffWords {
  /** Whether its author has a role in the network. */
  readonly hasRole: boolean;
  /** « /équipe lister »: called as a command. */
  readonly called: boolean;
  /** More than the one word that any sentence may begin with. */
  readonly whole: boolean;
}

export type StepEvent =
  | {
      readonly kind: 'inbound';
      readonly event: InboundEvent;
      /** The question of the bot's message that this one quotes, found by the application. */
      readonly quoted: { readonly draftId: string; readonly question: string } | null;
      /** Fresh random characters (base 32, at least 10) for codes made in this turn. */
      readonly random: string;
      /** Its text begins with a staff command's words; null or absent for any other. */
      readonly staff?: StaffWords | null;
    }
  /** `session.wakeAt` has come. */
  | { readonly kind: 'wake' }
  /** Somebody typed this person's link code on another account. */
  | { readonly kind: 'linkAsked'; readonly linkId: string; readonly platform: string; readonly displayName: string }
  | {
      readonly kind: 'linkDone';
      readonly outcome: 'linked' | 'unlinked' | 'onlyAccount' | 'refused' | 'unknown' | 'expired' | 'self';
      readonly platform: string;
      /** Told to whoever was asked: the request that is no more. */
      readonly linkId?: string;
    }
  /** What a model drew from the answer of that token; null: nothing to ask. */
  | { readonly kind: 'followUpDrawn'; readonly token: string; readonly text: string | null }
  /** What a voice message says was written down. */
  | {
      readonly kind: 'transcribed';
      readonly fileId: string;
      readonly text: string;
      readonly by: TranscribedBy;
    }
  /** A campaign's send has come. `axes`: where the person has a draft to end, or (`absent`) nothing yet. */
  | {
      readonly kind: 'reminder';
      readonly id: string;
      readonly audience: 'drafts' | 'absent';
      readonly axes: readonly number[];
    }
  /** These drafts are not kept any longer, unless their author touched them after `before`. Nothing is said. */
  | { readonly kind: 'expire'; readonly draftIds: readonly string[]; readonly before: string }
  /** Something to say that the person did not ask for just now: a notice of the staff, an answer that took its time. */
  | { readonly kind: 'tell'; readonly phrases: readonly Phrase[]; readonly files?: readonly OutboundFile[] };
