/** What bounds the staff's acts, each with its unit. */

/** Words that a staff command's own form has at most. */
export const MAX_STAFF_WORDS = 5;
/** Accounts that have a role in one network. */
export const MAX_TEAM = 500;
/** Milliseconds for which the dates of the axes are believed before they are read again. */
export const LIVE_DATES_MS = 1_000;
/** Channels of one network in which announcements are made. */
export const MAX_CHANNELS = 50;
/** Milliseconds after its hour past which an announcement is left unsaid: 12 hours. */
export const LATE_ANNOUNCEMENT_MS = 12 * 3_600_000;
/** Lines of the journal shown in the chat, and by `tdt audit` at most. */
export const JOURNAL_LINES = 20;
export const MAX_JOURNAL_LINES = 10_000;
