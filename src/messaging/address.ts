/** Where a conversation takes place, in the platform's own identifiers. */
export interface Address {
  /** `slack`, `matrix`, `discord`, `terminal`. */
  readonly platform: string;
  /** Slack workspace, Discord guild, Matrix homeserver, or `local`. */
  readonly workspace: string;
  /** null: the direct conversation with `userId`, which the adapter opens if it must. */
  readonly channel: string | null;
  readonly thread: string | null;
  /** Whom the message is for: the only reader of a private message. */
  readonly userId: string;
}

/** One account on one platform (RapidPro: a URN). */
export interface Identity {
  readonly platform: string;
  readonly workspace: string;
  readonly userId: string;
  readonly displayName: string;
}
