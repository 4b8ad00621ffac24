/** What replicas must not do to one another: bring back who was erased, send twice, send out of order. */
import { describe, expect, it } from 'vitest';
import type { OutboundMessage, SendOutcome } from '#messaging/index.ts';
import type { Database } from '#storage/database.ts';
import { addMs } from '#usecases/clock.ts';
import { createVirtualClock } from '#worker/index.ts';
import { timeNow } from '../../support/replica/clock.ts';
import { ARTICLE_69, consultationFile } from '../../support/replica/consultation.ts';
import { createPlatform, NO_FAULTS } from '../../support/replica/platform.ts';
import { type Replica, startReplica } from '../../support/replica/process.ts';
import { seededRandom } from '../../support/replica/random.ts';
import { AT } from './conversation.ts';
import { standOn } from './ground.ts';
import { atOpenQuestion, PLATFORM, says, type Service, WORKSPACE } from './service.ts';

/** Longer than any lease. */
const LEASE_OVER_MS = 100_000;

export function replicasAtOnce(provider: string, server: string | null): void {
  describe(`replicas, ${provider}`, () => {
    const ground = standOn(server);

    /** Answers two questions, then asks to be erased; returns the next number and who it was. */
    async function aboutToBeErased(a: Service): Promise<{ n: number; old: string }> {
      let n = await atOpenQuestion(a, 'u');
      await a.receive(says('u', n++, 'une réponse que personne ne doit revoir'));
      await a.receive(says('u', n++, 'effacer mes données'));
      await a.application.runUntilIdle();
      return { n, old: (await a.stores.turns.participantOf(PLATFORM, WORKSPACE, 'u')) ?? '' };
    }

    async function expectGone(db: Database, old: string): Promise<void> {
      const tables = [
        'participant',
        'session',
        'answer',
        'contribution',
        'choice_record',
        'delivered_question',
        'outbox',
      ];
      for (const table of tables) {
        const column = table === 'participant' ? 'id' : 'participant_id';
        expect(await db.query(`SELECT 1 FROM ${table} WHERE ${column} = ?`, [old]), table).toEqual([]);
      }
      expect(await db.query('SELECT reason FROM tombstone WHERE participant_id = ?', [old])).toEqual([['erased']]);
    }

    it('never bring back who was erased: a late event meets a newcomer, a redelivery nobody', async () => {
      const { service, database, clock } = ground();
      const [a, b] = [await service(), await service()];
      const { n, old } = await aboutToBeErased(a);
      // The other replica remembers them too.
      await b.receive({ ...says('u', n, ''), kind: 'typing' });
      await a.receive(says('u', n + 1, 'oui'));
      await a.application.runUntilIdle();
      await database.look(({ db }) => expectGone(db, old));
      // Redeliveries, a wake-up and an internal event of before, all at the losing replica.
      for (let i = 0; i <= n + 1; i += 1) await b.receive(says('u', i, 'une réponse que personne ne doit revoir'));
      clock.moveTo(addMs(AT, 86_400_000));
      await b.application.runUntilIdle();
      await database.look(async ({ db, stores }) => {
        await expectGone(db, old);
        expect(await stores.turns.participantOf(PLATFORM, WORKSPACE, 'u')).toBeNull();
      });
      // Written before the erasure, delivered after it: it begins anew, with nothing of before.
      await b.receive(says('u', n + 2, 'bonjour'));
      await b.application.runUntilIdle();
      await database.look(async ({ db, stores }) => {
        await expectGone(db, old);
        expect(await stores.turns.participantOf(PLATFORM, WORKSPACE, 'u')).not.toBe(old);
        expect(await db.query('SELECT 1 FROM answer', [])).toEqual([]);
      });
    });

    it('never bring back who is being erased at that very moment', async () => {
      const { service, database } = ground();
      const [a, b] = [await service(), await service()];
      for (let round = 0; round < 12; round += 1) {
        const user = `u${round}`;
        let n = await atOpenQuestion(a, user);
        await b.receive(says(user, n++, 'une réponse'));
        await a.receive(says(user, n++, 'effacer mes données'));
        await a.application.runUntilIdle();
        const old = (await a.stores.turns.participantOf(PLATFORM, WORKSPACE, user)) ?? '';
        // « Oui » at one, a message at the other: whichever is first, and whatever each remembers.
        await Promise.all([a.receive(says(user, n, 'oui')), b.receive(says(user, n + 1, 'encore une réponse'))]);
        await a.application.runUntilIdle();
        await b.application.runUntilIdle();
        await database.look(async ({ db }) => {
          const tombs = await db.query('SELECT 1 FROM tombstone WHERE participant_id = ?', [old]);
          // The message may have come first, in which case it is not « oui »: they are then still there, whole.
          if (tombs.length > 0) await expectGone(db, old);
          const orphans = 'SELECT 1 FROM answer WHERE participant_id NOT IN (SELECT participant_id FROM session)';
          expect(await db.query(orphans, [])).toEqual([]);
        });
      }
    });

    it('send a message once when the sender is slower than its lease, and then go on in order', async () => {
      const { service, clock, screens, expectOnScreens, rows } = ground();
      const slow: { message: OutboundMessage; answer: (outcome: SendOutcome) => void }[] = [];
      // As one that the machine froze: its own time stands still too.
      const a = await service({
        clock: createVirtualClock(AT),
        send: message => new Promise(answer => void slow.push({ message, answer })),
      });
      const b = await service();
      for (const [n, text] of ['contribuer 4', '1', '1'].entries()) await a.receive(says('u', n, text));
      const draining = a.application.drainOutbox();
      await expect.poll(() => slow.length).toBe(1);
      // It is on the screen; only the answer is slow.
      const [held] = slow;
      if (held === undefined) throw new Error('nothing was sent');
      screens.show(held.message);
      expect(await b.application.drainOutbox()).toBe(0);
      clock.moveTo(addMs(AT, LEASE_OVER_MS));
      // The other claims it again, finds it there, and sends what follows.
      expect(await b.application.drainOutbox()).toBeGreaterThan(1);
      const after = await rows();
      held.answer({ kind: 'sent', ref: 'late' });
      await draining;
      expect(await rows()).toEqual(after);
      expect(screens.attempts.get(held.message.id)).toBe(2);
      await expectOnScreens('u');
    });

    it('leave to its new owner a message whose lease was lost: a late mark changes nothing', async () => {
      const { service, clock, database } = ground();
      const a = await service();
      await a.receive(says('u', 0, 'contribuer 4'));
      const { outbox } = a.stores;
      const [first] = await outbox.claimHeads(AT, 'a', 90_000, 10, [PLATFORM]);
      if (first === undefined) throw new Error('nothing to send');
      const later = addMs(AT, LEASE_OVER_MS);
      clock.moveTo(later);
      const b = await service();
      const [second] = await b.stores.outbox.claimHeads(later, 'b', 90_000, 10, [PLATFORM]);
      expect(second?.message.id).toBe(first.message.id);
      expect(second?.fence).toBeGreaterThan(first.fence);
      const { id } = first.message;
      const before = await database.look(({ db }) => db.query('SELECT * FROM outbox ORDER BY id', []));
      await outbox.markSent([{ id, fence: first.fence, ref: 'late' }], later);
      await outbox.markRetry(id, first.fence, AT, 'late');
      await outbox.markDead(id, first.fence, 'late', later);
      expect(await database.look(({ db }) => db.query('SELECT * FROM outbox ORDER BY id', []))).toEqual(before);
      await b.stores.outbox.markSent([{ id, fence: second?.fence ?? 0, ref: 'r' }], later);
      expect(await database.look(({ db }) => db.query('SELECT id FROM outbox WHERE id = ?', [id]))).toEqual([]);
    });

    it('keep the order and send each message once, two processes at work on the same conversations', async () => {
      const { database, screens, expectOnScreens, stored } = ground();
      const consultation = await consultationFile(ARTICLE_69);
      const random = seededRandom(7);
      const platform = createPlatform(
        random,
        { ...NO_FAULTS, again: 0.2 },
        { onMessage: message => screens.show(message) },
      );
      const replicas = [0, 1].map(() => {
        const replica: Replica = startReplica(consultation, words => platform.hear(replica, words));
        return replica;
      });
      const { url, dataDir } = database;
      const time = { at: AT, from: Date.now(), speed: 10 };
      const users = Array.from({ length: 12 }, (_, i) => `u${i}`);
      try {
        await Promise.all(replicas.map(replica => replica.begin({ url, dataDir, time, lockWaitMs: null })));
        for (const replica of replicas) platform.attach(replica);
        for (const [n, text] of [
          'contribuer 4',
          '1',
          '1',
          '1, 3',
          '1',
          '74',
          'Une réponse.',
          'envoyer',
          '1',
        ].entries()) {
          for (const user of users) platform.happen(user, says(user, n, text, { at: timeNow(time) }));
          await expect.poll(() => users.every(user => platform.isQuiet(user)), { timeout: 30_000 }).toBe(true);
        }
        const left = () => database.look(({ db }) => db.query('SELECT 1 FROM outbox LIMIT 1', []));
        await expect.poll(left, { timeout: 30_000, interval: 100 }).toEqual([]);
        await Promise.all(replicas.map(replica => replica.stop()));
      } finally {
        await Promise.all(replicas.map(replica => replica.kill()));
      }
      for (const user of users) {
        await expectOnScreens(user);
        const [draft] = Object.values((await stored(user)).drafts);
        expect(draft).toMatchObject({ status: 'submitted', version: 1 });
        expect(draft?.answers['changement']?.parts.map(part => part.text)).toEqual(['Une réponse.']);
      }
      expect(platform.counts.repeated).toBe(0);
    });
  });
}
