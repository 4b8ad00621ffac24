/** The bounds of this room, each with its unit; those of Discord are its documentation's. */
export const LIMITS = {
  /** Characters of one message (the official document says 4,000; the service refuses beyond this). */
  contentChars: 2_000,
  /** Characters of a component's or modal's own name. */
  customIdChars: 100,
  buttonLabelChars: 80,
  buttonsPerRow: 5,
  rows: 5,
  optionsPerMenu: 25,
  optionLabelChars: 100,
  placeholderChars: 150,
  modalTitleChars: 45,
  modalFields: 5,
  /** Characters of a modal field's label, and of the line under it. */
  labelChars: 45,
  descriptionChars: 100,
  inputChars: 4_000,
  completions: 25,
  completionChars: 100,
  threadNameChars: 100,
  nonceChars: 25,
  /** Messages read at once from a history, and pages of them. */
  historyPage: 100,
  historyPages: 10,
  /** Messages looked at before one is sent again, and pages of them. */
  lookupPage: 50,
  lookupPages: 4,
  /** Milliseconds by which Discord's clock and ours may differ. */
  skewMs: 60_000,
  /** Minutes of silence before a private thread is archived: a week. */
  threadArchiveMinutes: 10_080,
  /** Conversations caught up with after an outage. */
  liveConversations: 5_000,
  /** Servers looked at to find where somebody who writes first comes from. */
  serversLookedAt: 25,
  /** Accounts, channels, messages remembered: what is forgotten is asked again. */
  remembered: 10_000,
  /** Milliseconds for which an interaction can be answered, and then completed. */
  interactionMs: 3_000,
  interactionTokenMs: 14 * 60_000,
  /** Milliseconds for which typing keeps an answer open: sooner forgotten than a burst. */
  typingMs: 120_000,
  /** Answered questions put out of use at once: they take what sends leave of Discord's bound. */
  settlingAtOnce: 2,
  /** Waiting for it; beyond, the oldest stay as they are, and a click on them is answered all the same. */
  settlingWaiting: 2_000,
  /** What Discord lets a bot ask for; answers to interactions are not counted. */
  requestsPerSecond: 50,
  /** Milliseconds of waiting that a rate limit may cost inside one request; beyond, the outbox waits. */
  rateLimitWaitMs: 2_000,
  /** Milliseconds before direct messages are opened again, where Discord finds that too many were. */
  openingTooFastMs: 60_000,
  /** Milliseconds before something refused for want of a place or a permission is tried again. */
  noPlaceMs: 10 * 60_000,
  /** Milliseconds between attempts at reaching Discord, the first and the longest. */
  reconnectMs: 1_000,
  maxReconnectMs: 60_000,
  requestMs: 10_000,
  /** Milliseconds in which a file must have come. */
  fileMs: 15_000,
  /** Milliseconds before the last word taken in for which edits are looked for after an outage: an hour. */
  editsLookedAtMs: 60 * 60_000,
  /** Servers that `tdt doctor` looks at: Discord lists 200 at once. */
  serversExamined: 200,
  /** Milliseconds by which our clock may be off before the order of messages suffers. */
  clockMs: 30_000,
  /** Servers whose commands of before are looked for, to be put away. */
  serversTidied: 100,
  /** Characters of a question shown above its answer in a window. */
  shownQuestionChars: 1_000,
  /** Characters of an answer given in a window, shown under its question. */
  shownAnswerChars: 300,
  /** Bytes of a text that the client sent as a file because it was long. */
  pastedBytes: 64_000,
} as const;
