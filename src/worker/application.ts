/** Puts an application together: intake, delivery and loops over one set of stores. */
import type { Application, ApplicationParts } from '#usecases/application.ts';
import type { TurnMaker } from '#usecases/turn-maker.ts';
import { createDefaultWording } from '#usecases/default-wording.ts';
import { createDelivery } from '#usecases/deliver-outbox.ts';
import { createIds } from '#usecases/entropy.ts';
import type { Log } from '#usecases/log.ts';
import { createQueries } from '#usecases/queries.ts';
import { createWorkshopIntake } from '#usecases/workshop/intake.ts';
import { createIntake, hostOf } from '#usecases/receive-event.ts';
import { createHousekeeping } from '#usecases/housekeeping.ts';
import { runPendingInputs } from '#usecases/run-pending.ts';
import { readForAll, readForStaff } from '#usecases/moderation/publication.ts';
import { printContent } from '#usecases/publication/print-content.ts';
import { makePendingSyntheses } from '#usecases/publication/syntheses/make-pending.ts';
import { reportIncident } from '#usecases/staff/report-incident.ts';
import { readersOf } from '#usecases/staff/readers.ts';
import { tellRevisions } from '#usecases/staff/revisions/tell.ts';
import { createTranscriptionWork } from '#usecases/transcription/by-service.ts';
import { createStaffWork } from '#usecases/staff/due-work.ts';
import { createLiveDates } from '#usecases/staff/life/live-dates.ts';
import { wakeDueSessions } from '#usecases/wake-sessions.ts';
import { IDLE_ROUNDS } from './limits.ts';
import { modelEngine } from '#usecases/synthesis/synthesize-texts.ts';
import { drawChart } from '#pictures/index.ts';
import { createThreadEngine } from './thread-engine.ts';
import { systemEntropy } from './system-entropy.ts';
import { createHolding } from './holding.ts';
import { createWorker } from './worker.ts';

/** Groups in flight at once: SQLite has one writer. */
const PARALLEL_GROUPS: Readonly<Record<string, number>> = { sqlite: 1, postgresql: 4 };

const SILENCE: Log = () => undefined;

