/** PURE: Matrix's ids, and the order of events. */

/** The server of `@user:server`, `#alias:server`; empty for what is none. */
export function serverOf(id: string): string {
  const at = id.indexOf(':');
  return at < 0 ? '' : id.slice(at + 1);
}

/** `user` of `@user:server`. */
export function localpartOf(userId: string): string {
  return userId.replace(/^@/, '').split(':')[0] ?? userId;
}

/** The order key of an event: its time in milliseconds, then its rank in all that came. */
export function orderKey(ms: number, rank: number): string {
  return `${String(Math.max(0, Math.trunc(ms))).padStart(15, '0')}.${String(rank).padStart(12, '0')}`;
}

/** ISO UTC of milliseconds since 1970. */
export function isoAt(ms: number): string {
  return new Date(ms).toISOString();
}

const KEYCAP = '\uFE0F\u20E3';

/** 1️⃣ … 9️⃣, 🔟: what stands for the n-th choice, from 1. */
export function keycap(n: number): string {
  return n === 10 ? '🔟' : `${n}${KEYCAP}`;
}

/** The choice that a reaction stands for, from 1; null for any other emoji. */
export function choiceOfKey(key: string): number | null {
  if (key.startsWith('🔟')) return 10;
  // Some clients leave the variation selector out.
  const digit = /^([1-9])\uFE0F?\u20E3/u.exec(key)?.[1];
  return digit === undefined ? null : Number(digit);
}
