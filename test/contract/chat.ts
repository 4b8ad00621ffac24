/** One person in a world, for the scenarios: says, waits, looks. */
import assert from 'node:assert/strict';
import type { Said, Seen, World } from './world.ts';

/** The quiet window of the kit's consultation, and a margin. Seconds. */
export const QUIET = 6;

export class Chat {
  readonly world: World;
  readonly user: string;
  #mark = 0;

  constructor(world: World, user: string) {
    this.world = world;
    this.user = user;
  }

  /** Says something and waits for what follows at once. */
  async says(text: string, options?: { readonly replyTo?: Said }): Promise<Said> {
    await this.#remember();
    const said = await this.world.userSays(this.user, text, options);
    await this.world.settle();
    return said;
  }

  async clicks(label: string, on?: Seen): Promise<void> {
    await this.#remember();
    await this.world.userClicks(this.user, label, on);
    await this.world.settle();
  }

  async edits(said: Said, text: string): Promise<void> {
    await this.#remember();
    await this.world.userEdits(this.user, said, text);
    await this.world.settle();
  }

  async deletes(said: Said): Promise<void> {
    await this.#remember();
    await this.world.userDeletes(this.user, said);
    await this.world.settle();
  }

  /** The open answer closes. */
  async isSilent(): Promise<void> {
    await this.#remember();
    await this.world.passTime(QUIET);
  }

  /** What the bot said, all of it. */
  async bot(): Promise<readonly Seen[]> {
    return (await this.world.whatUserSees(this.user)).filter(seen => seen.from === 'bot');
  }

  /** What the bot said since this person last did something, as one text. */
  async hears(): Promise<string> {
    return (await this.bot())
      .slice(this.#mark)
      .map(seen => seen.text)
      .join('\n\n');
  }

  async last(): Promise<Seen> {
    const last = (await this.bot()).at(-1);
    if (last === undefined) throw new Error('the bot said nothing');
    return last;
  }

  /** How many times the bot said something like this. */
  async count(pattern: RegExp): Promise<number> {
    return (await this.bot()).filter(seen => pattern.test(seen.text)).length;
  }

  /** From nothing to the first question: the notice and the choices before it are accepted by number. */
  async reachesFirstQuestion(): Promise<void> {
    await this.says('contribuer 1');
    for (let i = 0; i < 6 && !/question 1 sur/i.test((await this.last()).text); i += 1) await this.says('1');
    assert.match((await this.last()).text, /question 1 sur 4/i);
  }

  /** … and to the second, an open one: the profile is skipped. */
  async reachesOpenQuestion(): Promise<void> {
    await this.reachesFirstQuestion();
    await this.says('1');
    for (let i = 0; i < 3 && !/question 2 sur/i.test((await this.last()).text); i += 1) await this.says('passer');
    assert.match((await this.last()).text, /question 2 sur 4/i);
  }

  async #remember(): Promise<void> {
    this.#mark = (await this.bot()).length;
  }
}
