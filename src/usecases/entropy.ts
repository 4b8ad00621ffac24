/** Chance and digests, injected: `main` gives the operating system's, tests give a sequence. */
export interface Entropy {
  /** Uniform in [0, 1), for jitter only. */
  readonly fraction: () => number;
  /** So many random characters of Crockford's base 32 in capitals (no I, L, O, U): 5 bits each. */
  readonly letters: (count: number) => string;
  /** SHA-256 of a UTF-8 text, in lower-case hexadecimal. */
  readonly sha256: (text: string) => string;
}

/** Crockford's base 32: no letter is mistaken for a digit, and texts sort as the numbers do. */
export const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const TIME_LETTERS = 9;
const COUNTER_LETTERS = 3;
const RANDOM_LETTERS = 12;
const COUNTERS = 32 ** COUNTER_LETTERS;

/**
 * Makes ids of 24 ASCII characters that sort in the order they were made in one process: milliseconds, a counter, 60
 * random bits. (A ULID has 26; Discord's nonce holds 25.)
 */
export function createIds(entropy: Entropy, now: () => string): () => string {
  let last = 0;
  let count = 0;
  return () => {
    const ms = Math.max(Date.parse(now()), last);
    if (ms === last && count + 1 < COUNTERS) count += 1;
    else {
      last = ms === last ? ms + 1 : ms;
      count = 0;
    }
    return base32(last, TIME_LETTERS) + base32(count, COUNTER_LETTERS) + entropy.letters(RANDOM_LETTERS);
  };
}

function base32(value: number, letters: number): string {
  let text = '';
  let rest = value;
  for (let i = 0; i < letters; i += 1) {
    text = BASE32.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
