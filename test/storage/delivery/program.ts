/**
 * A process in which several conversations are each brought to one precise point, and held there, for the process to be
 * killed with all of them at once: right after the n-th commit, between two messages, or as a reply goes out. Started
 * again, it brings them to their end.
 *
 * Each has a platform and a network of its own, so that none touches what is another's.
 */
import { readFileSync } from 'node:fs';
import type { Consultation } from '#consultation/definition.ts';
import type { Adapter } from '#messaging/index.ts';
import type { Database } from '#storage/database.ts';
import { openDatabase, type OpenOptions, storesOn } from '#storage/open.ts';
import { advanceTo } from '#usecases/application.ts';
import { addMs } from '#usecases/clock.ts';
import { createDefaultWording } from '#usecases/default-wording.ts';
import { createIds } from '#usecases/entropy.ts';
import type { Wording } from '#wording/wording.ts';
import { createApplication, createVirtualClock, systemEntropy } from '#worker/index.ts';
import { countCommits } from '../../support/replica/counted-database.ts';
import { AT, MESSAGES, nthEvent } from './conversation.ts';

/** Where a conversation is held. */
export type Stop =
  | { readonly after: 'commit'; readonly n: number }
  | { readonly after: 'message'; readonly n: number }
  | { readonly at: 'send'; readonly n: number; readonly shown: boolean };

export interface Case {
  /** Its platform, workspace and network. */
  readonly name: string;
  /** The first message (from 0) that is handed over. */
  readonly from: number;
  /** So many messages, from the first, are handed over again before. */
  readonly again: number;
  /** null: to the end. */
  readonly stop: Stop | null;
}

export interface Job {
  readonly url: string | null;
  readonly dataDir: string;
  /** A file of `consultation.ts`. */
  readonly consultation: string;
  readonly cases: readonly Case[];
}

export type Told =
  | { readonly told: 'shown'; readonly name: string; readonly id: string; readonly text: string }
  | { readonly told: 'acknowledged'; readonly name: string; readonly n: number }
  /** How far it came, where it was not held. */
  | { readonly told: 'ended'; readonly name: string; readonly commits: number; readonly sends: number }
  | { readonly told: 'failed'; readonly name: string; readonly why: string }
  /** All are held, or ended. */
  | { readonly told: 'ready' };

function tell(words: Told): void {
  process.stdout.write(`${JSON.stringify(words)}\n`);
}

interface Shared {
  readonly db: Database;
  readonly consultation: Consultation;
  readonly wording: Wording;
}

/** Milliseconds after which a lease is over: what a dead process had claimed is sent then. */
const AFTER_LEASES_MS = 100_000;

/** Brings it to where it is held, or to its last message; returns what remains to be done once all are there. */
async function run(job: Job, shared: Shared, { name, from, again, stop }: Case): Promise<() => Promise<void>> {
  const { db, consultation, wording } = shared;
  const clock = createVirtualClock(AT);
  const held = Promise.withResolvers<'held'>();
  const hold = (): Promise<never> => {
    held.resolve('held');
    return new Promise<never>(() => undefined);
  };
  let counting = false;
  let commits = 0;
  let sends = 0;
  const counted = countCommits(db, () => {
    if (counting) commits += 1;
    const here = stop !== null && 'after' in stop && stop.after === 'commit' && commits === stop.n;
    return here ? hold() : undefined;
  });
  const adapter: Adapter = {
    platform: name,
    capabilities: CAPABILITIES,
    start: () => Promise.resolve(),
    send: message => {
      sends += 1;
      const here = stop !== null && 'at' in stop && sends === stop.n;
      if (!here || stop.shown) tell({ told: 'shown', name, id: message.id, text: message.text });
      return here ? hold() : Promise.resolve({ kind: 'sent', ref: `ref-${message.id}` });
    },
    sendTransient: () => Promise.resolve(),
    fetchFile: () => Promise.reject(new Error('nobody sends files here')),
    stop: () => Promise.resolve(),
  };
  const options: OpenOptions = { ...job, now: clock.now, newId: createIds(systemEntropy, clock.now) };
  const stores = storesOn(counted, options);
  await stores.networks.create(name, name, AT);
  await stores.networks.attach(name, name, name, AT);
  const errors: string[] = [];
  const log = (level: string, code: string): void => void (level === 'error' && errors.push(code));
  const parts = { consultation, wording, stores, adapters: [adapter], clock, entropy: systemEntropy, log };
  const application = createApplication(parts);
  const host = application.host(adapter);

  async function talk(): Promise<'talked'> {
    // What is made ready once in a process, before its first turn, is not of this conversation.
    await host.receive({ ...nthEvent(name, 0), kind: 'leave', eventId: 'leave' });
    counting = true;
    for (let n = 0; n < again; n += 1) {
      await host.receive(nthEvent(name, n));
      await application.runUntilIdle();
    }
    for (let n = from; n < MESSAGES; n += 1) {
      await host.receive(nthEvent(name, n));
      tell({ told: 'acknowledged', name, n });
      await application.runUntilIdle();
      if (stop !== null && 'after' in stop && stop.after === 'message' && n === stop.n) return hold();
    }
    return 'talked';
  }

  const end = await Promise.race([talk(), held.promise]);
  return async () => {
    if (errors.length > 0) tell({ told: 'failed', name, why: errors.join() });
    if (end === 'held') return;
    // Only now: the clock of one would wake the others.
    await advanceTo(application, clock, addMs(AT, AFTER_LEASES_MS));
    tell({ told: 'ended', name, commits, sends });
  };
}

const CAPABILITIES = {
  buttons: false,
  menus: false,
  modals: false,
  ephemeral: false,
  edits: true,
  deletions: true,
  threads: false,
  reactions: false,
  polls: false,
  typing: false,
  directMessages: true,
  files: false,
  maxCharacters: 100_000,
};

const job = JSON.parse(process.env['TDT_TEST_JOB'] ?? 'null') as Job | null;
if (job !== null) {
  const db = await openDatabase({ ...job, now: () => AT, newId: createIds(systemEntropy, () => AT) });
  const consultation = JSON.parse(readFileSync(job.consultation, 'utf8')) as Consultation;
  const shared = { db, consultation, wording: createDefaultWording() };
  const rest: (() => Promise<void>)[] = [];
  for (const one of job.cases) rest.push(await run(job, shared, one));
  for (const finish of rest) await finish();
  tell({ told: 'ready' });
  // To be killed, or for what started it to go.
  process.stdin.resume().once('end', () => process.exit(0));
}
