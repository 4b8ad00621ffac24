/** E-mail addresses, also where « @ » and « . » are said in words. */
import type { Finding } from './finding.ts';
import { MAX_MAIL_HOST_CHARS, MAX_MAIL_NAME_CHARS } from './limits.ts';

const NAME = /[\p{L}\p{N}._%+-]+$/u;
const HOST = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,6}\p{L}{2,24}(?![\p{L}\p{N}])/u;
const AT = /@|[ ]?[([{][ ]?(?:at|arobase|a)[ ]?[)\]}][ ]?|[ ]arobase[ ]/gi;
const DOT = /[ ]?[([{][ ]?(?:dot|point)[ ]?[)\]}][ ]?|[ ]point[ ]/gi;

/** Linear: each « @ » looks at a bounded neighbourhood. */
export function findEmails(plain: string): Finding[] {
  const found: Finding[] = [];
  for (const at of plain.matchAll(AT)) {
    const before = plain.slice(Math.max(0, at.index - MAX_MAIL_NAME_CHARS), at.index);
    const name = NAME.exec(before)?.[0] ?? '';
    if (name === '') continue;
    const end = at.index + at[0].length;
    const length = hostLength(plain.slice(end, end + MAX_MAIL_HOST_CHARS), at[0] !== '@');
    if (length > 0) found.push({ kind: 'email', start: at.index - name.length, end: end + length });
  }
  return found;
}

/** How many units of `after` are a host; in words, « point » is one of its dots. */
function hostLength(after: string, inWords: boolean): number {
  const plain = HOST.exec(after)?.[0].length ?? 0;
  if (plain > 0 || !inWords) return plain;
  const said = [...after.matchAll(DOT)];
  let length = 0;
  let written = '';
  let from = 0;
  for (const dot of said) {
    written += `${after.slice(from, dot.index)}.`;
    from = dot.index + dot[0].length;
    const last = /^\p{L}{2,24}/u.exec(after.slice(from))?.[0] ?? '';
    if (last !== '' && HOST.test(written + last)) length = from + last.length;
    if (/ /.test(after.slice(0, dot.index).trim())) break;
  }
  return length;
}
