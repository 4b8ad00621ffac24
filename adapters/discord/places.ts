/** Where somebody is answered: their direct messages, or a private thread where those are closed. */
import { z } from 'zod';
import type { Address } from '#messaging/index.ts';
import { ApiProblem } from './api-problem.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import type { Incidents } from './incidents.ts';
import { LIMITS } from './limits.ts';
import { ask, type Link, tryRequest } from './link.ts';
import { isForbidden } from './outcome.ts';
import { Channel, KIND, User } from './payloads.ts';
import { cut } from './render.ts';
import type { Thread, Threads } from './threads.ts';
import { fill, wordsFor } from './words.ts';

/** Where somebody last spoke in a server, and how they can still be told something there. */
export interface Origin {
  readonly server: string;
  /** The channel that a thread can be opened in. */
  readonly channel: string;
  readonly locale: string | undefined;
  /** Of the interaction they made there; null where they wrote a message. */
  readonly token: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Resolves once what they did there was acknowledged: it can be completed from then on. */
  readonly acknowledged: Promise<void>;
}

const ChannelList = z.array(Channel);

export class Places {
  readonly #direct = new BoundedMap<string, string>(LIMITS.remembered);
  readonly #people = new BoundedMap<string, string>(LIMITS.remembered);
  readonly #closed = new BoundedMap<string, Thread>(LIMITS.remembered);
  readonly #origins = new BoundedMap<string, Origin>(LIMITS.remembered);
  readonly #names = new BoundedMap<string, string>(LIMITS.remembered);
  /** Threads that took no message: not tried again before their person is heard there. */
  readonly #left = new BoundedMap<string, true>(LIMITS.remembered);
  readonly #threads: Threads;
  readonly #incidents: Incidents;

  constructor(threads: Threads, incidents: Incidents) {
    this.#threads = threads;
    this.#incidents = incidents;
  }

  /** Remembers where a person acted, in a server. */
  came(userId: string, origin: Origin): void {
    this.#origins.set(userId, origin);
  }

  /** Somebody spoke in their direct messages: they are open. */
  spoke(userId: string, channel: string): void {
    this.#direct.set(userId, channel);
    this.#people.set(channel, userId);
    this.#closed.delete(userId);
  }

  /** Somebody was heard in a thread of ours: it can be written in. */
  heardIn(thread: string): void {
    this.#left.delete(thread);
  }

  /** Whose direct messages a channel is, if they were seen; asked of Discord otherwise. null: not a direct one. */
  async personOf(link: Link, channel: string): Promise<string | null> {
    const known = this.#people.get(channel);
    if (known !== undefined) return known;
    const { type, recipients } = await ask(link, { method: 'GET', path: `/channels/${channel}` }, Channel);
    const person = type === KIND.dm ? (recipients?.[0]?.id ?? null) : null;
    if (person !== null) this.spoke(person, channel);
    return person;
  }

