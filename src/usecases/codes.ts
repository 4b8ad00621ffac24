/** One-time codes (linking accounts, inviting workspaces): only their hashes are kept. */
import type { Entropy } from './entropy.ts';

/** Forgives case, spaces, hyphens, and the letters that look like digits; the result is only for hashing. */
export function normalizeCode(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** What is kept of a code, and what it is looked for by. */
export function hashCode(entropy: Entropy, code: string): string {
  return entropy.sha256(`tour-de-table code ${normalizeCode(code)}`);
}
