/** An outbox in memory, as `OutboxStore` says: heads only, leases, fences. */
import type { OutboundMessage } from '#messaging/index.ts';
import { addMs } from '../clock.ts';
import type { OutboxStore } from '../ports.ts';
import { NOW } from './parts.ts';

export interface MemoryRow {
  readonly conversation: string;
  readonly message: OutboundMessage;
  state: 'waiting' | 'sent' | 'dead';
  notBefore: string;
  leaseUntil: string;
  attempts: number;
  fence: number;
  reason: string;
  ref: string;
}

export interface MemoryOutbox extends OutboxStore {
  readonly rows: MemoryRow[];
  readonly add: (conversation: string, id: string, more?: Partial<OutboundMessage>) => void;
  /** Calls made, by name. */
  readonly calls: Record<string, number>;
}

export function createMemoryOutbox(): MemoryOutbox {
  const rows: MemoryRow[] = [];
  const calls: Record<string, number> = {};
  const count = (name: string): void => {
    calls[name] = (calls[name] ?? 0) + 1;
  };
  const heads = (platforms: readonly string[]): MemoryRow[] => {
    const waiting = rows.filter(row => row.state === 'waiting');
    const first = waiting.filter(row => waiting.find(other => other.conversation === row.conversation) === row);
    return first.filter(row => platforms.includes(row.message.to.platform));
  };
  const held = (id: string, fence: number): MemoryRow | undefined =>
    rows.find(row => row.message.id === id && row.fence === fence && row.state === 'waiting');
  const dueAt = (row: MemoryRow): string => (row.leaseUntil > row.notBefore ? row.leaseUntil : row.notBefore);
  return {
    rows,
    calls,
    add: (conversation, id, more = {}) => {
      const to = { platform: 'terminal', workspace: 'local', channel: null, thread: null, userId: conversation };
      const message: OutboundMessage = {
        id,
        to,
        visibility: 'private',
        text: id,
        lang: 'fr',
        choices: [],
        choicesMax: 1,
        question: null,
        progress: null,
        files: [],
        replyTo: null,
        mentions: 'none',
        ...more,
      };
      rows.push({
        conversation,
        message,
        state: 'waiting',
        notBefore: NOW,
        leaseUntil: '',
        attempts: 0,
        fence: 0,
        reason: '',
        ref: '',
      });
    },
    claimHeads: (now, _owner, leaseMs, limit, platforms) => {
      count('claimHeads');
      const claimed = heads(platforms)
        .filter(row => dueAt(row) <= now)
        .slice(0, limit);
      for (const row of claimed) {
        row.attempts += 1;
        row.fence += 1;
        row.leaseUntil = addMs(now, leaseMs);
      }
      return Promise.resolve(
        claimed.map(({ message, attempts, fence, conversation }) => ({
          message,
          attempts,
          fence,
          participantId: conversation,
        })),
      );
    },
    markSent: sent => {
      count('markSent');
      for (const { id, fence, ref } of sent) {
        const row = held(id, fence);
        if (row !== undefined) Object.assign(row, { state: 'sent', ref });
      }
      return Promise.resolve();
    },
    markRetry: (id, fence, retryAt, reason) => {
      const row = held(id, fence);
      if (row !== undefined) Object.assign(row, { notBefore: retryAt, leaseUntil: '', reason });
      return Promise.resolve();
    },
    markDead: (id, fence, reason) => {
      const row = held(id, fence);
      if (row !== undefined) Object.assign(row, { state: 'dead', reason });
      return Promise.resolve();
    },
    nextDueAt: platforms => Promise.resolve(heads(platforms).map(dueAt).sort()[0] ?? null),
    deadLetters: () => Promise.resolve([]),
  };
}
