/** What the log may keep of words that somebody typed: references, numbers, dates and accounts. Never the rest of them. */
import { printAccount, readAccount } from './account.ts';

/** A4, R3, F4-1, A4-0137, A4-0137#1. */
const REFERENCE = /^[a-z]{1,2}\d{1,3}(?:-\d{1,7})?(?:#\d{1,3})?$/i;
const DATE = /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{4})$/;
const HOUR = /^\d{1,2}[:h](?:\d{2})?$/;
const NUMBER = /^\d{1,3}$/;
/** Numbers that stand side by side: more of them may be somebody's telephone. */
const MOST_NUMBERS = 3;
const PLATFORMS: ReadonlySet<string> = new Set(['slack', 'discord', 'matrix', 'terminal']);

/** In their order, joined by spaces. A telephone, an e-mail address, a name or a sentence leaves nothing. */
export function idsIn(words: string): string {
  const kept = words.split(/[\s,;]+/).flatMap(word => idOf(word) ?? []);
  const numbers = kept.filter(word => NUMBER.test(word)).length;
  return (numbers > MOST_NUMBERS ? kept.filter(word => !NUMBER.test(word)) : kept).join(' ');
}

function idOf(word: string): string | null {
  if ([REFERENCE, DATE, HOUR, NUMBER].some(form => form.test(word))) return word;
  const account = readAccount(word, null);
  return account !== null && PLATFORMS.has(account.platform) ? printAccount(account) : null;
}
