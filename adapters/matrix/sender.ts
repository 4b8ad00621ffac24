/** One outbound message, sent once: its transaction is named after it, and the server gives the same event back. */
import type { FileBody, OutboundMessage, SendOutcome } from '#messaging/index.ts';
import { path } from './api.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import type { Cipher } from './cipher.ts';
import type { EncryptedRooms } from './encrypted-rooms.ts';
import { Lanes } from './lanes.ts';
import { LIMITS } from './limits.ts';
import { type Link, reasonOf } from './link.ts';
import { fileContent } from './media.ts';
import { type Content, EventSent } from './payloads.ts';
import { MatrixProblem } from './problem.ts';
import { POLL, pollOf } from './polls.ts';
import type { Reactions } from './reactions.ts';
import { offerIn, related, render } from './render.ts';
import type { Rooms } from './rooms.ts';
import type { Routes } from './routes.ts';
import type { Shortcuts } from './shortcuts.ts';
import { wordsFor } from './words.ts';

export interface SenderParts {
  readonly rooms: Rooms;
  readonly routes: Routes;
  readonly encrypted: EncryptedRooms;
  readonly reactions: Reactions;
  readonly shortcuts: Shortcuts;
  readonly cipher: () => Cipher | null;
}

export class Sender {
  readonly #parts: SenderParts;
  /** Two messages encrypted at once where the room's key changes would kill the machine. */
  readonly #lanes = new Lanes();
  readonly #sent = new BoundedMap<string, string>(LIMITS.remembered);

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  async send(link: Link, message: OutboundMessage, bodies: readonly FileBody[]): Promise<SendOutcome> {
    try {
      const { routes } = this.#parts;
      const isShared = message.visibility === 'public';
      const { room, thread } = await (isShared
        ? routes.shared(link, message.to)
        : routes.resolve(link, message.to, message.lang));
      const ref = await this.#sendTo(link, room, thread, message, bodies);
      return { kind: 'sent', ref, ...(message.opensThread === undefined ? {} : { thread: ref }) };
    } catch (error) {
      return this.#outcomeOf(link, message, error);
    }
  }

  /** Sends one event; the same `transaction` gives the same event back. Returns its id. */
  async put(link: Link, room: string, type: string, content: Content, transaction: string): Promise<string> {
    const known = this.#sent.get(transaction);
    if (known !== undefined) return known;
    const sent = await this.#lanes.run(room, async () => {
      // A reaction stays in clear: servers gather them, and clients expect it.
      const secret = type !== 'm.reaction' && (await this.#parts.encrypted.has(link, room));
      const [sentType, body] = secret
        ? (['m.room.encrypted', await this.#encrypted(link, room, type, content)] as const)
        : [type, content];
      const where = path('client/v3/rooms/{}/send/{}/{}', room, sentType, transaction);
      return EventSent.parse(await link.api.request({ method: 'PUT', path: where, body })).event_id;
    });
    this.#sent.set(transaction, sent);
    return sent;
  }

  idle(): Promise<void> {
    return this.#lanes.idle();
  }

  async #encrypted(link: Link, room: string, type: string, content: Content): Promise<Content> {
    const cipher = this.#parts.cipher();
    if (cipher === null) throw new Error('the room is encrypted and encryption is off');
    const members = [...(await this.#parts.rooms.members(link, room)).keys()];
    const relation = content['m.relates_to'];
    const body = await cipher.encrypt(room, type, content, members, this.#parts.encrypted.settings(link, room));
    // Relations also stand in clear: the server gathers threads by them.
    return relation === undefined ? body : { ...body, 'm.relates_to': relation };
  }

  async #sendTo(
    link: Link,
    room: string,
    thread: string | null,
    message: OutboundMessage,
    bodies: readonly FileBody[],
  ): Promise<string> {
    const there = { ...message, to: { ...message.to, thread } };
    let ref = '';
    for (const piece of render(there)) {
      ref = await this.put(link, room, piece.type, piece.content, `${message.id}.${piece.suffix}`);
      const offer = offerIn(piece.content);
      if (offer !== null) {
        this.#parts.reactions.offered(ref, offer, thread);
        // In a vote, a poll stands for them.
        const choices = offer.own ? 0 : offer.choices.length;
        this.#parts.shortcuts.add(link, { room, on: ref, id: message.id, choices });
      } else this.#parts.shortcuts.passed(room);
    }
    const poll = pollOf(there);
    if (poll !== null) await this.put(link, room, POLL, poll, `${message.id}.p`);
    const relation = related({ thread, replyTo: null });
    for (const [i, body] of bodies.entries()) {
      const transaction = `${message.id}.f${i}`;
      if (this.#sent.has(transaction)) continue;
      const isSecret = await this.#parts.encrypted.has(link, room);
      const content = (await this.#file(link, isSecret, body)) ?? noticeOf(wordsFor(message.lang).fileRefused);
      await this.put(link, room, 'm.room.message', { ...content, ...relation }, transaction);
    }
    return ref;
  }

  /** null where the server refuses it for good: too big, or of a kind that it does not keep. */
  async #file(link: Link, isSecret: boolean, body: FileBody): Promise<Content | null> {
    try {
      return await fileContent(link.api, isSecret ? this.#parts.cipher() : null, body);
    } catch (error) {
      if (!(error instanceof MatrixProblem) || !REFUSED.has(error.status)) throw error;
      link.host.log('warn', 'matrix_file_refused', { reason: reasonOf(error) });
      return null;
    }
  }

  /** What a failure means for the outbox. */
  #outcomeOf(link: Link, message: OutboundMessage, error: unknown): SendOutcome {
    const reason = `matrix: ${reasonOf(error)}`;
    if (!(error instanceof MatrixProblem)) {
      link.host.log('warn', 'matrix_not_sent', { reason });
      return { kind: 'retry', afterMs: 0, ambiguous: false, reason };
    }
    const { status, retryAfterMs } = error;
    if (status === 429) return { kind: 'retry', afterMs: retryAfterMs, ambiguous: false, reason };
    if (status === 0 || status >= 500) return { kind: 'retry', afterMs: 0, ambiguous: true, reason };
    if (status === 401) return { kind: 'retry', afterMs: LIMITS.maxReconnectMs, ambiguous: false, reason };
    if (status === 403 || status === 404) {
      // Not in the room any more: the next attempt finds another, or opens one.
      this.#parts.routes.closed(link, message.to);
      if (message.visibility === 'public') return { kind: 'failed', reason };
      return { kind: 'retry', afterMs: LIMITS.noRoomMs, ambiguous: false, reason };
    }
    return { kind: 'failed', reason };
  }
}

/** What a server answers to an upload that it will never take. */
const REFUSED: ReadonlySet<number> = new Set([400, 403, 413, 415]);

function noticeOf(body: string): Content {
  return { msgtype: 'm.notice', body, 'm.mentions': {} };
}