  /** The channel to write to. Rejects with an `ApiProblem`. */
  async resolve(link: Link, { channel, thread, userId }: Address): Promise<string> {
    if (thread !== null && !this.#left.has(thread)) return thread;
    const instead = this.#closed.get(userId);
    if (instead !== undefined) return instead.id;
    return (thread === null ? channel : null) ?? (await this.direct(link, userId));
  }

  /** Whether nobody but its person reads that place: a thread of ours, or direct messages that were seen. */
  isPrivate({ channel, thread }: Address): boolean {
    return thread !== null || channel === null || this.#people.has(channel);
  }

  /** Whether what `resolve` gave is a thread, not somebody's direct messages. */
  isThread({ thread, userId }: Address, channel: string): boolean {
    return thread === channel || this.#closed.get(userId)?.id === channel;
  }

  async direct(link: Link, userId: string): Promise<string> {
    const known = this.#direct.get(userId);
    if (known !== undefined) return known;
    const body = { recipient_id: userId };
    const opened = await ask(link, { method: 'POST', path: '/users/@me/channels', body }, Channel);
    this.#direct.set(userId, opened.id);
    this.#people.set(opened.id, userId);
    const name = opened.recipients?.find(({ id }) => id === userId)?.username ?? '';
    if (name !== '') this.#names.set(userId, name);
    return opened.id;
  }

  /** What was written to is not there any more. */
  forget(userId: string, channel: string): void {
    if (this.#direct.get(userId) === channel) this.#direct.delete(userId);
    if (this.#closed.get(userId)?.id === channel) this.#closed.delete(userId);
    this.#people.delete(channel);
    this.#left.set(channel, true);
  }

  /**
   * Their direct messages are closed: the private thread opened before, or a new one where they came from. Tells them,
   * there and where they acted. null where no thread may be opened: they were told that too.
   */
  async openThread(link: Link, to: Address, lang: string): Promise<string | null> {
    const origin = this.#origins.get(to.userId);
    const server = origin?.server ?? to.workspace;
    const name = cut(`${wordsFor(lang).thread} · ${await this.#nameOf(link, to.userId)}`, LIMITS.threadNameChars);
    try {
      const found = await this.#openedBefore(link, server, name, to.userId);
      const thread = found ?? (await this.#open(link, server, origin, name, to.userId, lang));
      if (thread === null) return await this.#giveUp(link, to.userId, origin);
      this.#closed.set(to.userId, thread);
      this.#threads.add(thread, to.userId);
      await this.#tell(link, origin, fill(wordsFor(origin?.locale ?? lang).inThread, { where: `<#${thread.id}>` }));
      this.#incidents.mended('discord_no_thread_permission', server);
      link.host.log('info', 'discord_private_thread', { server });
      return thread.id;
    } catch (error) {
      if (!isForbidden(error)) throw error;
      this.#incidents.tell(link, 'discord_no_thread_permission', server);
      return this.#giveUp(link, to.userId, origin);
    }
  }

  /** The account's own name, the same on every server: what a thread opened before is found by. */
  async #nameOf(link: Link, userId: string): Promise<string> {
    const known = this.#names.get(userId);
    if (known !== undefined) return known;
    const { username } = await ask(link, { method: 'GET', path: `/users/${userId}` }, User);
    const name = username === '' ? userId : username;
    this.#names.set(userId, name);
    return name;
  }

  /** Tells somebody where they are answered, under what they did in a server. */
  async #tell(link: Link, origin: Origin | undefined, content: string): Promise<void> {
    if (origin === undefined || origin.token === null) return;
    if (Date.parse(link.host.now()) - origin.at > LIMITS.interactionTokenMs) return;
    await origin.acknowledged;
    const path = `/webhooks/${link.applicationId}/${origin.token}/messages/@original` as const;
    await tryRequest(link, 'told', {
      method: 'PATCH',
      path,
      body: { content, allowed_mentions: { parse: [] } },
      auth: false,
    });
  }

  async #giveUp(link: Link, userId: string, origin: Origin | undefined): Promise<null> {
    await this.#tell(link, origin, wordsFor(origin?.locale).noPlace);
    this.#direct.delete(userId);
    return null;
  }

  async #openedBefore(link: Link, server: string, name: string, userId: string): Promise<Thread | null> {
    if (!/^\d+$/.test(server)) return null;
    const shape = z.object({ threads: ChannelList });
    const { threads } = await ask(link, { method: 'GET', path: `/guilds/${server}/threads/active` }, shape);
    const there = threads.find(
      one =>
        one.type === KIND.privateThread &&
        one.owner_id === link.botId &&
        one.name === name &&
        one.thread_metadata?.locked !== true &&
        !this.#left.has(one.id),
    );
    if (there === undefined) return null;
    const thread = { id: there.id, parent: there.parent_id ?? there.id };
    return (await this.#threads.ownerOf(link, thread)) === userId ? thread : null;
  }

  async #open(
    link: Link,
    server: string,
    origin: Origin | undefined,
    name: string,
    userId: string,
    lang: string,
  ): Promise<Thread | null> {
    const made = await this.#openIn(link, server, origin, name);
    if (made === null) return null;
    const { id } = made;
    const words = wordsFor(lang);
    const hello = `<@${userId}>, ${words.threadHello}${link.readsTexts ? '' : ` ${words.threadMute}`}`;
    // The first message says whose the thread is: it is what is read again after a restart.
    const content = { content: hello, allowed_mentions: { parse: [] } };
    await link.request({ method: 'POST', path: `/channels/${id}/messages`, body: content });
    await link.request({ method: 'PUT', path: `/channels/${id}/thread-members/${userId}` });
    return made;
  }

  /** In the channel they came from; in the first of the server where that one takes no thread. */
  async #openIn(link: Link, server: string, origin: Origin | undefined, name: string): Promise<Thread | null> {
    const type = KIND.privateThread;
    const body = { name, type, auto_archive_duration: LIMITS.threadArchiveMinutes, invitable: false };
    const openIn = async (parent: string): Promise<Thread> => {
      const { id } = await ask(link, { method: 'POST', path: `/channels/${parent}/threads`, body }, Channel);
      return { id, parent };
    };
    try {
      if (origin !== undefined) return await openIn(origin.channel);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 400) throw error;
    }
    const first = await firstChannel(link, server);
    return first === null ? null : openIn(first);
  }
}

/** After a restart, nobody remembers where somebody came from: a thread can be opened in any channel of text. */
async function firstChannel(link: Link, server: string): Promise<string | null> {
  if (!/^\d+$/.test(server)) return null;
  const channels = await ask(link, { method: 'GET', path: `/guilds/${server}/channels` }, ChannelList);
  return channels.find(({ type }) => type === KIND.text)?.id ?? null;
}
