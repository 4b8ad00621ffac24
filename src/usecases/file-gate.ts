/** Bounds the messages whose files are fetched at once: few in all, one of an account, and not many waiting. */
import { MAX_FETCHING, MAX_WAITING_FILES_PER_ACCOUNT } from './limits.ts';

export interface FileGate {
  /** Does `work` when its turn comes; null, and nothing is done, where too many of that account wait already. */
  readonly hold: <T>(account: string, work: () => Promise<T>) => Promise<T | null>;
}

interface Account {
  waiting: number;
  last: Promise<unknown>;
}

export function createFileGate(): FileGate {
  const accounts = new Map<string, Account>();
  const queue: (() => void)[] = [];
  let free = MAX_FETCHING;

  async function inAll<T>(work: () => Promise<T>): Promise<T> {
    if (free > 0) free -= 1;
    else await new Promise<void>(resolve => queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) free += 1;
      else next();
    }
  }

  return {
    async hold(account, work) {
      const of = accounts.get(account) ?? { waiting: 0, last: Promise.resolve() };
      if (of.waiting >= MAX_WAITING_FILES_PER_ACCOUNT) return null;
      accounts.set(account, of);
      of.waiting += 1;
      const mine = of.last.then(() => inAll(work));
      of.last = mine.catch(() => undefined);
      try {
        return await mine;
      } finally {
        of.waiting -= 1;
        if (of.waiting === 0) accounts.delete(account);
      }
    },
  };
}
