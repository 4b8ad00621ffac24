/** What a platform tells us, in one vocabulary. Adapters parse into it; nothing in it was written by us. */
import type { Address, Identity } from './address.ts';

/** A file as the platform announces it; its bytes are fetched later, through the adapter. */
export interface InboundFile {
  /** How the adapter finds the bytes again (an URL, an id). */
  readonly source: string;
  readonly name: string;
  /** As declared: sniffed again before it is kept. */
  readonly mediaType: string;
  readonly bytes: number;
  /** Set once the bytes are kept in the `FileStore`. */
  readonly fileId?: string;
  /** A sound. `seconds`: as the platform says, then as the bytes say; null for unknown. */
  readonly audio?: { readonly seconds: number | null };
  /** Why a sound was not kept, where it is for its length or its weight. */
  readonly refused?: 'too_long' | 'too_big';
}

interface EventBase {
  /** Stable over redeliveries, unique in `(platform, workspace)`. */
  readonly eventId: string;
  /** The platform's order key: two events of one conversation compare as strings. */
  readonly order: string;
  /** When the platform says it happened: ISO UTC with milliseconds and `Z`. */
  readonly at: string;
  readonly address: Address;
  readonly author: Identity;
  /** Whether only the author and the bot read this place. */
  readonly direct: boolean;
  /** Groups of the author that the team gave a role to, as the platform says; absent where they were not asked for. */
  readonly groups?: readonly string[];
  /** The account's language where the platform tells it (`fr-FR`). */
  readonly locale?: string;
}

export type InboundEvent =
  | (EventBase & {
      readonly kind: 'message';
      /** The platform's name for this message: later edits, deletions and quotes point at it. */
      readonly ref: string;
      readonly text: string;
      readonly files: readonly InboundFile[];
      /** The message that it answers or quotes. */
      readonly replyTo: string | null;
    })
  | (EventBase & { readonly kind: 'edit'; readonly ref: string; readonly text: string })
  | (EventBase & { readonly kind: 'deletion'; readonly ref: string })
  /** A button, a menu or a reaction; `values` are `OutboundChoice.id`s. */
  | (EventBase & { readonly kind: 'choice'; readonly values: readonly string[] })
  /** A slash command or shortcut: `text` is what follows the bot's name (« contribuer 4 »). */
  | (EventBase & {
      readonly kind: 'command';
      readonly text: string;
      /** `OutboundMessage.prompt` of the message on which it was pressed: an older one's answers nothing any more. */
      readonly prompt?: number;
    })
  /** A filled form: answers by question name, as text or choice names. */
  | (EventBase & {
      readonly kind: 'form';
      readonly draftId: string;
      readonly values: Readonly<Record<string, string | readonly string[]>>;
    })
  | (EventBase & { readonly kind: 'reaction'; readonly ref: string; readonly emoji: string; readonly added: boolean })
  | (EventBase & { readonly kind: 'typing' })
  | (EventBase & { readonly kind: 'join' | 'leave' });

export type EventKind = InboundEvent['kind'];
