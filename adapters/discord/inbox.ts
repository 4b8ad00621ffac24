/** Messages of the gateway and of histories → the application, channel by channel, in their order. */
import type { InboundEvent } from '#messaging/index.ts';
import { BoundedMap } from './bounded-map.ts';
import { LIMITS } from './limits.ts';
import type { Link } from './link.ts';
import { locate, type Rooms } from './locate.ts';
import {
  type Ignored,
  mentions,
  parseDeletion,
  parseEdit,
  parseMessage,
  parseTyping,
  type Where,
  whyIgnored,
} from './parse.ts';
import type { Message, MessageDelete, MessageUpdate, User } from './payloads.ts';
import type { Origin } from './places.ts';
import { wordsFor } from './words.ts';

export interface InboxParts {
  readonly rooms: Rooms;
  /** The text of an attachment that the client made of a long paste. */
  readonly fetchText: (url: string) => Promise<string>;
}

export class Inbox {
  readonly #parts: InboxParts;
  /** When each person last wrote: typing only matters while an answer may be open. */
  readonly #wrote = new BoundedMap<string, number>(LIMITS.remembered);

  constructor(parts: InboxParts) {
    this.#parts = parts;
  }

  async message(link: Link, message: Message): Promise<void> {
    if (whyIgnored(message, link.botId) !== null) return;
    const where = await this.#whereIs(link, message, message.author);
    if (where === null) return;
    if (!where.direct) {
      if (!mentions(message, link.botId)) return;
      this.#parts.rooms.places.came(message.author.id, originOf(link, message));
    }
    const text = await this.#pasted(link, message);
    const event = parseMessage(message, where, link.botId, text);
    this.#wrote.set(message.author.id, Date.parse(link.host.now()));
    if ('ignored' in event) return this.#unread(link, message, where);
    await hand(link, event);
  }

  async edit(link: Link, update: MessageUpdate): Promise<void> {
    if (update.author === undefined) return;
    const where = await this.#whereIs(link, update, update.author);
    if (where !== null) await hand(link, parseEdit(update, where, link.botId));
  }

  async deletion(link: Link, deletion: MessageDelete): Promise<void> {
    const { channel_id: channel, guild_id: server } = deletion;
    const { threads, places } = this.#parts.rooms;
    const thread = threads.find(channel);
    if (server !== undefined && thread === undefined) return;
    const person = thread === undefined ? await places.personOf(link, channel) : await threads.ownerOf(link, thread);
    if (person === null) return;
    const where = await this.#whereIs(link, deletion, { id: person, username: '' });
    if (where !== null) await hand(link, parseDeletion(deletion, where, person, link.host.now()));
  }

  async typing(link: Link, channel: string, userId: string, seconds: number): Promise<void> {
    const wrote = this.#wrote.get(userId);
    if (wrote === undefined || Date.parse(link.host.now()) - wrote > LIMITS.typingMs) return;
    const where = await this.#whereIs(link, { channel_id: channel }, { id: userId, username: '' });
    if (where !== null) await hand(link, parseTyping(userId, seconds, where));
  }

  #whereIs(
    link: Link,
    { channel_id: channel, guild_id: server }: { readonly channel_id: string; readonly guild_id?: string | undefined },
    user: User,
  ): Promise<Where | null> {
    return locate(this.#parts.rooms, link, { channel, server }, user.id);
  }

  /** Longer texts than Discord takes become a file at the client: they are read as the text they are. */
  async #pasted(link: Link, { content, attachments }: Message): Promise<string | undefined> {
    const [only, ...others] = attachments;
    if (content !== '' || only === undefined || others.length > 0) return undefined;
    if (only.filename !== 'message.txt') return undefined;
    try {
      return await this.#parts.fetchText(only.url);
    } catch (error) {
      link.host.log('warn', 'discord_paste_unread', { error: error instanceof Error ? error.name : 'unknown' });
      return undefined;
    }
  }

  /** A sticker, a poll; or a text that we may not read. Said once, however many copies of this process hear it. */
  async #unread(link: Link, message: Message, { direct, thread }: Where): Promise<void> {
    if (!direct) return;
    const words = wordsFor(undefined);
    const content = thread !== null && !link.readsTexts ? words.mute : words.unread;
    const once = { nonce: `u${message.id}`, enforce_nonce: true };
    const body = { content, allowed_mentions: { parse: [] }, ...once };
    await link.request({ method: 'POST', path: `/channels/${message.channel_id}/messages`, body });
  }
}

function originOf({ host }: Link, { guild_id, channel_id }: Message): Origin {
  const at = Date.parse(host.now());
  const acknowledged = Promise.resolve();
  return { server: guild_id ?? '', channel: channel_id, locale: undefined, token: null, at, acknowledged };
}

async function hand({ host }: Link, event: InboundEvent | Ignored): Promise<void> {
  if (!('ignored' in event)) await host.receive(event);
}
