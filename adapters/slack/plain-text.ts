/** PURE: texts that fit where Slack shows them. */
import { LIMITS } from './limits.ts';

/** Cuts at a whole character, and says so. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}

/** A label of a button or an option: one line, never empty, in which nothing is markup nor emoji. */
export function plainLabel(label: string): { type: 'plain_text'; text: string; emoji: false } {
  const text = label.replaceAll(/\s+/gu, ' ').trim();
  return { type: 'plain_text', text: cut(text === '' ? '…' : text, LIMITS.labelChars), emoji: false };
}
