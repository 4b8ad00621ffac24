/** Every event delivered one to five times, shuffled within what is possible, gives the same database as once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Consultation } from '#consultation/definition.ts';
import type { Adapter } from '#messaging/index.ts';
import type { Database } from '#storage/database.ts';
import { openDatabase, type OpenOptions, storesOn } from '#storage/open.ts';
import { advanceTo } from '#usecases/application.ts';
import { addMs, type VirtualClock } from '#usecases/clock.ts';
import { createDefaultWording } from '#usecases/default-wording.ts';
import { createIds } from '#usecases/entropy.ts';
import { createApplication, createVirtualClock, systemEntropy } from '#worker/index.ts';
import fc from 'fast-check';
import { readConsultation } from '../../contract/application.ts';
import { ARTICLE_69 } from '../../support/replica/consultation.ts';
import { createSharedDatabase, type SharedDatabase } from '../../support/replica/database.ts';
import { seededRandom } from '../../support/replica/random.ts';
import { AT } from './conversation.ts';
import { once, type Plan, shuffled } from './plan.ts';
import { PLATFORM, type Round, script, USERS } from './script.ts';
import { CAPABILITIES } from './service.ts';
import { emptyAll, snapshot } from './snapshot.ts';

/** Milliseconds after the last round: every burst is over. */
const END_MS = 200_000;
const RUNS = Number(process.env['TDT_TEST_RUNS'] ?? 25);

export function redeliveryTest(provider: string, server: string | null): void {
  describe(`redelivery, ${provider}`, () => {
    let shared: SharedDatabase;
    let consultation: Consultation;
    let databases: Database[] = [];
    const wording = createDefaultWording();
    const optionsOf = ({ now }: VirtualClock): OpenOptions => ({
      ...shared,
      now,
      newId: createIds(systemEntropy, now),
    });
    beforeAll(async () => {
      shared = await createSharedDatabase(server);
      consultation = await readConsultation(ARTICLE_69);
      const options = optionsOf(createVirtualClock(AT));
      databases = [await openDatabase(options), await openDatabase(options)];
    });
    afterAll(async () => {
      await Promise.all(databases.map(db => db.close()));
      await shared.end();
    });

    /** A process that remembers nothing yet; it sends to `screens`, by person. */
    function open(db: Database, clock: VirtualClock, screens: Map<string, string[]>) {
      const adapter: Adapter = {
        platform: PLATFORM,
        capabilities: CAPABILITIES,
        start: () => Promise.resolve(),
        send: message => {
          const { userId } = message.to;
          screens.set(userId, [...(screens.get(userId) ?? []), message.text]);
          return Promise.resolve({ kind: 'sent', ref: `ref-${message.id}` });
        },
        sendTransient: () => Promise.resolve(),
        fetchFile: () => Promise.reject(new Error('nobody sends files here')),
        stop: () => Promise.resolve(),
      };
      const stores = storesOn(db, optionsOf(clock));
      const parts = { consultation, stores, adapters: [adapter], clock, wording, entropy: systemEntropy };
      const application = createApplication(parts);
      return { application, receive: application.host(adapter).receive };
    }

    /** What there is in the end: rows, and screens. */
    async function play(rounds: readonly Round[], plan: Plan): Promise<{ rows: string[]; screens: unknown }> {
      const [db] = databases;
      if (db === undefined) throw new Error('not open');
      await emptyAll(db);
      const clock = createVirtualClock(AT);
      const screens = new Map<string, string[]>();
      const [a, b] = databases.map(one => open(one, clock, screens));
      if (a === undefined || b === undefined) throw new Error('not open');
      const services = [a, b] as const;
      let turn = 0;
      /** By either process in turn: what one left, the other finds. */
      const settle = async (at: string): Promise<void> => {
        turn += 1;
        await advanceTo((turn % 2 === 0 ? a : b).application, clock, at);
      };
      for (const user of USERS) {
        await a.application.stores.networks.create(user, user, AT);
        await a.application.stores.networks.attach(PLATFORM, user, user, AT);
      }
      for (const [i, { at }] of rounds.entries()) {
        await settle(at);
        for (const { to, events } of plan[i] ?? []) await Promise.all(events.map(event => services[to].receive(event)));
        await settle(at);
      }
      await settle(addMs(clock.now(), END_MS));
      return { rows: await snapshot(db), screens: Object.fromEntries(screens) };
    }

    it('gives the same database as if each event had come once', async () => {
      let events = 0;
      let deliveries = 0;
      await fc.assert(
        fc.asyncProperty(script, fc.integer({ min: 0, max: 2 ** 31 }), async (rounds, seed) => {
          const plan = shuffled(rounds, seededRandom(seed));
          events += rounds.flatMap(round => round.events.flat()).length;
          deliveries += plan.flat().flatMap(delivery => delivery.events).length;
          const expected = await play(rounds, once(rounds));
          expect(await play(rounds, plan)).toEqual(expected);
        }),
        { numRuns: RUNS },
      );
      console.log(
        `redelivery, ${provider}: ${RUNS} conversations of ${USERS.length}, ${events} events, ${deliveries} deliveries`,
      );
      expect(deliveries).toBeGreaterThan(events * 2);
    });
  });
}
