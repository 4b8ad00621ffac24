/** DESIGN 9: kill -9 between messages, as the reply goes out, and after every single commit, with and without redelivery. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readBody } from '#usecases/contribution-body.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARTICLE_69, consultationFile } from '../../support/replica/consultation.ts';
import { COMPILE_CACHE } from '../../support/replica/process.ts';
import { createSharedDatabase, type SharedDatabase } from '../../support/replica/database.ts';
import { readJournal } from '../../support/replica/journal.ts';
import { KEPT, MESSAGES } from './conversation.ts';
import type { Case, Job, Stop, Told } from './program.ts';
import { snapshot } from './snapshot.ts';

const PROGRAM = fileURLToPath(new URL('./program.ts', import.meta.url));
/** The conversation that nothing happens to. */
const CLEAN = 'clean';

/** How the conversation of one case ended. */
interface Ended {
  readonly rows: readonly string[];
  readonly screen: readonly string[];
  readonly durable: readonly string[];
}

interface KillCase {
  readonly name: string;
  readonly stop: Stop;
  readonly redelivered: boolean;
}

export function deliveryKills(provider: string, server: string | null): void {
  describe(`kill -9 in a conversation of ${MESSAGES} messages, ${provider}`, () => {
    let database: SharedDatabase;
    const ended = new Map<string, Ended>();
    const cases: KillCase[] = [];
    const screens = new Map<string, Map<string, string>>();
    const acknowledged = new Map<string, number>();
    const failures: string[] = [];

    const hear = (words: Told): void => {
      if (words.told === 'failed') failures.push(`${words.name}: ${words.why}`);
      if (words.told === 'acknowledged')
        acknowledged.set(words.name, Math.max(words.n, acknowledged.get(words.name) ?? -1));
      if (words.told !== 'shown') return;
      const screen = screens.get(words.name) ?? new Map<string, string>();
      // As platforms do, by the message's id.
      if (!screen.has(words.id)) screen.set(words.id, words.text);
      screens.set(words.name, screen);
    };

    /** Runs the cases in a process of their own, killed once all are held or ended. */
    async function runAndKill(jobs: readonly Case[]): Promise<Told[]> {
      const { url, dataDir } = database;
      const job: Job = { url, dataDir, consultation: await consultationFile(ARTICLE_69), cases: jobs };
      const child = spawn(process.execPath, [PROGRAM], {
        env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE, TDT_TEST_JOB: JSON.stringify(job) },
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const told: Told[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        const words = JSON.parse(line) as Told;
        told.push(words);
        hear(words);
        if (words.told === 'ready') child.kill('SIGKILL');
      }
      return told;
    }

    beforeAll(async () => {
      database = await createSharedDatabase(server);
      const told = await runAndKill([{ name: CLEAN, from: 0, again: 0, stop: null }]);
      const clean = told.find(words => words.told === 'ended');
      if (clean === undefined) throw new Error(`the conversation does not come to its end: ${failures.join()}`);
      const stops: Stop[] = [
        ...numbers(clean.commits).map((n): Stop => ({ after: 'commit', n })),
        ...numbers(MESSAGES).map((n): Stop => ({ after: 'message', n: n - 1 })),
        ...numbers(clean.sends).flatMap((n): Stop[] => [
          { at: 'send', n, shown: true },
          { at: 'send', n, shown: false },
        ]),
      ];
      for (const stop of stops) {
        for (const redelivered of [false, true])
          cases.push({ name: `c${String(cases.length).padStart(3, '0')}`, stop, redelivered });
      }
      await runAndKill(cases.map(({ name, stop }) => ({ name, from: 0, again: 0, stop })));
      const there = await database.look(({ db }) => db.query('SELECT platform, event_id FROM inbox', []));
      const stored = new Set(there.map(row => row.join(' ')));
      const rest = cases.map(({ name, redelivered }): Case => {
        // Every commit is of the message that was handed over last, or of what it led to: it is there.
        const heard = numbers(MESSAGES).filter(n => stored.has(`${name} e${n - 1}`)).length;
        return { name, from: heard, again: redelivered ? heard : 0, stop: null };
      });
      for (const { name, from } of rest)
        if (from <= (acknowledged.get(name) ?? -1)) failures.push(`${name}: acknowledged and not there`);
      await runAndKill(rest);
      await database.look(async ({ db }) => {
        const rows = await snapshot(db);
        const journal = await readJournal(db);
        const people = await db.query('SELECT platform, participant_id FROM identity', []);
        for (const [platform, id] of people) {
          const name = String(platform);
          ended.set(name, {
            rows: rows.filter(row => row.includes(name)).map(row => row.replaceAll(name, CLEAN)),
            screen: [...(screens.get(name) ?? [])].map(([, text]) => text.replaceAll(name, CLEAN)),
            durable: journal.get(String(id)) ?? [],
          });
        }
      });
    }, 180_000);
    afterAll(() => database.end());

    it('runs to its end without a kill, and keeps what was written', async () => {
      expect(failures).toEqual([]);
      const clean = ended.get(CLEAN);
      expect(clean?.rows.filter(row => row.startsWith('inbox'))).toHaveLength(MESSAGES + 1);
      expect(clean?.screen.length).toBeGreaterThanOrEqual(MESSAGES - 1);
      expect(clean?.durable).toHaveLength(clean?.screen.length ?? 0);
      const contributions = await database.look(async ({ stores }) => {
        const all: string[][] = [];
        const options = { versions: 'all' as const, includeWithdrawn: true };
        for await (const { version } of stores.data.contributions(CLEAN, 'article69', options))
          all.push(Object.values(readBody(version.body).answers).flatMap(answer => answer.texts));
        return all;
      });
      expect(contributions).toEqual([KEPT]);
    });

    const kinds = [
      ['after every single commit', (stop: Stop) => 'after' in stop && stop.after === 'commit', 20],
      ['between messages', (stop: Stop) => 'after' in stop && stop.after === 'message', MESSAGES],
      ['as the reply goes out, and the platform has it', (stop: Stop) => 'at' in stop && stop.shown, MESSAGES - 1],
      ['as the reply goes out, and the platform has it not', (stop: Stop) => 'at' in stop && !stop.shown, MESSAGES - 1],
    ] as const;
    for (const [when, isOf, atLeast] of kinds) {
      for (const redelivered of [false, true]) {
        it(`${when}, ${redelivered ? 'with' : 'without'} redelivery: every answer once and in its place`, () => {
          const tried = cases.filter(one => one.redelivered === redelivered && isOf(one.stop));
          expect(tried.length).toBeGreaterThanOrEqual(atLeast);
          const clean = ended.get(CLEAN);
          for (const { name, stop } of tried) {
            const of = ended.get(name);
            // Both lists in the message: which rows differ is what one wants to know.
            expect(of?.rows, JSON.stringify(stop)).toEqual(clean?.rows);
            expect(of?.screen, JSON.stringify(stop)).toEqual(clean?.screen);
            expect([...(screens.get(name) ?? new Map<string, string>()).keys()]).toEqual(of?.durable);
          }
        });
      }
    }
  });
}

/** 1, 2, … */
function numbers(most: number): number[] {
  return Array.from({ length: most }, (_, i) => i + 1);
}
