/** DESIGN 9: a duplicate event counts once, and two messages of one person at once lose nothing. */
import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '#messaging/index.ts';
import { timeNow } from '../../support/replica/clock.ts';
import { ARTICLE_69, consultationFile } from '../../support/replica/consultation.ts';
import { type Replica, startReplica } from '../../support/replica/process.ts';
import { AT, KEPT, MESSAGES, nthEvent } from './conversation.ts';
import { standOn } from './ground.ts';
import { atOpenQuestion, base, PLATFORM, says } from './service.ts';

export function deliveryCells(provider: string, server: string | null): void {
  describe(`delivery, ${provider}`, () => {
    const ground = standOn(server);

    it('counts a duplicate event once, also after a restart, alone or with fresh ones', async () => {
      const { service, rows, partsOf, expectOnScreens } = ground();
      const a = await service();
      const n = await atOpenQuestion(a, 'u');
      await a.receive(says('u', n, 'première partie'));
      await a.application.runUntilIdle();
      const before = await rows();
      // The words of a redelivery are not looked at: its id is.
      const again = Array.from({ length: n + 1 }, (_, i) => says('u', i, i === n ? 'première partie' : 'autre chose'));
      for (const event of again) await a.receive(event);
      await Promise.all(again.map(a.receive));
      await a.application.runUntilIdle();
      expect(await rows()).toEqual(before);
      await a.close();
      const b = await service();
      await Promise.all(again.map(b.receive));
      await b.application.runUntilIdle();
      expect(await rows()).toEqual(before);
      // In one group with a fresh one, on both sides of it.
      const last = says('u', n + 1, 'seconde partie');
      await Promise.all([...again, last, last, ...again].map(b.receive));
      await b.application.runUntilIdle();
      expect(await partsOf('u', 'changement')).toEqual(['première partie', 'seconde partie']);
      await expectOnScreens('u');
    });

    it('takes what is handed over in one breath in its order, of whatever kind', async () => {
      const { service, stored, partsOf, expectOnScreens } = ground();
      const a = await service();
      const texts = ['contribuer 4', '1', '1', '1, 3', '1', '74', 'une réponse', 'envoyer', '1'];
      // The first thing that a process ever hears, and then with nothing left to look up.
      for (const user of ['u', 'v']) {
        const events = texts.map(
          (text, n): InboundEvent =>
            n % 2 === 0 ? says(user, n, text) : { ...base(user, n, AT), kind: 'command', text },
        );
        await Promise.all(events.map(a.receive));
        await a.application.runUntilIdle();
        const [draft] = Object.values((await stored(user)).drafts);
        expect(draft).toMatchObject({ status: 'submitted', version: 1 });
        expect(await partsOf(user, 'changement')).toEqual(['une réponse']);
        await expectOnScreens(user);
      }
    });

    it('keeps two messages of one person at once, in one process', async () => {
      const { service, partsOf } = ground();
      const a = await service();
      const begun = await atOpenQuestion(a, 'u');
      const texts: string[] = [];
      for (let n = begun; n < begun + 40; n += 2) {
        const pair = [says('u', n, `texte ${n}`), says('u', n + 1, `texte ${n + 1}`)];
        await Promise.all(pair.map(a.receive));
        texts.push(...pair.map(event => event.text));
      }
      expect(await partsOf('u', 'changement')).toEqual(texts);
    });

    it('keeps two messages of one person at once, in two processes', async () => {
      const { service, database, partsOf } = ground();
      const a = await service();
      const begun = await atOpenQuestion(a, 'u');
      await a.close();
      const waiting = new Map<string, () => void>();
      const consultation = await consultationFile(ARTICLE_69);
      const replicas = [0, 1].map(() => {
        const replica: Replica = startReplica(consultation, words => {
          if (words.say === 'ack') waiting.get(words.id)?.();
          if (words.say === 'send') replica.tell({ do: 'sent', n: words.n, outcome: { kind: 'sent', ref: 'r' } });
        });
        return replica;
      });
      const { url, dataDir } = database;
      const time = { at: AT, from: Date.now(), speed: 0.001 };
      const texts: string[] = [];
      try {
        await Promise.all(replicas.map(replica => replica.begin({ url, dataDir, time, lockWaitMs: null })));
        for (let n = begun; n < begun + 40; n += 2) {
          const at = timeNow(time);
          const pair = [says('u', n, `texte ${n}`, { at }), says('u', n + 1, `texte ${n + 1}`, { at })];
          const acknowledged = pair.map(
            event => new Promise<void>(resolve => void waiting.set(event.eventId, resolve)),
          );
          for (const [i, event] of pair.entries()) replicas[i]?.tell({ do: 'event', event });
          await Promise.all(acknowledged);
          texts.push(...pair.map(event => event.text));
        }
        await Promise.all(replicas.map(replica => replica.stop()));
      } finally {
        await Promise.all(replicas.map(replica => replica.kill()));
      }
      // What lost every race is stored, and turned by whoever comes next.
      await (await service()).application.runPendingInputs();
      expect(await partsOf('u', 'changement')).toEqual(texts);
    });

    it('makes one person of the two first messages of somebody unknown, in two processes', async () => {
      const { service, rows, expectOnScreens } = ground();
      const [a, b] = [await service(), await service()];
      await Promise.all([a.receive(says('u', 0, 'bonjour')), b.receive(says('u', 1, 'contribuer 4'))]);
      await a.application.runUntilIdle();
      await b.application.runUntilIdle();
      const all = await rows();
      expect(all.filter(row => /^(participant|identity|session):/.test(row))).toHaveLength(3);
      expect(all.filter(row => row.startsWith('inbox:'))).toHaveLength(2);
      await expectOnScreens('u');
    });

    it('leads to the same contribution in two processes that take turns', async () => {
      const { service, stored, partsOf, expectOnScreens } = ground();
      const pair = [await service(), await service()];
      for (let n = 0; n < MESSAGES; n += 1) {
        const event = nthEvent(PLATFORM, n);
        const one = pair[n % 2];
        await one?.receive(says('u', n, event.text));
        await one?.application.runUntilIdle();
      }
      const [draft] = Object.values((await stored('u')).drafts);
      expect(draft).toMatchObject({ status: 'submitted', version: 1, reference: 'A4-0001' });
      expect([...(await partsOf('u', 'publics')), ...(await partsOf('u', 'changement'))]).toEqual(KEPT);
      await expectOnScreens('u');
    });
  });
}
