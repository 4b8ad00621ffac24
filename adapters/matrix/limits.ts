/** The bounds of this room, each with its unit. */
export const LIMITS = {
  /** Characters of one message: an event holds 65,536 bytes, twice the text (plain and HTML), encrypted in base64. */
  contentChars: 8_000,
  /** Events of one room that a sync brings; beyond, they are fetched page by page. */
  syncEvents: 100,
  /** Events fetched at once from a room's history, and pages of them. */
  historyPage: 100,
  historyPages: 50,
  /** Milliseconds that the server may hold a sync open, and that we wait for it at most. */
  syncMs: 30_000,
  syncTimeoutMs: 60_000,
  requestMs: 20_000,
  /** Milliseconds to hand over a file. */
  uploadMs: 60_000,
  /** Bytes of any answer: a sync after a long absence is the longest. */
  responseBytes: 64 * 1024 * 1024,
  /** Milliseconds of waiting that a rate limit may cost inside one request; beyond, the caller waits. */
  rateLimitWaitMs: 2_000,
  /** Attempts at one request that is refused for a short while. */
  rateLimitAttempts: 4,
  /** Milliseconds between attempts at reaching the server, the first and the longest. */
  reconnectMs: 500,
  maxReconnectMs: 60_000,
  /** Milliseconds that a message waits for the connection that is being made: less than the lease of a send. */
  openingMs: 20_000,
  /** Milliseconds before a message that has no room to go to is tried again. */
  noRoomMs: 10 * 60_000,
  /** Accounts, rooms, messages remembered: what is forgotten is asked again. */
  remembered: 10_000,
  /** Choices that get a reaction as a shortcut, and messages whose reactions wait to be put. */
  shortcuts: 5,
  shortcutsWaiting: 500,
  /** Answers of one poll: what clients show at most. */
  pollAnswers: 20,
  /** Milliseconds for which typing counts without being told again: the server forgets it too. */
  typingMs: 30_000,
  /** Milliseconds between two tellings of somebody who goes on typing. */
  typingAgainMs: 3_000,
  /** Milliseconds after somebody wrote in which their typing matters: longer than any burst. */
  typingAfterMs: 180_000,
  /** Attempts at joining a room before the invitation waits for the next start. */
  joinAttempts: 3,
  joinWaitMs: 1_000,
  /** Milliseconds by which a server's clock may be ahead of ours: beyond, ours counts. */
  skewMs: 10 * 60_000,
  /** Milliseconds that a key may take to come after its message before the person is told. */
  keyWaitMs: 15_000,
  /** Messages without their key that wait, and milliseconds for which they do: a day. */
  undecryptedWaiting: 500,
  undecryptedMs: 86_400_000,
  /** Milliseconds of our clock's distance from the server's that are told. */
  clockMs: 60_000,
  /** Attempts at handing over one event, over about three minutes. */
  receiveAttempts: 10,
} as const;
