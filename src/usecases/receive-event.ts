/** The way in: events of platforms and wake-ups become turns, stored and decided in one transaction with their group. */
import type { Adapter, AdapterHost, InboundEvent } from '#messaging/index.ts';
import { badCode, joined, notSaved, unattached } from '#wording/own-phrases.ts';
import { afterTurn } from './after-turn.ts';
import { boundEvent } from './bound-event.ts';
import type { Clock } from './clock.ts';
import { type Afterwards, createDecide } from './decide-turn.ts';
import type { TurnMaker } from './turn-maker.ts';
import { createFileGate } from './file-gate.ts';
import { createHints } from './hints.ts';
import { keptIds, takeFiles } from './incoming-files.ts';
import { IntakeError } from './intake-error.ts';
import { REFERENCE_LETTERS } from './limits.ts';
import { errorFacts, type Log } from './log.ts';
import type { Stores, TurnInput, TurnOutcome } from './ports.ts';
import type { FollowUpModel } from './synthesis/ports.ts';
import { readStaff } from './staff/read-staff.ts';
import { STAFF_COMMANDS } from './staff/registry.ts';
import { createTurnQueue, type TurnQueue } from './turn-queue.ts';
import type { WorkshopIntake } from './workshop/intake.ts';
import { createWorkspaces, readJoin } from './workspaces.ts';

type MessageEvent = Extract<InboundEvent, { kind: 'message' }>;

export interface IntakeParts {
  readonly stores: Stores;
  /** Whom events said among others may be for. */
  readonly workshops: WorkshopIntake;
  /** What draws follow-ups; null: nothing. */
  readonly followUps: FollowUpModel | null;
  /** Awaited before the first turn: the revisions and the first network are in the database then. */
  readonly maker: () => Promise<TurnMaker>;
  readonly adapterOf: (platform: string) => Adapter | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Groups in flight at once. */
  readonly parallelGroups: number;
  /** Before each group: what another process may have changed is read again. */
  readonly refresh?: () => Promise<void>;
  /** After each group: whether something is to be sent, the earliest wake-up asked for, whether staff may have told others. */
  readonly onTurns: (spoke: boolean, wakeAt: string | null, stored: boolean) => void;
}

export interface Intake {
  /** See `AdapterHost.receive`. Rejects with an IntakeError. */
  readonly receive: (adapter: Adapter, event: InboundEvent) => Promise<void>;
  /** Runs one wake-up or stored input; rejects, or tells in its outcome, when it could not be stored. */
  readonly run: (input: TurnInput) => Promise<TurnOutcome>;
  /** Resolves when nothing waits, runs, nor remains to be done after a turn. */
  readonly idle: () => Promise<void>;
  /** Refuses what comes; resolves once what is in hand is done. */
  readonly close: () => Promise<void>;
}

