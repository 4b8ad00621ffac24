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
import { createVirtualClock } from '#worker/index.ts';
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
}

export const SALON: Place = { channel: 'salon', thread: null };

export async function openStage({
  consultation,
  threads = true,
  redeliver = 0,
  url = null,
  ...given
}: StageOptions): Promise<Stage> {
  const clock = createVirtualClock('2027-02-10T14:00:00.000Z');
  const platform = new Platform({ now: clock.now, threads });
  const dataDir = given.dataDir ?? (await mkdtemp(join(tmpdir(), 'tour-de-table-')));
  const errors: string[] = [];
  const lines: string[] = [];
  const entropy = seededEntropy(3);
  let running: TestApplication;
  let hand: (event: InboundEvent) => Promise<void>;

  async function start(): Promise<void> {
    const connection = platform.connect();
    hand = connection.hand;
    running = await openApplication({
      consultation,
      adapters: [connection.adapter],
      clock,
      entropy,
      dataDir,
      url,
      firstStaff: [{ platform: platform.name, workspace: 'w', userId: 'Zoé' }],
      log: (level, code, facts) => {
        lines.push(JSON.stringify({ level, code, ...facts }));
        if (level === 'error') errors.push(`${code} ${JSON.stringify(facts)}`);
      },
    });
  }

  async function give(event: InboundEvent): Promise<void> {
    for (let i = 0; i <= redeliver; i += 1) await hand(event);
  }

  let open = true;
  async function close(): Promise<void> {
    if (open) await running.close();
    open = false;
  }

  await start();
  return {
    platform,
    dataDir,
    log: lines,
    application: () => running.application,
    hand: give,
    says: async (who, place, text) => {
      const event = platform.says(who, place, text);
      await give(event);
      await running.application.runUntilIdle();
      return event;
    },
    clicks: async (who, place, label) => {
      await give(platform.event(who, place, { kind: 'choice', values: [platform.choice(label)] }));
      await running.application.runUntilIdle();
    },
    settle: () => running.application.runUntilIdle(),
    passTime: seconds => advanceTo(running.application, clock, addMs(clock.now(), seconds * 1_000)),
    restart: async () => {
      await close();
      await start();
      open = true;
    },
    contributions: async () => {
      const [network] = await running.stores.networks.list();
      const all = [];
      const options = { versions: 'latest', includeWithdrawn: true } as const;
      for await (const one of running.stores.data.contributions(network?.id ?? '', consultation.name, options))
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
