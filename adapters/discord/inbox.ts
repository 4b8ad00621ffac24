/** Messages of the gateway and of histories → the application, channel by channel, in their order. */
import type { InboundEvent } from '#messaging/index.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import { LIMITS } from './limits.ts';
import type { Link } from './link.ts';
import { locate, type Rooms } from './locate.ts';
import {
  type Ignored,
  mentions,
  parseDeletion,
  parseEdit,
  parseMessage,
  parseReaction,
  parseTyping,
  type Where,
  whyIgnored,
} from './parse.ts';
import type { Message, MessageDelete, MessageUpdate, Reaction, User } from './payloads.ts';
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
      const held = await isHeld(link, where);
      if (!mentions(message, link.botId) && !held) return;
      if (!held) this.#parts.rooms.places.came(message.author.id, originOf(link, message));
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
    if (where === null || (!where.direct && !(await isHeld(link, where)))) return;
    await hand(link, parseEdit(update, where, link.botId));
  }

  async deletion(link: Link, deletion: MessageDelete): Promise<void> {
    const { channel_id: channel, guild_id: server } = deletion;
    const { threads, places } = this.#parts.rooms;
    const thread = threads.find(channel);
    if (server !== undefined && thread === undefined) return this.#deletionAmong(link, deletion, server);
    const person = thread === undefined ? await places.personOf(link, channel) : await threads.ownerOf(link, thread);
    if (person === null) return;
    const where = await this.#whereIs(link, deletion, { id: person, username: '' });
    if (where !== null) await hand(link, parseDeletion(deletion, where, person, link.host.now()));
  }

  /** In a server, what was deleted matters where a workshop is held: one of its messages, or the one it hangs from. */
  async #deletionAmong(link: Link, { id, channel_id: channel }: MessageDelete, server: string): Promise<void> {
    const where: Where = { workspace: server, channel, thread: null, direct: false };
    if (await isHeld(link, where, id)) await hand(link, parseDeletion({ id }, where, '0', link.host.now()));
  }

  /** A thread that is gone: its first message has its name. */
  async threadDeleted(link: Link, thread: string, server: string, parent: string): Promise<void> {
    const where: Where = { workspace: server, channel: parent, thread, direct: false };
    if (await isHeld(link, where)) await hand(link, parseDeletion({ id: thread }, where, '0', link.host.now()));
  }

  async reaction(link: Link, reaction: Reaction, added: boolean, name: string): Promise<void> {
    const { channel_id: channel, guild_id: server, message_id: ref, user_id: userId } = reaction;
    if (server === undefined || userId === link.botId) return;
    const where = await this.#whereIs(link, reaction, { id: userId, username: '' });
    if (where === null || where.direct || !(await isHeld(link, { ...where, channel }, ref))) return;
    await hand(link, parseReaction(reaction, where, added, name, link.host.now()));
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

/** Whether a workshop is held there. */
function isHeld({ host }: Link, { workspace, channel, thread }: Where, ref?: string): Promise<boolean> {
  if (channel === null) return Promise.resolve(false);
  const place = { platform: 'discord', workspace, channel, thread };
  return host.queries.holdsWorkshop(ref === undefined ? place : { ...place, ref });
}

async function hand({ host }: Link, event: InboundEvent | Ignored): Promise<void> {
  if (!('ignored' in event)) await host.receive(event);
}
