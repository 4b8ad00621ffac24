/** What `step` is handed: an event of a platform, or one of our own. */
import type { InboundEvent } from '#messaging/inbound.ts';

export type WorkshopEvent =
  | {
      readonly kind: 'inbound';
      readonly event: InboundEvent;
      /** Whether the author may hold workshops in this network. */
      readonly mayFacilitate: boolean;
    }
  /** `workshop.wakeAt` has come. */
  | { readonly kind: 'wake' }
  /** A message of ours has arrived: the platform's name for it, and the thread that it opened. */
  | { readonly kind: 'delivered'; readonly mark: string; readonly ref: string; readonly thread: string | null }
  /** A message of ours will never arrive. */
  | { readonly kind: 'undelivered'; readonly mark: string | null }
  /** Asked by a member elsewhere (their direct conversation): their ideas, or their name, go. */
  | { readonly kind: 'takeBack'; readonly member: string; readonly what: 'ideas' | 'name' }
  /** A member erased their data: their ideas, their name and their account go. */
  | { readonly kind: 'erased'; readonly member: string }
  /** A member's account is kept no longer; what they gave stays. */
  | { readonly kind: 'unnamed'; readonly member: string }
  /** What a language model made of the answers that `reword` handed it. */
  | {
      readonly kind: 'reworded';
      readonly token: string;
      readonly answers: readonly {
        readonly question: string;
        readonly sentences: readonly { readonly text: string; readonly ideas: readonly string[] }[];
      }[];
    }
  /** What the moderation hid or redacted has been kept long enough: its words go from here too. */
  | { readonly kind: 'purged'; readonly status: 'hidden' | 'redacted' }
  /** The staff put it away, with whatever stands in it. */
  | { readonly kind: 'close' };
