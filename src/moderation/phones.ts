/**
 * Telephone numbers: French ones however they are cut (« 06 12 34 56 78 »), and any written with its country's code.
 * A number is only one where `libphonenumber-js` says so; public ones (0 800, 36 xx, emergency) are nobody's.
 */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Finding } from './finding.ts';
import { MAX_PHONE_DIGITS, MIN_PHONE_DIGITS } from './limits.ts';

/** Digits begun by 0 or +, and what people put between them; the lengths are bounded, so that reading stays linear. */
const CANDIDATE = /(?<![\p{L}\p{N}])(?:\(?\+ ?\(?\d|\(?0)[\d ()./-]{7,30}/gu;
const DAY = /^\(?0\d([/.-])\d\d\1(?:19|20)\d\d(?!\d)/;
/** A number without its country's code is read as each of these would. */
const REGIONS: readonly CountryCode[] = ['FR', 'GP', 'MQ', 'GF', 'RE', 'YT'];
const PUBLIC_TYPES: ReadonlySet<string> = new Set(['TOLL_FREE', 'PREMIUM_RATE', 'SHARED_COST', 'UAN']);
const FRENCH_DIGITS = 10;

/** Linear in the length of the text. */
export function findPhones(plain: string): Finding[] {
  const found: Finding[] = [];
  for (const match of plain.matchAll(CANDIDATE)) {
    const length = phoneLength(match[0]);
    if (length > 0) found.push({ kind: 'phone', start: match.index, end: match.index + length });
  }
  return found;
}

/** How much of the candidate is a number; 0 where none of it is. */
function phoneLength(candidate: string): number {
  if (DAY.test(candidate)) return 0;
  const international = /^\(?(?:\+|00)/.test(candidate);
  const cut = international ? trimmed(candidate) : firstDigits(candidate, FRENCH_DIGITS);
  if (cut === null) return 0;
  const digits = cut.replace(/\D/g, '');
  if (digits.length < MIN_PHONE_DIGITS || digits.length > MAX_PHONE_DIGITS + 2) return 0;
  const written = international ? `+${digits.replace(/^00/, '')}` : digits;
  const regions = international ? [undefined] : REGIONS;
  for (const region of regions) {
    const number = parsePhoneNumberFromString(written, region);
    if (number?.isValid() === true) return PUBLIC_TYPES.has(number.getType() ?? '') ? 0 : cut.length;
  }
  return 0;
}

function trimmed(candidate: string): string {
  return candidate.replace(/[^\d]+$/, '');
}

/** The beginning that holds so many digits; null where there are fewer, or where one more stands right after. */
function firstDigits(candidate: string, count: number): string | null {
  let seen = 0;
  for (let at = 0; at < candidate.length; at += 1) {
    if (!/\d/.test(candidate[at] ?? '')) continue;
    seen += 1;
    if (seen === count) return /\d/.test(candidate[at + 1] ?? '') ? null : candidate.slice(0, at + 1);
  }
  return null;
}
