/** A model's answers kept for as long as the program runs: nothing of what people wrote outlives their erasure on a disk. */
import type { ModelCache } from '#usecases/synthesis/ports.ts';
import { MAX_ANSWERS_IN_MEMORY } from './limits.ts';

/** The oldest is forgotten beyond `most`. */
export function createMemoryCache(most: number = MAX_ANSWERS_IN_MEMORY): ModelCache {
  const kept = new Map<string, string>();
  return {
    get: key => Promise.resolve(kept.get(key) ?? null),
    set: (key, value) => {
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return Promise.resolve();
    },
  };
}
