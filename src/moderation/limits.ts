/** Every bound of the moderation room, by name, with its unit. */

/** UTF-16 units of a text in which personal data is looked for; what stands beyond is flagged as not read. */
export const MAX_READ_CHARS = 200_000;
/** Digits of the shortest and longest telephone number (E.164 allows 15). */
export const MIN_PHONE_DIGITS = 9;
export const MAX_PHONE_DIGITS = 15;
/** UTF-16 units of an e-mail address's two sides (RFC 5321). */
export const MAX_MAIL_NAME_CHARS = 64;
export const MAX_MAIL_HOST_CHARS = 255;
/** Words before a first name in which an establishment's noun (« collège ») makes it a place's name. */
export const PLACE_WORDS_BEFORE = 3;
/** Distinct words from which a text is no longer « too short », whatever its length. */
export const SHORT_WORDS = 3;
/** Letters from which a text of two words is no longer « too short ». */
export const SHORT_LETTERS = 12;
/** UTF-16 units before a telephone, a NIR or an address in which what announces it is looked for. */
export const CONTEXT_CHARS = 40;
