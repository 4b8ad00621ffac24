/** Kills amid encrypted conversations, on a real Synapse: what `npm run soak` does of Matrix. */
import { matrixKillRun } from '../support/matrix/kills.ts';
import { findSynapse, startSynapse } from '../support/matrix/synapse.ts';
import { seededRandom } from '../support/replica/random.ts';

/** Who talks at once. */
const PEOPLE = 10;

/** Prints what happened; returns how many problems there were. */
export async function matrixSoak(kills: number, seed: number): Promise<number> {
  process.env['TDT_TEST_SYNAPSE'] ??= 'require';
  try {
    findSynapse();
  } catch (error) {
    console.log(`SKIPPED: Matrix. ${error instanceof Error ? error.message : ''}`);
    return 0;
  }
  const synapse = await startSynapse();
  try {
    const report = await matrixKillRun(synapse, { kills, people: PEOPLE, rounds: 5, random: seededRandom(seed) });
    const { killsAtStart, said, heard, sessions, seconds, problems } = report;
    const logged = Object.entries(report.logged).map(([code, times]) => `${code} ${times}×`);
    console.log(
      `Matrix (Synapse ${synapse.version}), seed ${seed}: ${report.kills} kills (${killsAtStart} while starting) in ${seconds.toFixed(0)} s; ` +
        `${PEOPLE} people, ${said} messages in, ${heard} out, ${sessions.people} and ${sessions.bot} keys of rooms` +
        (logged.length === 0 ? '' : `; logged: ${logged.join(', ')}`),
    );
    for (const problem of problems) console.error(`  ${problem}`);
    return problems.length;
  } finally {
    await synapse.stop();
  }
}
