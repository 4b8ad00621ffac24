/** A platform that keeps what it is handed, and fails when told to. */
import type {
  Adapter,
  FileBody,
  InboundFile,
  OutboundMessage,
  SendOutcome,
  TransientMessage,
} from '#messaging/index.ts';

export interface FakeAdapter extends Adapter {
  readonly sent: {
    readonly message: OutboundMessage;
    readonly attempt: number;
    readonly bodies: readonly FileBody[];
  }[];
  readonly transients: TransientMessage[];
  /** What a send answers; by default it is sent. */
  answer: (message: OutboundMessage, attempt: number) => SendOutcome | Promise<SendOutcome>;
  fetch: (file: InboundFile) => Promise<Uint8Array>;
  /** Texts sent to that user, in order. */
  readonly textsTo: (userId: string) => string[];
}

export function createFakeAdapter(platform = 'terminal'): FakeAdapter {
  const adapter: FakeAdapter = {
    platform,
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
      typing: true,
      directMessages: true,
      files: true,
      maxCharacters: 4_000,
    },
    sent: [],
    transients: [],
    answer: one => ({ kind: 'sent', ref: `p-${one.id}` }),
    fetch: () => Promise.reject(new Error('no file')),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    send: async (one, attempt, bodies) => {
      const outcome = await adapter.answer(one, attempt);
      if (outcome.kind === 'sent') adapter.sent.push({ message: one, attempt, bodies });
      return outcome;
    },
    sendTransient: one => {
      adapter.transients.push(one);
      return Promise.resolve();
    },
    fetchFile: file => adapter.fetch(file),
    textsTo: userId =>
      adapter.sent.filter(({ message }) => message.to.userId === userId).map(({ message }) => message.text),
  };
  return adapter;
}
