/** One application behind the platform of `platform.ts`, with its faults: redeliveries and restarts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Consultation } from '#consultation/definition.ts';
import type { InboundEvent } from '#messaging/index.ts';
import { advanceTo } from '#usecases/application.ts';
import { readBody, type ContributionBody } from '#usecases/contribution-body.ts';
import { addMs } from '#usecases/clock.ts';
import type { ExportedContribution } from '#usecases/ports.ts';
import type { DraftModel } from '#usecases/workshop/ports.ts';
import { createVirtualClock, systemEntropy } from '#worker/index.ts';
import { openApplication, seededEntropy, type TestApplication } from '../../contract/application.ts';
import { type Place, Platform } from './platform.ts';

export interface Stage {
  readonly platform: Platform;
  readonly application: () => TestApplication['application'];
  readonly dataDir: string;
  /** Every line of the log, as it would be written. */
  readonly log: readonly string[];
  /** Hands the event over, as often as the platform would; lets nothing else happen. */
  readonly hand: (event: InboundEvent) => Promise<void>;
  readonly says: (who: string, place: Place, text: string) => Promise<InboundEvent>;
  readonly clicks: (who: string, place: Place, label: string) => Promise<void>;
  readonly settle: () => Promise<void>;
  readonly passTime: (seconds: number) => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly contributions: () => Promise<readonly (ExportedContribution & { readonly body: ContributionBody })[]>;
  readonly errors: readonly string[];
  /** Stops the application; its database stays. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface StageOptions {
  readonly consultation: Consultation;
  readonly threads?: boolean;
  /** How many times more each event is handed over. */
  readonly redeliver?: number;
  /** A PostgreSQL database; by default SQLite. */
  readonly url?: string | null;
  /** A folder that is there already. */
  readonly dataDir?: string;
  /** Proposes another wording of a draft; by default nothing does. */
  readonly drafts?: DraftModel;
  /** Processes that serve it, events going to one after the other; one where absent. */
  readonly processes?: number;
}

interface Replica {
  readonly running: TestApplication;
  readonly hand: (event: InboundEvent) => Promise<void>;
}

export const SALON: Place = { channel: 'salon', thread: null };

export async function openStage({
  consultation,
  threads = true,
  redeliver = 0,
  url = null,
  processes = 1,
  ...given
}: StageOptions): Promise<Stage> {
  const clock = createVirtualClock('2027-02-10T14:00:00.000Z');
  const platform = new Platform({ now: clock.now, threads });
  const dataDir = given.dataDir ?? (await mkdtemp(join(tmpdir(), 'tour-de-table-')));
  const errors: string[] = [];
  const lines: string[] = [];
  const entropy = seededEntropy(3);
  let replicas: readonly Replica[] = [];
  let handed = 0;

  async function startOne(): Promise<Replica> {
    const { adapter, hand } = platform.connect();
    const running = await openApplication({
      consultation,
      adapters: [adapter],
      clock,
      entropy: processes === 1 ? entropy : systemEntropy,
      dataDir,
      url,
      firstStaff: [{ platform: platform.name, workspace: 'w', userId: 'Zoé' }],
      ...(given.drafts === undefined ? {} : { drafts: given.drafts }),
      log: (level, code, facts) => {
        lines.push(JSON.stringify({ level, code, ...facts }));
        if (level === 'error') errors.push(`${code} ${JSON.stringify(facts)}`);
      },
    });
    return { running, hand };
  }

  async function start(): Promise<void> {
    const started: Replica[] = [];
    for (let i = 0; i < processes; i += 1) started.push(await startOne());
    replicas = started;
  }

  /** The next process in turn: what one left, the other finds. */
  function next(): Replica {
    handed += 1;
    const replica = replicas[handed % replicas.length];
    if (replica === undefined) throw new Error('nothing serves');
    return replica;
  }

  async function give(event: InboundEvent): Promise<void> {
    for (let i = 0; i <= redeliver; i += 1) await next().hand(event);
  }

  const settle = (): Promise<void> => next().running.application.runUntilIdle();
  let open = true;
  async function close(): Promise<void> {
    if (open) for (const { running } of replicas) await running.close();
    open = false;
  }

  await start();
  return {
    platform,
    dataDir,
    log: lines,
    application: () => next().running.application,
    hand: give,
    says: async (who, place, text) => {
      const event = platform.says(who, place, text);
      await give(event);
      await settle();
      return event;
    },
    clicks: async (who, place, label) => {
      await give(platform.event(who, place, { kind: 'choice', values: [platform.choice(label)] }));
      await settle();
    },
    settle,
    passTime: seconds => advanceTo(next().running.application, clock, addMs(clock.now(), seconds * 1_000)),
    restart: async () => {
      await close();
      await start();
      open = true;
    },
    contributions: async () => {
      const { stores } = next().running;
      const [network] = await stores.networks.list();
      const all = [];
      const options = { versions: 'latest', includeWithdrawn: true } as const;
      for await (const one of stores.data.contributions(network?.id ?? '', consultation.name, options))
        all.push({ ...one, body: readBody(one.version.body) });
      return all;
    },
    errors,
    stop: close,
    close: async () => {
      await close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
