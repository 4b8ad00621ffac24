/** Simulated people on a platform: each walks through an axis with a few real answers, and reacts to what is on their screen. */
import { Player, type Placed } from '#cli/replay/player.ts';
import type { Row } from '#cli/replay/rows.ts';
import type { InboundEvent, OutboundMessage } from '#messaging/index.ts';
import { msBetween } from '#usecases/clock.ts';
import { timeNow } from './clock.ts';
import { type Platform, WORKSPACE } from './platform.ts';
import type { SharedTime } from './protocol.ts';
import type { Random } from './random.ts';

/** Virtual milliseconds that somebody takes to read before they act. */
const READING_MS = 3_000;
/** The same, once something they wrote had to be handed over again: what it leads to may still be on its way. */
const UNSURE_MS = 12_000;
/** The same, where nothing is asked yet: what follows may be held by the lease of a replica that was killed. */
const NOTHING_ASKED_MS = 100_000;
/** Answers that one person gives, at most. */
const MOST_ANSWERS = 3;

export interface CrowdOptions {
  readonly platform: Platform;
  readonly time: () => SharedTime;
  readonly random: Random;
  readonly rows: readonly Row[];
  readonly axes: readonly number[];
  /** People who talk at the same time. */
  readonly atOnce: number;
}

export interface Crowd {
  readonly hear: (message: OutboundMessage) => void;
  /** Everybody who has something to do does it. Call it often. */
  readonly tick: () => void;
  /** Nobody joins any more. */
  readonly closeDoors: () => void;
  /** Whether everybody is done. */
  readonly isEmpty: () => boolean;
  readonly placed: () => readonly Placed[];
  readonly people: () => number;
  /** Who is still there and where they stand, in names only. */
  readonly whoWaits: () => string;
}

interface Person {
  readonly player: Player;
  readonly user: string;
  latest: OutboundMessage | null;
  lastQuestion: string | null;
  /** The question that they last did something about, answered or passed. */
  lastSeen: string | null;
  lastAt: string;
  made: number;
  unsure: boolean;
  /** The question in the message that they act on. */
  heard: string | null;
}

function nameOf({ question }: OutboundMessage): string | null {
  return question === null ? null : `${question.axis} ${question.name}`;
}

/** Virtual milliseconds for which somebody looks at that message before they act. */
function patienceOf({ unsure, lastSeen }: Person, message: OutboundMessage): number {
  const { text, question, choices } = message;
  // Shown again although they passed it: what their « passer » led to may still be on its way.
  if (question !== null && nameOf(message) === lastSeen) return NOTHING_ASKED_MS;
  const asks = question !== null || choices.length > 0 || text.includes('?');
  if (!asks) return NOTHING_ASKED_MS;
  return unsure ? UNSURE_MS : READING_MS;
}

export function createCrowd({ platform, time, random, rows, axes, atOnce }: CrowdOptions): Crowd {
  const pool = rows.toReversed();
  const persons = new Map<string, Person>();
  const placed: Placed[] = [];
  let joined = 0;
  let open = true;

  function join(): void {
    joined += 1;
    let left = 1 + random.below(MOST_ANSWERS);
    const next = (): Row | null => {
      left -= 1;
      return left < 0 ? null : (pool.pop() ?? null);
    };
    const user = `p${String(joined).padStart(5, '0')}`;
    const player = new Player({ user, axes: [random.pick(axes)], question: null, next });
    const person: Person = {
      player,
      user,
      latest: null,
      lastQuestion: null,
      lastSeen: null,
      lastAt: timeNow(time()),
      made: 0,
      unsure: false,
      heard: null,
    };
    persons.set(user, person);
    act(person);
  }

  function act(person: Person): void {
    const before = person.player.placed.length;
    person.lastSeen = person.heard;
    const done = person.player.act();
    const given = person.player.placed.slice(before)[0];
    person.lastQuestion = given === undefined ? null : `${given.axis} ${given.question}`;
    person.lastAt = timeNow(time());
    person.unsure = false;
    if (done.kind === 'gone') {
      placed.push(...person.player.placed);
      if (person.player.unplaced !== null) pool.push(person.player.unplaced);
      persons.delete(person.user);
    } else if (done.kind === 'choose') {
      happen(person, base => ({ ...base, kind: 'choice', values: [done.id] }));
    } else if (done.kind === 'say') {
      for (const text of done.texts) {
        happen(person, (base, n) => ({
          ...base,
          kind: 'message',
          ref: `${person.user}-m${n}`,
          text,
          files: [],
          replyTo: null,
        }));
      }
    }
  }

  type Base = Omit<Extract<InboundEvent, { kind: 'choice' }>, 'kind' | 'values'>;

  function happen(person: Person, make: (base: Base, n: number) => InboundEvent): void {
    const { user } = person;
    person.made += 1;
    const n = person.made;
    const at = timeNow(time());
    const base: Base = {
      eventId: `${user}-e${n}`,
      order: `${at}/${String(n).padStart(6, '0')}`,
      at,
      address: { platform: 'terminal', workspace: WORKSPACE, channel: null, thread: null, userId: user },
      author: { platform: 'terminal', workspace: WORKSPACE, userId: user, displayName: user },
      direct: true,
    };
    platform.happen(user, make(base, n));
  }

  /** A question that they have just answered is shown again when something of it came late. */
  function isOldNews({ latest, lastQuestion }: Person): boolean {
    const question = latest?.question;
    return question !== null && question !== undefined && `${question.axis} ${question.name}` === lastQuestion;
  }

  return {
    hear: message => {
      const person = persons.get(message.to.userId);
      if (person === undefined) return;
      person.latest = message;
      person.lastAt = timeNow(time());
    },
    tick: () => {
      const now = timeNow(time());
      for (const person of persons.values()) {
        if (!platform.isQuiet(person.user)) {
          person.lastAt = now;
          const last = platform.events.get(`${person.user}-e${person.made}`);
          person.unsure ||= (last?.deliveries ?? 0) > 1;
          continue;
        }
        if (person.latest === null) continue;
        if (msBetween(person.lastAt, now) < patienceOf(person, person.latest)) continue;
        const old = isOldNews(person);
        const message = person.latest;
        person.latest = null;
        if (old) continue;
        person.heard = nameOf(message);
        person.player.hear(message);
        act(person);
      }
      while (open && persons.size < atOnce && pool.length > 0) join();
    },
    closeDoors: () => {
      open = false;
    },
    isEmpty: () => persons.size === 0,
    placed: () => [...placed, ...[...persons.values()].flatMap(({ player }) => player.placed)],
    people: () => joined,
    whoWaits: () =>
      [...persons.values()]
        .map(({ user, made, latest, lastAt }) => {
          const screen = platform.screens.get(user)?.at(-1);
          const states = [...platform.events.values()]
            .filter(one => one.user === user && one.state !== 'acknowledged')
            .map(one => `${one.event.eventId} ${one.state} ${one.deliveries}×`);
          const shown =
            screen === undefined ? 'nothing' : (screen.question?.name ?? `${screen.choices.length} choices`);
          return `${user}: ${made} events, sees ${shown}, ${latest === null ? 'acted' : 'has not acted'}, since ${lastAt}; ${states.join(', ')}`;
        })
        .join('\n'),
  };
}
