/** A service that is flooded, or whose database does not answer for a while: bounded, told, and nothing lost. */
import { join } from 'node:path';
import { SQLITE_FILE } from '#storage/sqlite.ts';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InboundEvent, OutboundMessage } from '#messaging/index.ts';
import { AT } from '../storage/delivery/conversation.ts';
import { ARTICLE_69, consultationFile } from '../support/replica/consultation.ts';
import { timeNow } from '../support/replica/clock.ts';
import { createSharedDatabase, type SharedDatabase } from '../support/replica/database.ts';
import { readJournal } from '../support/replica/journal.ts';
import { type Replica, startReplica } from '../support/replica/process.ts';
import type { FromReplica, Life } from '../support/replica/protocol.ts';
import { doorTo } from '../support/replica/proxy.ts';
import { says } from '../storage/delivery/service.ts';

const OPENING = ['contribuer 4', '1', '1', '1, 3', '1', '74'];
/** What a person is told when nothing could be kept: in French, with a reference to quote. */
const NOT_KEPT = /pas pu enregistrer[^]*R-[0-9A-Z]{4}/;

/** A replica, and all that it has said. */
interface Talk {
  readonly replica: Replica;
  readonly heard: readonly FromReplica[];
  readonly screen: (user: string) => readonly OutboundMessage[];
  readonly hints: (user: string) => readonly string[];
  /** The `n`-th thing that somebody writes, now. */
  readonly says: (user: string, n: number, text: string) => Message;
  /** Hands an event over; resolves with `ack`, or with why not. */
  readonly hand: (event: InboundEvent) => Promise<string>;
}

type Message = Extract<InboundEvent, { kind: 'message' }>;

async function startTalk(life: Life): Promise<Talk> {
  const heard: FromReplica[] = [];
  const shown = new Map<string, OutboundMessage>();
  const waiting = new Map<string, ((answer: string) => void)[]>();
  const answer = (id: string, of: string): void => {
    for (const resolve of waiting.get(id) ?? []) resolve(of);
    waiting.delete(id);
  };
  const replica: Replica = startReplica(await consultationFile(ARTICLE_69), words => {
    heard.push(words);
    if (words.say === 'ack') answer(words.id, 'ack');
    if (words.say === 'nack') answer(words.id, words.code);
    if (words.say !== 'send') return;
    shown.set(words.message.id, words.message);
    replica.tell({ do: 'sent', n: words.n, outcome: { kind: 'sent', ref: `ref-${words.message.id}` } });
  });
  await replica.begin(life);
  return {
    replica,
    heard,
    screen: user => [...shown.values()].filter(message => message.to.userId === user),
    hints: user => heard.flatMap(words => (words.say === 'hint' && words.to === user ? words.text : [])),
    says: (user, n, text) => says(user, n, text, { at: timeNow(life.time) }),
    hand: event =>
      new Promise(resolve => {
        waiting.set(event.eventId, [...(waiting.get(event.eventId) ?? []), resolve]);
        replica.tell({ do: 'event', event });
      }),
  };
}

