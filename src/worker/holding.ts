/**
 * Who is connected where. A platform that speaks to one process at a time is held by a lease: whoever has it connects and
 * sends; the others look every few seconds, and take over once its holder no longer says that it is there.
 */
import type { Application, ApplicationParts } from '#usecases/application.ts';
import { addMs, type Clock } from '#usecases/clock.ts';
import { errorFacts, type Log } from '#usecases/log.ts';
import type { LeaseStore } from '#usecases/ports/leases.ts';
import { LEASE_RENEWED_MS, LEASE_TAKEN_MS } from './limits.ts';

type Adapter = ApplicationParts['adapters'][number];

export interface HoldingParts {
  readonly adapters: readonly Adapter[];
  readonly hostOf: Application['host'];
  readonly leases: LeaseStore;
  /** Names this process. */
  readonly owner: string;
  /** Whether other processes may serve the same platforms; alone, nothing is leased. */
  readonly shared: boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** A platform was taken: what waits for it may go out. */
  readonly onHeld: () => void;
}

export interface Holding {
  /** Those that this process sends on now. Before `start`, all: a driver that hands events over by hand has them. */
  readonly platforms: () => readonly string[];
  /** Rejects where an adapter that is this process's from the start can't be. */
  readonly start: () => Promise<void>;
  /** Stops every adapter and lets go of what is held. */
  readonly stop: () => Promise<void>;
}

export function createHolding(parts: HoldingParts): Holding {
  const { adapters, shared, hostOf, log } = parts;
  const seats = new Map(
    adapters
      .filter(({ alone }) => shared && alone !== undefined)
      .map(adapter => [adapter, new Seat(parts, adapter)] as const),
  );
  let started = false;
  return {
    platforms: () =>
      adapters.filter(adapter => !started || (seats.get(adapter)?.isHeld ?? true)).map(({ platform }) => platform),
    start: async () => {
      started = true;
      for (const adapter of adapters) await (seats.get(adapter)?.begin() ?? adapter.start(hostOf(adapter)));
    },
    stop: async () => {
      const ends = await Promise.allSettled(adapters.map(adapter => seats.get(adapter)?.end() ?? adapter.stop()));
      for (const end of ends) if (end.status === 'rejected') log('warn', 'adapter_not_stopped', errorFacts(end.reason));
    },
  };
}

/** One platform's lease, and its adapter while it is ours. */
class Seat {
  readonly #parts: HoldingParts;
  readonly #adapter: Adapter;
  readonly #name: string;
  readonly #ending = new AbortController();
  /** The lease is ours until then, whatever the database says meanwhile. */
  #until: string | null = null;
  #on = false;
  /** Starts and stops, one after the other: the lease is kept meanwhile. */
  #changes: Promise<void> = Promise.resolve();
  #looking: Promise<void> = Promise.resolve();

  constructor(parts: HoldingParts, adapter: Adapter) {
    this.#parts = parts;
    this.#adapter = adapter;
    this.#name = `platform:${adapter.platform}`;
  }

  get isHeld(): boolean {
    return this.#on;
  }

  async begin(): Promise<void> {
    const mine = await this.#take();
    this.#looking = this.#look();
    if (!mine) return this.#parts.log('info', 'platform_held_elsewhere', { platform: this.#adapter.platform });
    await this.#change(true).catch((error: unknown) => {
      // The process can't begin: it takes nothing more.
      this.#ending.abort();
      throw error;
    });
  }

  async end(): Promise<void> {
    this.#ending.abort();
    await this.#looking;
    await this.#changes.catch(() => undefined);
    await this.#adapter.stop();
    this.#on = false;
    if (this.#until !== null) await this.#parts.leases.release(this.#name, this.#parts.owner).catch(() => undefined);
  }

  async #look(): Promise<void> {
    const { clock, log } = this.#parts;
    for (;;) {
      await clock.sleep(LEASE_RENEWED_MS, this.#ending.signal);
      if (this.#ending.signal.aborted) return;
      const mine = await this.#take();
      if (mine === this.#on) continue;
      // Not awaited: what takes its time to begin is ours meanwhile.
      void this.#change(mine).catch((error: unknown) =>
        log('error', 'platform_not_taken', { platform: this.#adapter.platform, ...errorFacts(error) }),
      );
    }
  }

  async #take(): Promise<boolean> {
    const { leases, owner, clock, log } = this.#parts;
    const now = clock.now();
    const until = addMs(now, LEASE_TAKEN_MS);
    try {
      this.#until = (await leases.take(this.#name, owner, now, until)) ? until : null;
    } catch (error) {
      log('warn', 'lease_not_renewed', { platform: this.#adapter.platform, ...errorFacts(error) });
      if (this.#adapter.alone === 'connection') return this.#on;
    }
    // What was ours is, for as long as nobody else can have taken it.
    return this.#until !== null && this.#until > clock.now();
  }

  #change(on: boolean): Promise<void> {
    const change = this.#changes.then(async () => {
      if (on === this.#on || this.#ending.signal.aborted) return;
      const { platform } = this.#adapter;
      const { hostOf, log, onHeld, leases, owner } = this.#parts;
      if (!on) {
        this.#on = false;
        log('warn', 'platform_lost', { platform });
        return this.#adapter.stop();
      }
      try {
        await this.#adapter.start(hostOf(this.#adapter));
      } catch (error) {
        // Somebody else may do better.
        await leases.release(this.#name, owner).catch(() => undefined);
        this.#until = null;
        throw error;
      }
      this.#on = true;
      log('info', 'platform_held', { platform });
      onHeld();
    });
    this.#changes = change.catch(() => undefined);
    return change;
  }
}
