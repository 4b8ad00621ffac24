/** What every reader of this room starts from: cleaned text, comparison keys, words. */

// C0 and C1 controls but \t and \n; bidi overrides and isolates; zero-width space; byte order mark.
const UNWANTED = /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/gu;
const INVISIBLE = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;
const APOSTROPHES = /[\u2018\u2019\u201B\u02B9\u02BC\u2032\u00B4`\uFF07]/g;
const DASHES = /[\p{Pd}\u2212]/gu;
const KEYCAP = /([0-9#*])\uFE0F?\u20E3/g;
const FULLWIDTH_DIGIT = /[\uFF10-\uFF19]/g;
const ENDS = /^[\p{P}\s]+|[\p{P}\s]+$/gu;

/**
 * A person's text made safe to keep and to show: NFC, line ends as \n, no control character but \n and \t, no
 * invisible bidi override, isolate, BOM or zero-width space. Joiners stay (emoji and several scripts need them); a lone
 * surrogate becomes U+FFFD. Both ends are trimmed. Idempotent.
 */
export function cleanText(raw: string): string {
  return raw.replace(/\r\n?/g, '\n').replace(UNWANTED, '').toWellFormed().normalize('NFC').trim();
}

/**
 * The key two texts are compared by: lower case, no diacritics, œ→oe, æ→ae, plain apostrophes and dashes, punctuation
 * at both ends dropped, runs of white space as one space. Idempotent. Not for showing.
 */
export function fold(text: string): string {
  return text
    .toWellFormed()
    .replace(INVISIBLE, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replace(APOSTROPHES, "'")
    .replace(DASHES, '-')
    .replace(/\s+/g, ' ')
    .replace(ENDS, '');
}

/** The folded words of a text: runs of letters and digits; an apostrophe or a hyphen separates. */
export function words(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '');
}

/** One line of `text`, with plain spaces, apostrophes, dashes and digits (2️⃣ is 2, ２ too): what readers look at. */
export function oneLine(text: string): string {
  return cleanText(text)
    .replaceAll('\u{1F51F}', '10')
    .replace(KEYCAP, '$1')
    .replace(FULLWIDTH_DIGIT, digit => String(digit.charCodeAt(0) - 0xff10))
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES, "'")
    .replace(DASHES, '-')
    .replace(/\s+/g, ' ');
}

/**
 * Lower case without diacritics, each UTF-16 unit in its place, so that an index found here points at the same
 * characters in `text`.
 */
export function flatten(text: string): string {
  return text.replace(/[A-Z\u0080-\uFFFF]/g, character => {
    const base = character.normalize('NFD').charAt(0).toLowerCase();
    return base.length === 1 ? base : character;
  });
}

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** `text` within `maxChars` user-perceived characters; a longer one is cut between two of them and ends with « … ». */
export function ellipsize(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  if (maxChars < 1) return '';
  let kept = '';
  let count = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (count === maxChars - 1) {
      const isLast = kept.length + segment.length === text.length;
      return isLast ? text : `${kept.trimEnd()}…`;
    }
    kept += segment;
    count += 1;
  }
  return text;
}
