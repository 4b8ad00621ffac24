/** What we say, before a platform renders it. */
import type { Address } from './address.ts';
import type { Chart } from './chart.ts';
import type { Poster } from './poster.ts';

export interface OutboundChoice {
  /** Opaque, comes back in a `choice` event; at most 64 ASCII characters. */
  readonly id: string;
  /** Plain text, never markup. */
  readonly label: string;
}

/** A document made for one person (their data), or kept in the file store. */
export interface OutboundFile {
  readonly name: string;
  readonly mediaType: string;
  /** `personal_data`: made at the moment of sending, so that no copy waits in the outbox. */
  readonly content:
    | { readonly from: 'store'; readonly fileId: string }
    | { readonly from: 'personal_data'; readonly participantId: string }
    /** A synthesis or an action sheet, printed at the moment of sending: for the staff, or as it is published. */
    | {
        readonly from: 'document';
        readonly kind: 'synthesis' | 'action_sheet';
        readonly network: string;
        readonly axis: number;
        readonly number: number;
        readonly format: 'md' | 'html' | 'docx' | 'json';
        /** `public`: what everybody may read, if it is published still. Absent: the staff's own reading. */
        readonly audience?: 'public';
      }
    /** Of a workshop, as they stand when they are sent. */
    | { readonly from: 'minutes'; readonly workshopId: string }
    /** A picture of these figures, drawn at the moment of sending. */
    | { readonly from: 'chart'; readonly chart: Chart }
    /** A page to print, laid out at the moment of sending. */
    | { readonly from: 'poster'; readonly poster: Poster };
  /** What a picture shows, in words, for who can't see it: at most 1,000 UTF-16 units. */
  readonly alt?: string;
}

export interface OutboundMessage {
  /** Made before it is sent, stable: the idempotency key on every platform. At most 25 ASCII characters. */
  readonly id: string;
  readonly to: Address;
  /** `private`: only `to.userId` may see it (ephemeral, or the direct conversation). */
  readonly visibility: 'public' | 'private';
  /**
   * Our small Markdown: `**strong**`, `_emphasis_`, `[text](url)`, lines that begin with `- `, `\` escapes.
   * What people wrote stands in it escaped, so that it is only ever text.
   */
  readonly text: string;
  readonly lang: string;
  readonly choices: readonly OutboundChoice[];
  /** How many of `choices` may be taken together; 1 for buttons and single menus. */
  readonly choicesMax: number;
  /** The question that this message asks, if it asks one. */
  readonly question: {
    readonly draftId: string;
    readonly axis: number;
    readonly name: string;
    readonly type: string;
  } | null;
  /** Whether it awaits an answer, in words at least, to a question of the consultation or any other. */
  readonly awaits?: boolean;
  readonly progress: { readonly n: number; readonly of: number } | null;
  /** Names what is asked, for what is pressed beside the choices (« Passer », a date, a place): it comes back with it. */
  readonly prompt?: number;
  /** What is asked may be looked up in `Queries.places`. */
  readonly search?: 'places';
  readonly files: readonly OutboundFile[];
  readonly replyTo: string | null;
  /** Nothing we send pings anybody unless the staff asked for it. */
  readonly mentions: 'none';
  /**
   * Opens a thread of that title under the message, in a channel: `SendOutcome.thread` says which. Where the platform
   * has none (`capabilities.threads`), or refuses, the message stands alone.
   */
  readonly opensThread?: string;
  /** The labels of `choices` hold their own numbers, said in the text before: nothing is to be numbered again. */
  readonly ownNumbers?: true;
  /** Who is told that it arrived, and under which name. No platform shows it. */
  readonly told?: { readonly workshopId: string; readonly mark: string | null };
}

/** Best effort, never stored nor replayed. */
export type TransientMessage =
  | { readonly kind: 'typing'; readonly to: Address }
  | { readonly kind: 'hint'; readonly to: Address; readonly text: string };
