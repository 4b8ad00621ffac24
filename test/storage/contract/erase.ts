/** Erasure: nothing of the person stays, and nobody brings them back. */
import { describe, expect, it } from 'vitest';
import type { Decide, TurnInput } from '#usecases/ports.ts';
import {
  after,
  CONSULTATION,
  event,
  NOTHING,
  NOW,
  noting,
  outbound,
  PLATFORM,
  sessionOf,
  WORKSPACE,
} from '../sample.ts';
import { type Client, dump, type MakeWorld, type World } from '../world.ts';

/** A word that stands in all that this person is and says. */
export const MARK = 'zyzzyva';
export const USER = `user-${MARK}`;

export const eraseThem: Decide = conversation => ({
  needs: [],
  finish: () => {
    const session = sessionOf(conversation, USER);
    return {
      ...NOTHING,
      session,
      erase: true,
      outbox: [{ rank: session.said, message: outbound('farewell', session) }],
    };
  },
});

/** Somebody with a row in every table that can hold one. */
export async function everywhere(world: World, { stores }: Client): Promise<string> {
  await stores.turns.runGroup([event(USER, 'e1', { text: MARK }), event('other', 'f1')], noting());
  const id = (await stores.turns.participantOf(PLATFORM, WORKSPACE, USER)) ?? '';
  const [sent] = await stores.outbox.claimHeads(after(1), 'me', 1_000, 1, [PLATFORM]);
  if (sent !== undefined)
    await stores.outbox.markSent([{ id: sent.message.id, fence: sent.fence, ref: MARK }], after(1));
  const fileId = await stores.files.put(
    id,
    `${MARK}.txt`,
    'text/plain',
    new TextEncoder().encode(MARK.repeat(3_000)),
    NOW,
  );
  const decide = noting((session, inputs) => {
    const contributionId = `${session.participantId}.1`;
    const reference = inputs.some(input => input.kind === 'event' && input.event.author.userId === USER)
      ? 'A4-0001'
      : 'A4-0002';
    return {
      submissions: [1, 2].map(version => ({
        contributionId,
        version,
        reference,
        network: world.network,
        consultation: CONSULTATION,
        axis: 4,
        revision: 'r',
        kind: 'individual' as const,
        submittedAt: NOW,
        body: JSON.stringify({ text: session.address.userId }),
      })),
      choices: [
        { choice: 'reminders', value: session.address.userId, at: NOW, platform: PLATFORM, workspace: WORKSPACE },
      ],
      linkCodes: [{ codeHash: `hash of ${session.address.userId}`, expiresAt: after(60_000) }],
      internal: [
        {
          id: `i-${inputs.length}-${session.said}-${reference}`,
          participantId: session.participantId,
          event: { kind: 'linkDone' as const, outcome: 'refused' as const, platform: session.address.userId },
        },
      ],
      keptFiles: [{ fileId, draftId: contributionId }],
    };
  });
  await stores.turns.runGroup([event(USER, 'e2', { text: MARK }), event('other', 'f2')], decide);
  const heads = await stores.outbox.claimHeads(after(2_000), 'me', 1_000, 10, [PLATFORM]);
  const theirs = heads.find(row => row.participantId === id);
  if (theirs !== undefined) await stores.outbox.markDead(theirs.message.id, theirs.fence, 'no such user', after(2_000));
  await stores.turns.runGroup([event(USER, 'e3', { text: MARK })], noting());
  return id;
}

