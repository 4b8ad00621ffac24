/** What people say to each other where a workshop is held: the only words of a room of several that are read uncalled. */
import type { InboundEvent } from '#messaging/index.ts';
import { keycap } from './ids.ts';
import type { Link } from './link.ts';
import { parseChoice, parseReaction, type When, type Where } from './parse.ts';
import type { RoomEvent } from './payloads.ts';
import type { Places } from './places.ts';
import { isPollResponse, pollAnswered, pollChoices } from './polls.ts';

/** A reaction that says nothing of a choice. */
const NO_CHOICE = 0;

export class Among {
  readonly #places: Places;

  constructor(places: Places) {
    this.#places = places;
  }

  /** Whether a workshop is held there. `ref`: the message that a reaction or a removal is about. */
  async holds({ host, server }: Link, { workspace, room, thread }: Where, ref?: string): Promise<boolean> {
    const place = { platform: 'matrix', channel: room, thread, ...(ref === undefined ? {} : { ref }) };
    if (await host.queries.holdsWorkshop({ ...place, workspace })) return true;
    // Somebody of a server that nobody was heard from yet may join too.
    return workspace !== server && host.queries.holdsWorkshop({ ...place, workspace: server });
  }

  /** `id`: the choice that it is, of those that the message offers; null for any other emoji. */
  async reacted(
    link: Link,
    event: RoomEvent,
    {
      on,
      key,
      n,
      id,
    }: { readonly on: string; readonly key: string; readonly n: number | null; readonly id: string | null },
    where: Where,
    when: When,
  ): Promise<InboundEvent | null> {
    if (!(await this.holds(link, where, on))) return null;
    const kept = { eventId: event.event_id, room: where.room, on, userId: event.sender, n: n ?? NO_CHOICE };
    link.state.keepReaction(kept);
    return id === null ? parseReaction(event, on, key, true, where, when) : parseChoice(event, [id], where, when);
  }

  /** A reaction was taken off: a vote that it was is none any more. */
  async unreacted(
    link: Link,
    event: RoomEvent,
    { on, n }: { readonly on: string; readonly n: number },
    where: Where,
    when: When,
  ): Promise<InboundEvent | null> {
    if (n === NO_CHOICE || !(await this.holds(link, where, on))) return null;
    return parseReaction(event, on, keycap(n), false, where, when);
  }

  /** A response to one of our polls; null for any other event. */
  async voted(link: Link, room: string, event: RoomEvent, when: When): Promise<InboundEvent | null> {
    const poll = isPollResponse(event.type) ? pollAnswered(event.content) : null;
    if (poll === null) return null;
    const started = await this.#places.read(link, room, poll);
    if (started === null || started.sender !== link.botId) return null;
    const values = pollChoices(started.content, event.content);
    if (values.length === 0) return null;
    const where = await this.#places.whereIs(link, room, event.sender, null);
    return parseChoice(event, values, { ...where, direct: false }, when);
  }
}
