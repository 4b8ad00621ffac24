/** What a step wants done: the application words it, stores it and sends it; the workshop does neither. */
import type { Label, WorkshopPhrase } from './phrases.ts';

export interface WorkshopChoice {
  /** What comes back in a click: at most 40 ASCII characters. */
  readonly value: string;
  readonly label: Label;
}

export interface WorkshopSay {
  readonly type: 'say';
  /** Said one after the other, as paragraphs of one message where they fit. */
  readonly phrases: readonly WorkshopPhrase[];
  readonly choices: readonly WorkshopChoice[];
  readonly choicesMax: number;
  /** `channel`: beside the thread, in the channel that it hangs from. */
  readonly where: 'thread' | 'channel';
  /** Opens the workshop's thread under this message, with that title. */
  readonly opens: WorkshopPhrase | null;
  /** Told back in a `delivered` event. */
  readonly mark: string | null;
  readonly minutes: boolean;
}

export type WorkshopEffect =
  | WorkshopSay
  /** The account becomes a person of the network (if it is none yet), and a member of the workshop. */
  | { readonly type: 'enlist'; readonly member: string }
  /** The account is no member any more. */
  | { readonly type: 'dismiss'; readonly member: string }
  /** Version `workshop.sent.version` of its contribution; its reference is given at the first one. */
  | { readonly type: 'submit' }
  | { readonly type: 'withdraw' }
  /** Messages of it that wait, or could not be sent, hold words that are kept no longer. */
  | { readonly type: 'purge' }
  /** A language model is asked to say these answers otherwise; it comes back as `reworded`, with the token, or never. */
  | {
      readonly type: 'reword';
      readonly token: string;
      readonly questions: readonly {
        readonly question: string;
        readonly label: string;
        readonly ideas: readonly { readonly id: string; readonly text: string }[];
      }[];
    }
  /** Each member hears of it in their own conversation. */
  | {
      readonly type: 'tellMembers';
      readonly news: 'sent' | 'changed' | 'withdrawn' | 'gone';
      readonly members: readonly string[];
    };
