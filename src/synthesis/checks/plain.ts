/** Text as the checks match it: lower case, no accents, plain apostrophes and spaces, its punctuation kept. */

const MARKS = /\p{M}/gu;
const APOSTROPHES = /[\u2018\u2019\u201B\u02B9\u02BC\u2032\u00B4`]/gu;
const SPACES = /[^\S\n]+/gu;

/** « L’Été à l’école ! » gives « l'ete a l'ecole ! ». */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(MARKS, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(APOSTROPHES, "'")
    .replace(SPACES, ' ');

const WITH_GRAVE = /(?<!\p{L})(?:(à)|dès)(?!\p{L})/giu;

/** The same where verbs are looked for: « à » is not « a », nor « dès » « des ». */
export const plainVerbs = (text: string): string =>
  plain(text.normalize('NFC').replace(WITH_GRAVE, (_, at: string | undefined) => (at === undefined ? 'sitot' : 'aa')));
