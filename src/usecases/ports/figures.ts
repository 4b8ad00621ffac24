/** What an operator watches: depths and ages, never a text nor a person. */
export interface Figures {
  /** Messages still to be sent, by platform. */
  readonly outbox: Readonly<Record<string, number>>;
  /** When the oldest of them was made; null for none. */
  readonly oldest: string | null;
  readonly deadLetters: number;
  /** Inputs stored and not turned, and those set aside after too many attempts. */
  readonly pending: number;
  readonly failed: number;
  /** Contributions that wait for a moderator, and alerts of danger that nobody has seen. */
  readonly moderation: number;
  readonly alerts: number;
}

export interface FiguresStore {
  readonly now: () => Promise<Figures>;
}
