/** The whole application on a real database, with platforms that keep what they are handed and a clock moved by hand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { InboundEvent, InboundFile } from '#messaging/index.ts';
import { plainText } from '#messaging/index.ts';
import { openStores } from '#storage/index.ts';
import { advanceTo, type Application, type ApplicationParts } from '#usecases/application.ts';
import { addMs, type VirtualClock } from '#usecases/clock.ts';
import { createIds } from '#usecases/entropy.ts';
import type { ExportedContribution, Stores } from '#usecases/ports.ts';
import { createFakeAdapter, type FakeAdapter } from '#usecases/test-support/adapter.ts';
import {
  CONSULTATION,
  createTestLog,
  type EventOptions,
  type Logged,
  message,
  NOW,
} from '#usecases/test-support/parts.ts';
import { createApplication } from '../application.ts';
import { systemEntropy } from '../system-entropy.ts';
import { createVirtualClock } from '../virtual-clock.ts';

export interface World {
  readonly application: Application;
  readonly stores: Stores;
  readonly clock: VirtualClock;
  readonly adapters: Readonly<Record<string, FakeAdapter>>;
  readonly lines: Logged[];
  /** Hands an event over and lets everything due now happen; returns what its author was then told, as plain text. */
  readonly take: (event: InboundEvent) => Promise<string[]>;
  readonly say: (
    text: string,
    options?: EventOptions & { readonly files?: readonly InboundFile[] },
  ) => Promise<string[]>;
  /** Says each in turn; returns what the last was answered. */
  readonly sayAll: (texts: readonly string[], options?: EventOptions) => Promise<string[]>;
  /** Lets so many seconds pass; returns what everybody was told meanwhile. */
  readonly wait: (seconds: number) => Promise<string[]>;
  readonly contributions: () => Promise<ExportedContribution[]>;
  /** Another process on the same database: same folder, nothing in memory. */
  readonly restart: (changes?: Pick<WorldOptions, 'consultation'>) => Promise<World>;
}

export interface WorldOptions {
  readonly platforms?: readonly string[];
  /** Changes the stores, to make them fail. */
  readonly wrap?: (stores: Stores) => Stores;
  readonly dataDir?: string;
  readonly now?: string;
  readonly consultation?: ApplicationParts['consultation'];
  readonly firstStaff?: ApplicationParts['firstStaff'];
  readonly followUps?: ApplicationParts['followUps'];
  readonly transcriber?: ApplicationParts['transcriber'];
  readonly model?: ApplicationParts['model'];
}

/** Closed and removed when the test is over. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'tdt-application-'));
  const clock = createVirtualClock(options.now ?? NOW);
  const opened = await openStores({ url: null, dataDir, now: clock.now, newId: createIds(systemEntropy, clock.now) });
  const stores = options.wrap?.(opened) ?? opened;
  const adapters = Object.fromEntries((options.platforms ?? ['terminal']).map(name => [name, createFakeAdapter(name)]));
  const { log, lines } = createTestLog();
  const application = createApplication({
    consultation: options.consultation ?? CONSULTATION,
    stores,
    adapters: Object.values(adapters),
    clock,
    log,
    firstStaff: options.firstStaff ?? [],
    followUps: options.followUps ?? null,
    transcriber: options.transcriber ?? null,
    model: options.model ?? null,
  });
  let open = true;
  async function close(): Promise<void> {
    if (!open) return;
    open = false;
    await application.stop();
    await opened.close();
  }
  onTestFinished(async () => {
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const told = () => Object.values(adapters).flatMap(adapter => adapter.sent.map(({ message: one }) => one));

  async function take(event: InboundEvent): Promise<string[]> {
    const before = new Set(told());
    const adapter = adapters[event.author.platform];
    if (adapter === undefined) throw new Error(`no adapter for ${event.author.platform}`);
    await application.host(adapter).receive(event);
    await application.runUntilIdle();
    return told()
      .filter(one => !before.has(one) && one.to.userId === event.author.userId)
      .map(one => plainText(one.text));
  }

  const say: World['say'] = (text, given = {}) =>
    take({ ...message(text, { at: clock.now(), ...given }), files: given.files ?? [] });

  return {
    application,
    stores,
    clock,
    adapters,
    lines,
    take,
    say,
    sayAll: async (texts, given) => {
      let last: string[] = [];
      for (const text of texts) last = await say(text, given);
      return last;
    },
    wait: async seconds => {
      const before = new Set(told());
      await advanceTo(application, clock, addMs(clock.now(), seconds * 1_000));
      return told()
        .filter(one => !before.has(one))
        .map(one => plainText(one.text));
    },
    contributions: async () => {
      const [network] = await stores.networks.list();
      const all: ExportedContribution[] = [];
      const wanted = { versions: 'all', includeWithdrawn: true } as const;
      for await (const one of stores.data.contributions(network?.id ?? '', CONSULTATION.name, wanted)) all.push(one);
      return all;
    },
    restart: async (changes = {}) => {
      await close();
      return openWorld({ ...options, ...changes, dataDir, now: clock.now() });
    },
  };
}

/** From nothing to the open question of theme 4, its first question answered and the profile given. */
export const TO_OPEN_QUESTION = ['contribuer 4', '1', '1', '1, 3', '1', '74'];