export function serviceInTrouble(provider: string, server: string | null): void {
  describe(`a service in trouble, ${provider}`, () => {
    let database: SharedDatabase;
    let talks: Talk[] = [];
    let closing: (() => Promise<void>)[] = [];
    const start = async (life: Partial<Life> = {}): Promise<Talk> => {
      const { url, dataDir } = database;
      // A quiet window is twenty seconds of the machine's.
      const time = { at: AT, from: Date.now(), speed: 0.2 };
      const talk = await startTalk({ url, dataDir, time, lockWaitMs: null, ...life });
      talks.push(talk);
      return talk;
    };
    beforeEach(async () => {
      database = await createSharedDatabase(server);
    });
    afterEach(async () => {
      await Promise.all(talks.map(({ replica }) => replica.kill()));
      await Promise.all(closing.map(close => close()));
      talks = [];
      closing = [];
      await database.end();
    });

    const partsOf = (user: string): Promise<string[]> =>
      database.look(async ({ stores }) => {
        const session = await stores.conversations.of('terminal', 'local', user);
        return Object.values(session?.drafts ?? {}).flatMap(
          draft => draft.answers['changement']?.parts.map(part => part.text) ?? [],
        );
      });
    const toOpenQuestion = async (talk: Talk, user: string): Promise<number> => {
      for (const [n, text] of OPENING.entries()) expect(await talk.hand(talk.says(user, n, text))).toBe('ack');
      return OPENING.length;
    };
    /** All that is durable has been shown, once and in its order. */
    const expectAllShown = async ({ screen }: Talk, user: string): Promise<void> => {
      const left = () => database.look(({ db }) => db.query('SELECT 1 FROM outbox LIMIT 1', []));
      await expect.poll(left, { timeout: 60_000, interval: 100 }).toEqual([]);
      await database.look(async ({ db, stores }) => {
        const id = (await stores.turns.participantOf('terminal', 'local', user)) ?? '';
        expect(screen(user).map(message => message.id)).toEqual((await readJournal(db)).get(id));
      });
    };

    it('takes what it can of 10,000 messages from one person, says so, and serves the others meanwhile', async () => {
      const FLOOD = 10_000;
      // As good as no time goes by: all of it is within one quiet window.
      const talk = await start({ time: { at: AT, from: Date.now(), speed: 0.001 } });
      const begun = await toOpenQuestion(talk, 'flood');
      const other = await toOpenQuestion(talk, 'other');
      const flood = Array.from({ length: FLOOD }, (_, i) => talk.says('flood', begun + i, `message ${i}`));
      const half = flood.slice(0, FLOOD / 2).map(talk.hand);
      // In the midst of it, somebody else.
      const served = talk.hand(talk.says('other', other, 'une réponse')).then(() => acknowledged(talk));
      const codes = await Promise.all([...half, ...flood.slice(FLOOD / 2).map(talk.hand)]);
      const taken = flood.filter((_, i) => codes[i] === 'ack');
      const refused = flood.filter((_, i) => codes[i] !== 'ack');
      // A fast machine keeps up; a slow one refuses what it has no room for.
      expect(codes.filter(code => code !== 'ack' && code !== 'overloaded')).toEqual([]);
      expect(acknowledged(talk) - (await served)).toBeGreaterThan(100);
      expect(await partsOf('other')).toEqual(['une réponse']);
      // What was not kept was told, once a minute; that it is too fast, once too.
      expect(talk.hints('flood')).toEqual(refused.length === 0 ? [] : [expect.stringMatching(NOT_KEPT)]);
      await expectAllShown(talk, 'flood');
      const texts = talk.screen('flood').map(message => message.text);
      expect(texts.filter(text => text.includes('plus vite que je ne lis'))).toHaveLength(1);
      expect(texts.length).toBeLessThan(20);
      // An answer holds so many messages: the first ones, in their order.
      const parts = await partsOf('flood');
      expect(parts).toEqual(taken.slice(0, 50).map(event => event.text));
      // Handed over again, with room, everything ends up acknowledged, and nothing is kept twice.
      for (let at = 0; at < refused.length; at += 500) {
        const again = await Promise.all(refused.slice(at, at + 500).map(talk.hand));
        expect(new Set(again)).toEqual(new Set(['ack']));
      }
      const inbox = await database.look(({ db }) =>
        db.query("SELECT CAST(count(*) AS int) FROM inbox WHERE event_id LIKE 'flood-%'", []),
      );
      expect(inbox).toEqual([[FLOOD + OPENING.length]]);
      expect(await partsOf('flood')).toEqual(parts);
    });

    it('refuses and says so while its database does not answer, and goes on once it does', async () => {
      const away = await databaseAway();
      const talk = await start(away.life);
      const begun = await toOpenQuestion(talk, 'u');
      expect(await talk.hand(talk.says('u', begun, 'avant'))).toBe('ack');
      // The question is on the screen; whether it is marked as sent by now depends on the machine, and must not matter.
      await expect.poll(() => talk.screen('u').at(-1)?.question?.name).toBe('changement');
      await away.goes();
      expect(await talk.hand(talk.says('u', begun + 1, 'pendant'))).toBe('not_stored');
      expect(await talk.hand(talk.says('v', 0, 'bonjour'))).toBe('not_stored');
      expect(talk.hints('u')).toEqual([expect.stringMatching(NOT_KEPT)]);
      expect(talk.hints('v')).toEqual([expect.stringMatching(NOT_KEPT)]);
      // The operator finds why, under the reference that the person was told, and nobody's words.
      const log = talk.heard.filter(words => words.say === 'log').map(words => JSON.stringify(words));
      const [reference = '?'] = /R-[0-9A-Z]{4}/.exec(talk.hints('u')[0] ?? '') ?? [];
      expect(log.find(line => line.includes(`"reference":"${reference}"`))).toContain(`"errorCode":"${away.code}"`);
      expect(log.join()).not.toMatch(/pendant|bonjour/);
      await away.comes();
      // The platform hands over again what was not acknowledged; the person writes on.
      await expect.poll(() => talk.hand(talk.says('u', begun + 1, 'pendant')), { timeout: 30_000 }).toBe('ack');
      expect(await talk.hand(talk.says('v', 0, 'bonjour'))).toBe('ack');
      expect(await talk.hand(talk.says('u', begun + 2, 'après'))).toBe('ack');
      expect(await talk.hand(talk.says('u', begun + 3, "c'est tout"))).toBe('ack');
      expect(await partsOf('u')).toEqual(['avant', 'pendant', 'après']);
      await expectAllShown(talk, 'u');
      await expectAllShown(talk, 'v');
    });

    it('does not start without its database, and says why', async () => {
      const away = await databaseAway();
      await away.goes();
      const failed = start(away.life);
      await expect(failed).rejects.toMatchObject({ name: 'StorageError', message: away.message });
      await away.comes();
    });

    interface Away {
      readonly life: Partial<Life>;
      readonly goes: () => Promise<void>;
      readonly comes: () => Promise<void>;
      /** What the operator finds in the log, and reads at the start. */
      readonly code: string;
      readonly message: unknown;
    }

    /** SQLite: another program holds the file. PostgreSQL: nobody answers any more. */
    async function databaseAway(): Promise<Away> {
      if (database.url === null) {
        const other = new Database(join(database.dataDir, SQLITE_FILE));
        closing.push(() => Promise.resolve(void other.close()));
        return {
          life: { lockWaitMs: 200 },
          goes: () => Promise.resolve(void other.exec('BEGIN EXCLUSIVE')),
          comes: () => Promise.resolve(void other.exec('COMMIT')),
          code: 'locked',
          message: expect.stringMatching(/est occupée par un autre programme depuis trop longtemps/),
        };
      }
      const door = await doorTo(database.url);
      closing.push(door.end);
      return {
        life: { url: door.url },
        goes: door.shut,
        comes: door.open,
        code: 'unreachable',
        message: expect.stringMatching(/^PostgreSQL ne répond pas/),
      };
    }
  });
}

/** Acknowledgements so far. */
function acknowledged({ heard }: Talk): number {
  return heard.filter(words => words.say === 'ack').length;
}
