/** Who types: told again while they go on, since the server only tells when it begins and ends. */
import type { InboundEvent } from '#messaging/index.ts';
import { BoundedMap } from '#messaging/bounded-map.ts';
import { LIMITS } from './limits.ts';
import type { Link } from './link.ts';
import { parseTyping, type Where } from './parse.ts';
import { orderKey } from './ids.ts';

interface Typist {
  readonly userId: string;
  readonly timer: NodeJS.Timeout;
}

export class Typing {
  readonly #typing = new Map<string, readonly Typist[]>();
  /** Where and when each person last wrote to us: typing only matters while an answer may be open, and there. */
  readonly #wrote = new BoundedMap<string, { readonly where: Where; readonly ms: number }>(LIMITS.remembered);

  wrote(userId: string, where: Where, ms: number): void {
    this.#wrote.set(userId, { where, ms });
  }

  /** `users`: all who type in the room now. Resolves once what was told at once is taken. */
  async heard(
    link: Link,
    room: string,
    users: readonly string[],
    hand: (event: InboundEvent) => Promise<void>,
  ): Promise<void> {
    const before = this.#typing.get(room) ?? [];
    for (const { timer } of before) clearInterval(timer);
    this.#typing.delete(room);
    const now: Typist[] = [];
    for (const userId of users) {
      if (userId === link.botId) continue;
      const tell = async (): Promise<void> => {
        const ms = Date.parse(link.host.now());
        const wrote = this.#wrote.get(userId);
        if (wrote === undefined || wrote.where.room !== room || ms - wrote.ms > LIMITS.typingAfterMs) return;
        await hand(parseTyping(userId, wrote.where, { ms, order: orderKey(ms, 0) }));
      };
      const began = performance.now();
      const timer = setInterval(() => {
        if (performance.now() - began > LIMITS.typingMs) clearInterval(timer);
        else tell().catch(() => undefined);
      }, LIMITS.typingAgainMs).unref();
      now.push({ userId, timer });
      await tell();
    }
    if (now.length > 0) this.#typing.set(room, now);
  }

  stop(): void {
    for (const { timer } of [...this.#typing.values()].flat()) clearInterval(timer);
    this.#typing.clear();
  }
}
