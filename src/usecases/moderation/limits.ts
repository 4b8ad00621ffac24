/** What bounds the moderation, each with its unit. */

/** Days within which somebody looks at what was flagged, and answers who disagrees. */
export const DECISION_DAYS = 7;
/** Cases shown at once by « modération ». */
export const QUEUE_SHOWN = 10;
/** Versions looked at in one go, and milliseconds looked back for those of another process. */
export const CHECK_BATCH = 50;
export const LOOK_BACK_MS = 10 * 60_000;
/** Alerts told in one go. */
export const ALERT_BATCH = 20;
/** UTF-16 units of a contribution shown to a moderator. */
export const SHOWN_CHARACTERS = 1_500;
/** Words of a text from which two that are nearly the same are one campaign. */
export const TWIN_WORDS = 6;
