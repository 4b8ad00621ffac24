/** Campaigns come round every virtual hour while the processes that send them are killed: each reminder once, none lost. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Consultation } from '#consultation/definition.ts';
import type { CampaignRule } from '#usecases/staff/campaigns/ports.ts';
import { createFakeAdapter } from '#usecases/test-support/adapter.ts';
import { message } from '#usecases/test-support/parts.ts';
import { createApplication, createVirtualClock, systemEntropy } from '#worker/index.ts';
import { readConsultation } from '../../contract/application.ts';
import { ARTICLE_69, consultationFile } from './consultation.ts';
import type { SharedDatabase } from './database.ts';
import { createPlatform } from './platform.ts';
import { type Replica, startReplica } from './process.ts';
import type { SharedTime } from './protocol.ts';
import { seededRandom } from './random.ts';

/** A Monday morning in Paris, before the first round. */
const BEGINNING = '2027-03-01T07:30:00.000Z';
/** An hour goes by in a minute. */
const SPEED = 60;
const TO_DRAFT = ['contribuer 4', '1', '1', '1, 3', '1', '74'];
/** Milliseconds in which what is due must come to its end after the last kill. */
const REST_MS = 120_000;
const RULE: CampaignRule = {
  audience: 'drafts',
  axes: [4],
  silentDays: null,
  channel: null,
  schedule: { kind: 'cron', expression: '0 * * * *', zone: 'Europe/Paris' },
  zone: 'Europe/Paris',
  quiet: { from: 8, to: 20, weekends: false, holidays: false },
  atMost: 12,
};

export interface CampaignRunOptions {
  readonly database: SharedDatabase;
  readonly seed: number;
  readonly replicas: number;
  readonly people: number;
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly longestLifeMs: number;
}

export interface CampaignReport {
  readonly kills: number;
  readonly rounds: number;
  /** In the database, as sent. */
  readonly sent: number;
  /** On the people's screens, each counted once by its id. */
  readonly shown: number;
  readonly repeatedSends: number;
  readonly problems: readonly string[];
}

export async function campaignRun(options: CampaignRunOptions): Promise<CampaignReport> {
  const { database, seed, replicas, people, until, longestLifeMs } = options;
  const consultation = await readConsultation(ARTICLE_69);
  const file = await consultationFile(ARTICLE_69);
  await begin(database, consultation, people);
  const random = seededRandom(seed);
  const time: SharedTime = { at: BEGINNING, from: Date.now(), speed: SPEED };
  const { url, dataDir } = database;
  let kills = 0;
  const platform = createPlatform(
    random,
    { again: 0, unanswered: 0.02, refused: 0.02 },
    { onMessage: () => undefined },
  );
  const started: Replica[] = [];
  const start = async (): Promise<Replica> => {
    const replica: Replica = startReplica(file, words => platform.hear(replica, words));
    started.push(replica);
    await replica.loaded;
    void replica.begin({ url, dataDir, time, lockWaitMs: null }).then(
      () => platform.attach(replica),
      () => undefined,
    );
    return replica;
  };
  const slot = async (): Promise<Replica> => {
    for (;;) {
      const replica = await start();
      if (Date.now() > until) return replica;
      await wait(random.below(longestLifeMs));
      await replica.kill();
      platform.detach(replica);
      kills += 1;
    }
  };
  try {
    const living = await Promise.all(Array.from({ length: replicas }, slot));
    // No round any more; what is due of the last ones comes to its end.
    await database.look(({ db }) => db.execute("UPDATE campaign SET status = 'over', next_at = NULL", []));
    const end = Date.now() + REST_MS;
    while (!(await isAtRest(database))) {
      if (Date.now() > end) throw new Error(`seed ${seed}: reminders are still due`);
      await wait(200);
    }
    await Promise.all(living.map(replica => replica.stop()));
  } finally {
    await Promise.all(started.filter(replica => replica.isAlive()).map(replica => replica.kill()));
  }
  return { kills, repeatedSends: platform.counts.repeated, ...(await findings(database, platform.screens, people)) };
}

/** Everybody has a draft, in the application itself; then the campaign is running. */
async function begin(database: SharedDatabase, consultation: Consultation, people: number): Promise<void> {
  await database.look(async ({ stores }) => {
    const clock = createVirtualClock('2027-02-26T10:00:00.000Z');
    const adapter = createFakeAdapter();
    const application = createApplication({ consultation, stores, adapters: [adapter], clock, entropy: systemEntropy });
    const host = application.host(adapter);
    let said = 0;
    for (const text of TO_DRAFT)
      await Promise.all(
        Array.from({ length: people }, (_, i) =>
          host.receive({ ...message(text, { user: `p${i}`, at: clock.now() }), eventId: `begin-${(said += 1)}` }),
        ),
      );
    await application.runUntilIdle();
    const [network] = await stores.networks.list();
    await stores.staff.transaction(({ campaigns }) =>
      campaigns.create({
        id: 'campaign',
        network: network?.id ?? '',
        consultation: consultation.name,
        rule: RULE,
        status: 'running',
        nextAt: '2027-03-01T08:00:00.000Z',
        ownerId: null,
        createdAt: BEGINNING,
      }),
    );
    await application.stop();
  });
}

async function isAtRest(database: SharedDatabase): Promise<boolean> {
  const sql = `SELECT CAST((SELECT count(*) FROM reminder WHERE status = 'due') + (SELECT count(*) FROM campaign_round)
    + (SELECT count(*) FROM outbox) + (SELECT count(*) FROM pending_input) AS int)`;
  return database.look(async ({ db }) => Number((await db.query(sql, []))[0]?.[0]) === 0);
}

async function findings(
  database: SharedDatabase,
  screens: ReadonlyMap<string, readonly { readonly text: string }[]>,
  people: number,
): Promise<Omit<CampaignReport, 'kills' | 'repeatedSends'>> {
  const sql = `SELECT r.round, r.status, i.user_id FROM reminder r JOIN identity i ON i.participant_id = r.participant_id`;
  const rows = await database.look(({ db }) => db.query(sql, []));
  const rounds = [...new Set(rows.map(([round]) => String(round)))];
  const sentTo = new Map<string, number>();
  const problems: string[] = [];
  for (const [round, status, user] of rows) {
    if (status === 'sent') sentTo.set(String(user), (sentTo.get(String(user)) ?? 0) + 1);
    else problems.push(`${String(user)} of ${String(round)}: ${String(status)}`);
  }
  if (rows.length !== rounds.length * people)
    problems.push(`${rows.length} reminders for ${people} people in ${rounds.length} rounds`);
  let shown = 0;
  for (let i = 0; i < people; i += 1) {
    const user = `p${i}`;
    const seen = (screens.get(user) ?? []).filter(({ text }) => text.includes('vous attend')).length;
    shown += seen;
    if (seen !== sentTo.get(user)) problems.push(`${user}: ${seen} shown, ${sentTo.get(user) ?? 0} sent`);
  }
  const sent = [...sentTo.values()].reduce((sum, count) => sum + count, 0);
  return { rounds: rounds.length, sent, shown, problems };
}
