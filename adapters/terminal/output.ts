/** JSON lines out: an outbound message as the documented object, and a writer that waits for a slow reader. */
import type { Writable } from 'node:stream';
import type { FileBody, OutboundMessage } from '#messaging/index.ts';
import { oneLine, renderPlain } from './render.ts';

/** The object of one outbound message, keys in the documented order. PURE. */
export function outputOf(message: OutboundMessage, bodies: readonly FileBody[]): Record<string, unknown> {
  const { to, question, progress } = message;
  return {
    // Said to everybody in a channel: nobody in particular is named.
    to: to.userId === '' ? `#${to.channel ?? ''}` : to.userId,
    ref: message.id,
    text: renderPlain(message),
    choices: message.choices.map(choice => ({ id: choice.id, label: oneLine(choice.label) })),
    question: question === null ? null : question.name,
    progress: progress === null ? null : { n: progress.n, of: progress.of },
    ...(to.platform === 'terminal' ? {} : { platform: to.platform }),
    ...(to.workspace === 'local' ? {} : { workspace: to.workspace }),
    ...(to.channel === null ? {} : { channel: to.channel }),
    ...(to.thread === null ? {} : { thread: to.thread }),
    ...(message.opensThread === undefined ? {} : { opens: message.opensThread }),
    ...(bodies.length === 0 ? {} : { files: bodies.map(fileOf) }),
  };
}

/** A hint that is not kept: no reference, nothing to choose. PURE. */
export function hintOf(text: string, userId: string): Record<string, unknown> {
  return {
    to: userId,
    ref: null,
    text: renderPlain({ text, choices: [] }),
    choices: [],
    question: null,
    progress: null,
  };
}

function fileOf(body: FileBody): Record<string, unknown> {
  const text = /^text\/|json/.test(body.mediaType);
  const { name, mediaType } = body;
  return text
    ? { name, mediaType, text: new TextDecoder().decode(body.bytes) }
    : { name, mediaType, base64: Buffer.from(body.bytes).toString('base64') };
}

export interface LineWriter {
  /** Resolves once the line was handed to the system; rejects once the output is closed. */
  readonly write: (value: unknown) => Promise<void>;
  /** Aborted when the reader went away (EPIPE) or the output broke. */
  readonly closed: AbortSignal;
}

/** Writes one JSON object per line, in the order of the calls. */
export function createLineWriter(output: Writable): LineWriter {
  const closed = new AbortController();
  output.on('error', (error: Error) => closed.abort(error));
  return {
    closed: closed.signal,
    write: value =>
      new Promise((resolve, reject) => {
        if (closed.signal.aborted) {
          reject(new Error('output closed'));
          return;
        }
        output.write(`${JSON.stringify(value)}\n`, error => {
          if (error === null || error === undefined) {
            resolve();
            return;
          }
          closed.abort(error);
          reject(error);
        });
      }),
  };
}
