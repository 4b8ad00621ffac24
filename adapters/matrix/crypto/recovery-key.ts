/** PURE: a recovery key as people write it: base 58, in groups of four, with a parity that catches a mistyped letter. */

const LETTERS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** What the specification puts before the key. */
const PREFIX = [0x8b, 0x01];
const KEY_BYTES = 32;

export function writeRecoveryKey(key: Uint8Array): string {
  const bytes = [...PREFIX, ...key];
  const parity = bytes.reduce((all, byte) => all ^ byte, 0);
  return toBase58([...bytes, parity]).replace(/.{4}(?=.)/g, '$& ');
}

/** null for what is none: a letter is wrong or missing. */
export function readRecoveryKey(text: string): Uint8Array | null {
  const bytes = fromBase58(text.replace(/\s+/g, ''));
  if (bytes === null || bytes.length !== PREFIX.length + KEY_BYTES + 1) return null;
  if (bytes.reduce((all, byte) => all ^ byte, 0) !== 0) return null;
  if (!PREFIX.every((byte, i) => bytes[i] === byte)) return null;
  return Uint8Array.from(bytes.slice(PREFIX.length, -1));
}

function toBase58(bytes: readonly number[]): string {
  let value = bytes.reduce((all, byte) => all * 256n + BigInt(byte), 0n);
  let text = '';
  for (; value > 0n; value /= 58n) text = LETTERS.charAt(Number(value % 58n)) + text;
  return text;
}

function fromBase58(text: string): number[] | null {
  let value = 0n;
  for (const letter of text) {
    const digit = LETTERS.indexOf(letter);
    if (digit < 0) return null;
    value = value * 58n + BigInt(digit);
  }
  const bytes: number[] = [];
  for (; value > 0n; value /= 256n) bytes.unshift(Number(value % 256n));
  return bytes;
}
