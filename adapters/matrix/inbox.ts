/** One answer of the sync → the application: rooms side by side, each in its order. Resolves once all is committed. */
import type { InboundEvent } from '#messaging/index.ts';
import type { Among } from './among.ts';
import type { Cipher } from './cipher.ts';
import type { EncryptedRooms } from './encrypted-rooms.ts';
import { eventsSince } from './gap.ts';
import { followUpgrade, takeInvitation } from './invitations.ts';
import { type Link, reasonOf } from './link.ts';
import { Order } from './order.ts';
import {
  called,
  parseEdit,
  parseMessage,
  parseRedaction,
  redactedBy,
  replaced,
  threadOf,
  type Where,
} from './parse.ts';
import { type Joined, type RoomEvent, type Sync, textOf } from './payloads.ts';
import type { Places } from './places.ts';
import type { Reactions } from './reactions.ts';
import type { Rooms } from './rooms.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import { LIMITS } from './limits.ts';
import type { Typing } from './typing.ts';
import type { Undecryptables } from './undecrypted.ts';

export interface InboxParts {
  readonly rooms: Rooms;
  readonly places: Places;
  readonly reactions: Reactions;
  readonly typing: Typing;
  readonly encrypted: EncryptedRooms;
  readonly among: Among;
  readonly undecryptables: Undecryptables;
  readonly cipher: () => Cipher | null;
}

/** How many events were ordered, kept for the next start. */
export const RANK = 'rank';

/** An event was read and handed over; `committed` resolves once the application holds it. */
interface Handed {
  readonly committed: Promise<void>;
}

const NOTHING: Handed = { committed: Promise.resolve() };

