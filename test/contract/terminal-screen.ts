/** A screen in memory that outlives the bot's process, and can fail as a network does. */
import assert from 'node:assert/strict';
import { outputOf } from '#adapters/terminal/output.ts';
import type { TerminalScreen } from '#adapters/terminal/terminal.ts';
import type { FileBody, OutboundMessage } from '#messaging/index.ts';
import type { Seen } from './world.ts';

interface Shown extends Seen {
  readonly user: string;
  /** null: in the channel itself. */
  readonly thread: string | null;
  readonly ids: ReadonlyMap<string, string>;
}

export class FakeScreen implements TerminalScreen {
  readonly #now: () => string;
  #shown: Shown[] = [];
  readonly #out: Record<string, unknown>[] = [];
  #connected = true;
  #lose: 'applied' | 'not' | null = null;
  #refusedUntil = '';
  #ids = 0;
  #thread = '';

  constructor(now: () => string) {
    this.#now = now;
  }

  readonly isHere = (): boolean => true;
  readonly typing = (): void => undefined;
  readonly hint = (text: string, to: { readonly userId: string }): Promise<void> => {
    this.#write(to.userId, { id: `hint${this.nextId()}`, from: 'bot', text, choices: [], files: [] });
    return Promise.resolve();
  };

  readonly wasShown = (id: string): Promise<boolean> => {
    if (!this.#connected) return Promise.reject(new Error('out of reach'));
    return Promise.resolve(this.#shown.some(shown => shown.id === id));
  };

  readonly show = (message: OutboundMessage, bodies: readonly FileBody[]): Promise<void> => {
    if (!this.#connected || this.#now() < this.#refusedUntil) return Promise.reject(new Error('out of reach'));
    const lost = this.#lose;
    this.#lose = null;
    if (lost !== 'not') {
      const output = outputOf(message, bodies);
      this.#out.push(output);
      const seen: Seen = {
        id: message.id,
        from: 'bot',
        text: String(output['text']),
        choices: [],
        files: bodies.map(body => body.name),
      };
      const ids = new Map(message.choices.map(choice => [choice.label, choice.id]));
      this.#write(message.to.userId, seen, ids, message.to.thread);
      if (message.opensThread !== undefined) this.#thread = message.id;
    }
    return lost === null ? Promise.resolve() : Promise.reject(new Error('no answer came back'));
  };

  nextId(): number {
    this.#ids += 1;
    return this.#ids;
  }

  isConnected(): boolean {
    return this.#connected;
  }

  connect(): void {
    this.#connected = true;
  }

  disconnect(): void {
    this.#connected = false;
  }

  loseNextResponse(applied: 'applied' | 'not'): void {
    this.#lose = applied;
  }

  refuseUntil(instant: string): void {
    this.#refusedUntil = instant;
  }

  /** The thread that was opened last. */
  lastThread(): string {
    return this.#thread;
  }

  /** What everybody sees: in the channel (null), or in a thread. */
  among(thread: string | null): readonly Seen[] {
    return this.#shown.filter(shown => shown.user === '' && shown.thread === thread);
  }

  /** The latest choice of that label that everybody sees, and its thread. */
  choiceAmong(label: string): { readonly id: string; readonly at: string | null } {
    const found = this.#shown.findLast(shown => shown.user === '' && shown.ids.has(label));
    const id = found?.ids.get(label);
    if (found === undefined || id === undefined) throw new Error(`nobody sees « ${label} »`);
    return { id, at: found.thread };
  }

  of(user: string): readonly Seen[] {
    return this.#shown.filter(shown => shown.user === user);
  }

  personWrites(user: string, id: string, text: string): void {
    this.personDeletes(user, id);
    this.#write(user, { id, from: 'person', text, choices: [], files: [] });
  }

  personDeletes(user: string, id: string): void {
    this.#shown = this.#shown.filter(shown => shown.user !== user || shown.id !== id);
  }

  /** The id of a choice by its label, on the latest message that has it. */
  choiceId(user: string, label: string, on: string | null): string {
    const found = this.#shown.findLast(
      shown => shown.user === user && (on === null || shown.id === on) && shown.ids.has(label),
    );
    const id = found?.ids.get(label);
    if (id === undefined) throw new Error(`${user} sees no choice « ${label} »`);
    return id;
  }

  /** What docs/terminal.md promises of each output. */
  assertContract(): void {
    const refs = this.#out.map(output => output['ref']);
    assert.equal(new Set(refs).size, refs.length, 'a message was shown twice');
    for (const output of this.#out) {
      assert.deepEqual(Object.keys(output).slice(0, 6), ['to', 'ref', 'text', 'choices', 'question', 'progress']);
      const text = String(output['text']);
      assert.match(text, /\S/u);
      assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
      const choices = output['choices'] as readonly { readonly id: string; readonly label: string }[];
      // Those that have numbers of their own were said before, under them.
      const own = choices.length > 0 && choices.every(({ label }) => /^\d+\. /.test(label));
      const numbered = own ? '' : choices.map((choice, i) => `${i + 1}. ${choice.label}`).join('\n');
      assert.ok(text.endsWith(numbered), 'the choices stand numbered at the end of the text');
      assert.ok(Buffer.byteLength(JSON.stringify(output)) < 1_000_000);
    }
  }

  #write(user: string, seen: Seen, ids: ReadonlyMap<string, string> = new Map(), thread: string | null = null): void {
    this.#shown.push({ ...seen, user, ids, thread });
  }
}
