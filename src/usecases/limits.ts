/** What bounds the application, each with its unit. */
import { MAX_MESSAGE_CHARACTERS, MAX_VOICE_MINUTES } from '#conversation/limits.ts';

/** UTF-16 units of a message to a contributor, its numbered choices included (DESIGN 4). */
export const MESSAGE_CHARACTERS = 600;
/** ASCII characters of a choice's id: every platform holds that. */
export const CHOICE_ID_CHARACTERS = 64;

/** UTF-16 units kept of an incoming text: one more than the conversation takes, so that it sees « too long ». */
export const INCOMING_CHARACTERS = MAX_MESSAGE_CHARACTERS + 1;
/** UTF-16 units of a name, an id, a reference given by a platform. */
export const INCOMING_NAME_CHARACTERS = 500;
/** UTF-16 units of an account's name: on one line, as it is shown to others. */
export const DISPLAY_NAME_CHARACTERS = 100;
/** Characters of a language tag that are read (BCP 47 asks for 35 at least). */
export const LOCALE_CHARACTERS = 35;
/** Values of a choice, fields of a form. */
export const INCOMING_VALUES = 200;

/** Events waiting for their turn in this process; beyond, they are refused and nothing is acknowledged. */
export const MAX_WAITING = 10_000;
/** Of one account: one person never fills the queue. */
export const MAX_WAITING_PER_ACCOUNT = 1_000;
/** Turns in one transaction. */
export const MAX_GROUP = 100;
/** Of one account in one group, so that a burst leaves room for the others. */
export const MAX_GROUP_PER_ACCOUNT = 25;
/** Attempts at an internal event whose transaction failed, and milliseconds between them. */
export const INTERNAL_ATTEMPTS = 5;
export const INTERNAL_RETRY_MS = 500;

/** Workspaces whose network is remembered. */
export const KNOWN_WORKSPACES = 10_000;
/** Seconds between two hints of one kind to one account (« je n'ai pas pu enregistrer »). */
export const HINT_SECONDS = 60;
/** Accounts remembered for it. */
export const HINTED_ACCOUNTS = 10_000;
/** Base 32 letters of a reference to quote: R-7F3K. */
export const REFERENCE_LETTERS = 4;
/** Base 32 letters handed to each step. */
export const STEP_LETTERS = 16;

/** Files of one message that are looked at. */
export const MAX_FILES = 5;
/** Messages whose files are fetched at once, one file after the other: memory holds as many files. */
export const MAX_FETCHING = 4;
/** Messages of one account that wait for it; the files of those beyond are not fetched. */
export const MAX_WAITING_FILES_PER_ACCOUNT = 10;
/** Bytes of one file: 10 MiB. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
/** Seconds of one voice message, and bytes that one takes in a second where its length is not told: 32 kbit/s. */
export const MAX_VOICE_SECONDS = MAX_VOICE_MINUTES * 60;
export const VOICE_BYTES_PER_SECOND = 4_000;
/** Characters of a kept file's name. */
export const FILE_NAME_CHARACTERS = 100;
/** Milliseconds to fetch one file from its platform. */
export const FETCH_FILE_MS = 20_000;
/** Bytes of a text file that are looked at before it is called a text. */
export const SNIFFED_BYTES = 4_096;

/** Wake-ups run together. */
export const WAKE_BATCH = 100;
/** Stored inputs run together. */
export const PENDING_BATCH = 100;

/** Messages being sent at once by this process. */
export const MAX_SENDING = 32;
/** Milliseconds after which a send that says nothing counts as ambiguous. */
export const SEND_MS = 30_000;
/**
 * Milliseconds for which a head of an outbox is ours: a send, its marking, and a margin. After a kill in the middle of
 * a send its conversation waits for the rest of it; a double claim is harmless.
 */
export const LEASE_MS = 45_000;
/** Milliseconds before the first retry; doubled each time, up to the highest. */
export const RETRY_MS = 1_000;
export const MAX_RETRY_MS = 30 * 60_000;
/** Sends before a message is a dead letter: about a day, at those delays. */
export const MAX_SENDS = 58;
/** Milliseconds that a platform may ask us to wait, at most. */
export const MAX_ASKED_WAIT_MS = 60 * 60_000;

/** Milliseconds for which a silent conversation is caught up with after an outage: 60 days. */
export const LIVE_CONVERSATION_MS = 60 * 86_400_000;

/** Workshops of one network that are not over. */
export const MAX_LIVE_WORKSHOPS = 1_000;
/** Workshops that a person is shown. */
export const LISTED_WORKSHOPS = 9;
