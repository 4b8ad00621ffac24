/** What bounds the transcription of voice messages, each with its unit. */

/** Recordings shown at once by « transcriptions ». */
export const QUEUE_SHOWN = 10;
/** UTF-16 units of a question's label in that list. */
export const LABEL_CHARACTERS = 60;
/** Recordings that one process hands to the service at once. */
export const AT_ONCE = 2;
/** Milliseconds for which a recording is ours: every attempt of one call, and a margin. */
export const CLAIM_MS = 10 * 60_000;
/** Milliseconds before a service that is down is tried again; doubled each time, up to the highest. */
export const RETRY_MS = 60_000;
export const MAX_RETRY_MS = 60 * 60_000;
/** Times that a recording is tried before it is left to a person: about a day, at those delays. */
export const MAX_ATTEMPTS = 28;