/** Touches nothing yet: revisions and the first network are looked after before the first turn, or by `start`. */
export function createApplication(parts: ApplicationParts): Application {
  const { consultation, stores, adapters, clock, log = SILENCE, entropy = systemEntropy } = parts;
  const wording = parts.wording ?? createDefaultWording();
  const newId = createIds(entropy, clock.now);
  const byPlatform = new Map(adapters.map(adapter => [adapter.platform, adapter] as const));
  const adapterOf = (platform: string) => byPlatform.get(platform) ?? null;
  const platforms = [...byPlatform.keys()];
  const { firstStaff = [], followUps = null, drafts = null, transcriber = null } = parts;
  const ready = onceItWorks(() =>
    prepare(parts, {
      wording,
      newId,
      now: clock.now,
      consultation,
      consultationOf: network => dates.of(network),
      entropy,
      firstStaff,
      door: (platform, workspace) => adapterOf(platform)?.door?.(workspace) ?? null,
      drawsFollowUps: followUps !== null,
      rewordsDrafts: drafts !== null,
      transcriber: transcriber?.name ?? null,
    }),
  );

  const dates = createLiveDates(consultation, () => stores.staff.dates(consultation.name), clock.now);
  const parallelGroups = PARALLEL_GROUPS[stores.provider] ?? 1;
  const onTurns = (spoke: boolean, wakeAt: string | null, stored: boolean): void => {
    if (stored) dates.forget();
    worker.nudge(spoke, wakeAt, stored);
  };
  const workshops = createWorkshopIntake({
    workshops: stores.workshops,
    maker: ready,
    refresh: dates.fresh,
    now: clock.now,
    drafts,
    log,
    parallelGroups,
    onTurns,
  });
  const intake = createIntake({
    stores,
    workshops,
    followUps,
    maker: ready,
    adapterOf,
    clock,
    log,
    parallelGroups,
    refresh: dates.fresh,
    onTurns,
  });
  const owner = newId();
  const { outbox, files, data, turns } = stores;
  const reading = { ...stores, data: { ...stores.data, ...readForStaff(stores.data, stores.moderation) } };
  const review = { stores: reading, consultation, wording, now: clock.now };
  const readable = { ...stores, data: { ...stores.data, ...readForAll(stores.data, stores.moderation) } };
  const published = { ...review, stores: readable };
  const delivery = createDelivery({
    outbox,
    files,
    data,
    workshops: stores.workshops,
    moderation: stores.moderation,
    minutes: ready,
    printDocument: content => printContent({ staff: review, public: published }, content),
    drawChart,
    wording,
    adapterOf,
    clock,
    entropy,
    log,
    owner,
    platforms: () => holding.platforms(),
  });
  const running = { turns, run: intake.run, now: clock.now, log };
  const runDueWakeUps = async () => (await wakeDueSessions(running)) + (await workshops.wakeDue());
  const runPending = async () => (await runPendingInputs(running)) + (await workshops.runPending());
  const nextWakeAt = async () => earliest(await Promise.all([turns.nextWakeAt(), workshops.nextWakeAt()]));
  const drainOutbox = async () => {
    const sent = await delivery.drain();
    // A workshop goes on from what has arrived.
    if (sent > 0) worker.nudge(false, null, true);
    return sent;
  };
  const networks = async () => (await stores.networks.list()).map(({ id }) => id);
  const { engine: alone = createThreadEngine(), model = null } = parts;
  const byModel = model === null ? null : modelEngine(model, alone, log);
  const makeSyntheses = () => makePendingSyntheses({ ...review, engine: alone, model: byModel, log });
  const nextSynthesisAt = async () => (await stores.reviewed.pending(1))[0]?.updatedAt ?? null;
  const runHousekeeping = createHousekeeping({
    stores,
    refresh: dates.fresh,
    consultationOf: dates.of,
    entropy,
    now: clock.now,
    log,
  });
  const staffWork = createStaffWork({
    staff: stores.staff,
    networks,
    dates,
    wording,
    newId,
    now: clock.now,
    run: intake.run,
    readersOf: network => readersOf({ ...stores, firstStaff }, network),
    log,
  });
  const transcription = createTranscriptionWork({ stores, transcriber, consultation, newId, now: clock.now, log });
  const worker = createWorker({
    transcribe: transcription.runDue,
    nextTranscriptionAt: transcription.nextAt,
    makeSyntheses,
    nextSynthesisAt,
    runStaffWork: staffWork.runDue,
    nextStaffWorkAt: staffWork.nextAt,
    runDueWakeUps,
    nextWakeAt,
    drainOutbox,
    nextSendAt: delivery.nextDueAt,
    runPendingInputs: runPending,
    runHousekeeping,
    clock,
    log,
  });
  const queries = createQueries({ consultation, consultationOf: dates.of, stores, clock, firstStaff });
  const given = { queries, installations: stores.installations, now: clock.now, log };
  const { staff, conversations } = stores;
  const onTold = (): void => worker.nudge(false, null, true);
  const reporting = { staff, conversations, networks: stores.networks, firstStaff, clock, log, onTold };
  const host: Application['host'] = adapter =>
    hostOf(intake, adapter, {
      ...given,
      tellStaff: incident => reportIncident(reporting, adapter.platform, incident),
    });

  const holding = createHolding({
    adapters,
    hostOf: host,
    leases: stores.leases,
    owner,
    shared: stores.provider === 'postgresql',
    clock,
    log,
    onHeld: () => worker.nudge(true, null, true),
  });

  async function runUntilIdle(): Promise<void> {
    for (let round = 0; round < IDLE_ROUNDS; round += 1) {
      await intake.idle();
      const turned = (await runPending()) + (await runDueWakeUps());
      const done =
        turned +
        (await staffWork.runDue()) +
        (await makeSyntheses()) +
        (await transcription.runDue()) +
        (await runHousekeeping()) +
        (await delivery.drain());
      if (done === 0) return intake.idle();
    }
    log('error', 'never_idle', { rounds: IDLE_ROUNDS });
  }

  async function nextDueAt(): Promise<string | null> {
    return earliest(
      await Promise.all([
        nextWakeAt(),
        delivery.nextDueAt(),
        staffWork.nextAt(),
        nextSynthesisAt(),
        transcription.nextAt(),
      ]),
    );
  }

  async function start(): Promise<void> {
    await ready();
    worker.start();
    await holding.start();
    log('info', 'started', { provider: stores.provider, platforms: platforms.join(',') });
  }

  let stopping: Promise<void> | null = null;
  async function stopAll(): Promise<void> {
    // Nothing new first; then what is in hand; then the loops, which may still be sending it.
    await holding.stop();
    await intake.close();
    await worker.stop();
    log('info', 'stopped');
  }

  return {
    consultation,
    stores,
    wording,
    clock,
    host,
    runDueWakeUps,
    runPendingInputs: runPending,
    drainOutbox: delivery.drain,
    runUntilIdle,
    nextDueAt,
    start,
    stop: () => (stopping ??= stopAll()),
  };
}

/** The first of several instants; null where there is none. */
function earliest(instants: readonly (string | null)[]): string | null {
  return instants.filter(at => at !== null).toSorted()[0] ?? null;
}

/** Keeps today's questions by revision, reads the others back, and sees that a network exists. */
async function prepare(parts: ApplicationParts, maker: Omit<TurnMaker, 'revisions'>): Promise<TurnMaker> {
  const { consultation, stores, clock } = parts;
  await stores.networks.ensureDefault(clock.now());
  const fresh = await stores.revisions.keep(consultation.name, consultation.axes, clock.now());
  const all = await stores.revisions.all(consultation.name);
  const { staff, networks, conversations } = stores;
  const { firstStaff = [] } = parts;
  await tellRevisions(
    { staff, networks, conversations, firstStaff, consultation, now: clock.now, log: parts.log ?? SILENCE },
    fresh,
  );
  const revisions = Object.fromEntries([...all, ...consultation.axes].map(axis => [axis.revision, axis] as const));
  return { ...maker, revisions };
}

/** Remembers a success; after a failure the next call tries again. */
function onceItWorks<T>(work: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= work().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
}
