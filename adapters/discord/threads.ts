/** Our private threads, and whose each is: known from the gateway and from what we wrote first in them. */
import { z } from 'zod';
import { BoundedMap } from '#messaging/bounded-map.ts';
import { LIMITS } from './limits.ts';
import { ask, type Link } from './link.ts';
import { type Channel, KIND, Message } from './payloads.ts';

export interface Thread {
  readonly id: string;
  readonly parent: string;
}

export class Threads {
  readonly #ours = new BoundedMap<string, Thread>(LIMITS.remembered);
  readonly #owners = new BoundedMap<string, string | null>(LIMITS.remembered);

  /** From the gateway: remembered if it is a private thread that the bot opened. */
  see({ id, type, owner_id, parent_id }: Channel, botId: string): void {
    if (type === KIND.privateThread && owner_id === botId) this.#ours.set(id, { id, parent: parent_id ?? id });
  }

  add(thread: Thread, userId: string): void {
    this.#ours.set(thread.id, thread);
    this.#owners.set(thread.id, userId);
  }

  /** Returns whether it was one of ours. */
  remove(id: string): boolean {
    this.#owners.delete(id);
    return this.#ours.delete(id);
  }

  find(channelId: string): Thread | undefined {
    return this.#ours.get(channelId);
  }

  /** Whom a thread of ours was opened for: its first message names them. null for a thread of another use. */
  async ownerOf(link: Link, thread: Thread): Promise<string | null> {
    const known = this.#owners.get(thread.id);
    if (known !== undefined) return known;
    const path = `/channels/${thread.id}/messages` as const;
    const query = { after: '0', limit: '5' };
    const first = await ask(link, { method: 'GET', path, query }, z.array(Message));
    const owners = first
      .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
      .filter(({ author }) => author.id === link.botId)
      .flatMap(({ content }) => /^<@(\d{1,20})>/.exec(content)?.[1] ?? []);
    const owner = owners[0] ?? null;
    this.#owners.set(thread.id, owner);
    return owner;
  }
}
