/** Reactions on what we offered: each is a choice, and what changes among them changes the answer. */
import type { Among } from './among.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import { choiceOfKey } from './ids.ts';
import { LIMITS } from './limits.ts';
import type { Link } from './link.ts';
import { parseChoice, parsePicked, reactionOf, threadOf, type When } from './parse.ts';
import type { RoomEvent } from './payloads.ts';
import type { Places } from './places.ts';
import { type Offer, offerIn } from './render.ts';
import type { InboundEvent } from '#messaging/index.ts';

/** An offer of ours, and the thread that it stands in. */
interface Offered {
  readonly offer: Offer;
  readonly thread: string | null;
}

export class Reactions {
  readonly #places: Places;
  readonly #among: Among;
  readonly #offers = new BoundedMap<string, Offered | null>(LIMITS.remembered);

  constructor(places: Places, among: Among) {
    this.#places = places;
    this.#among = among;
  }

  /** A message of ours was sent, and what it offers. */
  offered(eventId: string, offer: Offer, thread: string | null): void {
    this.#offers.set(eventId, { offer, thread });
  }

  /** null where it is on none of our offers to that person, and where no workshop is held. */
  async added(link: Link, room: string, event: RoomEvent, when: When): Promise<InboundEvent | null> {
    const reaction = reactionOf(event.content);
    if (reaction === null) return null;
    const n = choiceOfKey(reaction.key);
    const { on, key } = reaction;
    const found = n === null ? null : await this.#offerOn(link, room, on);
    const id = n === null ? undefined : found?.offer.choices[n - 1];
    const where = await this.#places.whereIs(link, room, event.sender, found?.thread ?? null);
    if (!where.direct) {
      // In a vote a number is that of an idea, not a place in the list.
      const chosen = found?.offer.own === true ? null : (id ?? null);
      return this.#among.reacted(link, event, { on, key, n, id: chosen }, where, when);
    }
    if (n === null || found === null || id === undefined) return null;
    const before = link.state.reactionsOn(on, event.sender).filter(one => one.eventId !== event.event_id);
    link.state.keepReaction({ eventId: event.event_id, room, on, userId: event.sender, n });
    if (!found.offer.question) return parseChoice(event, [id], where, when);
    const numbers = before.map(one => one.n);
    return parsePicked(event, on, { before: numbers, now: picked(found.offer, [...numbers, n]) }, where, when);
  }

  /** What is left once a reaction is taken back; null where it was none of ours, or changes nothing. */
  async removed(
    link: Link,
    room: string,
    event: RoomEvent,
    reactionId: string,
    when: When,
  ): Promise<InboundEvent | null> {
    const reaction = link.state.reaction(reactionId);
    if (reaction === null) return null;
    const { on, userId } = reaction;
    const found = await this.#offerOn(link, room, on);
    const where = await this.#places.whereIs(link, room, userId, found?.thread ?? null);
    if (!where.direct) return this.#among.unreacted(link, { ...event, sender: userId }, reaction, where, when);
    if (found === null || !found.offer.question) return null;
    const all = link.state.reactionsOn(on, userId);
    const before = all.map(one => one.n);
    const now = picked(
      found.offer,
      all.filter(one => one.eventId !== reactionId).map(one => one.n),
    );
    // Of a single choice, the last reaction is the answer: taking back an earlier one changes nothing.
    if (now.join() === picked(found.offer, before).join()) return null;
    return parsePicked({ ...event, sender: userId }, on, { before, now }, where, when);
  }

  async #offerOn(link: Link, room: string, on: string): Promise<Offered | null> {
    const known = this.#offers.get(on);
    if (known !== undefined) return known;
    const event = await this.#places.read(link, room, on);
    const offer = event !== null && event.sender === link.botId ? offerIn(event.content) : null;
    const found = event === null || offer === null ? null : { offer, thread: threadOf(event.content) };
    this.#offers.set(on, found);
    return found;
  }
}

/** What counts among the reactions: of a single choice the last; of several, each, in the order of the choices. */
function picked({ max }: Offer, numbers: readonly number[]): readonly number[] {
  if (max === 1) return numbers.slice(-1);
  return [...new Set(numbers)].slice(-max).sort((a, b) => a - b);
}
