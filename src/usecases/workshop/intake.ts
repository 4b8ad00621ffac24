/** The way in for workshops: whom an event is for, its turn, wake-ups, and what the storage told them. */
import type { InboundEvent } from '#messaging/index.ts';
import { readOrder } from '#workshop/orders.ts';
import type { TurnMaker } from '../turn-maker.ts';
import { PENDING_BATCH, WAKE_BATCH } from '../limits.ts';
import { errorFacts, type Log } from '../log.ts';
import type { TurnOutcome } from '../ports.ts';
import { readStaff } from '../staff/read-staff.ts';
import { createTurnQueue } from '../turn-queue.ts';
import { createDecideWorkshop } from './decide.ts';
import { openWorkshopCommand } from './open-command.ts';
import { rewordDrafts } from './reword-drafts.ts';
import type { DraftModel, FoundWorkshop, WorkshopInput, WorkshopStore } from './ports.ts';
import { workshopOfChoice } from './word.ts';

export interface WorkshopIntakeParts {
  readonly workshops: WorkshopStore;
  readonly maker: () => Promise<TurnMaker>;
  /** Brings the live dates up to date before a turn. */
  readonly refresh?: () => Promise<void>;
  readonly now: () => string;
  /** What rewords drafts; null: nothing. */
  readonly drafts: DraftModel | null;
  readonly log: Log;
  readonly parallelGroups: number;
  readonly onTurns: (spoke: boolean, wakeAt: string | null, stored: boolean) => void;
}

export interface WorkshopIntake {
  /** The workshop that the event is for; null for none. */
  readonly routeOf: (event: InboundEvent) => Promise<string | null>;
  readonly run: (input: WorkshopInput) => Promise<TurnOutcome>;
  /** Runs the turns of workshops whose `wakeAt` is not after now; returns how many. */
  readonly wakeDue: () => Promise<number>;
  /** Runs what workshops were told; returns how many were tried. */
  readonly runPending: () => Promise<number>;
  readonly nextWakeAt: () => Promise<string | null>;
  readonly waiting: () => number;
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export function createWorkshopIntake(parts: WorkshopIntakeParts): WorkshopIntake {
  const { workshops, now, log } = parts;
  const queue = createTurnQueue<WorkshopInput>(runGroup, parts.parallelGroups);
  /** One event at a time asks for its place: they go on in the order in which they came. */
  const asking = new Map<string, Promise<string | null>>();

  async function runGroup(inputs: readonly WorkshopInput[]): Promise<readonly TurnOutcome[]> {
    const decide = createDecideWorkshop(await parts.maker());
    await parts.refresh?.();
    const { outcomes, spoke, told, wakeAt, rewordings } = await workshops.runGroup(inputs, decide);
    parts.onTurns(spoke, wakeAt, told);
    for (const asked of rewordings) void reword(asked);
    return outcomes;
  }

  /** Nobody waits for it, a stop neither. */
  async function reword(asked: Parameters<typeof rewordDrafts>[1]): Promise<void> {
    const newId = async (): Promise<string> => (await parts.maker()).newId();
    if (await rewordDrafts({ model: parts.drafts, workshops, newId, log }, asked)) parts.onTurns(false, null, true);
  }

  async function routeOf(event: InboundEvent): Promise<string | null> {
    if (event.kind === 'choice') return workshopOfChoice(event.values);
    const { platform, channel, thread } = event.address;
    if (event.direct || channel === null || !ROUTED.has(event.kind) || isOpening(event)) return null;
    const key = [platform, channel, thread ?? ''].join('\0');
    const before = asking.get(key) ?? Promise.resolve(null);
    const asked = before.then(
      () => lookUp(event, channel),
      () => lookUp(event, channel),
    );
    asking.set(key, asked);
    try {
      return await asked;
    } finally {
      if (asking.get(key) === asked) asking.delete(key);
    }
  }

  async function lookUp(event: InboundEvent, channel: string): Promise<string | null> {
    const { platform, thread } = event.address;
    const { workspace } = event.author;
    const ref = event.kind === 'reaction' || event.kind === 'deletion' ? event.ref : null;
    const order = 'text' in event ? readOrder(event.text) : null;
    // « je participe », « rouvrir l'atelier »: said beside the thread, they are for the channel's latest workshop.
    const anyThread = thread === null && (order?.do === 'join' || order?.do === 'reopen');
    const found = await workshops.find({ platform, workspace, channel, thread, ref, anyThread });
    const live = found.filter(isLive);
    if (order?.do === 'reopen') return (found.find(one => one.phase === 'closed') ?? live[0])?.id ?? null;
    const marked = ref === null ? undefined : found.find(one => one.marks.includes(ref) || one.thread === ref);
    if (marked !== undefined) return marked.id;
    // What points at a message of nobody's workshop is for none; an idea's own message is known by its thread.
    if (event.kind === 'reaction') return null;
    const here = found.filter(one => one.thread !== null && (one.thread === thread || one.thread === channel));
    const last = (here.find(isLive) ?? here[0])?.id;
    if (last !== undefined) return last;
    if (live[0] !== undefined) return live[0].id;
    // Held in the channel and over: only what is about it still reaches it.
    return order !== null && AFTERWARDS.has(order.do) ? (found[0]?.id ?? null) : null;
  }

  async function wakeDue(): Promise<number> {
    const due = await workshops.dueWakeUps(now(), WAKE_BATCH);
    await Promise.all(due.map(workshopId => runLogged({ kind: 'wake', workshopId }, 'workshop_wake_failed')));
    return due.length;
  }

  async function runPending(): Promise<number> {
    let ran = 0;
    for (;;) {
      const inputs = await workshops.pendingInputs(PENDING_BATCH);
      const done = await Promise.all(inputs.map(input => runLogged(input, 'workshop_input_failed')));
      ran += inputs.length;
      if (done.includes(false) || inputs.length < PENDING_BATCH) return ran;
    }
  }

  async function runLogged(input: WorkshopInput, code: string): Promise<boolean> {
    const outcome = await queue
      .run(input.workshopId, input)
      .catch((error: unknown): TurnOutcome => ({ kind: 'failed', error, blamed: false }));
    if (outcome.kind === 'failed') log('error', code, errorFacts(outcome.error));
    return outcome.kind !== 'failed';
  }

  return {
    routeOf,
    run: input => queue.run(input.workshopId, input),
    wakeDue,
    runPending,
    nextWakeAt: workshops.nextWakeAt,
    waiting: queue.waiting,
    idle: queue.idle,
    close: queue.close,
  };
}

const ROUTED: ReadonlySet<InboundEvent['kind']> = new Set(['message', 'command', 'reaction', 'edit', 'deletion']);

/** What still concerns a workshop that is over, where no thread tells which. */
const AFTERWARDS: ReadonlySet<string> = new Set(['takeBackAll', 'takeBackName', 'minutes', 'reopen', 'takeOver']);

function isLive({ phase }: FoundWorkshop): boolean {
  return phase !== 'submitted' && phase !== 'closed';
}

/** « atelier thème 4 », said in a channel: an act of its author, whatever is held there. */
function isOpening(event: InboundEvent): boolean {
  return 'text' in event && event.address.thread === null && readStaff(event.text, [openWorkshopCommand]) !== null;
}
