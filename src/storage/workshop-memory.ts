/** Workshops of late, in memory: trusted only where the version locked in the transaction is the one remembered. */
import type { Workshop } from '#workshop/index.ts';
import { LIMITS } from './limits.ts';

export interface RememberedWorkshop {
  readonly version: number;
  readonly workshop: Workshop;
}

export class WorkshopMemory {
  readonly #workshops = new Map<string, RememberedWorkshop>();

  get(id: string): RememberedWorkshop | undefined {
    return this.#workshops.get(id);
  }

  /** After a commit only. */
  keep(id: string, remembered: RememberedWorkshop): void {
    this.#workshops.delete(id);
    this.#workshops.set(id, remembered);
    for (const oldest of this.#workshops.keys()) {
      if (this.#workshops.size <= LIMITS.cachedWorkshops) return;
      this.#workshops.delete(oldest);
    }
  }

  forget(id: string): void {
    this.#workshops.delete(id);
  }
}
