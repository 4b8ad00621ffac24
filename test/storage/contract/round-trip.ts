/** What goes in comes out, whatever people and platforms write. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Session } from '#conversation/session.ts';
import type { Decide, TurnInput } from '#usecases/ports.ts';
import { after, blankDraft, event, NOTHING, NOW, noting, PLATFORM, sessionOf, WORKSPACE } from '../sample.ts';
import type { MakeWorld } from '../world.ts';

/** Any UTF-16 at all: NUL, halves of pairs, accents, right to left, quotes, our own escape. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('\0', '\ud800', '\udc00', '\\', 'u0000', "'", '"', '?', '$1', 'é', '\u202e', '🙂', '\n'),
    maxLength: 12,
  }),
);
const instant = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString());
const answer: fc.Arbitrary<Answer> = fc.record({
  value: fc.oneof(
    fc.record({ kind: fc.constant('text' as const), text }),
    fc.record({
      kind: fc.constant('number' as const),
      value: fc.double({ noNaN: true, noDefaultInfinity: true }).map(n => n + 0),
      approximate: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('choices' as const), names: fc.array(text), other: text }),
    fc.constant({ kind: 'dont_know' as const }),
  ),
  parts: fc.array(fc.record({ ref: fc.option(text), order: text, text }), { maxLength: 3 }),
  at: instant,
});
/** Names of questions are ours: ASCII. */
const question = fc.stringMatching(/^[a-z_]{1,8}(\.relance)?$/);
const answers = fc.dictionary(question, answer, { maxKeys: 5 }).filter(of => !Object.hasOwn(of, '__proto__'));
const account = fc.tuple(text, text).map(([user, name]) => ({ user: `u${user}`, name }));

export function roundTripContract(makeWorld: MakeWorld): void {
  describe('round trips', () => {
    it('gives back a session, its answers and its account as they were', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      let n = 0;
      await fc.assert(
        fc.asyncProperty(account, answers, fc.option(instant), text, async ({ user, name }, given, wakeAt, order) => {
          n += 1;
          const userId = `${n}${user}`;
          let kept: Session | null = null;
          const keep: Decide = conversation => ({
            needs: [],
            finish: () => {
              const draftId = `${conversation.participantId}.1`;
              const session = sessionOf(conversation, userId);
              kept = {
                ...session,
                displayName: name,
                lastOrder: order,
                wakeAt,
                drafts: { [draftId]: { ...blankDraft(draftId), answers: given } },
              };
              const changes = Object.entries(given).map(([of, one]) => ({
                draftId,
                axis: 4,
                question: of,
                answer: one,
              }));
              return { ...NOTHING, session: kept, answers: changes };
            },
          });
          const first = await a.stores.turns.runGroup([event(userId, `e${n}${name}`, { order })], keep);
          expect(first.outcomes).toEqual([{ kind: 'done' }]);
          const again = await b.stores.turns.runGroup([event(userId, `e${n}${name}`, { order })], keep);
          expect(again.outcomes).toEqual([{ kind: 'seen' }]);
          let read: Session | null = null;
          const look: Decide = conversation => {
            read = conversation.session;
            return { needs: [], finish: () => NOTHING };
          };
          await b.stores.turns.runGroup([event(userId, `f${n}`)], look);
          expect(read).toEqual(kept);
          const id = (await b.stores.turns.participantOf(PLATFORM, WORKSPACE, userId)) ?? '';
          const data = (await b.stores.data.personalData(id)) as { accounts: { userId: string }[] };
          expect(data.accounts.map(of => of.userId)).toEqual([userId]);
        }),
        { numRuns: 60 },
      );
    });

    it('keeps apart accounts and events whose names differ by what a database might drop', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      const odd = [
        'a',
        'a\0',
        'a\ud800',
        'a\udc00',
        'a\ufffd',
        'a\\u0000',
        'a\\',
        'a\\\\',
        'A',
        'á',
        'a\u0301',
        'a ',
        ' a',
        '🙂',
        `${'x'.repeat(4_000)}1`,
        `${'x'.repeat(4_000)}2`,
      ];
      const users = odd.slice(0, 14);
      await stores.turns.runGroup(
        users.map((user, i) => event(user, `e${i}`)),
        noting(),
      );
      const people = await Promise.all(users.map(user => stores.turns.participantOf(PLATFORM, WORKSPACE, user)));
      expect(new Set(people).size).toBe(users.length);
      const { outcomes } = await stores.turns.runGroup(
        odd.map(id => event('u', id)),
        noting(),
      );
      expect(outcomes.map(({ kind }) => kind)).toEqual(odd.map(() => 'done'));
      const again = await stores.turns.runGroup(
        odd.map(id => event('u', id)),
        noting(),
      );
      expect(again.outcomes.map(({ kind }) => kind)).toEqual(odd.map(() => 'seen'));
    });

    it('gives back an event that had to wait as it was', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      await stores.turns.runGroup([event('u1', 'e1')], noting());
      const participantId = (await stores.turns.participantOf(PLATFORM, WORKSPACE, 'u1')) ?? '';
      let n = 0;
      await fc.assert(
        fc.asyncProperty(text, text, async (id, platform) => {
          n += 1;
          const internal = {
            id: `${n}${id}`,
            participantId,
            event: { kind: 'linkDone' as const, outcome: 'linked' as const, platform },
          };
          await stores.turns.runGroup(
            [event('u1', `p${n}`)],
            noting(() => ({ internal: [internal] })),
          );
          const pending = await stores.turns.pendingInputs(10);
          expect(pending).toEqual([{ kind: 'internal', ...internal } satisfies TurnInput]);
          await stores.turns.runGroup(pending, noting());
        }),
        { numRuns: 30 },
      );
    });

    it('writes instants one way, so that they compare alike wherever they are asked for', async () => {
      const world = await makeWorld();
      const { stores, db } = await world.connect();
      const wakeAt = after(1_000);
      await stores.turns.runGroup(
        [event('u1', 'e1')],
        noting(session => ({ session: { ...session, wakeAt } })),
      );
      expect(await db.query('SELECT wake_at, updated_at FROM session WHERE wake_at = ?', [wakeAt])).toEqual([
        [wakeAt, NOW],
      ]);
      const prisma = await db.prisma();
      for (const where of [{ equals: wakeAt }, { lte: wakeAt }, { gte: wakeAt }]) {
        expect(await prisma.session.count({ where: { wakeAt: where } })).toBe(1);
      }
      expect(await prisma.session.count({ where: { wakeAt: { lt: wakeAt } } })).toBe(0);
      await prisma.session.updateMany({ data: { wakeAt: after(500) } });
      expect(await stores.turns.dueWakeUps(after(499), 10)).toEqual([]);
      expect(await stores.turns.dueWakeUps(after(500), 10)).toHaveLength(1);
    });
  });
}
