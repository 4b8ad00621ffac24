/** People talk while the processes that serve them are killed, at any moment; then all is let come to its end, and checked. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Row } from '#cli/replay/rows.ts';
import type { InboundEvent } from '#messaging/index.ts';
import { checkAll, type Findings } from './check.ts';
import { later, timeNow } from './clock.ts';
import { come, isAtRest, STUCK_MS } from './come.ts';
import { ARTICLE_69, consultationFile } from './consultation.ts';
import { createCrowd } from './crowd.ts';
import type { SharedDatabase } from './database.ts';
import { createPlatform } from './platform.ts';
import { type Replica, startReplica } from './process.ts';
import type { Life, SharedTime } from './protocol.ts';
import { seededRandom } from './random.ts';

/** All its axes are open then. */
export const BEGINNING = '2027-02-01T10:00:00.000Z';
/** Virtual time per real time: a quiet window passes in a fifteenth of a second, a lease in a second and a half. */
const SPEED = 60;
const TICK_MS = 5;
/** Milliseconds in which a replica that begins opens the database, and takes its first turns. */
const STARTING_MS = 400;
/** Virtual milliseconds that a lone replica stays dead: not at all, less than a quiet window, more than any lease. */
const OUTAGES_MS = [0, 0, 2_000, 100_000];

export interface KillRunOptions {
  readonly database: SharedDatabase;
  readonly seed: number;
  readonly kills: number;
  /** Processes that serve at once; more than one only on PostgreSQL. */
  readonly replicas: number;
  /** Milliseconds that a replica serves at most before it is killed. */
  readonly longestLifeMs: number;
  readonly rows: readonly Row[];
  readonly atOnce: number;
  /** No more kills after that instant (milliseconds since 1970), whatever their number. */
  readonly until?: number;
  /** Virtual time per real time, where 60 would be too fast: what a dead replica held comes back later than people wait. */
  readonly speed?: number;
}

export interface KillReport extends Findings {
  readonly kills: number;
  /** Of these, about when it was opening the database. */
  readonly killsAtStart: number;
  readonly people: number;
  /** Events handed over again, because they were not acknowledged or although they were. */
  readonly redeliveries: number;
  /** Sends of what was there already. */
  readonly repeatedSends: number;
  readonly seconds: number;
  /** What the replicas logged at « error », by code. */
  readonly errors: Readonly<Record<string, number>>;
}

export async function killRun(options: KillRunOptions): Promise<KillReport> {
  const { database, seed, rows, atOnce } = options;
  const random = seededRandom(seed);
  const consultation = await consultationFile(ARTICLE_69);
  const from = performance.now();
  const errors: Record<string, number> = {};
  let time: SharedTime = { at: BEGINNING, from: Date.now(), speed: options.speed ?? SPEED };
  let kills = 0;
  let killsAtStart = 0;
  const enough = (): boolean => kills >= options.kills || Date.now() > (options.until ?? Number.POSITIVE_INFINITY);

  const platform = createPlatform(
    random,
    { again: 0.08, unanswered: 0.01, refused: 0.02 },
    {
      onMessage: message => crowd.hear(message),
      onLog: ({ level, code }) => {
        if (level === 'error') errors[code] = (errors[code] ?? 0) + 1;
      },
    },
  );
  const axes = [1, 2, 3, 4, 5, 6];
  const crowd = createCrowd({ platform, time: () => time, random, rows, axes, atOnce });

  const started: Replica[] = [];
  const start = (): Replica => {
    const replica: Replica = startReplica(consultation, words => platform.hear(replica, words));
    started.push(replica);
    return replica;
  };
  const life = (): Life => {
    const { url, dataDir } = database;
    return { url, dataDir, time, lockWaitMs: null };
  };

  /** One place for a process, which is killed and filled again; the last one lives. */
  async function slot(): Promise<Replica> {
    let next = start();
    for (;;) {
      const replica = next;
      await replica.loaded;
      if (enough()) {
        await replica.begin(life());
        platform.attach(replica);
        return replica;
      }
      next = start();
      const served = platform.firstAcknowledgement(replica);
      void replica.begin(life()).then(
        () => platform.attach(replica),
        () => undefined,
      );
      const atStart = random.chance(0.2);
      if (!atStart) await Promise.race([served, wait(STUCK_MS)]);
      await wait(random.below(atStart ? STARTING_MS : options.longestLifeMs));
      await replica.kill();
      platform.detach(replica);
      kills += 1;
      if (atStart) killsAtStart += 1;
      if (random.chance(0.2)) await acknowledgedIsThere();
      if (options.replicas === 1) time = later(time, random.pick(OUTAGES_MS));
    }
  }

  /** Right after a kill: all that was acknowledged is in the database, before anything is handed over again. */
  async function acknowledgedIsThere(): Promise<void> {
    const acknowledged = [...platform.events.values()].filter(one => one.state === 'acknowledged');
    const rowsThere = await database.look(({ db }) => db.query('SELECT event_id FROM inbox', []));
    const there = new Set(rowsThere.map(([id]) => String(id)));
    const lost = acknowledged.filter(({ event }) => !there.has(event.eventId));
    if (lost.length > 0) throw new Error(`acknowledged and not there: ${lost.map(idOf).join(', ')}`);
  }

  const ticking = setInterval(() => crowd.tick(), TICK_MS);
  try {
    const living = await Promise.all(Array.from({ length: options.replicas }, slot));
    crowd.closeDoors();
    const stuck = (): string => `seed ${seed}, ${timeNow(time)}\n${crowd.whoWaits()}`;
    await come(
      platform,
      stuck,
      () => crowd.isEmpty() && [...platform.events.values()].every(one => one.state === 'acknowledged'),
    );
    await come(platform, stuck, () => isAtRest(database));
    await Promise.all(living.map(replica => replica.stop()));
  } finally {
    clearInterval(ticking);
    await Promise.all(started.filter(replica => replica.isAlive()).map(replica => replica.kill()));
  }

  const findings = await database.look(client => checkAll(client, platform, crowd.placed()));
  return {
    ...findings,
    kills,
    killsAtStart,
    people: crowd.people(),
    redeliveries: platform.counts.handed - platform.events.size,
    repeatedSends: platform.counts.repeated,
    seconds: (performance.now() - from) / 1_000,
    errors,
  };
}

function idOf({ event }: { readonly event: InboundEvent }): string {
  return event.eventId;
}

/** One line for a person. */
export function printReport(name: string, seed: number, report: KillReport): string {
  const { kills, killsAtStart, people, messagesIn, messagesOut, answers, contributions, redeliveries } = report;
  const errors = Object.entries(report.errors).map(([code, times]) => `${code} ${times}×`);
  return (
    `${name}, seed ${seed}: ${kills} kills (${killsAtStart} while starting) in ${report.seconds.toFixed(0)} s; ` +
    `${people} people, ${messagesIn} events in (${redeliveries} redeliveries), ${messagesOut} messages out ` +
    `(${report.repeatedSends} sends repeated), ${answers} answers in ${contributions} contributions` +
    (errors.length === 0 ? '' : `; logged: ${errors.join(', ')}`)
  );
}
