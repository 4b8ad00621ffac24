/** Who does something for all of them: one at a time, whoever asks at once. */
import { describe, expect, it } from 'vitest';
import { after, NOW } from '../sample.ts';
import type { MakeWorld } from '../world.ts';

export function leasesContract(makeWorld: MakeWorld): void {
  describe('leases', () => {
    it('are taken by one of several, kept by their holder, followed once they run out or are let go', async () => {
      const world = await makeWorld();
      const clients = await Promise.all(['a', 'b', 'c'].map(() => world.connect()));
      const take = async (i: number, now: string, until: string): Promise<boolean> =>
        (await clients[i]?.stores.leases.take('platform:discord', `p${i}`, now, until)) ?? false;
      const taken = await Promise.all([0, 1, 2].map(i => take(i, NOW, after(1_000))));
      expect(taken.filter(Boolean)).toHaveLength(1);
      const holder = taken.indexOf(true);
      const other = (holder + 1) % 3;
      expect(await take(holder, after(500), after(1_500))).toBe(true);
      expect(await take(other, after(1_499), after(9_000))).toBe(false);
      expect(await take(other, after(1_500), after(9_000))).toBe(true);
      expect(await take(holder, after(1_600), after(9_000))).toBe(false);
      // Only its holder lets go of it.
      await clients[holder]?.stores.leases.release('platform:discord', `p${holder}`);
      expect(await take(holder, after(1_600), after(9_000))).toBe(false);
      await clients[other]?.stores.leases.release('platform:discord', `p${other}`);
      expect(await take(holder, after(1_600), after(9_000))).toBe(true);
      expect(await clients[other]?.stores.leases.take('platform:matrix', 'x', NOW, after(1))).toBe(true);
    });
  });
}
