/** What bounds a conversation. */

/** UTF-16 units of one message; a longer one is refused with a sentence, nothing else moves. */
export const MAX_MESSAGE_CHARACTERS = 10_000;
/** UTF-16 units of one answer, all its messages together. */
export const MAX_ANSWER_CHARACTERS = 20_000;
/** Messages that make one answer. */
export const MAX_ANSWER_PARTS = 50;
/** UTF-16 units of what is written at « Autre (précisez) », an organisation, a co-author. */
export const MAX_SHORT_TEXT_CHARACTERS = 300;
/** Seconds in which messages are counted, and how many are taken. */
export const RATE_WINDOW_SECONDS = 60;
export const MAX_MESSAGES_PER_WINDOW = 120;
/** A burst closes at the latest after so many seconds, whatever comes. */
export const MAX_BURST_SECONDS = 120;
/** Seconds by which what the platform says of the time of an act is believed: a day, for what waited in an outage. */
export const MAX_BACKDATED_SECONDS = 86_400;
/** Seconds for which a model may draw a follow-up from an answer, its characters, and how many a contribution gets. */
export const DRAWING_SECONDS = 3;
export const MAX_DRAWN_CHARACTERS = 200;
export const MAX_DRAWN_FOLLOW_UPS = 2;
/** Drafts of all kinds that one person may have open or sent. */
export const MAX_DRAFTS = 60;
export const MAX_CO_AUTHORS = 10;
export const MAX_FILES_PER_ANSWER = 5;
/** Minutes of one voice message, and megabytes. */
export const MAX_VOICE_MINUTES = 5;
export const MAX_VOICE_MB = 10;
/** Corrections of contributions already sent that wait to be asked about, one after the other. */
export const MAX_AMENDMENTS_WAITING = 10;
/** Seconds in which prose that answers nothing may be the end of the answer before, and its fewest words. */
export const CONTINUED_WITHIN_SECONDS = 60;
export const CONTINUED_WORDS = 4;
/** Minutes that a code for linking accounts lives (DESIGN 4). */
export const LINK_CODE_MINUTES = 10;
/** Letters and digits of such a code. */
export const LINK_CODE_CHARACTERS = 8;
/** Longest value of a choice, in ASCII characters: with the prompt's number it makes a click's id. */
export const MAX_CHOICE_VALUE = 40;
/** Minutes since somebody was last heard within which no reminder interrupts them. */
export const BUSY_MINUTES = 30;
/** Days that « dans trois jours » puts reminders off. */
export const REMIND_LATER_DAYS = 3;
/** Contributions listed at once. */
export const MAX_LISTED = 9;
/** UTF-16 units of an answer quoted back in a confirmation, and in the review. */
export const QUOTED_CHARACTERS = 120;
export const REVIEWED_CHARACTERS = 280;
/** Highest number taken as an answer to a counting question. */
export const MAX_NUMBER = 1_000_000_000_000;
