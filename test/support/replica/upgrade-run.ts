/**
 * People talk while the version that serves them is replaced: former replicas serve, the present code starts beside them
 * and migrates the database under their feet (on SQLite, once the former one has stopped), and they stop one by one. The
 * same is checked as after kills: each message once, nothing lost, order kept.
 */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Row } from '#cli/replay/rows.ts';
import { checkAll, type Findings } from './check.ts';
import { timeNow } from './clock.ts';
import { come, isAtRest } from './come.ts';
import { ARTICLE_69, consultationFile } from './consultation.ts';
import { createCrowd } from './crowd.ts';
import type { SharedDatabase } from './database.ts';
import { BEGINNING } from './kill-run.ts';
import { createPlatform } from './platform.ts';
import { type Replica, startReplica } from './process.ts';
import { seededRandom } from './random.ts';
import type { SharedTime } from './protocol.ts';

/** Virtual time per real time. */
const SPEED = 20;
const TICK_MS = 5;

export interface UpgradeRunOptions {
  /** Made by the former version, which has its own schema: nobody looks at it before the roll. */
  readonly database: SharedDatabase;
  /** Where the former version's code is, installed. */
  readonly former: string;
  /** The consultation as the former version reads it: a file. */
  readonly formerConsultation: string;
  readonly replicas: number;
  readonly rows: readonly Row[];
  readonly seed: number;
  readonly atOnce: number;
  /** Milliseconds of load before the roll, between its steps, and after it. */
  readonly stepMs: number;
}

export interface UpgradeReport extends Findings {
  readonly people: number;
  /** Messages shown when the roll began, and when the last former replica was gone. */
  readonly shownBefore: number;
  readonly shownAtEndOfRoll: number;
  /** Milliseconds of the longest silence on all screens from the start of the roll to its end, and before the roll. */
  readonly longestSilenceMs: number;
  readonly longestSilenceBeforeMs: number;
  /** What each version logged at « error », by code. */
  readonly errors: Readonly<Record<string, number>>;
}

export async function upgradeRun(options: UpgradeRunOptions): Promise<UpgradeReport> {
  const { database, former, seed, rows, atOnce, stepMs } = options;
  const random = seededRandom(seed);
  const consultation = await consultationFile(ARTICLE_69);
  const time: SharedTime = { at: BEGINNING, from: Date.now(), speed: SPEED };
  const errors: Record<string, number> = {};
  const silence = silences();
  const platform = createPlatform(
    random,
    { again: 0.08, unanswered: 0, refused: 0.02 },
    {
      onMessage: message => {
        silence.broken();
        crowd.hear(message);
      },
    },
  );
  const crowd = createCrowd({ platform, time: () => time, random, rows, axes: [1, 2, 3, 4, 5, 6], atOnce });
  const started: Replica[] = [];

  async function serve(version: 'former' | 'present'): Promise<Replica> {
    const isFormer = version === 'former';
    const replica: Replica = startReplica(
      isFormer ? options.formerConsultation : consultation,
      words => {
        const code = words.say === 'log' && words.level === 'error' ? `${version} ${words.code}` : null;
        if (code !== null) errors[code] = (errors[code] ?? 0) + 1;
        platform.hear(replica, words);
      },
      ...(isFormer ? [join(former, 'test/support/replica/main.ts')] : []),
    );
    started.push(replica);
    await replica.loaded;
    await replica.begin({ url: database.url, dataDir: database.dataDir, time, lockWaitMs: null });
    platform.attach(replica);
    return replica;
  }

  /** It is handed events until it is gone; those that it did not acknowledge go to the others. */
  async function leave(replica: Replica): Promise<void> {
    await replica.stop();
    platform.detach(replica);
    const { code, signal } = await replica.ended;
    if (code !== 0) throw new Error(`a replica that was asked to stop ended with ${code ?? signal ?? '?'}`);
  }

  const ticking = setInterval(() => crowd.tick(), TICK_MS);
  try {
    const leaving = await Promise.all(Array.from({ length: options.replicas }, () => serve('former')));
    silence.begin();
    await wait(stepMs);
    const shownBefore = shownOn(platform.screens);
    const longestSilenceBeforeMs = silence.begin();
    const living: Replica[] = [];
    for (const replica of leaving) {
      // One process at a time has SQLite's file; on PostgreSQL both versions talk for a while.
      if (database.url === null) await leave(replica);
      living.push(await serve('present'));
      await wait(stepMs);
      if (database.url !== null) await leave(replica);
    }
    const longestSilenceMs = silence.begin();
    const shownAtEndOfRoll = shownOn(platform.screens);
    await wait(stepMs);
    crowd.closeDoors();
    const stuck = (): string => `seed ${seed}, ${timeNow(time)}\n${crowd.whoWaits()}`;
    const answered = (): boolean => [...platform.events.values()].every(one => one.state === 'acknowledged');
    await come(platform, stuck, () => crowd.isEmpty() && answered());
    await come(platform, stuck, () => isAtRest(database));
    await Promise.all(living.map(replica => leave(replica)));
    const findings = await database.look(client => checkAll(client, platform, crowd.placed()));
    const figures = { shownBefore, shownAtEndOfRoll, longestSilenceMs, longestSilenceBeforeMs, errors };
    return { ...findings, people: crowd.people(), ...figures };
  } finally {
    clearInterval(ticking);
    await Promise.all(started.filter(replica => replica.isAlive()).map(replica => replica.kill()));
  }
}

function shownOn(screens: ReadonlyMap<string, readonly unknown[]>): number {
  return [...screens.values()].reduce((sum, { length }) => sum + length, 0);
}

/** The longest time without a message on anybody's screen, since `begin`, which says it. */
function silences(): { readonly broken: () => void; readonly begin: () => number } {
  let since = performance.now();
  let longest = 0;
  const broken = (): void => {
    longest = Math.max(longest, performance.now() - since);
    since = performance.now();
  };
  return {
    broken,
    begin: () => {
      broken();
      const before = Math.round(longest);
      longest = 0;
      return before;
    },
  };
}
