/**
 * The reactions 1️⃣ 2️⃣ 3️⃣ that stand under a question: a comfort, put after all that must be said, one by one, and left
 * aside once the conversation has gone on.
 */
import { keycap } from './ids.ts';
import { LIMITS } from './limits.ts';
import { type Link, tryTo } from './link.ts';
import type { Put } from './routes.ts';

interface Shortcut {
  readonly room: string;
  /** The message that gets them. */
  readonly on: string;
  /** The outbound message's own id. */
  readonly id: string;
  readonly choices: number;
}

export class Shortcuts {
  readonly #put: Put;
  readonly #waiting: { readonly link: Link; readonly shortcut: Shortcut }[] = [];
  /** The last message with choices in each room: the only one that still needs them. */
  readonly #latest = new Map<string, string>();
  #working: Promise<void> | null = null;

  constructor(put: Put) {
    this.#put = put;
  }

  add(link: Link, shortcut: Shortcut): void {
    const { room, choices, on } = shortcut;
    this.passed(room);
    // Where each request counts, as on Tchap, people write their numbers.
    if (choices === 0 || choices > LIMITS.shortcuts || link.config.paceMs > 0) return;
    this.#latest.set(room, on);
    this.#waiting.push({ link, shortcut });
    if (this.#waiting.length > LIMITS.shortcutsWaiting) this.#waiting.shift();
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
    });
  }

  /** Something else was said in the room since. */
  passed(room: string): void {
    this.#latest.delete(room);
  }

  async idle(): Promise<void> {
    while (this.#working !== null) await this.#working;
  }

  forgetWaiting(): void {
    this.#waiting.length = 0;
    this.#latest.clear();
  }

  async #work(): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const { link, shortcut } = next;
      const { room, on, id, choices } = shortcut;
      for (let n = 1; n <= choices && this.#latest.get(room) === on; n += 1) {
        const content = { 'm.relates_to': { rel_type: 'm.annotation', event_id: on, key: keycap(n) } };
        if (!(await tryTo(link, 'shortcut', () => this.#put(link, room, 'm.reaction', content, `${id}.r${n}`)))) break;
      }
      if (this.#latest.get(room) === on) this.#latest.delete(room);
    }
  }
}
