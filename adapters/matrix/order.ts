/** When events happened, as far as their servers can be believed, and in which order: the one they came in. */
import { BoundedMap } from '#messaging/bounded-map.ts';
import { orderKey } from './ids.ts';
import { LIMITS } from './limits.ts';
import type { When } from './parse.ts';

export class Order {
  readonly #latest = new BoundedMap<string, number>(LIMITS.remembered);
  #rank: number;

  /** `rank`: how many events came before, in all starts: two of one millisecond keep their order over a restart. */
  constructor(rank: number) {
    this.#rank = rank;
  }

  /** To be kept for the next start. */
  get rank(): number {
    return this.#rank;
  }

  /** `ts`: what the event says of its time, in milliseconds; `nowMs`: ours. Events of a room are told in their order. */
  next(room: string, ts: number, nowMs: number): When {
    const believed = ts > nowMs + LIMITS.skewMs ? nowMs : Math.max(0, ts);
    const ms = Math.max(believed, this.#latest.get(room) ?? 0);
    this.#latest.set(room, ms);
    this.#rank += 1;
    return { ms: believed, order: orderKey(ms, this.#rank) };
  }
}
