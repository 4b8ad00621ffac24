/** One outbound message, sent once: the nonce guards it for minutes, the history for ever. */
import { z } from 'zod';
import type { FileBody, OutboundMessage, SendOutcome } from '#messaging/index.ts';
import { ApiProblem, CODE } from './api-problem.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import { isMadeFor } from './custom-id.ts';
import type { Incidents } from './incidents.ts';
import { LIMITS } from './limits.ts';
import { ask, Created, type Link } from './link.ts';
import { type Component, Message } from './payloads.ts';
import { isClosed, isForbidden, isGone, mayRefuseFiles, noPlace, outcomeOf } from './outcome.ts';
import type { Places } from './places.ts';
import type { Prompts } from './prompts.ts';
import { cut, type Piece, render } from './render.ts';
import { madeAt, msOf } from './snowflake.ts';
import { wordsFor } from './words.ts';

/** Addresses in what people wrote are not unfolded. */
const SUPPRESS_EMBEDS = 4;

/** One message of the outbox on its way. */
interface Job {
  readonly message: OutboundMessage;
  readonly attempt: number;
  readonly bodies: readonly FileBody[];
}

export class Sender {
  /** Which outbox id and piece each message of ours is: two alike are told apart. */
  readonly #sent = new BoundedMap<string, string>(LIMITS.remembered);
  readonly #places: Places;
  readonly #prompts: Prompts;
  readonly #incidents: Incidents;

  constructor(places: Places, prompts: Prompts, incidents: Incidents) {
    this.#places = places;
    this.#prompts = prompts;
    this.#incidents = incidents;
  }

  async send(link: Link, message: OutboundMessage, attempt: number, bodies: readonly FileBody[]): Promise<SendOutcome> {
    const { workspace } = message.to;
    try {
      const sent = await this.#sendSomewhere(link, { message, attempt, bodies });
      if (sent.kind === 'sent') this.#incidents.mended('discord_missing_permission', workspace);
      return sent;
    } catch (error) {
      if (isForbidden(error)) this.#incidents.tell(link, 'discord_missing_permission', workspace);
      if (message.visibility === 'public' && isGone(error)) return { kind: 'failed', reason: 'the place is gone' };
      return outcomeOf(error);
    }
  }

