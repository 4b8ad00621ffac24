/** What bounds a workshop. */

/** UTF-16 units of one idea, kept whole; a longer message is refused with a sentence that says what to do. */
export const MAX_IDEA_CHARACTERS = 4_000;
/** UTF-16 units of an idea as it is shown in a list; it is kept whole beside. */
export const SHOWN_CHARACTERS = 160;
/** UTF-16 units of an amendment or of a draft answer. */
export const MAX_ANSWER_CHARACTERS = 6_000;
/** UTF-16 units of a name, an organisation, a venue, an objection. */
export const MAX_SHORT_CHARACTERS = 300;
/** Ideas of one workshop, all its questions together. */
export const MAX_IDEAS = 2_000;
/** People who join one workshop. */
export const MAX_MEMBERS = 300;
/** People present in the room, as the facilitator counts them. */
export const MAX_PRESENT = 2_000;
/** Proposals of change to the draft. */
export const MAX_PROPOSALS = 100;
/** Agreements, reservations, disagreements and objections. */
export const MAX_STANCES = 1_000;
/** Questions of one workshop. */
export const MAX_QUESTIONS = 12;

/** Seconds in which each writes for themselves, before anybody sends. */
export const SILENCE_SECONDS = 60;
/** Seconds given to those called in a round, and the most turns that one round takes. */
export const TURN_SECONDS = 60;
export const MAX_TURNS = 5;
/** Seconds of a vote. */
export const VOTE_SECONDS = 120;
/** Ideas that one person may choose on one question. */
export const MAX_CHOSEN = 3;
/** Ideas listed in one message. */
export const IDEAS_PER_MESSAGE = 4;
/** Ideas offered as buttons or as a menu; the others are chosen by their number. */
export const MAX_OFFERED = 20;

/** Seconds of quiet after which the ideas received are told, and the most that the first of them waits for it. */
export const DIGEST_QUIET_SECONDS = 8;
export const DIGEST_SECONDS = 45;
/** Seconds between two hints to people who write without having joined, and of a vote that came too late. */
export const HINT_SECONDS = 60;

/** Minutes of a workshop, by default and at the bounds; minutes of welcome and of conclusion within them. */
export const DEFAULT_MINUTES = 60;
export const MIN_MINUTES = 15;
export const MAX_MINUTES = 480;
export const WELCOME_MINUTES = 10;
export const CONCLUSION_MINUTES = 15;
/** Minutes for one question, at the bounds. */
export const MIN_QUESTION_MINUTES = 3;
export const MAX_QUESTION_MINUTES = 120;
/** Minutes that « prolonger » adds, by default and at most. */
export const EXTENSION_MINUTES = 5;
export const MAX_EXTENSION_MINUTES = 60;
/** Minutes for the group to validate its answers, by default and at most (a week). */
export const VALIDATION_MINUTES = 10;
export const MAX_VALIDATION_MINUTES = 10_080;
/** The fewest people whom a group is made of. */
export const MIN_GROUP = 2;

/** Days after which a workshop that nobody touches is put away: what was prepared, what is paused, what is drafted. */
export const IDLE_DAYS = 30;
/** Messages in a row that the platform could not deliver: the place is then taken for gone. */
export const MAX_UNDELIVERED = 3;
/** Sentences of one draft answer. */
export const MAX_SENTENCES = 20;
/** Ideas that nobody chose among which those of the draft are looked for: the first ones. */
export const MAX_COMPARED_IDEAS = 500;
/** Ideas from which a draft answer is worth rewording by a language model. */
export const MIN_REWORDED = 3;
/** UTF-16 units of one sentence of a language model. */
export const MAX_REWORDED_CHARACTERS = 600;
/** Likeness (0 to 1) from which two ideas are said to be the same. */
export const SAME_IDEA = 0.7;
/** Words under which two ideas are the same only if they are the same words. */
export const FEW_WORDS = 4;
