/**
 * « Numéro de sécurité sociale » (NIR): thirteen characters and a key of two digits, 97 minus the rest of the division by
 * 97 (Corsica: 2A counts as 19, 2B as 18; INSEE). Without a right key it is one only where the text says so before it.
 */
import { CONTEXT_CHARS } from './limits.ts';
import type { Finding } from './finding.ts';

const CANDIDATE =
  /(?<![\p{L}\p{N}])([1-478])[ .]?(\d{2})[ .]?(\d{2})[ .]?(\d{2}|2[ab])[ .]?(\d{3})[ .]?(\d{3})(?:[ ./]?(\d{2}))?(?![\p{L}\p{N}])/giu;
const ANNOUNCED = /\b(?:secu|securite sociale|nir|carte vitale|insee|immatriculation)\b/;

/** `folded`: see `foldInPlace`. Linear. */
export function findNirs(folded: string): Finding[] {
  const found: Finding[] = [];
  for (const match of folded.matchAll(CANDIDATE)) {
    const [whole, sex = '', year = '', month = '', place = '', town = '', order = '', key] = match;
    if (!isMonth(Number(month))) continue;
    const before = folded.slice(Math.max(0, match.index - CONTEXT_CHARS), match.index);
    const body = sex + year + month + place + town + order;
    const sure = key !== undefined && keyOf(body) === Number(key);
    if (sure || ANNOUNCED.test(before))
      found.push({ kind: 'nir', start: match.index, end: match.index + whole.length });
  }
  return found;
}

/** 1 to 12, and those given to births whose month is not known (20, 30 to 42, 50 and more). */
function isMonth(month: number): boolean {
  return (month >= 1 && month <= 12) || month === 20 || (month >= 30 && month <= 42) || month >= 50;
}

function keyOf(body: string): number {
  const digits = body.replace(/2a/i, '19').replace(/2b/i, '18');
  return 97 - Number(BigInt(digits) % 97n);
}
