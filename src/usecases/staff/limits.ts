/** What bounds the staff's acts, each with its unit. */

/** Words that a staff command's own form has at most. */
export const MAX_STAFF_WORDS = 5;
/** Accounts that have a role in one network. */
export const MAX_TEAM = 500;
/** Lines of the journal shown in the chat, and by `tdt audit` at most. */
export const JOURNAL_LINES = 20;
export const MAX_JOURNAL_LINES = 10_000;
