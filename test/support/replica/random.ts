/** Chance that a seed repeats (mulberry32), for runs that print their seed. */
export interface Random {
  /** In [0, 1). */
  readonly fraction: () => number;
  /** A whole number from 0 to `below` - 1. */
  readonly below: (below: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    fraction,
    below: below => Math.floor(fraction() * below),
    chance: probability => fraction() < probability,
    pick: from => {
      const one = from[Math.floor(fraction() * from.length)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
  };
}

/** `TDT_TEST_SEED`, to play a run again; otherwise one that nobody chose. */
export function seedOfRun(): number {
  const given = process.env['TDT_TEST_SEED'];
  return given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
}
