/** One at a time, first come, first served. */
export interface Lock {
  /** Resolves when it is the caller's turn, with what ends that turn. */
  readonly acquire: () => Promise<() => void>;
  readonly hold: <T>(work: () => Promise<T>) => Promise<T>;
}

export function createLock(): Lock {
  let tail: Promise<void> = Promise.resolve();
  const acquire = async (): Promise<() => void> => {
    const before = tail;
    let release: () => void = () => undefined;
    tail = new Promise(resolve => {
      release = resolve;
    });
    await before;
    return release;
  };
  const hold = async <T>(work: () => Promise<T>): Promise<T> => {
    const release = await acquire();
    try {
      return await work();
    } finally {
      release();
    }
  };
  return { acquire, hold };
}
