/** In which order, how often and to which process the events of a script are delivered. */
import type { InboundEvent } from '#messaging/index.ts';
import type { Random } from '../../support/replica/random.ts';
import type { Round } from './script.ts';

/** Times that one event is delivered, at most. */
const MOST_DELIVERIES = 5;
/** Events handed over at once, at most. */
const MOST_TOGETHER = 6;

/** Events handed over together, to one of two processes. */
export interface Delivery {
  readonly to: 0 | 1;
  readonly events: readonly InboundEvent[];
}

/** By round. */
export type Plan = readonly (readonly Delivery[])[];

/** Each event once, one after the other, to one process. */
export function once(rounds: readonly Round[]): Plan {
  return rounds.map(({ events }) => events.flat().map(event => ({ to: 0, events: [event] })));
}

/**
 * Each event one to five times: originals in their person's order, everybody's mixed; copies anywhere after their
 * original, in its round or in a later one; cut at random into what is handed over at once, to either process.
 */
export function shuffled(rounds: readonly Round[], random: Random): Plan {
  const late: InboundEvent[][] = rounds.map(() => []);
  return rounds.map(({ events }, round) => {
    const order = interleaved(events, random);
    const placed = [...order];
    for (const event of order) {
      for (let copies = random.below(MOST_DELIVERIES); copies > 0; copies -= 1) {
        const when = round + random.below(rounds.length - round);
        if (when > round) late[when]?.push(event);
        else insert(placed, event, placed.indexOf(event) + 1, random);
      }
    }
    for (const event of late[round] ?? []) insert(placed, event, 0, random);
    return together(placed, random);
  });
}

function interleaved(events: Round['events'], random: Random): InboundEvent[] {
  const queues = events.map(mine => [...mine]);
  const order: InboundEvent[] = [];
  for (;;) {
    const waiting = queues.filter(queue => queue.length > 0);
    if (waiting.length === 0) return order;
    const next = random.pick(waiting).shift();
    if (next !== undefined) order.push(next);
  }
}

/** Anywhere from index `from` on. */
function insert(into: InboundEvent[], event: InboundEvent, from: number, random: Random): void {
  into.splice(from + random.below(into.length - from + 1), 0, event);
}

function together(events: readonly InboundEvent[], random: Random): Delivery[] {
  const deliveries: Delivery[] = [];
  for (let at = 0; at < events.length; ) {
    const size = 1 + random.below(MOST_TOGETHER);
    deliveries.push({ to: random.chance(0.5) ? 0 : 1, events: events.slice(at, at + size) });
    at += size;
  }
  return deliveries;
}