export function createIntake(parts: IntakeParts): Intake {
  const { stores, clock, log } = parts;
  const afterwards = new Set<Promise<void>>();
  const fileGate = createFileGate();
  const queue: TurnQueue = createTurnQueue(runGroup, parts.parallelGroups);
  let workspaces: ReturnType<typeof createWorkspaces> | null = null;
  let hints: ReturnType<typeof createHints> | null = null;

  async function runGroup(inputs: readonly TurnInput[]): Promise<readonly TurnOutcome[]> {
    const maker = await parts.maker();
    await parts.refresh?.();
    const decided = new Map<string, Afterwards>();
    const decide = createDecide(maker, one => decided.set(one.participantId, one));
    const { outcomes, spoken } = await stores.turns.runGroup(inputs, decide);
    const failed = new Set(inputs.filter((_, i) => outcomes[i]?.kind === 'failed'));
    const stored = [...decided.values()].filter(one => !one.inputs.some(input => failed.has(input)));
    const wakeAt = stored.flatMap(one => one.session?.wakeAt ?? []).sort()[0] ?? null;
    parts.onTurns(
      spoken.length > 0,
      wakeAt,
      stored.some(one => one.acted),
    );
    for (const one of stored) if (one.effects.length > 0) track(afterTurn(after(maker), one));
    removeUnused(inputs, stored);
    return outcomes;
  }

  function after(maker: TurnMaker): Parameters<typeof afterTurn>[0] {
    const { adapterOf } = parts;
    const linker = { links: stores.links, entropy: maker.entropy, now: clock.now };
    const { workshops } = stores;
    const onTold = (): void => parts.onTurns(false, null, true);
    const { followUps } = parts;
    return { adapterOf, linker, workshops, onTold, followUps, newId: maker.newId, run: queue.run, clock, log };
  }

  /** Files that were kept before their turn and that no answer took, and those that an answer let go. */
  function removeUnused(inputs: readonly TurnInput[], stored: readonly Afterwards[]): void {
    const brought = inputs.flatMap(input => (input.kind === 'event' ? keptIds(input.event) : []));
    const dropped = stored.flatMap(one => one.droppedFiles);
    if (brought.length === 0 && dropped.length === 0) return;
    const used = new Set(stored.flatMap(one => one.keptFiles));
    for (const fileId of [...brought.filter(id => !used.has(id)), ...dropped]) {
      track(stores.files.remove(fileId).catch((error: unknown) => log('warn', 'file_not_removed', errorFacts(error))));
    }
  }

  function track(work: Promise<void>): void {
    const tracked = work.finally(() => afterwards.delete(tracked));
    afterwards.add(tracked);
  }

  async function receive(adapter: Adapter, given: InboundEvent): Promise<void> {
    let event = given;
    let blamed = false;
    try {
      event = boundEvent(given);
      const maker = await parts.maker();
      workspaces ??= createWorkspaces(stores.networks, maker.entropy);
      if (!(await workspaces.isAttached(event.author, clock.now()))) return await refuse(adapter, event, maker);
      // What is sent to a group is for those who read it: a workshop takes no file, so none is fetched.
      const workshopId = event.direct ? null : await parts.workshops.routeOf(event);
      // Nothing is awaited for an event that brings no file: it must not be overtaken by its person's next one.
      const ready = workshopId === null && bringsFiles(event) ? await filesOf(adapter, event) : event;
      const outcome =
        workshopId === null
          ? await queue.run(accountKey(ready), inputOf(ready))
          : await parts.workshops.run({ kind: 'event', workshopId, event: ready });
      if (outcome.kind !== 'failed') return;
      ({ blamed } = outcome);
      throw outcome.error;
    } catch (error) {
      throw await tellFailure(adapter, event, error, blamed);
    }
  }

  /** A flood of files waits, then is left: the conversation says that they were not kept. */
  async function filesOf(adapter: Adapter, event: MessageEvent): Promise<MessageEvent> {
    const taker = { files: stores.files, turns: stores.turns, clock, log };
    return (await fileGate.hold(accountKey(event), () => takeFiles(taker, adapter, event))) ?? event;
  }

  /** Nothing is kept of somebody whose workspace belongs to no network; an invitation's code attaches it. */
  async function refuse(adapter: Adapter, event: InboundEvent, maker: TurnMaker): Promise<void> {
    if (event.kind !== 'message' && event.kind !== 'command') return;
    const now = clock.now();
    const { staffContact } = maker.consultation;
    hints ??= createHints(maker.wording, maker.consultation, log);
    const code = readJoin(event.text);
    if (code === null) return hints.give(adapter, event, 'unattached', unattached(staffContact), now);
    const attached = (await workspaces?.join(code, event.author, now)) === true;
    log('info', attached ? 'workspace_joined' : 'invitation_refused', { platform: event.author.platform });
    await hints.give(adapter, event, attached ? 'joined' : 'badCode', attached ? joined() : badCode(staffContact), now);
  }

  /** Logs what failed under a reference, which is told to the person where they were waiting for an answer. */
  async function tellFailure(
    adapter: Adapter,
    event: InboundEvent,
    error: unknown,
    blamed: boolean,
  ): Promise<IntakeError> {
    if (error instanceof IntakeError && error.code === 'stopping') return error;
    const code = error instanceof IntakeError ? error.code : 'not_stored';
    const maker = await parts.maker().catch(() => null);
    const reference = maker === null ? null : `R-${maker.entropy.letters(REFERENCE_LETTERS)}`;
    const level = code === 'not_stored' ? 'error' : 'warn';
    log(level, code, {
      platform: event.address.platform,
      kind: event.kind,
      ...(reference === null ? {} : { reference }),
      ...errorFacts(error),
    });
    if (maker !== null && reference !== null && code !== 'malformed' && AWAITED.has(event.kind)) {
      hints ??= createHints(maker.wording, maker.consultation, log);
      await hints.give(adapter, event, 'notSaved', notSaved(maker.consultation.staffContact, reference), clock.now());
    }
    return new IntakeError(code, reference, { cause: error, ...(blamed ? { blamed } : {}) });
  }

  async function idle(): Promise<void> {
    do {
      await queue.idle();
      await parts.workshops.idle();
      await Promise.all(afterwards);
    } while (afterwards.size > 0 || queue.waiting() > 0 || parts.workshops.waiting() > 0);
  }

  return {
    receive,
    run: input => queue.run(input.kind === 'event' ? accountKey(input.event) : input.participantId, input),
    idle,
    close: async () => {
      await idle();
      await queue.close();
      await parts.workshops.close();
      await idle();
    },
  };
}

/** What an adapter is handed. */
export function hostOf(
  { receive }: Pick<Intake, 'receive'>,
  adapter: Adapter,
  given: Pick<AdapterHost, 'queries' | 'installations' | 'tellStaff' | 'now' | 'log'>,
): AdapterHost {
  return { ...given, receive: event => receive(adapter, event) };
}

function bringsFiles(event: InboundEvent): event is MessageEvent {
  return event.kind === 'message' && event.files.length > 0;
}

/** Events that a person made and waits for an answer to. */
const AWAITED: ReadonlySet<InboundEvent['kind']> = new Set([
  'message',
  'edit',
  'deletion',
  'choice',
  'command',
  'form',
]);

/** Staff words are read once, here: the turn reads the author's role where there are some. */
function inputOf(event: InboundEvent): TurnInput {
  const isStaff = 'text' in event && event.kind !== 'edit' && readStaff(event.text, STAFF_COMMANDS) !== null;
  return { kind: 'event', event, ...(isStaff ? { staff: true } : {}) };
}

function accountKey({ author }: InboundEvent): string {
  return `${author.platform}\0${author.workspace}\0${author.userId}`;
}
