/** What `step` is handed: an event of a platform, or one of our own. */
import type { InboundEvent } from '#messaging/inbound.ts';

export type StepEvent =
  | {
      readonly kind: 'inbound';
      readonly event: InboundEvent;
      /** The question of the bot's message that this one quotes, found by the application. */
      readonly quoted: { readonly draftId: string; readonly question: string } | null;
      /** Fresh random characters (base 32, at least 10) for codes made in this turn. */
      readonly random: string;
    }
  /** `session.wakeAt` has come. */
  | { readonly kind: 'wake' }
  /** Somebody typed this person's link code on another account. */
  | { readonly kind: 'linkAsked'; readonly linkId: string; readonly platform: string; readonly displayName: string }
  | {
      readonly kind: 'linkDone';
      readonly outcome: 'linked' | 'unlinked' | 'onlyAccount' | 'refused' | 'unknown' | 'expired' | 'self';
      readonly platform: string;
    };
