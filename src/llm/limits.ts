/** Every bound of the model room, by name, with its unit. */

/** Texts in one call that reads them. */
export const MAX_TEXTS_PER_CALL = 20;
/** Characters of texts in one call; a text that is longer is read in several pieces. */
export const MAX_CHARS_PER_CALL = 12_000;
/** Points kept of one contribution. */
export const MAX_POINTS = 8;
/** Points that one theme is written from; drawn evenly beyond. */
export const MAX_POINTS_PER_THEME = 120;
/** Times that ids left out, or an answer that is no answer, are asked again. */
export const MAX_ASKED_AGAIN = 2;
/** Tokens of one answer. */
export const MAX_ANSWER_TOKENS = 4_000;
/** Tokens of a follow-up question. */
export const MAX_FOLLOW_UP_TOKENS = 120;
/** Characters that make a token, at worst, in French: costs are estimated with it, never under. */
export const CHARS_PER_TOKEN = 3;
/** Tokens of the rules and braces around each call, for the estimate. */
export const CALL_TOKENS = 900;
/** Tokens that a text's note takes beside what it quotes, for the estimate. */
export const NOTE_TOKENS = 90;
/** Characters of a model's sentence: longer is no statement. */
export const MAX_SENTENCE_CHARS = 400;
/** Characters of a follow-up question. */
export const MAX_FOLLOW_UP_CHARS = 200;
/** Bytes of one recording: what OpenAI's own service takes. */
export const MAX_TRANSCRIBED_BYTES = 25 * 1024 * 1024;
/** Characters of a transcription; and of speech in a second, at most, beside those that a short one may have. */
export const MAX_TRANSCRIBED_CHARACTERS = 10_000;
export const CHARACTERS_PER_SECOND = 30;
export const SPARE_CHARACTERS = 100;
/** Words from which a text's language is told. */
export const LANGUAGE_WORDS = 6;
/** Milliseconds left to a model to draw a follow-up question: then the conversation goes on without. */
export const FOLLOW_UP_MS = 2_800;
