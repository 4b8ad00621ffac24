/**
 * What a platform asks of the application outside any turn: completion, prefilled forms, whom to catch up with after an
 * outage. They only read what is committed, and reject when the database does not answer.
 */
import type { Address } from './address.ts';
import type { InboundEvent } from './inbound.ts';

/** An account, before anything is known of it. */
export interface AccountKey {
  readonly platform: string;
  readonly workspace: string;
  readonly userId: string;
}

/** A theme as it is offered before a conversation: plain text. */
export interface ThemeOffer {
  readonly number: number;
  readonly label: string;
}

/** A territory that begins as somebody types. */
export interface PlaceOffer {
  /** Said for the person, it names this place and no other. */
  readonly said: string;
  readonly label: string;
}

/** What one account may see of itself at a glance, in its language: plain text. */
export interface Overview {
  readonly lang: string;
  readonly themes: readonly (ThemeOffer & {
    /** « 24 mars 2027 inclus, … »; null: no end is set. */
    readonly closes: string | null;
  })[];
  /** Begun and not sent, the one in hand first. */
  readonly drafts: readonly {
    readonly number: number;
    readonly label: string;
    readonly given: number;
    readonly of: number;
    /** Said for the person, it leads back there; null where the theme takes no answer any more. */
    readonly said: string | null;
  }[];
  readonly sent: readonly {
    readonly reference: string;
    readonly number: number;
    readonly label: string;
    /** Changed since it was sent: what counts is what was sent. */
    readonly changed: boolean;
  }[];
}

export interface FormField {
  /** Comes back as a key of the `form` event's values. */
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  /** `line` and `text` are written; `one` and `several` are chosen. */
  readonly type: 'line' | 'text' | 'one' | 'several';
  /** `value` comes back in the `form` event; empty for what is written. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** How many may be chosen together. */
  readonly max: number;
  /** What stands there already: a text, or the values chosen. */
  readonly given: string | readonly string[];
}

/** The questions that stand before somebody in one draft, in their order: what a platform may show as a form. */
export interface Form {
  readonly draftId: string;
  readonly lang: string;
  readonly title: string;
  readonly fields: readonly FormField[];
}

/** A conversation that its person may have gone on with while nobody listened. */
export interface LiveConversation {
  /** Where it last spoke from. */
  readonly address: Address;
  /** The order key of the last event taken in: what the platform holds after it was missed. */
  readonly lastOrder: string;
}

export interface Queries {
  /** Themes open now, in the language nearest to the account's (`fr-FR`). */
  readonly themes: (locale: string | undefined) => Promise<readonly ThemeOffer[]>;
  /** At most `limit`, best first. `typed` may be the beginning of a name, several, a number; in `locale`'s language. */
  readonly places: (typed: string, locale: string | undefined, limit: number) => Promise<readonly PlaceOffer[]>;
  /** For somebody never heard of, the themes alone. */
  readonly overview: (account: AccountKey, locale: string | undefined) => Promise<Overview>;
  /** null where the draft is not that account's, or takes no answer any more. */
  readonly form: (account: AccountKey, draftId: string) => Promise<Form | null>;
  /** Whether an open question waits for that account's own words. */
  readonly awaitsText: (account: AccountKey) => Promise<boolean>;
  /**
   * Whether what is said there may be for a workshop: in its thread, or in the channel that it is held in. An adapter
   * hands over what people say to each other there, and nowhere else.
   */
  readonly holdsWorkshop: (place: {
    readonly platform: string;
    readonly workspace: string;
    readonly channel: string;
    readonly thread: string | null;
    /** The message that a reaction, an edit or a deletion points at. */
    readonly ref?: string;
  }) => Promise<boolean>;
  /** Groups of the author's workspace that have a role, where the event is words of the team, or takes a workshop over; none otherwise. */
  readonly staffGroups: (event: InboundEvent) => Promise<readonly string[]>;
  /** Latest first, at most `limit`; those that stopped are left out. */
  readonly liveConversations: (platform: string, limit: number) => Promise<readonly LiveConversation[]>;
  /**
   * The workspace under which this account is already known in the network of `workspace`; with null, the one it was
   * last heard in. null where there is none: the account is new there.
   */
  readonly homeOf: (platform: string, workspace: string | null, userId: string) => Promise<string | null>;
}
