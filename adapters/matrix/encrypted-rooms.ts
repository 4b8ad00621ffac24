/**
 * Which rooms are encrypted. Once a room is, it stays so, and that is kept on disk. « Not encrypted » is only believed
 * of the server's own answer that there is no such state: on any other answer nobody knows, and nothing may be sent.
 */
import { path } from './api.ts';
import type { Link } from './link.ts';
import { Content } from './payloads.ts';
import { isNotFound } from './problem.ts';

export class EncryptedRooms {
  /** Rooms seen without encryption, of which we would hear if they turned it on. */
  readonly #clear = new Set<string>();

  /** The room turned encryption on: a state event of the sync, and what it asks for. */
  turnedOn({ state }: Pick<Link, 'state'>, room: string, settings: Content): void {
    this.#clear.delete(room);
    state.set(keyOf(room), JSON.stringify(settings));
  }

  /** Nothing is heard of the room any more, or something may have been missed. */
  forget(room: string): void {
    this.#clear.delete(room);
  }

  /** What a room's encryption asks for. */
  settings({ state }: Pick<Link, 'state'>, room: string): Content {
    return Content.catch({}).parse(JSON.parse(state.get(keyOf(room)) ?? '{}'));
  }

  /** Rejects where the server does not say: the caller must not send. */
  async has({ api, state }: Pick<Link, 'api' | 'state'>, room: string): Promise<boolean> {
    if (state.get(keyOf(room)) !== null) return true;
    if (this.#clear.has(room)) return false;
    try {
      const answer = await api.request({
        method: 'GET',
        path: path('client/v3/rooms/{}/state/m.room.encryption/', room),
      });
      this.turnedOn({ state }, room, Content.parse(answer));
      return true;
    } catch (error) {
      if (!isNotFound(error)) throw error;
      this.#clear.add(room);
      return false;
    }
  }
}

function keyOf(room: string): string {
  return `encrypted ${room}`;
}
