/** Our own path: intake, group commit, the conversation, storage. Nothing is delivered: a turn ends with its commit. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores } from '#storage/index.ts';
import { createWorkshopIntake } from '#usecases/workshop/intake.ts';
import { createIntake, type Intake } from '#usecases/receive-event.ts';
import type { Stores } from '#usecases/ports.ts';
import { BENCH_NOW, fixedClock, makeMaker, NETWORK, numberedIds, silentAdapter } from './parts.ts';
import { messageOf } from './script.ts';

export interface Engine {
  readonly turn: (person: number, n: number, text: string) => Promise<void>;
  readonly stores: Stores;
  readonly dataDir: string;
  readonly close: () => Promise<void>;
}

/** In `folder`, or in a temporary one that `close` removes. */
export async function openEngine(url: string | null, parallelGroups: number, folder?: string): Promise<Engine> {
  const dataDir = folder ?? mkdtempSync(join(tmpdir(), 'tdt-bench-'));
  const stores = await openStores({ url, dataDir, now: () => BENCH_NOW, newId: numberedIds('p') });
  await stores.networks.ensureDefault(BENCH_NOW);
  await stores.networks.attach('terminal', 'local', NETWORK, BENCH_NOW);
  const maker = makeMaker();
  await stores.revisions.keep(maker.consultation.name, maker.consultation.axes, BENCH_NOW);
  const intake: Intake = createIntake({
    stores,
    workshops: createWorkshopIntake({
      workshops: stores.workshops,
      maker: () => Promise.resolve(maker),
      now: fixedClock.now,
      drafts: null,
      log: () => undefined,
      parallelGroups,
      onTurns: () => undefined,
    }),
    maker: () => Promise.resolve(maker),
    followUps: null,
    adapterOf: () => null,
    clock: fixedClock,
    log: () => undefined,
    parallelGroups,
    onTurns: () => undefined,
  });
  return {
    turn: (person, n, text) => intake.receive(silentAdapter, messageOf(person, n, text, BENCH_NOW)),
    stores,
    dataDir,
    close: async () => {
      await intake.close();
      await stores.close();
      if (folder === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
