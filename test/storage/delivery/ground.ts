/** What each delivery cell stands on: a fresh database, a clock that stands still, screens, and services to open on them. */
import { afterEach, beforeEach, expect } from 'vitest';
import type { Session } from '#conversation/session.ts';
import type { VirtualClock } from '#usecases/clock.ts';
import { createVirtualClock } from '#worker/index.ts';
import { createSharedDatabase, type SharedDatabase } from '../../support/replica/database.ts';
import { readJournal } from '../../support/replica/journal.ts';
import { AT } from './conversation.ts';
import { openService, PLATFORM, Screens, type Service, type ServiceOptions, WORKSPACE } from './service.ts';
import { snapshot } from './snapshot.ts';

export interface Ground {
  readonly database: SharedDatabase;
  readonly clock: VirtualClock;
  readonly screens: Screens;
  /** Closed at the end of the test. */
  readonly service: (options?: Partial<ServiceOptions>) => Promise<Service>;
  readonly rows: () => Promise<string[]>;
  /** As stored: read by a client that remembers nothing. */
  readonly stored: (user: string) => Promise<Session>;
  /** The messages that an answer is made of, as stored. */
  readonly partsOf: (user: string, question: string) => Promise<string[]>;
  /** All that is durable for that person is on their screen, once and in its order, and nothing else. */
  readonly expectOnScreens: (user: string) => Promise<void>;
}

/** `server`: a PostgreSQL's maintenance database; null for SQLite. Call it in a `describe`. */
export function standOn(server: string | null): () => Ground {
  let ground: Ground | null = null;
  let open: Service[] = [];
  beforeEach(async () => {
    const database = await createSharedDatabase(server);
    const clock = createVirtualClock(AT);
    const screens = new Screens();
    const stored = async (user: string): Promise<Session> => {
      const session = await database.look(({ stores }) => stores.conversations.of(PLATFORM, WORKSPACE, user));
      if (session === null) throw new Error(`${user} is unknown`);
      return session;
    };
    ground = {
      database,
      clock,
      screens,
      service: async options => {
        const one = await openService({ database, clock, screens, ...options });
        open.push(one);
        return one;
      },
      rows: () => database.look(({ db }) => snapshot(db)),
      stored,
      partsOf: async (user, question) =>
        Object.values((await stored(user)).drafts).flatMap(
          draft => draft.answers[question]?.parts.map(part => part.text) ?? [],
        ),
      expectOnScreens: async user => {
        const journal = await database.look(({ db }) => readJournal(db));
        expect(screens.of(user)).toEqual(journal.get((await stored(user)).participantId));
      },
    };
  });
  afterEach(async () => {
    await Promise.all(open.map(one => one.close()));
    open = [];
    await ground?.database.end();
  });
  return () => {
    if (ground === null) throw new Error('only inside a test');
    return ground;
  };
}
