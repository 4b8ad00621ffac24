/** The bounds of this room, each with its unit. Those of Slack are its published ones. */
export const LIMITS = {
  /** Characters of one message of ours; a longer text goes as several. */
  messageChars: 3_000,
  /** Characters of a button's or an option's label (Slack). */
  labelChars: 75,
  /** Elements in one block of actions (Slack). */
  actions: 25,
  /** Choices shown as buttons; beyond, a menu. */
  buttons: 5,
  /** Boxes to tick together (Slack); beyond, a menu of several. */
  checkboxes: 10,
  /** Options of a menu (Slack). */
  options: 100,
  /** Blocks of a modal or a home (Slack). */
  viewBlocks: 100,
  /** Questions on one page of a form. */
  formFields: 25,
  /** Forms being filled, of which the last state is remembered until they are sent or closed. */
  forms: 500,
  /** Characters shown again of a message that somebody starts from. */
  quotedChars: 1_000,
  /** Characters of a modal's title (Slack). */
  titleChars: 24,
  /** Characters of the label and of the hint of a field (Slack). */
  inputLabelChars: 2_000,
  /** Characters of a text field (Slack). */
  inputChars: 3_000,
  /** Themes, drafts and contributions shown on the home tab. */
  homeThemes: 40,
  homeDrafts: 20,
  homeSent: 40,
  /** Conversations whose history is read after an outage. */
  caughtUp: 200,
  /** Messages looked through after a send that may have arrived. */
  historyMessages: 100,
  /** People whose names and direct conversations are remembered. */
  people: 10_000,
  /** Workspaces whose tokens are remembered. */
  workspaces: 1_000,
  /** Workspaces that the doctor looks at. */
  examined: 50,
  /** Seconds to go to Slack and back while installing. */
  installSeconds: 600,
  /** Milliseconds for which a name is taken as it was. */
  profileMs: 24 * 60 * 60_000,
  /** Milliseconds for which a name that could not be read is not asked for again. */
  profileRetryMs: 60_000,
  /** Milliseconds that an event waits for its author's name, at most: Slack waits three seconds in all. */
  profileWaitMs: 1_000,
  /** Milliseconds of one call of Slack's API. */
  callMs: 10_000,
  /** Messages that a conversation may receive at once, then one each `paceMs` (Slack's rule of use). */
  burst: 10,
  paceMs: 1_000,
  /** Milliseconds before a send is tried again where the token or a right is missing: an operator must act. */
  operatorMs: 5 * 60_000,
  /** Milliseconds between our clock and Slack's that are worth no word. */
  clockMs: 60_000,
  /** Milliseconds between two connections of Socket Mode, at least and at most. */
  reconnectMs: 250,
  reconnectMaxMs: 30_000,
  /** Milliseconds without a sign of life after which a socket is taken for dead. */
  pongMs: 10_000,
  /** Bytes of a file that is fetched. */
  fileBytes: 20_000_000,
  /** Messages known to have been refused, so that they need no looking for. */
  refused: 10_000,
} as const;