export function eraseContract(makeWorld: MakeWorld): void {
  describe('erasure', () => {
    it('leaves no row of the person in any table, but a tombstone and a farewell', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      const id = await everywhere(world, client);
      const before = await dump(client.db);
      const holding = Object.entries(before).flatMap(([table, rows]) =>
        rows.some(row => row.includes(id) || row.includes(MARK)) ? [table] : [],
      );
      expect(holding).toEqual([
        'answer',
        'choice_record',
        'contribution',
        'contribution_version',
        'dead_letter',
        'delivered_question',
        'file',
        'identity',
        'link',
        'outbox',
        'participant',
        'pending_input',
        'session',
      ]);
      await client.stores.turns.runGroup([event(USER, 'e4')], eraseThem);
      const mid = await dump(client.db);
      const left = Object.entries(mid).flatMap(([table, rows]) =>
        rows.filter(row => row.includes(id)).map(row => [table, row]),
      );
      expect(left.map(([table]) => table)).toEqual(['outbox', 'tombstone']);
      const [farewell] = await client.stores.outbox
        .claimHeads(after(9_000), 'me', 1_000, 10, [PLATFORM])
        .then(rows => rows.filter(row => row.participantId === null));
      expect(farewell?.message.id).toBe('farewell');
      await client.stores.outbox.markSent([{ id: 'farewell', fence: farewell?.fence ?? 0, ref: 'r' }], after(9_000));
      const end = await dump(client.db);
      expect(Object.entries(end).filter(([, rows]) => rows.some(row => row.includes(MARK)))).toEqual([]);
      // What the others said is as it was.
      for (const table of ['answer', 'contribution', 'contribution_version', 'identity', 'session', 'choice_record']) {
        expect(end[table]).toEqual(before[table]?.filter(row => !row.includes(id) && !row.includes(MARK)));
        expect(end[table]?.length).toBeGreaterThan(0);
      }
    });

    it('forgets a farewell that could not be sent', async () => {
      const world = await makeWorld();
      const { stores, db } = await world.connect();
      await stores.turns.runGroup([event(USER, 'e1')], eraseThem);
      const [row] = await stores.outbox.claimHeads(after(1), 'me', 1_000, 1, [PLATFORM]);
      await stores.outbox.markDead('farewell', row?.fence ?? 0, 'gone', after(1));
      expect(
        Object.values(await dump(db))
          .flat()
          .join('\n'),
      ).not.toContain(MARK);
      expect(await stores.outbox.deadLetters(10)).toEqual([]);
    });

    it('is not undone by a process that remembers the person', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      await a.stores.turns.runGroup([event(USER, 'e1', { text: 'old words' })], noting());
      const old = (await a.stores.turns.participantOf(PLATFORM, WORKSPACE, USER)) ?? '';
      // Both remember.
      await b.stores.turns.runGroup([event(USER, 'e2')], noting());
      await a.stores.turns.runGroup([event(USER, 'e3')], noting());
      await b.stores.turns.runGroup([event(USER, 'e4')], eraseThem);
      const decided: string[] = [];
      const look: Decide = (conversation, inputs) => {
        decided.push(conversation.participantId);
        return noting()(conversation, inputs);
      };
      const late: TurnInput[] = [
        { kind: 'wake', participantId: old },
        { kind: 'internal', id: 'i', participantId: old, event: { kind: 'wake' } },
      ];
      const { outcomes } = await a.stores.turns.runGroup(late, look);
      expect(outcomes).toEqual([{ kind: 'done' }, { kind: 'done' }]);
      expect(decided).toEqual([]);
      // What they say next makes somebody new, of whom nothing is known.
      await a.stores.turns.runGroup([event(USER, 'e5')], look);
      expect(decided).toHaveLength(1);
      expect(decided).not.toContain(old);
      expect(await a.stores.data.personalData(old)).toBeNull();
      const rows = await a.db.query('SELECT question FROM answer', []);
      expect(rows).toEqual([['q_e5']]);
      await expect(a.stores.files.put(old, 'late.txt', 'text/plain', new Uint8Array(1), NOW)).rejects.toThrow(
        /foreign ?key/i,
      );
    });

    it('holds while two processes erase and turn at once', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      for (let round = 0; round < 10; round += 1) {
        await a.stores.turns.runGroup([event(USER, `x${round}`)], noting());
        await b.stores.turns.runGroup([event(USER, `y${round}`)], noting());
        const old = (await a.stores.turns.participantOf(PLATFORM, WORKSPACE, USER)) ?? '';
        const results = await Promise.all([
          a.stores.turns.runGroup([event(USER, `z${round}`)], noting()),
          b.stores.turns.runGroup([event(USER, `erase${round}`)], eraseThemAs(`farewell${round}`)),
        ]);
        expect(results.flatMap(({ outcomes }) => outcomes)).toEqual([{ kind: 'done' }, { kind: 'done' }]);
        // Whichever came last: the person of before may have a tombstone and no row.
        const alive = await a.stores.data.personalData(old);
        const tombs = await a.db.query('SELECT 1 FROM tombstone WHERE participant_id = ?', [old]);
        expect(alive === null).toBe(tombs.length === 1);
        const orphans = await a.db.query(
          'SELECT 1 FROM answer WHERE participant_id NOT IN (SELECT participant_id FROM session)',
          [],
        );
        expect(orphans).toEqual([]);
        if (alive === null) continue;
        throw new Error('one of the two decisions of this round erases');
      }
    });
  });
}

function eraseThemAs(id: string): Decide {
  return conversation => ({
    needs: [],
    finish: () => {
      const session = sessionOf(conversation, USER);
      return { ...NOTHING, session, erase: true, outbox: [{ rank: session.said, message: outbound(id, session) }] };
    },
  });
}
