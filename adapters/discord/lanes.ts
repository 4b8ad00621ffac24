/** Work done one after the other in each lane, side by side between lanes; while held, only `runFirst` goes on. */
export class Lanes {
  readonly #tails = new Map<string, Promise<void>>();
  /** What must be done first in a lane, however early something else was put there. */
  readonly #firsts = new Map<string, Promise<void>>();
  #gate: Promise<void> = Promise.resolve();

  /** Work given from now on waits for `gate`, which never rejects. */
  hold(gate: Promise<void>): void {
    const before = this.#gate;
    this.#gate = before.then(() => gate);
  }

  /** Before all that the lane was given since it was held. `work` never rejects. */
  runFirst(lane: string, work: () => Promise<void>): Promise<void> {
    const before = this.#firsts.get(lane) ?? Promise.resolve();
    const mine = before.then(work).finally(() => {
      if (this.#firsts.get(lane) === mine) this.#firsts.delete(lane);
    });
    this.#firsts.set(lane, mine);
    return mine;
  }

  /** Resolves when it is done. `work` never rejects: it tells its own failures. */
  run(lane: string, work: () => Promise<void>): Promise<void> {
    const gate = this.#gate;
    const before = this.#tails.get(lane) ?? Promise.resolve();
    const mine = before
      .then(() => gate)
      .then(() => this.#firsts.get(lane))
      .then(work)
      .finally(() => {
        if (this.#tails.get(lane) === mine) this.#tails.delete(lane);
      });
    this.#tails.set(lane, mine);
    return mine;
  }

  async idle(): Promise<void> {
    while (this.#tails.size > 0 || this.#firsts.size > 0)
      await Promise.all([...this.#firsts.values(), ...this.#tails.values()]);
  }
}
