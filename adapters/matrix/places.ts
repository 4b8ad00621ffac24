/** Where an event stands, and whose place that is: a direct room, a thread opened for somebody, a room of several. */
import { path } from './api.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import type { Cipher } from './cipher.ts';
import { LIMITS } from './limits.ts';
import { serverOf } from './ids.ts';
import type { Link } from './link.ts';
import { type Called, called, type Where } from './parse.ts';
import { RoomEvent } from './payloads.ts';
import { MatrixProblem } from './problem.ts';
import type { Rooms } from './rooms.ts';

/** Where somebody called the bot in a room of several. */
export interface Origin {
  readonly room: string;
  readonly eventId: string;
}

export class Places {
  readonly #rooms: Rooms;
  readonly #cipher: () => Cipher | null;
  /** Whose each thread is; null for a thread that is nobody's conversation with us. */
  readonly #owners = new BoundedMap<string, string | null>(LIMITS.remembered);
  readonly #origins = new BoundedMap<string, Origin>(LIMITS.remembered);

  constructor(rooms: Rooms, cipher: () => Cipher | null) {
    this.#rooms = rooms;
    this.#cipher = cipher;
  }

  /** Where somebody last called the bot, if that is known. */
  originOf(userId: string): Origin | undefined {
    return this.#origins.get(userId);
  }

  cameFrom(userId: string, origin: Origin): void {
    this.#origins.set(userId, origin);
  }

  async whereIs(link: Link, room: string, sender: string, thread: string | null): Promise<Where> {
    // The server stands in the account's own name, whatever the server of the bot.
    const workspace = serverOf(sender);
    const name = (await this.#rooms.members(link, room)).get(sender)?.name;
    if ((await this.#rooms.personIn(link, room)) === sender) return { workspace, room, thread, direct: true, name };
    const mine = thread !== null && (await this.ownerOf(link, room, thread)) === sender;
    return { workspace, room, thread: mine ? thread : null, direct: mine, name };
  }

  /** The thread that begins with what somebody said to the bot is theirs. */
  async ownerOf(link: Link, room: string, root: string): Promise<string | null> {
    const known = this.#owners.get(root);
    if (known !== undefined) return known;
    const owner = await this.#readOwner(link, room, root);
    this.#owners.set(root, owner);
    return owner;
  }

  own(root: string, userId: string): void {
    this.#owners.set(root, userId);
  }

  async #readOwner(link: Link, room: string, root: string): Promise<string | null> {
    const event = await this.read(link, room, root);
    if (event === null || event.sender === link.botId) return null;
    return isCall(called(event.content, link.botId, link.botName)) ? event.sender : null;
  }

  /** An event of a room, decrypted; null where it is not there or can't be read. */
  async read(link: Link, room: string, eventId: string): Promise<RoomEvent | null> {
    try {
      const where = path('client/v3/rooms/{}/event/{}', room, eventId);
      const event = RoomEvent.parse(await link.api.request({ method: 'GET', path: where }));
      if (event.type !== 'm.room.encrypted') return event;
      return (await this.#cipher()?.decrypt(room, event)) ?? null;
    } catch (error) {
      const isMissing = error instanceof MatrixProblem && (error.status === 404 || error.status === 403);
      if (isMissing || (error instanceof Error && error.name === 'Undecryptable')) return null;
      throw error;
    }
  }
}

function isCall(said: Called | null): boolean {
  return said !== null && said.text !== '';
}
