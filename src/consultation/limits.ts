/** The bounds of this room, each with its unit. */
export const LIMITS = {
  /** Characters of one file of a consultation. */
  fileChars: 200_000,
  /** Files read for one consultation. */
  files: 60,
  /** Nodes that YAML aliases (`*name`) may stand for in one file. */
  yamlAliases: 2_000,
  /** Axes of a consultation. */
  axes: 20,
  /** Languages of a consultation. */
  languages: 12,
  /** Parts of an axis. */
  parts: 6,
  /** Questions of an axis. */
  questions: 60,
  /** Choices of a question. */
  choices: 40,
  /** Lists of `choices.yaml`. */
  choiceLists: 100,
  /** Fields of a structured question. */
  fields: 8,
  /** Sections of an action sheet. */
  sections: 40,
  /** Kinds of actor offered by the profile. */
  actors: 20,
  /** Sources of a question. */
  sources: 20,
  /** Characters of a name (question, choice, section…). */
  nameChars: 60,
  /** Characters of a choice's label; buttons and menus of the platforms hold 75 to 100. */
  choiceChars: 75,
  /** Characters of any other short text. */
  textChars: 500,
  /** Characters of a language's whole notice. */
  noticeChars: 12_000,
  /** Characters of a question as shown (label, hint, choices), above which a warning is given. DESIGN 4. */
  messageChars: 600,
  /** Characters that the heading « Thème 4, question 12 sur 19. » takes in that message. */
  headingChars: 30,
  /** Characters of a condition. */
  conditionChars: 500,
  /** Parentheses and `not` within one another in a condition. */
  conditionDepth: 20,
  /** Alternatives followed when looking for a question that can never be reached; beyond, it is taken as reachable. */
  alternatives: 500,
  /** Groups of alike choices tried together in that search; beyond, the question is taken as reachable. */
  choiceGroups: 8,
  /** Steps of that search for one question; beyond, the question is taken as reachable. */
  reachSteps: 500,
  /** Steps of a scale. */
  scaleSteps: 11,
  /** Minutes said for an axis. */
  minutesPerAxis: 120,
  /** Days that anything may be kept: thirty years. */
  retentionDays: 11_000,
  /** Minutes before a session pauses by itself: a week. */
  pauseAfterMinutes: 10_080,
  /** Seconds of the quiet window of an open question. */
  quietWindowSeconds: 30,
  /** Words under which a follow-up is asked. */
  followUpUnderWords: 50,
  /** Years of the lowest and highest age that a notice may set. */
  minimumAge: 18,
  /** Suggestions are given for words at most this many keystrokes apart. */
  suggestionDistance: 3,
} as const;
