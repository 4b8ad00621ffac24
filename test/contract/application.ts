/** The whole application for tests: a fresh SQLite database, a clock that stands still, chance that repeats itself. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Consultation } from '#consultation/definition.ts';
import { isConsultationFile } from '#consultation/files.ts';
import { parseConsultation } from '#consultation/parse.ts';
import type { Adapter } from '#messaging/index.ts';
import { openStores } from '#storage/index.ts';
import { type ContributionBody, readBody } from '#usecases/contribution-body.ts';
import type { Application, ApplicationParts } from '#usecases/application.ts';
import type { Clock } from '#usecases/clock.ts';
import { BASE32, createIds } from '#usecases/entropy.ts';
import type { Entropy } from '#usecases/entropy.ts';
import type { Log } from '#usecases/log.ts';
import type { Stores } from '#usecases/ports.ts';
import { groupAccount } from '#usecases/staff/account.ts';
import { createApplication } from '#worker/index.ts';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The consultation of a folder; fails with its problems. */
export async function readConsultation(dir: string): Promise<Consultation> {
  const names = (await readdir(dir)).filter(isConsultationFile);
  const files = await Promise.all(names.map(async name => [name, await readFile(join(dir, name), 'utf8')] as const));
  const parsed = parseConsultation(Object.fromEntries(files), sha256);
  if (!parsed.ok) throw new Error(`${dir}: ${JSON.stringify(parsed.problems.slice(0, 3))}`);
  return parsed.consultation;
}

/** Chance that repeats itself: each letter is the next of a fixed sequence. Not for two processes on one database. */
export function seededEntropy(seed: number): Entropy {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    fraction: next,
    letters: count => Array.from({ length: count }, () => BASE32.charAt(Math.floor(next() * 32))).join(''),
    sha256,
  };
}

export interface TestApplication {
  readonly application: Application;
  readonly stores: Stores;
  readonly dataDir: string;
  /** Stops the application and closes the database, which stays. */
  readonly close: () => Promise<void>;
  /** The same, and the database goes. */
  readonly dispose: () => Promise<void>;
}

export interface TestApplicationOptions {
  readonly consultation: Consultation;
  readonly adapters: readonly Adapter[];
  readonly clock: Clock;
  readonly entropy: Entropy;
  /** An existing folder, after a restart; null makes one. */
  readonly dataDir: string | null;
  /** A PostgreSQL database; by default SQLite, in the folder. */
  readonly url?: string | null;
  readonly secretKeys?: readonly Uint8Array[];
  /** Wraps the stores, to look at what goes through them. */
  readonly wrap?: (stores: Stores) => Stores;
  readonly log?: Log;
  readonly firstStaff?: ApplicationParts['firstStaff'];
  readonly followUps?: ApplicationParts['followUps'];
  readonly drafts?: ApplicationParts['drafts'];
}

/** Opens it; the adapters are started by hand, so that no loop runs: `runUntilIdle` does the work. */
export async function openApplication(options: TestApplicationOptions): Promise<TestApplication> {
  const { consultation, adapters, clock, entropy, log } = options;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'tour-de-table-')));
  const opened = await openStores({
    url: options.url ?? null,
    dataDir,
    now: clock.now,
    newId: createIds(entropy, clock.now),
    secretKeys: options.secretKeys ?? [],
  });
  const stores = options.wrap?.(opened) ?? opened;
  const application = createApplication({
    consultation,
    stores,
    adapters,
    clock,
    entropy,
    ...(log === undefined ? {} : { log }),
    ...(options.firstStaff === undefined ? {} : { firstStaff: options.firstStaff }),
    ...(options.followUps === undefined ? {} : { followUps: options.followUps }),
    ...(options.drafts === undefined ? {} : { drafts: options.drafts }),
  });
  for (const adapter of adapters) await adapter.start(application.host(adapter));
  const close = async (): Promise<void> => {
    await application.stop();
    await opened.close();
  };
  return {
    application,
    stores,
    dataDir,
    close,
    dispose: async () => {
      await close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Gives the whole team's role to a group of the platform. */
export async function giveToGroup(
  { stores }: Pick<TestApplication, 'stores'>,
  platform: string,
  workspace: string,
  group: string,
  now: string,
): Promise<void> {
  const network = (await stores.networks.networkOf(platform, workspace)) ?? (await stores.networks.ensureDefault(now));
  const member = {
    ...groupAccount({ platform, workspace }, group),
    role: 'staff',
    grantedAt: now,
    grantedBy: 'tdt',
  } as const;
  await stores.staff.transaction(({ roles }) => roles.give(network, member));
}

/** Every contribution that is sent now, as it is kept. */
export async function sentBodies(
  running: Pick<TestApplication, 'stores'> | null,
  consultation: Consultation,
): Promise<readonly ContributionBody[]> {
  if (running === null) throw new Error('the process is not running');
  const { networks, data } = running.stores;
  const bodies: ContributionBody[] = [];
  for (const { id } of await networks.list())
    for await (const one of data.contributions(id, consultation.name, { versions: 'latest', includeWithdrawn: false }))
      bodies.push(readBody(one.version.body));
  return bodies;
}
