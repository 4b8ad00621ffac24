/** Whether a quotation stands in its source: exactly, typographic spaces and quotes apart, and nothing else. */

const SPACES = /[\u00A0\u2000-\u200A\u202F\u205F\u3000\t]/gu;
const APOSTROPHES = /[\u2018\u2019\u201A\u201B\u02BC\u2032]/gu;
// « Guillemets » hold spaces that straight quotes do not.
const QUOTES = /«\s*|\s*»|[\u201C-\u201F\u2033\u2039\u203A"]/gu;
// Typography puts a space before these signs, typists do not.
const HIGH_SIGNS = / +(?=[;:!?%€])/gu;

/** The text with one kind of space, apostrophe and quotation mark: letters, accents, case and punctuation stay. */
export function typographic(text: string): string {
  return text
    .normalize('NFC')
    .replace(SPACES, ' ')
    .replace(APOSTROPHES, "'")
    .replace(QUOTES, '"')
    .replace(/ {2,}/gu, ' ')
    .replace(HIGH_SIGNS, '')
    .trim();
}

/** Letters or digits that a quotation must hold: « n » stands in any text and proves nothing. */
const LEAST_LETTERS = 4;

/** A place in a text that is typographically plain: `text.slice(start, end)`. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where `quote` stands in `text`, a typographically plain source, or why it is not a quotation of it. It must begin and
 * end between words.
 */
export function findQuote(quote: string, text: string): Span | 'empty_quote' | 'not_in_source' {
  const wanted = typographic(quote);
  const letters = wanted.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  // A source may be as short as « Oui » : the whole of it is a quotation.
  if (letters === 0 || (letters < LEAST_LETTERS && wanted !== text)) return 'empty_quote';
  for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + 1)) {
    const end = start + wanted.length;
    if (!cutsWord(text, start) && !cutsWord(text, end)) return { start, end };
  }
  return 'not_in_source';
}

/** Why `quote` is not a quotation of `source`, or null where it is one. */
export function quoteFault(quote: string, source: string): 'empty_quote' | 'not_in_source' | null {
  const found = findQuote(quote, typographic(source));
  return typeof found === 'string' ? found : null;
}

const WORD_SIGN = /[\p{L}\p{N}\p{M}]/u;

/** Whether a cut at `at` falls inside a word or a figure. */
function cutsWord(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  const after = text.charAt(at);
  return at > 0 && at < text.length && WORD_SIGN.test(before) && WORD_SIGN.test(after);
}

/** Whether `quote` is a quotation of `source`. */
export const quoteStands = (quote: string, source: string): boolean => quoteFault(quote, source) === null;
