/** The bounds of this room, each with its unit. */
export const LIMITS = {
  /** Refused rows of an import that are told one by one. */
  badRowsTold: 20,
  /** Milliseconds between two looks for work that another process may have left. */
  pumpMs: 1_000,
  /** Milliseconds between two looks at the least. */
  leastPumpMs: 20,
  /** People that a replay plays. */
  replayPeople: 1_000_000,
  /** Answers that a replay reads. */
  replayAnswers: 10_000_000,
  /** People that a replay plays at once. */
  replayAtOnce: 10_000,
  /** Differences that a replay lists. */
  differences: 20,
  /** Days that an invitation lives. */
  invitationDays: 14,
  /** Bytes of a key that seals secrets. */
  secretKeyBytes: 32,
  /** Dead letters listed. */
  deadLetters: 200,
  /** Characters of a password or a recovery key typed on one line. */
  secretLineCharacters: 1_000,
} as const;
