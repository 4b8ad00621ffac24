/** The bounds of this room, each with its unit. */
export const LIMITS = {
  /** Bytes of one JSONL line; a longer one is refused without being kept in memory. */
  lineBytes: 2_000_000,
  /** Characters of a user, a reference, an event id, a name. */
  nameChars: 200,
  /** Characters of a path. */
  pathChars: 4_096,
  /** Files beside one message. */
  files: 10,
  /** Bytes of one file read from the disk or given in base64. */
  fileBytes: 20_000_000,
  /** Bytes of all the files that wait to be fetched. */
  waitingFileBytes: 100_000_000,
  /** Choices taken together. */
  choices: 40,
  /** Columns of text on a screen, however wide it is. */
  columns: 80,
  /** Columns under which text is no longer wrapped. */
  leastColumns: 20,
  /** Messages already shown that are remembered, so that none is shown twice. */
  shownMessages: 10_000,
  /** People whose last choices are remembered. */
  people: 10_000,
  /** References of our own people's messages that are remembered, by person. */
  refsPerPerson: 500,
  /** Lines of history on a terminal. */
  historyLines: 200,
  /** Milliseconds after which the typing line goes if nothing came. */
  typingMs: 10_000,
  /** Milliseconds before a message for somebody who is not here is offered again. */
  elsewhereMs: 2_000,
  /** Characters of a message on a screen; an outbound message is never split. */
  messageChars: 100_000,
} as const;
