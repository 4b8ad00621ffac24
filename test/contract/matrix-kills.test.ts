import { expect, it } from 'vitest';
import { matrixKillRun } from '#test/support/matrix/kills.ts';
import { findSynapse, startSynapse } from '#test/support/matrix/synapse.ts';
import { seededRandom, seedOfRun } from '#test/support/replica/random.ts';
import { standsFor } from '#test/support/absent.ts';

/** Milliseconds: a send that was killed is taken up after its lease. */
const PATIENCE_MS = 600_000;

if (findSynapse() === null) standsFor('Matrix, killed', 'Synapse, which is not there: npm run synapse');
else {
  it(
    'killed with -9 amid encrypted conversations, answers each message once, reads all, and stays the device it was',
    async () => {
      const seed = seedOfRun();
      const synapse = await startSynapse();
      try {
        const report = await matrixKillRun(synapse, { kills: 5, people: 4, rounds: 1, random: seededRandom(seed) });
        expect(report.problems, `seed ${seed}, ${JSON.stringify(report)}`).toEqual([]);
        expect(report.kills, `seed ${seed}`).toBe(5);
        // The rooms' keys did change, on both sides.
        expect(report.sessions.bot).toBeGreaterThan(10);
        expect(report.sessions.people).toBeGreaterThan(10);
      } finally {
        await synapse.stop();
      }
    },
    PATIENCE_MS,
  );
}