export class Inbox {
  readonly #parts: InboxParts;
  readonly #order: Order;
  /** Who wrote each message, and in which thread: a removal tells neither. */
  readonly #written = new BoundedMap<string, { readonly sender: string; readonly thread: string | null }>(
    LIMITS.remembered,
  );

  readonly #failed = new BoundedMap<string, number>(LIMITS.remembered);

  constructor(parts: InboxParts, rank: number) {
    this.#parts = parts;
    this.#order = new Order(rank);
  }

  /** `since`: null for the first sync ever, of which only invitations and keys are taken. */
  async take(link: Link, sync: Sync, since: string | null): Promise<void> {
    const { rooms, cipher, undecryptables } = this.#parts;
    const keys = cipher();
    // Keys first: the messages that they open come in the same answer.
    await keys?.receive(sync);
    for (const { type, content } of sync.account_data.events) if (type === 'm.direct') rooms.heardDirect(content);
    if (keys !== null) {
      for (const { room, event } of await undecryptables.readable(link, keys)) {
        await (await this.#handed(link, room, event)).committed;
        undecryptables.taken(link, room, event.event_id);
      }
    }
    for (const room of Object.keys(sync.rooms.leave ?? {})) this.#left(link, room);
    for (const [room, invited] of Object.entries(sync.rooms.invite ?? {}))
      await takeInvitation(link, rooms, room, invited.invite_state.events);
    const joined = Object.entries(sync.rooms.join ?? {});
    const taken = await Promise.allSettled(joined.map(([room, one]) => this.#room(link, room, one, since)));
    link.state.set(RANK, String(this.#order.rank));
    const failed = taken.find(one => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  #left(link: Link, room: string): void {
    const { rooms, encrypted } = this.#parts;
    if (rooms.isJoined(room)) link.host.log('info', 'matrix_room_left', { room });
    rooms.left(room);
    encrypted.forget(room);
  }

  async #room(link: Link, room: string, joined: Joined, since: string | null): Promise<void> {
    const { rooms, encrypted } = this.#parts;
    const isNew = !rooms.isJoined(room);
    rooms.entered(room);
    if (joined.timeline.limited) {
      rooms.unsure(room);
      encrypted.forget(room);
    }
    for (const event of joined.state.events) await this.#state(link, room, event);
    const all = isNew ? joined.timeline.events : await eventsSince(link, room, joined, since);
    if (since === null) return;
    const events = isNew ? sinceInvited(all, link.botId) : all;
    const receiving: Promise<void>[] = [];
    try {
      for (const event of events) receiving.push((await this.#begin(link, room, event)).committed);
      for (const event of joined.ephemeral.events) {
        if (event.type === 'm.typing') await this.#typing(link, room, event.content['user_ids']);
      }
    } finally {
      await Promise.allSettled(receiving);
    }
    await Promise.all(receiving);
  }

  /** Prepares the event, then hands it over: what is returned resolves once it is committed. */
  async #begin(link: Link, room: string, event: RoomEvent): Promise<Handed> {
    await this.#state(link, room, event);
    if (event.sender === link.botId) return NOTHING;
    const read = await this.#decrypted(link, room, event);
    return read === null ? NOTHING : this.#handed(link, room, read);
  }

  async #decrypted(link: Link, room: string, event: RoomEvent): Promise<RoomEvent | null> {
    if (event.type !== 'm.room.encrypted') return event;
    const cipher = this.#parts.cipher();
    // A removed message has nothing left to read.
    if (event.content['ciphertext'] === undefined) return null;
    try {
      if (cipher === null) throw new Error('encryption is off');
      return await cipher.decrypt(room, event);
    } catch (error) {
      this.#parts.undecryptables.keep(link, room, event, reasonOf(error));
      return null;
    }
  }

  async #state(link: Link, room: string, event: RoomEvent): Promise<void> {
    if (event.state_key === undefined) return;
    const { rooms, encrypted } = this.#parts;
    if (event.type === 'm.room.encryption' && event.state_key === '') encrypted.turnedOn(link, room, event.content);
    if (event.type === 'm.room.member') await rooms.heardMember(room, event);
    const next = event.type === 'm.room.tombstone' ? textOf(event.content, 'replacement_room') : null;
    if (next !== null) await followUpgrade(link, rooms, room, event.sender, next);
  }

  async #typing(link: Link, room: string, users: unknown): Promise<void> {
    if (!Array.isArray(users)) return;
    const typists = users.filter(user => typeof user === 'string');
    await this.#parts.typing.heard(link, room, typists, event => link.host.receive(event));
  }

  async #handed(link: Link, room: string, event: RoomEvent): Promise<Handed> {
    const found = await this.#parse(link, room, event);
    if (found === null) return NOTHING;
    const committed = this.#receive(link, found);
    if (event.type !== 'm.room.redaction') return { committed };
    return { committed: committed.then(() => link.state.dropReaction(redactedBy(event) ?? '')) };
  }

  /** An event that the application never takes must not hold up for ever those behind it: its person was told. */
  async #receive(link: Link, event: InboundEvent): Promise<void> {
    try {
      await link.host.receive(event);
    } catch (error) {
      const times = (this.#failed.get(event.eventId) ?? 0) + 1;
      this.#failed.set(event.eventId, times);
      // Whatever keeps the database from writing keeps the event waiting, for as long as it lasts.
      const { code, blamed } = error as { readonly code?: unknown; readonly blamed?: unknown };
      if (code !== 'malformed' && (blamed !== true || times < LIMITS.receiveAttempts)) throw error;
      link.host.log('error', 'matrix_event_left', { kind: event.kind, times });
    }
  }

  async #parse(link: Link, room: string, event: RoomEvent): Promise<InboundEvent | null> {
    const { among, places, reactions, typing } = this.#parts;
    const when = this.#order.next(room, event.origin_server_ts, Date.parse(link.host.now()));
    if (event.type === 'm.reaction') return reactions.added(link, room, event, when);
    if (event.type === 'm.room.redaction') return this.#redaction(link, room, event, when);
    if (event.type !== 'm.room.message') return among.voted(link, room, event, when);
    const ref = replaced(event.content);
    const thread = threadOf(event.content) ?? (ref === null ? null : await this.#threadOf(link, room, ref));
    const where = await places.whereIs(link, room, event.sender, thread);
    if (!where.direct && (await among.holds(link, { ...where, thread }))) {
      if (ref !== null) return kept(parseEdit(event, ref, { ...where, thread }, when));
      this.#written.set(event.event_id, { sender: event.sender, thread });
      const said = called(event.content, link.botId, link.botName);
      // « !contribuer » and the like, in the room itself, are no word of the workshop.
      if (said === null || thread !== null)
        return kept(parseMessage(event, { ...where, thread }, when, said?.text ?? null));
    }
    if (ref !== null) return kept(parseEdit(event, ref, where, when));
    this.#written.set(event.event_id, { sender: event.sender, thread: where.thread });
    if (where.direct) {
      typing.wrote(event.sender, where, Date.parse(link.host.now()));
      return kept(parseMessage(event, where, when, null));
    }
    return this.#call(link, event, where, when);
  }

  /** The thread of a message that is corrected: an edit does not tell it. */
  async #threadOf(link: Link, room: string, ref: string): Promise<string | null> {
    const { places, rooms } = this.#parts;
    const known = this.#written.get(ref);
    if (known !== undefined || (await rooms.personIn(link, room)) !== null) return known?.thread ?? null;
    const event = await places.read(link, room, ref);
    return event === null ? null : threadOf(event.content);
  }

  /** Said to the bot in a room of several: answered in private, or in a thread there if they ask for it. */
  #call(link: Link, event: RoomEvent, where: Where, when: { ms: number; order: string }): InboundEvent | null {
    const said = called(event.content, link.botId, link.botName);
    if (said === null || said.text === '') return null;
    const { places } = this.#parts;
    places.cameFrom(event.sender, { room: where.room, eventId: event.event_id });
    if (!said.here) return kept(parseMessage(event, where, when, said.text));
    places.own(event.event_id, event.sender);
    this.#written.set(event.event_id, { sender: event.sender, thread: event.event_id });
    return kept(parseMessage(event, { ...where, thread: event.event_id, direct: true }, when, said.text));
  }

  async #redaction(
    link: Link,
    room: string,
    event: RoomEvent,
    when: { ms: number; order: string },
  ): Promise<InboundEvent | null> {
    const { among, places, reactions, rooms } = this.#parts;
    const ref = redactedBy(event);
    if (ref === null) return null;
    const written = this.#written.get(ref);
    const person = written?.sender ?? (await rooms.personIn(link, room)) ?? event.sender;
    if (link.state.reaction(ref) !== null) return reactions.removed(link, room, event, ref, when);
    const thread = written?.thread ?? null;
    const where = await places.whereIs(link, room, person, thread);
    if (!where.direct && (await among.holds(link, { ...where, thread }, ref)))
      return parseRedaction(event, ref, person, { ...where, thread }, when);
    return parseRedaction(event, ref, person, where, when);
  }
}

function kept(parsed: InboundEvent | { readonly ignored: string }): InboundEvent | null {
  return 'ignored' in parsed ? null : parsed;
}

/** Of a room just joined, what was said since the bot was invited. */
function sinceInvited(events: readonly RoomEvent[], botId: string): readonly RoomEvent[] {
  const at = events.findIndex(
    ({ type, state_key, content }) =>
      type === 'm.room.member' && state_key === botId && textOf(content, 'membership') === 'invite',
  );
  return at < 0 ? events : events.slice(at);
}
