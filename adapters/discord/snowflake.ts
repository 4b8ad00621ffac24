/** PURE: Discord's ids hold the instant at which they were made. */

const EPOCH_MS = 1_420_070_400_000n;
const TIME_SHIFT = 22n;
const ID_DIGITS = 20;

/** ISO UTC instant of an id; throws on what is no id. */
export function instantOf(id: string): string {
  return isoAt(msOf(id));
}

/** ISO UTC of milliseconds since 1970. */
export function isoAt(ms: number): string {
  return new Date(ms).toISOString();
}

/** Milliseconds since 1970 of an ISO instant; NaN for what is none. */
export function msAt(iso: string): number {
  return Date.parse(iso);
}

/** Milliseconds since 1970. */
export function msOf(id: string): number {
  return Number((BigInt(id) >> TIME_SHIFT) + EPOCH_MS);
}

/** The least id of an instant. */
export function idAt(ms: number): string {
  const since = BigInt(Math.trunc(ms)) - EPOCH_MS;
  return String(since < 0n ? 0n : since << TIME_SHIFT);
}

/** Ids as an order key: same length, so that they compare as strings. */
export function orderKey(id: string): string {
  return id.padStart(ID_DIGITS, '0');
}

/** The id behind an order key; null where the key is another platform's. */
export function idOfOrder(order: string): string | null {
  return /^\d{20}$/.test(order) ? order.replace(/^0+(?=\d)/, '') : null;
}

/** Milliseconds at which an outbox id was made (its first nine letters, base 32); null where it tells none. */
export function madeAt(outboxId: string): number | null {
  const letters = /^[0-9A-HJKMNP-TV-Z]{24}$/.exec(outboxId)?.[0].slice(0, 9);
  if (letters === undefined) return null;
  let ms = 0;
  for (const letter of letters) ms = ms * 32 + '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(letter);
  return ms;
}
