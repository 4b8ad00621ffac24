/** What bounds the calendar, each with its unit. */

/** Days looked ahead for one that is allowed: the longest run of holidays and week-ends is far shorter. */
export const DAYS_AHEAD = 40;
/** UTF-16 units of a cron expression. */
export const CRON_CHARACTERS = 60;
/** Milliseconds between two runs of a cron expression, at least: a reminder is not a clock. */
export const CRON_LEAST_MS = 3_600_000;
