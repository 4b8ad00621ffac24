/**
 * Messages whose key is not there. It often comes a moment later, and the message is then taken as if it had come so;
 * where it does not come, the person is told, once until one of theirs can be read again.
 */
import type { Cipher } from './cipher.ts';
import { LIMITS } from './limits.ts';
import { type Link, reasonOf } from './link.ts';
import { RoomEvent } from './payloads.ts';
import type { Undecrypted } from './state.ts';

export interface Undecryptables {
  /** Keeps it until its key comes. */
  readonly keep: (link: Link, room: string, event: RoomEvent, reason: string) => void;
  /** After each sync: those whose key has come, in the order that they came in. */
  readonly readable: (
    link: Link,
    cipher: Cipher,
  ) => Promise<readonly { readonly room: string; readonly event: RoomEvent }[]>;
  /** Once it is committed. */
  readonly taken: (link: Link, room: string, eventId: string) => void;
  /** Tells those who have waited long enough. */
  readonly tell: (link: Link, now: number, say: (one: Undecrypted) => Promise<void>) => Promise<void>;
  /** Milliseconds since 1970 at which somebody is next to be told; null for nobody. */
  readonly nextAt: (link: Link) => number | null;
}

export function createUndecryptables(): Undecryptables {
  return {
    keep: (link, room, event, reason) => {
      const isNew = !link.state.undecrypted().some(one => one.eventId === event.event_id);
      if (!isNew) return;
      link.host.log('warn', 'matrix_undecryptable', { room, reason });
      const since = Date.now();
      link.state.keepUndecrypted({ eventId: event.event_id, room, event: JSON.stringify(event), since, told: false });
    },
    readable: async (link, cipher) => {
      const found: { room: string; event: RoomEvent }[] = [];
      for (const { eventId, room, event, since } of link.state.undecrypted()) {
        if (Date.now() - since > LIMITS.undecryptedMs) {
          link.state.dropUndecrypted(eventId);
          continue;
        }
        const read = RoomEvent.parse(JSON.parse(event));
        await cipher.decrypt(room, read).then(
          decrypted => found.push({ room, event: decrypted }),
          () => undefined,
        );
      }
      return found;
    },
    taken: (link, room, eventId) => {
      link.state.dropUndecrypted(eventId);
      link.state.set(toldKey(room), null);
    },
    tell: async (link, now, say) => {
      for (const one of link.state.undecrypted()) {
        if (one.told || now - one.since < LIMITS.keyWaitMs) continue;
        try {
          if (link.state.get(toldKey(one.room)) === null) await say(one);
          link.state.set(toldKey(one.room), one.eventId);
          link.state.keepUndecrypted({ ...one, told: true });
        } catch (error) {
          link.host.log('info', 'matrix_undecryptable_not_told', { reason: reasonOf(error) });
        }
      }
    },
    nextAt: link => {
      const waiting = link.state.undecrypted().filter(one => !one.told);
      return waiting.length === 0 ? null : Math.min(...waiting.map(one => one.since)) + LIMITS.keyWaitMs;
    },
  };
}

/** In a room whose people were told, until a message of theirs is read again. */
function toldKey(room: string): string {
  return `told undecryptable ${room}`;
}
