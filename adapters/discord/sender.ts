/** One outbound message, sent once: the nonce guards it for minutes, the history for ever. */
import { z } from 'zod';
import type { FileBody, OutboundMessage, SendOutcome } from '#messaging/index.ts';
import { ApiProblem, CODE, TokenRefused } from './api-problem.ts';
import { BoundedMap } from './bounded-map.ts';
import { isMadeFor } from './custom-id.ts';
import { LIMITS } from './limits.ts';
import { ask, Created, type Link } from './link.ts';
import { type Component, Message } from './payloads.ts';
import { isForbidden, type Places } from './places.ts';
import type { Prompts } from './prompts.ts';
import { type Piece, render } from './render.ts';
import { madeAt, msOf } from './snowflake.ts';

/** Addresses in what people wrote are not unfolded. */
const SUPPRESS_EMBEDS = 4;

export class Sender {
  /** Which outbox id and piece each message of ours is: two alike are told apart. */
  readonly #sent = new BoundedMap<string, string>(LIMITS.remembered);
  readonly #places: Places;
  readonly #prompts: Prompts;

  constructor(places: Places, prompts: Prompts) {
    this.#places = places;
    this.#prompts = prompts;
  }

  async send(link: Link, message: OutboundMessage, attempt: number, bodies: readonly FileBody[]): Promise<SendOutcome> {
    try {
      return await this.#sendSomewhere(link, message, attempt, bodies);
    } catch (error) {
      return outcomeOf(link, message, error);
    }
  }

  async #sendSomewhere(
    link: Link,
    message: OutboundMessage,
    attempt: number,
    bodies: readonly FileBody[],
  ): Promise<SendOutcome> {
    const channel = await this.#places.resolve(link, message.to);
    try {
      return await this.#sendTo(link, channel, message, attempt, bodies);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.code === CODE.unknownChannel) return await this.#sendElsewhere(link, channel, message, attempt, bodies);
      if (error.code !== CODE.cannotMessageUser) throw error;
      return await this.#sendInThread(link, message, attempt, bodies);
    }
  }

  async #sendInThread(
    link: Link,
    message: OutboundMessage,
    attempt: number,
    bodies: readonly FileBody[],
  ): Promise<SendOutcome> {
    const thread = await this.#places.openThread(link, message.to, message.lang);
    if (thread === null) {
      return {
        kind: 'retry',
        afterMs: LIMITS.noPlaceMs,
        ambiguous: false,
        reason: 'direct messages closed, no thread',
      };
    }
    return this.#sendTo(link, thread, message, attempt, bodies);
  }

  /** The thread or channel was deleted: told to the staff by the log, and the person is answered in private. */
  async #sendElsewhere(
    link: Link,
    gone: string,
    message: OutboundMessage,
    attempt: number,
    bodies: readonly FileBody[],
  ): Promise<SendOutcome> {
    link.host.log('warn', 'discord_place_gone', { server: message.to.workspace, channel: gone });
    const { userId } = message.to;
    this.#places.forget(userId, gone);
    const channel = await this.#places.direct(link, userId);
    try {
      return await this.#sendTo(link, channel, message, attempt, bodies);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== CODE.cannotMessageUser) throw error;
      return await this.#sendInThread(link, message, attempt, bodies);
    }
  }

  async #sendTo(
    link: Link,
    channel: string,
    message: OutboundMessage,
    attempt: number,
    bodies: readonly FileBody[],
  ): Promise<SendOutcome> {
    const pieces = render(message);
    const there = attempt > 1 ? await this.#history(link, channel, message) : [];
    if (message.to.channel === null) this.#prompts.begin(channel);
    let ref = '';
    for (const [i, piece] of pieces.entries()) {
      const name = `${message.id}.${i}`;
      const before = there.find(one => this.#isThat(one, message, piece, name));
      const last = i === pieces.length - 1;
      ref = before?.id ?? (await post(link, channel, message, piece, i === 0, last ? bodies : []));
      this.#sent.set(ref, name);
      if (last) this.#prompts.sent(link, channel, { id: ref, ...piece }, message.lang);
    }
    return { kind: 'sent', ref };
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
    ...(bodies.length === 0 ? {} : { attachments: bodies.map(({ name }, id) => ({ id: String(id), filename: name })) }),
  };
  const files = bodies.map(({ name, bytes, mediaType }) => ({ name, data: bytes, contentType: mediaType }));
  const path = `/channels/${channel}/messages` as const;
  const sent = await ask(link, { method: 'POST', path, body, ...(files.length === 0 ? {} : { files }) }, Created);
  return sent.id;
}

/** What a refusal means for the outbox. */
function outcomeOf(link: Link, message: OutboundMessage, error: unknown): SendOutcome {
  if (error instanceof TokenRefused)
    return { kind: 'retry', afterMs: LIMITS.maxReconnectMs, ambiguous: false, reason: 'token refused' };
  if (!(error instanceof ApiProblem)) throw error;
  const reason = `discord: ${error.message}`;
  if (error.status === 429) return { kind: 'retry', afterMs: error.retryAfterMs, ambiguous: false, reason };
  if (error.status === 0 || error.status >= 500) return { kind: 'retry', afterMs: 0, ambiguous: true, reason };
  if (error.status === 401) return { kind: 'retry', afterMs: LIMITS.maxReconnectMs, ambiguous: false, reason };
  if (isForbidden(error)) {
    link.host.log('warn', 'discord_missing_permission', { server: message.to.workspace, code: error.code });
    return { kind: 'retry', afterMs: LIMITS.noPlaceMs, ambiguous: false, reason };
  }
  return { kind: 'failed', reason };
}
