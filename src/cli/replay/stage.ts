/** The platform that simulated people use: an adapter of the port whose other end is in memory. */
import type { Adapter, AdapterHost, InboundEvent, OutboundMessage } from '../terminal-room.ts';

export interface ReplayPlatform {
  readonly adapter: Adapter;
  /** Hands an event over; resolves to the milliseconds until it was committed. */
  readonly send: (event: InboundEvent) => Promise<number>;
  /** Makes the events of one person, numbered in their order. */
  readonly message: (user: string, text: string) => InboundEvent;
  readonly choice: (user: string, id: string) => InboundEvent;
  readonly received: () => number;
}

/** `workspace` tells this replay's accounts from all others. `onMessage` hears each message once. */
export function createReplayPlatform(workspace: string, onMessage: (message: OutboundMessage) => void): ReplayPlatform {
  const seen = new Set<string>();
  let host: AdapterHost | null = null;
  let made = 0;
  let received = 0;

  function base(user: string) {
    if (host === null) throw new Error('the replay has not begun');
    made += 1;
    const at = host.now();
    return {
      eventId: `e${made}`,
      order: `${at}/${String(made).padStart(9, '0')}`,
      at,
      address: { platform: 'terminal', workspace, channel: null, thread: null, userId: user },
      author: { platform: 'terminal', workspace, userId: user, displayName: user },
      direct: true,
    };
  }

  const adapter: Adapter = {
    platform: 'terminal',
    capabilities: {
      buttons: false,
      menus: false,
      modals: false,
      ephemeral: false,
      edits: true,
      deletions: true,
      threads: false,
      reactions: false,
      polls: false,
      typing: false,
      directMessages: true,
      files: false,
      maxCharacters: 100_000,
    },
    start: given => {
      host = given;
      return Promise.resolve();
    },
    send: message => {
      if (message.to.workspace !== workspace) {
        return Promise.resolve({ kind: 'retry', afterMs: 60_000, ambiguous: false, reason: 'not of this replay' });
      }
      if (!seen.has(message.id)) {
        seen.add(message.id);
        received += 1;
        onMessage(message);
      }
      return Promise.resolve({ kind: 'sent', ref: message.id });
    },
    sendTransient: () => Promise.resolve(),
    fetchFile: () => Promise.reject(new Error('a replay has no files')),
    stop: () => Promise.resolve(),
  };

  return {
    adapter,
    message: (user, text) => {
      const event = base(user);
      return { ...event, kind: 'message', ref: `${workspace}.${event.eventId}`, text, files: [], replyTo: null };
    },
    choice: (user, id) => ({ ...base(user), kind: 'choice', values: [id] }),
    send: async event => {
      if (host === null) throw new Error('the replay has not begun');
      const from = performance.now();
      await host.receive(event);
      return performance.now() - from;
    },
    received: () => received,
  };
}