  /** Where they are; elsewhere, where that place is gone or forbidden; in a thread, where they are closed. */
  async #sendSomewhere(link: Link, job: Job): Promise<SendOutcome> {
    const { to } = job.message;
    const channel = await this.#places.resolve(link, to);
    try {
      return await this.#sendTo(link, channel, job);
    } catch (error) {
      if (isClosed(error)) return this.#sendInThread(link, job);
      const left = isGone(error) || (isForbidden(error) && this.#places.isThread(to, channel));
      if (!left) throw error;
      this.#incidents.tell(
        link,
        isGone(error) ? 'discord_place_gone' : 'discord_missing_permission',
        to.workspace,
        channel,
      );
      // What is said to everybody is not said to one person instead.
      if (job.message.visibility === 'public') throw error;
      this.#places.forget(to.userId, channel);
    }
    try {
      return await this.#sendTo(link, await this.#places.direct(link, to.userId), job);
    } catch (error) {
      if (!isClosed(error)) throw error;
      return this.#sendInThread(link, job);
    }
  }

  async #sendInThread(link: Link, job: Job): Promise<SendOutcome> {
    const thread = await this.#places.openThread(link, job.message.to, job.message.lang);
    return thread === null ? noPlace('direct messages closed, no thread') : this.#sendTo(link, thread, job);
  }

  async #sendTo(link: Link, channel: string, { message, attempt, bodies }: Job): Promise<SendOutcome> {
    const pieces = render(message);
    const there = attempt > 1 ? await this.#history(link, channel, message) : [];
    const shared = message.visibility === 'public';
    if (message.to.channel === null) this.#prompts.begin(channel);
    let ref = '';
    for (const [i, piece] of pieces.entries()) {
      const name = `${message.id}.${i}`;
      const before = there.find(one => this.#isThat(one, message, piece, name));
      const last = i === pieces.length - 1;
      ref = before?.id ?? (await this.#post(link, channel, message, piece, i === 0, last ? bodies : []));
      this.#sent.set(ref, name);
      if (last && !shared) this.#prompts.sent(link, channel, { id: ref, ...piece }, message.lang);
    }
    if (message.opensThread === undefined) return { kind: 'sent', ref };
    const thread = await openThread(link, channel, ref, message.opensThread);
    return { kind: 'sent', ref, ...(thread === null ? {} : { thread }) };
  }

  /** Where the files are refused, the words go alone, and say so. */
  async #post(
    link: Link,
    channel: string,
    message: OutboundMessage,
    piece: Piece,
    first: boolean,
    bodies: readonly FileBody[],
  ): Promise<string> {
    try {
      return await post(link, channel, message, piece, first, bodies);
    } catch (error) {
      if (bodies.length === 0 || !mayRefuseFiles(error)) throw error;
      const said = `\n\n${wordsFor(message.lang).fileRefused}`;
      const content = `${piece.content.slice(0, LIMITS.contentChars - said.length)}${said}`;
      return post(link, channel, message, { ...piece, content }, first, []);
    }
  }

  /** Our messages there, since this one was made: a first attempt may be among them. */
  async #history(link: Link, channel: string, message: OutboundMessage): Promise<Message[]> {
    const since = (madeAt(message.id) ?? 0) - LIMITS.skewMs;
    const found: Message[] = [];
    let before: string | undefined;
    for (let page = 0; page < LIMITS.lookupPages; page += 1) {
      const query = { limit: String(LIMITS.lookupPage), ...(before === undefined ? {} : { before }) };
      const path = `/channels/${channel}/messages` as const;
      const messages = await ask(link, { method: 'GET', path, query }, z.array(Message));
      found.push(...messages.filter(one => one.author.id === link.botId && msOf(one.id) >= since));
      before = messages.at(-1)?.id;
      if (messages.length < LIMITS.lookupPage || before === undefined || msOf(before) < since) break;
    }
    return found;
  }

  /** By its nonce, by the names of its components; a bare text by itself, unless it is known to be another's. */
  #isThat(there: Message, message: OutboundMessage, piece: Piece, name: string): boolean {
    const known = this.#sent.get(there.id);
    if (known !== undefined) return known === name;
    if (there.nonce !== undefined && String(there.nonce) === piece.nonce) return true;
    if (piece.components.length > 0) return holds(there.components, message.id);
    if (madeAt(message.id) === null || there.components.length > 0) return false;
    return there.content === piece.content;
  }
}

function holds(components: readonly Component[], message: string): boolean {
  return components.some(one => isMadeFor(one.custom_id, message) || holds(one.components ?? [], message));
}

async function post(
  link: Link,
  channel: string,
  message: OutboundMessage,
  piece: Piece,
  first: boolean,
  bodies: readonly FileBody[],
): Promise<string> {
  const reply = first && message.replyTo !== null && /^\d{1,20}$/.test(message.replyTo) ? message.replyTo : null;
  const body = {
    content: piece.content,
    components: piece.components,
    flags: SUPPRESS_EMBEDS,
    nonce: piece.nonce,
    enforce_nonce: true,
    allowed_mentions: { parse: [] },
    ...(reply === null ? {} : { message_reference: { message_id: reply, fail_if_not_exists: false } }),
    ...(bodies.length === 0 ? {} : { attachments: bodies.map(attachmentOf) }),
  };
  const files = bodies.map(({ name, bytes, mediaType }) => ({ name, data: bytes, contentType: mediaType }));
  const path = `/channels/${channel}/messages` as const;
  const sent = await ask(link, { method: 'POST', path, body, ...(files.length === 0 ? {} : { files }) }, Created);
  return sent.id;
}

function attachmentOf({ name, alt }: FileBody, id: number): Readonly<Record<string, string>> {
  return { id: String(id), filename: name, ...(alt === undefined ? {} : { description: alt }) };
}

/** A thread under our message, which has its id; null where we may not open one: the message then stands alone. */
async function openThread(link: Link, channel: string, message: string, title: string): Promise<string | null> {
  const path = `/channels/${channel}/messages/${message}/threads` as const;
  const body = { name: cut(title, LIMITS.threadNameChars), auto_archive_duration: LIMITS.threadArchiveMinutes };
  try {
    return (await ask(link, { method: 'POST', path, body }, Created)).id;
  } catch (error) {
    // Opened at the attempt before: it is named after its message.
    if (error instanceof ApiProblem && error.code === CODE.threadExists) return message;
    if (isForbidden(error) || (error instanceof ApiProblem && error.status === 400)) return null;
    throw error;
  }
}
