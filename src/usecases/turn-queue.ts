/**
 * Group commit: what waits is taken together, in one transaction; nothing ever waits for company. Inputs of one account
 * keep their order and are never in two groups at once; accounts are served in turn, so that a flood waits behind
 * itself.
 */
import { IntakeError } from './intake-error.ts';
import { MAX_GROUP, MAX_GROUP_PER_ACCOUNT, MAX_WAITING, MAX_WAITING_PER_ACCOUNT } from './limits.ts';
import type { TurnInput, TurnOutcome } from './ports.ts';

export interface TurnQueue<I = TurnInput> {
  /** Resolves with how the input ended; rejects with what its whole group failed with, or an IntakeError. */
  readonly run: (key: string, input: I) => Promise<TurnOutcome>;
  readonly waiting: () => number;
  /** Refuses what comes from now on; resolves once what was taken in is done. */
  readonly close: () => Promise<void>;
  /** Resolves when nothing waits nor runs. */
  readonly idle: () => Promise<void>;
}

interface Entry<I> {
  readonly input: I;
  readonly resolve: (outcome: TurnOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Runs a group in one transaction; outcomes stand in the order of the inputs. */
export type RunGroup<I = TurnInput> = (inputs: readonly I[]) => Promise<readonly TurnOutcome[]>;

/** `parallel`: groups in flight at once, 1 where the database has one writer. */
export function createTurnQueue<I = TurnInput>(runGroup: RunGroup<I>, parallel: number): TurnQueue<I> {
  const byAccount = new Map<string, Entry<I>[]>();
  const busy = new Set<string>();
  const atRest: (() => void)[] = [];
  let waiting = 0;
  let running = 0;
  let closed = false;
  let scheduled = false;

  function run(key: string, input: I): Promise<TurnOutcome> {
    if (closed) return Promise.reject(new IntakeError('stopping', null));
    const before = byAccount.get(key);
    if (waiting >= MAX_WAITING || (before?.length ?? 0) >= MAX_WAITING_PER_ACCOUNT) {
      return Promise.reject(new IntakeError('overloaded', null));
    }
    const { promise, resolve, reject } = Promise.withResolvers<TurnOutcome>();
    const entry = { input, resolve, reject };
    if (before === undefined) byAccount.set(key, [entry]);
    else before.push(entry);
    waiting += 1;
    schedule();
    return promise;
  }

  /** After the current tasks, so that what came in one breath goes in one group. */
  function schedule(): void {
    if (scheduled || running >= parallel) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      while (running < parallel) {
        const group = takeGroup();
        if (group === null) break;
        void carry(group);
      }
    });
  }

  interface Group {
    readonly keys: readonly string[];
    readonly entries: readonly Entry<I>[];
  }

  function takeGroup(): Group | null {
    const keys: string[] = [];
    const entries: Entry<I>[] = [];
    for (const [key, queue] of byAccount) {
      if (entries.length >= MAX_GROUP) break;
      if (busy.has(key)) continue;
      entries.push(...queue.splice(0, Math.min(MAX_GROUP_PER_ACCOUNT, MAX_GROUP - entries.length)));
      keys.push(key);
    }
    for (const key of keys) {
      const rest = byAccount.get(key) ?? [];
      byAccount.delete(key);
      // To the end: the others go first.
      if (rest.length > 0) byAccount.set(key, rest);
      busy.add(key);
    }
    waiting -= entries.length;
    return entries.length === 0 ? null : { keys, entries };
  }

  async function carry({ keys, entries }: Group): Promise<void> {
    running += 1;
    try {
      const outcomes = await runGroup(entries.map(entry => entry.input));
      for (const [i, entry] of entries.entries()) {
        const outcome = outcomes[i];
        if (outcome === undefined) entry.reject(new Error('the store gave no outcome for an input'));
        else entry.resolve(outcome);
      }
    } catch (error) {
      for (const entry of entries) entry.reject(error);
    } finally {
      running -= 1;
      for (const key of keys) busy.delete(key);
      schedule();
      if (waiting === 0 && running === 0) for (const tell of atRest.splice(0)) tell();
    }
  }

  function idle(): Promise<void> {
    if (waiting === 0 && running === 0) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    atRest.push(resolve);
    return promise;
  }

  function close(): Promise<void> {
    closed = true;
    return idle();
  }

  return { run, waiting: () => waiting, close, idle };
}
