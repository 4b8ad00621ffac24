/** Every bound of the text room, by name, with its unit. */

/** Characters: a message longer than this is prose; it is never read as a number, a date or a yes. */
export const MAX_SHORT_ANSWER_CHARS = 400;
/** Characters: several choices or places may be listed in one message, up to this. */
export const MAX_LIST_ANSWER_CHARS = 2_000;
/** Words (a number written in words counts as one): beyond, a number inside a sentence is not the answer. */
export const MAX_NUMBER_SENTENCE_WORDS = 8;
/** Words: beyond, a date inside a sentence is not the answer. */
export const MAX_DATE_SENTENCE_WORDS = 12;
/** Words: beyond, « c'est fait » or « en cours » without a date is said in passing. */
export const MAX_STATE_WORDS = 6;
/** Words: beyond, a sentence is never taken for a choice. */
export const MAX_CHOICE_WORDS = 12;
/** Words that may follow a choice's whole label (« seniors de la commune »). */
export const MAX_WORDS_AFTER_LABEL = 4;
/** Labels of choices kept ready to be compared; all are dropped when there are more. */
export const MAX_LABELS_KEPT = 5_000;
/** Words of one place's name, or of a query for it. */
export const MAX_PLACE_WORDS = 14;
/** Parts joined by « et » in one place's name. */
export const MAX_PLACE_NAME_PARTS = 4;
/** Places offered when a query fits several. */
export const MAX_PLACE_CANDIDATES = 5;
/** Places read from one message. */
export const MAX_PLACES_PER_ANSWER = 130;
/** Départements named one by one when an EPCI straddles several; beyond, only how many. */
export const MAX_DEPARTEMENTS_NAMED = 3;
/** Letters of a word from which one typing error is forgiven. */
export const ONE_TYPO_LETTERS = 5;
/** Letters of a word from which two typing errors are forgiven. */
export const TWO_TYPOS_LETTERS = 9;
/** Letters from which « communauté », « métropole » and the like are known despite typing errors. */
export const TYPE_WORD_LETTERS = 8;
/** The largest number read; above, it is a typing error or a telephone. */
export const MAX_NUMBER_VALUE = 1_000_000_000_000;
/** Years: a date outside is called impossible. */
export const MIN_YEAR = 1900;
export const MAX_YEAR = 2100;
/** Years ahead of today that a two-digit year may mean; beyond, it is the century before. */
export const TWO_DIGIT_YEAR_AHEAD = 40;
