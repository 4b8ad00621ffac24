/** Which room a message goes to: where the conversation is, the person's direct room, a new one, or a thread. */
import type { Address } from '#messaging/index.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import type { EncryptedRooms } from './encrypted-rooms.ts';
import { movedTo } from './invitations.ts';
import { LIMITS } from './limits.ts';
import { type Link, reasonOf } from './link.ts';
import type { Places } from './places.ts';
import { MatrixProblem } from './problem.ts';
import { type Content } from './payloads.ts';
import { notice, related } from './render.ts';
import { escapeHtml } from './markdown.ts';
import type { Rooms } from './rooms.ts';
import { wordsFor } from './words.ts';

export interface Route {
  readonly room: string;
  readonly thread: string | null;
}

export type Put = (link: Link, room: string, type: string, content: Content, transaction: string) => Promise<string>;

export class Routes {
  readonly #rooms: Rooms;
  readonly #places: Places;
  readonly #encrypted: EncryptedRooms;
  readonly #put: Put;
  /** Threads that take the place of a direct room that could not be opened. */
  readonly #threads = new BoundedMap<string, Route>(LIMITS.remembered);

  constructor(rooms: Rooms, places: Places, encrypted: EncryptedRooms, put: Put) {
    this.#rooms = rooms;
    this.#places = places;
    this.#encrypted = encrypted;
    this.#put = put;
  }

  /** Rejects with a `MatrixProblem`, or where nobody knows whether the room is encrypted. */
  async resolve(link: Link, { channel, thread, userId }: Address, lang: string | undefined): Promise<Route> {
    if (channel !== null) {
      const room = movedTo(link, channel);
      const mayStay = this.#rooms.isJoined(room) && (await this.#suits(link, room));
      if (mayStay && (thread !== null || (await this.#isThere(link, room, userId)))) return { room, thread };
    }
    return (await this.#direct(link, userId, lang)) ?? (await this.#openThread(link, userId, lang));
  }

  /** For what is said to everybody there: never to one person instead. Rejects where the bot may not speak in it. */
  async shared(link: Link, { channel, thread }: Address): Promise<Route> {
    if (channel === null) throw new MatrixProblem(404, 'M_NOT_FOUND');
    const room = movedTo(link, channel);
    if (!this.#rooms.isJoined(room) || !(await this.#suits(link, room))) throw new MatrixProblem(403, 'M_FORBIDDEN');
    // A thread stays behind in the room that was replaced.
    return { room, thread: room === channel ? thread : null };
  }

  /** What was written to takes no message of ours. */
  closed({ host }: Link, { channel, userId }: Address): void {
    host.log('warn', 'matrix_room_closed', { room: channel ?? 'direct' });
    if (channel !== null) {
      this.#rooms.left(channel);
      this.#encrypted.forget(channel);
    }
    this.#threads.delete(userId);
  }

  /** Whether the operator lets the bot speak in a room of that kind. Rejects where the server does not say. */
  async #suits(link: Link, room: string): Promise<boolean> {
    const { encryption } = link.config;
    const isEncrypted = await this.#encrypted.has(link, room);
    return encryption === 'allowed' || isEncrypted === (encryption === 'required');
  }

  async #isThere(link: Link, room: string, userId: string): Promise<boolean> {
    return (await this.#rooms.members(link, room)).has(userId);
  }

  /** null where the person can't be invited. */
  async #direct(link: Link, userId: string, lang: string | undefined): Promise<Route | null> {
    const suits = (room: string): Promise<boolean> => this.#suits(link, room);
    const known = await this.#rooms.directWith(link, userId, suits);
    if (known !== null) return { room: known, thread: null };
    const instead = this.#threads.get(userId);
    if (instead !== undefined) return instead;
    try {
      const room = await this.#rooms.open(link, userId, link.config.encryption !== 'off', lang);
      await this.#tell(link, userId, wordsFor(lang).inPrivate, 'told');
      link.host.log('info', 'matrix_direct_room_opened', { room });
      return { room, thread: null };
    } catch (error) {
      const isRefused =
        error instanceof MatrixProblem && error.status >= 400 && error.status < 500 && error.status !== 429;
      if (!isRefused || error.status === 401) throw error;
      link.host.log('warn', 'matrix_no_direct_room', { reason: reasonOf(error) });
      return null;
    }
  }

  /** In the room from which they called the bot, under what they said. */
  async #openThread(link: Link, userId: string, lang: string | undefined): Promise<Route> {
    const origin = this.#places.originOf(userId);
    if (origin === undefined || !(await this.#suits(link, origin.room))) throw new MatrixProblem(403, 'M_FORBIDDEN');
    const route = { room: origin.room, thread: origin.eventId };
    await this.#tell(link, userId, wordsFor(lang).inThread, 'thread');
    this.#places.own(origin.eventId, userId);
    this.#threads.set(userId, route);
    return route;
  }

  /** Once, where they called the bot. */
  async #tell(link: Link, userId: string, words: string, what: string): Promise<void> {
    const origin = this.#places.originOf(userId);
    if (origin === undefined) return;
    const place = related({ thread: origin.eventId, replyTo: null });
    const content = { ...notice(words, `<p>${escapeHtml(words)}</p>`), ...place };
    const transaction = `${what}.${origin.eventId}`;
    try {
      if (await this.#suits(link, origin.room))
        await this.#put(link, origin.room, 'm.room.message', content, transaction);
    } catch (error) {
      link.host.log('info', 'matrix_comfort_failed', { what, reason: reasonOf(error) });
    }
  }
}
