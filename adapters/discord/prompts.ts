/** The question on screen in each channel: once another is put, the one before no longer works and says so. */
import { z } from 'zod';
import { BoundedMap } from '#messaging/bounded-map.ts';
import { LIMITS } from './limits.ts';
import { ask, type Link, tryRequest } from './link.ts';
import { type Component, Message } from './payloads.ts';
import { type Answered, isAlive, settle } from './settle.ts';
import { wordsFor } from './words.ts';

interface Shown {
  readonly id: string;
  readonly content: string;
  readonly components: readonly Component[];
}

export class Prompts {
  /** null: known to have none. */
  readonly #shown = new BoundedMap<string, Shown | null>(LIMITS.remembered);
  /** What was answered to a message of ours by a click or in a window: what it will show. */
  readonly #answers = new BoundedMap<string, Answered>(LIMITS.remembered);
  readonly #waiting: (() => Promise<void>)[] = [];
  readonly #working = new Set<Promise<void>>();

  /** A channel that has no message of ours yet. */
  begin(channel: string): void {
    if (!this.#shown.has(channel)) this.#shown.set(channel, null);
  }

  /** It will show this once another question is put, if nothing shows it before. */
  answered(id: string, answer: Answered): void {
    this.#answers.set(id, answer);
  }

  wasAnswered(id: string): boolean {
    return this.#answers.has(id);
  }

  /** A click settled it already. */
  settled(channel: string, id: string): void {
    if (this.#shown.get(channel)?.id === id) this.#shown.set(channel, null);
  }

  /** A message was sent there; what was asked before is settled, in the background. */
  sent(link: Link, channel: string, shown: Shown, lang: string): void {
    if (!isAlive(shown.components)) return;
    const before = this.#shown.get(channel);
    this.#shown.set(channel, shown);
    if (before === null || before?.id === shown.id) return;
    const work = async (): Promise<void> => {
      const found = before === undefined ? await this.#find(link, channel, shown.id) : [before];
      for (const one of found) await this.#settle(link, channel, one, lang);
    };
    this.#waiting.push(() =>
      work().catch((error: unknown) => {
        link.host.log('info', 'discord_prompt_left', { error: error instanceof Error ? error.message : 'unknown' });
      }),
    );
    if (this.#waiting.length > LIMITS.settlingWaiting) this.#waiting.shift();
    if (this.#working.size < LIMITS.settlingAtOnce) this.#work();
  }

  #work(): void {
    const drain = async (): Promise<void> => {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) await next();
    };
    const working = drain().finally(() => this.#working.delete(working));
    this.#working.add(working);
  }

  /** What waits is left as it is. */
  forgetWaiting(): void {
    this.#waiting.length = 0;
  }

  /** Resolves when nothing is being settled. */
  async idle(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working);
  }

  /** After a restart: what still works above the message that was just sent. */
  async #find(link: Link, channel: string, before: string): Promise<Shown[]> {
    const query = { before, limit: '15' };
    const path = `/channels/${channel}/messages` as const;
    const found = await ask(link, { method: 'GET', path, query }, z.array(Message));
    return found.filter(one => one.author.id === link.botId && isAlive(one.components));
  }

  async #settle(link: Link, channel: string, shown: Shown, lang: string): Promise<void> {
    const answer = this.#answers.get(shown.id) ?? { word: wordsFor(lang).written, values: [], said: '' };
    const body = { ...settle(shown, answer), allowed_mentions: { parse: [] } };
    await tryRequest(link, 'settled', { method: 'PATCH', path: `/channels/${channel}/messages/${shown.id}`, body });
  }
}
