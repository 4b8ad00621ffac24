/**
 * The crash test of one database: a process that replays real answers is killed again and again, at any moment.
 * `TDT_TEST_KILLS` and `TDT_TEST_SEED` set how often and how.
 */
import { describe, expect, it } from 'vitest';
import { readAnswers } from '../support/replica/answers.ts';
import { createSharedDatabase } from '../support/replica/database.ts';
import { killRun, printReport } from '../support/replica/kill-run.ts';
import { seedOfRun } from '../support/replica/random.ts';

const KILLS = Number(process.env['TDT_TEST_KILLS'] ?? 50);

export function crashTest(name: string, server: string | null): void {
  describe(`kill -9, ${name}`, () => {
    it(`loses nothing, doubles nothing and goes on, killed ${KILLS} times`, async () => {
      const seed = seedOfRun();
      const { rows, source } = await readAnswers(2_000);
      console.log(`kill -9, ${name}: seed ${seed} (TDT_TEST_SEED), ${source}`);
      const database = await createSharedDatabase(server);
      try {
        const options = { kills: KILLS, replicas: 1, longestLifeMs: 500, atOnce: 30 };
        const report = await killRun({ ...options, database, seed, rows });
        console.log(printReport(name, seed, report));
        expect(report.problems).toEqual([]);
        expect(report.kills).toBe(KILLS);
        // It was killed in the middle of things, and they went on.
        expect(report.answers).toBeGreaterThan(KILLS / 2);
        expect(report.redeliveries).toBeGreaterThan(0);
      } finally {
        await database.end();
      }
    });
  });
}
