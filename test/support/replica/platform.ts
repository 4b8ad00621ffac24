/**
 * A chat platform that outlives every replica: it keeps what people wrote until it is acknowledged, hands it over again
 * after a restart (some of it although it was acknowledged), and shows each message once, by its id, as platforms do.
 */
import type { InboundEvent, OutboundMessage, SendOutcome } from '#messaging/index.ts';
import type { Random } from './random.ts';
import type { FromReplica } from './protocol.ts';
import type { Replica } from './process.ts';

export const WORKSPACE = 'local';

export interface PlatformEvent {
  readonly event: InboundEvent;
  readonly user: string;
  state: 'waiting' | 'handed' | 'acknowledged';
  deliveries: number;
}

export interface Faults {
  /** Share of acknowledged events that come again, at any time. */
  readonly again: number;
  /** Share of sends that are shown, or not, without an answer. */
  readonly unanswered: number;
  /** Share of sends that are put off by a second. */
  readonly refused: number;
}

export const NO_FAULTS: Faults = { again: 0, unanswered: 0, refused: 0 };

export interface PlatformHooks {
  /** Something new is on somebody's screen. */
  readonly onMessage: (message: OutboundMessage) => void;
  readonly onHint?: (to: string, text: string) => void;
  readonly onLog?: (words: Extract<FromReplica, { say: 'log' }>) => void;
  /** Decides of one send: null to let the faults decide; `shown` whether it appears, `outcome` what is answered (null: nothing). */
  readonly onSend?: (
    message: OutboundMessage,
    attempt: number,
    from: Replica,
  ) => { readonly shown: boolean; readonly outcome: SendOutcome | null } | null;
}

export interface Platform {
  /** Every event ever made, by id. */
  readonly events: ReadonlyMap<string, PlatformEvent>;
  /** What each person has on their screen, in the order in which it appeared. */
  readonly screens: ReadonlyMap<string, readonly OutboundMessage[]>;
  readonly counts: { handed: number; again: number; sends: number; repeated: number };
  /** Somebody did something: it is handed to a replica at once, or to the next one that there is. */
  readonly happen: (user: string, event: InboundEvent) => void;
  /** Whether all that this person did is acknowledged. */
  readonly isQuiet: (user: string) => boolean;
  /** A replica that serves: it is handed what waits. */
  readonly attach: (replica: Replica) => void;
  /** It is gone: what it did not acknowledge waits again. */
  readonly detach: (replica: Replica) => void;
  readonly hear: (replica: Replica, words: FromReplica) => void;
  /** Resolves when this replica first acknowledges something. */
  readonly firstAcknowledgement: (replica: Replica) => Promise<void>;
}

/** Milliseconds before an event that was refused is handed over again. */
const AGAIN_MS = 20;

export function createPlatform(random: Random, faults: Faults, hooks: PlatformHooks): Platform {
  const events = new Map<string, PlatformEvent>();
  const screens = new Map<string, OutboundMessage[]>();
  const shown = new Set<string>();
  const serving: Replica[] = [];
  const handedTo = new Map<string, Replica>();
  const unacknowledged = new Map<string, number>();
  const firsts = new Map<Replica, () => void>();
  const counts = { handed: 0, again: 0, sends: 0, repeated: 0 };

  function hand(one: PlatformEvent, to: Replica): void {
    const { event } = one;
    if (one.state === 'waiting') {
      one.state = 'handed';
      handedTo.set(event.eventId, to);
    }
    one.deliveries += 1;
    counts.handed += 1;
    to.tell({ do: 'event', event });
  }

  /** A person's events go to one replica after the other, in order, as a socket or a webhook would have it. */
  function handWaiting(): void {
    if (serving.length === 0) return;
    for (const one of events.values()) if (one.state === 'waiting') hand(one, random.pick(serving));
  }

  function acknowledged(id: string): void {
    const one = events.get(id);
    if (one === undefined || one.state === 'acknowledged') return;
    one.state = 'acknowledged';
    handedTo.delete(id);
    unacknowledged.set(one.user, (unacknowledged.get(one.user) ?? 1) - 1);
    if (!random.chance(faults.again)) return;
    setTimeout(() => {
      const [to] = serving;
      if (to === undefined) return;
      counts.again += 1;
      hand(one, to);
    }, random.below(500)).unref();
  }

  function show(message: OutboundMessage): void {
    if (shown.has(message.id)) {
      counts.repeated += 1;
      return;
    }
    shown.add(message.id);
    const screen = screens.get(message.to.userId);
    if (screen === undefined) screens.set(message.to.userId, [message]);
    else screen.push(message);
    hooks.onMessage(message);
  }

  function decide(message: OutboundMessage): { shown: boolean; outcome: SendOutcome | null } {
    if (random.chance(faults.refused))
      return { shown: false, outcome: { kind: 'retry', afterMs: 1_000, ambiguous: false, reason: 'rate limited' } };
    if (random.chance(faults.unanswered)) return { shown: random.chance(0.5), outcome: null };
    return { shown: true, outcome: { kind: 'sent', ref: `ref-${message.id}` } };
  }

  return {
    firstAcknowledgement: replica => new Promise(resolve => void firsts.set(replica, resolve)),
    events,
    screens,
    counts,
    happen: (user, event) => {
      const one: PlatformEvent = { event, user, state: 'waiting', deliveries: 0 };
      events.set(event.eventId, one);
      unacknowledged.set(user, (unacknowledged.get(user) ?? 0) + 1);
      if (serving.length > 0) hand(one, random.pick(serving));
    },
    isQuiet: user => (unacknowledged.get(user) ?? 0) === 0,
    attach: replica => {
      serving.push(replica);
      handWaiting();
    },
    detach: replica => {
      const at = serving.indexOf(replica);
      if (at >= 0) serving.splice(at, 1);
      for (const [id, to] of handedTo) {
        if (to !== replica) continue;
        const one = events.get(id);
        if (one !== undefined) one.state = 'waiting';
        handedTo.delete(id);
      }
      handWaiting();
    },
    hear: (replica, words) => {
      switch (words.say) {
        case 'ack':
          firsts.get(replica)?.();
          firsts.delete(replica);
          return acknowledged(words.id);
        case 'nack': {
          const one = events.get(words.id);
          if (one?.state !== 'handed') return;
          setTimeout(() => {
            if (one.state === 'handed' && handedTo.get(words.id) === replica && replica.isAlive()) hand(one, replica);
          }, AGAIN_MS);
          return;
        }
        case 'send': {
          counts.sends += 1;
          const verdict = hooks.onSend?.(words.message, words.attempt, replica) ?? decide(words.message);
          if (verdict.shown) show(words.message);
          if (verdict.outcome !== null) replica.tell({ do: 'sent', n: words.n, outcome: verdict.outcome });
          return;
        }
        case 'hint':
          return hooks.onHint?.(words.to, words.text);
        case 'log':
          return hooks.onLog?.(words);
        default:
      }
    },
  };
}
