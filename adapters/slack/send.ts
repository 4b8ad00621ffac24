/** Sends one message so that it appears once, whatever becomes of the answers. */
import { escapeMarkdown, type FileBody, type OutboundMessage, type SendOutcome } from '#messaging/index.ts';
import { refusesFile, type SlackApi, SlackFailure, outcomeOf } from './api.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import { type Json, object, objects, text } from './json.ts';
import { LIMITS } from './limits.ts';
import type { People } from './people.ts';
import { type Rendered, renderMessage } from './render.ts';
import { wordsIn } from './words.ts';

/** Names our own mark on a message: Slack keeps it, and nobody sees it. */
export const MARK = 'tour_de_table';

export interface Sending {
  readonly api: SlackApi;
  readonly people: People;
  readonly pace: (channel: string) => Promise<void>;
  readonly botUserId: () => Promise<string>;
  readonly onFailure: (failure: SlackFailure) => void;
}

/** What of a message stands in the conversation already. */
interface Found {
  readonly parts: ReadonlyMap<number, string>;
  readonly files: ReadonlySet<string>;
}

/** Parts of a message that say that a file of it was refused come after all of its text. */
const FIRST_FILE_PART = 1_000;

const NOTHING: Found = { parts: new Map(), files: new Set() };

/** See `Adapter.send`. */
export function createSend(sending: Sending) {
  const { api, people } = sending;
  // Refused by Slack at the last attempt, and so not there: need not be looked for.
  const refused = new BoundedMap<string, true>(LIMITS.refused);

  return async function send(
    message: OutboundMessage,
    attempt: number,
    bodies: readonly FileBody[],
  ): Promise<SendOutcome> {
    try {
      const channel = message.to.channel ?? (await people.directWith(message.to.userId));
      if (isEphemeral(message, channel)) return await sendEphemeral(message, channel);
      const found = attempt > 1 && !refused.has(message.id) ? await look(message, channel) : NOTHING;
      const ref = await sendAll(message, channel, found, bodies);
      // A thread hangs from any message, and is named after it.
      return { kind: 'sent', ref, ...(message.opensThread === undefined ? {} : { thread: ref }) };
    } catch (error) {
      if (!(error instanceof SlackFailure)) throw error;
      sending.onFailure(error);
      const outcome = outcomeOf(error.failure);
      if (outcome.kind === 'retry' && !outcome.ambiguous) refused.set(message.id, true);
      else refused.delete(message.id);
      return outcome;
    }
  };

  async function sendAll(
    message: OutboundMessage,
    channel: string,
    found: Found,
    bodies: readonly FileBody[],
  ): Promise<string> {
    let ref = '';
    for (const [part, rendered] of renderMessage(message).entries()) {
      const there = found.parts.get(part);
      ref = there ?? (await post(message, channel, part, rendered));
    }
    for (const [i, body] of bodies.entries()) {
      const part = FIRST_FILE_PART + i;
      if (found.files.has(fileMark(message, body)) || found.parts.has(part)) continue;
      const isShared = await share(message, channel, body);
      if (!isShared) await post(message, channel, part, refusal(message, body));
    }
    return ref;
  }

  async function post(message: OutboundMessage, channel: string, part: number, rendered: Rendered): Promise<string> {
    await sending.pace(channel);
    // From here on, a part of it may be there.
    refused.delete(message.id);
    const metadata = { event_type: MARK, event_payload: { id: message.id, part } };
    const posted = await api.call('chat.postMessage', { ...common(message, channel, rendered), metadata });
    return text(posted['ts']);
  }

  /** Only that person sees it, for a while, and it can't be looked for: after an answer that was lost it may come twice. */
  async function sendEphemeral(message: OutboundMessage, channel: string): Promise<SendOutcome> {
    let ref = '';
    for (const rendered of renderMessage(message)) {
      const args = { ...common(message, channel, rendered), user: message.to.userId };
      ref = text((await api.call('chat.postEphemeral', args))['message_ts']);
    }
    return { kind: 'sent', ref };
  }

  /** Whether Slack took it: where it refuses a file for good, what was said stands without it. */
  async function share(message: OutboundMessage, channel: string, body: FileBody): Promise<boolean> {
    try {
      const where = await api.call('files.getUploadURLExternal', {
        filename: body.name,
        length: body.bytes.length,
        ...(body.alt === undefined ? {} : { alt_txt: body.alt }),
      });
      await api.upload(text(where['upload_url']), body.bytes);
      await api.call('files.completeUploadExternal', {
        files: [{ id: text(where['file_id']), title: fileMark(message, body) }],
        channel_id: channel,
        ...(message.to.thread === null ? {} : { thread_ts: message.to.thread }),
      });
      return true;
    } catch (error) {
      if (!(error instanceof SlackFailure) || !refusesFile(error.failure)) throw error;
      sending.onFailure(error);
      return false;
    }
  }

  /** Looks through the latest messages: nothing of ours was sent there after the one that is looked for. */
  async function look({ id, to }: OutboundMessage, channel: string): Promise<Found> {
    const method = to.thread === null ? 'conversations.history' : 'conversations.replies';
    const read = await api.call(method, {
      channel,
      limit: LIMITS.historyMessages,
      include_all_metadata: true,
      ...(to.thread === null ? {} : { ts: to.thread }),
    });
    const us = await sending.botUserId();
    const ours = objects(read['messages']).filter(one => text(one['user']) === us || text(one['bot_id']) !== '');
    const parts = new Map<number, string>();
    for (const one of ours) {
      const mark = markOf(one);
      if (mark['id'] === id && typeof mark['part'] === 'number') parts.set(mark['part'], text(one['ts']));
    }
    return { parts, files: new Set(ours.flatMap(one => objects(one['files']).map(file => text(file['title'])))) };
  }
}

/** What is said instead of a file. */
function refusal(message: OutboundMessage, { name }: FileBody): Rendered {
  const said = escapeMarkdown(wordsIn(message.lang).fileRefused(name));
  return renderMessage({ ...message, text: said, choices: [], question: null })[0] ?? { text: said, blocks: [] };
}

function common(message: OutboundMessage, channel: string, rendered: Rendered): Json {
  return {
    channel,
    text: rendered.text,
    blocks: rendered.blocks,
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    ...(message.to.thread === null ? {} : { thread_ts: message.to.thread }),
  };
}

function isEphemeral(message: OutboundMessage, channel: string): boolean {
  return message.visibility === 'private' && !channel.startsWith('D');
}

function markOf(message: Json): Json {
  const metadata = object(message['metadata']);
  return metadata['event_type'] === MARK ? object(metadata['event_payload']) : {};
}

/** The title under which a file is shared tells whether it was. */
function fileMark(message: OutboundMessage, body: FileBody): string {
  return `${body.name} (${message.id.slice(-6)})`;
}
