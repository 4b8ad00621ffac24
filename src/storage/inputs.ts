/** Inputs ↔ rows of the inbox: their keys, whose they are, their order. */
import { createHash } from 'node:crypto';
import type { TurnInput } from '#usecases/ports.ts';
import { LIMITS } from './limits.ts';
import { safeText, unsafeText } from './safe-text.ts';
import type { Row } from './sql.ts';

/** The platform under which our own events stand in the inbox. */
const INTERNAL = '·internal';

/** `[platform, workspace, event_id]` of the inbox, or null for a wake-up, which repeats itself harmlessly. */
export type InboxKey = readonly [string, string, string];

export function inboxKey(input: TurnInput): InboxKey | null {
  if (input.kind === 'wake') return null;
  if (input.kind === 'internal') return [INTERNAL, '', nameKey(input.id)];
  const { event } = input;
  return [safeText(event.address.platform), safeText(event.address.workspace), nameKey(event.eventId)];
}

/**
 * The name of an event or of a message, as a key. An index entry has a largest size on PostgreSQL: a name too long for
 * it is known by its hash.
 */
export function nameKey(name: string): string {
  if (name.length <= LIMITS.nameChars) return safeText(name);
  return `sha256:${createHash('sha256').update(name, 'utf16le').digest('hex')}`;
}

/** `[platform, workspace, user_id]` as stored. */
export type AccountKey = readonly [string, string, string];

export function accountOf(input: TurnInput): AccountKey | null {
  if (input.kind !== 'event') return null;
  const { platform, workspace, userId } = input.event.author;
  return [safeText(platform), safeText(workspace), safeText(userId)];
}

export function accountRow(platform: string, workspace: string, userId: string): AccountKey {
  return [safeText(platform), safeText(workspace), safeText(userId)];
}

/** `{platform, workspace, userId}` as the platform wrote them. */
export function readAccount([platform, workspace, userId]: Row): {
  platform: string;
  workspace: string;
  userId: string;
} {
  return {
    platform: unsafeText(String(platform)),
    workspace: unsafeText(String(workspace)),
    userId: unsafeText(String(userId)),
  };
}

/** One text for a key: the parts are already free of NUL. */
export function keyText(key: readonly string[]): string {
  return key.join('\0');
}

/** The same, of a row. */
export function rowKey(row: Row): string {
  return keyText(row.map(String));
}

/** The inverse, for an account. */
export function splitKey(text: string): AccountKey {
  const [platform = '', workspace = '', userId = ''] = text.split('\0');
  return [platform, workspace, userId];
}

export const PENDING_COLUMNS = [
  'platform',
  'workspace',
  'event_id',
  'participant_id',
  'user_id',
  'order_key',
  'at',
  'status',
  'attempts',
  'payload',
] as const;
export const PENDING_TYPES = ['text', 'text', 'text', 'text', 'text', 'text', 'text', 'text', 'int', 'text'] as const;

/** The row of an input that waits; `participantId` is null while nobody knows whose it is. */
export function pendingRow(input: Exclude<TurnInput, { kind: 'wake' }>, participantId: string | null, at: string): Row {
  const [platform, workspace, eventId] = inboxKey(input) as InboxKey;
  const order = input.kind === 'event' ? safeText(input.event.order.slice(0, LIMITS.nameChars)) : '';
  const userId = accountOf(input)?.[2] ?? null;
  return [platform, workspace, eventId, participantId, userId, order, at, 'pending', 0, JSON.stringify(input)];
}

/** Internal events first, then the platform's in its order, wake-ups last: a message may push them back. */
export function inOrder(a: TurnInput, b: TurnInput): number {
  const rank = (input: TurnInput): number => (input.kind === 'internal' ? 0 : input.kind === 'event' ? 1 : 2);
  if (a.kind !== 'event' || b.kind !== 'event') return rank(a) - rank(b);
  return compareText(a.event.order, b.event.order);
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length; i += 1) {
    const order = compareText(a[i] ?? '', b[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}
