/** Messages to send ↔ rows. */
import type { OutboundMessage } from '#messaging/index.ts';
import { safeText } from './safe-text.ts';
import type { Row } from './sql.ts';

export const OUTBOX_COLUMNS = [
  'id',
  'conversation',
  'rank',
  'participant_id',
  'platform',
  'attempts',
  'not_before',
  'fence',
  'created_at',
  'message',
] as const;
export const OUTBOX_TYPES = ['text', 'text', 'int', 'text', 'text', 'int', 'text', 'int', 'text', 'text'] as const;

/** `participantId` is null for somebody who is not kept. */
export function outboxRow(
  conversation: string,
  rank: number,
  participantId: string | null,
  message: OutboundMessage,
  now: string,
): Row {
  const platform = safeText(message.to.platform);
  return [message.id, conversation, rank, participantId, platform, 0, now, 0, now, JSON.stringify(message)];
}

export function readMessage(stored: unknown): OutboundMessage {
  return JSON.parse(String(stored)) as OutboundMessage;
}
