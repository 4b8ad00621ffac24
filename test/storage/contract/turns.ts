/** Groups of inputs: once each, in order, together, and none sinking the others. */
import { describe, expect, it } from 'vitest';
import type { Decide, TurnInput } from '#usecases/ports.ts';
import { after, event, NOTHING, NOW, noting, outbound, PLATFORM, sessionOf, WORKSPACE } from '../sample.ts';
import { dump, type MakeWorld } from '../world.ts';

const kinds = ({ outcomes }: { outcomes: readonly { kind: string }[] }): string[] => outcomes.map(({ kind }) => kind);

export function turnsContract(makeWorld: MakeWorld): void {
  describe('groups of inputs', () => {
    it('keeps what the decision says, and another process reads the same', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      const { outcomes, spoken } = await a.stores.turns.runGroup([event('u1', 'e1'), event('u2', 'e2')], noting());
      expect(outcomes).toEqual([{ kind: 'done' }, { kind: 'done' }]);
      expect(spoken).toHaveLength(2);
      const seen = new Map<string, unknown>();
      const look: Decide = (conversation, inputs) => {
        seen.set(conversation.participantId, conversation);
        return noting()(conversation, inputs);
      };
      await a.stores.turns.runGroup([event('u1', 'e3')], noting());
      await b.stores.turns.runGroup([event('u1', 'e4')], look);
      const participantId = await b.stores.turns.participantOf(PLATFORM, WORKSPACE, 'u1');
      const read = seen.get(participantId ?? '') as {
        network: string;
        session: { drafts: Record<string, { answers: object }> };
      };
      expect(read.network).toBe(world.network);
      expect(Object.keys(read.session.drafts[`${participantId}.1`]?.answers ?? {})).toEqual(['q_e1', 'q_e3']);
    });

    it('gives the decision from memory just what it would read back', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      const conversations: unknown[] = [];
      const look: Decide = conversation => {
        conversations.push(structuredClone(conversation));
        return { needs: [], finish: () => NOTHING };
      };
      for (const id of ['e1', 'e2', 'e3']) await a.stores.turns.runGroup([event('u1', id)], noting());
      await a.stores.turns.runGroup([event('u1', 'e4')], look);
      await b.stores.turns.runGroup([event('u1', 'e5')], look);
      expect(conversations).toHaveLength(2);
      expect(conversations[0]).toEqual(conversations[1]);
      // The order in which answers were given too.
      expect(JSON.stringify(conversations[0])).toBe(JSON.stringify(conversations[1]));
    });

    it('counts a redelivered event once, in one group or many, on any process', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      expect(kinds(await a.stores.turns.runGroup([event('u1', 'e1'), event('u1', 'e1')], noting()))).toEqual([
        'done',
        'seen',
      ]);
      const before = await dump(a.db);
      expect(kinds(await a.stores.turns.runGroup([event('u1', 'e1')], noting()))).toEqual(['seen']);
      expect(kinds(await b.stores.turns.runGroup([event('u1', 'e1')], noting()))).toEqual(['seen']);
      expect(await dump(a.db)).toEqual(before);
    });

    it('takes events of the same name on two workspaces as two', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      await stores.networks.attach(PLATFORM, 'other', world.network, NOW);
      const elsewhere = event('u1', 'e1');
      if (elsewhere.kind !== 'event') throw new Error('an event');
      const { address, author } = elsewhere.event;
      const moved: TurnInput = {
        kind: 'event',
        event: {
          ...elsewhere.event,
          address: { ...address, workspace: 'other' },
          author: { ...author, workspace: 'other' },
        },
      };
      expect(kinds(await stores.turns.runGroup([event('u1', 'e1'), moved], noting()))).toEqual(['done', 'done']);
      const [here, there] = [
        await stores.turns.participantOf(PLATFORM, WORKSPACE, 'u1'),
        await stores.turns.participantOf(PLATFORM, 'other', 'u1'),
      ];
      expect(here).not.toBe(there);
    });

    it("decides the inputs of one person together: ours, then the platform's in its order, then the wake-up", async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      await stores.turns.runGroup([event('u1', 'e0')], noting());
      const participantId = (await stores.turns.participantOf(PLATFORM, WORKSPACE, 'u1')) ?? '';
      const calls: string[][] = [];
      const look: Decide = (_conversation, inputs) => {
        calls.push(inputs.map(({ input }) => (input.kind === 'event' ? input.event.eventId : input.kind)));
        return { needs: [], finish: () => NOTHING };
      };
      const internal: TurnInput = { kind: 'internal', id: 'i1', participantId, event: { kind: 'wake' } };
      const wake: TurnInput = { kind: 'wake', participantId };
      await stores.turns.runGroup(
        [wake, event('u1', 'e3'), event('u1', 'e1'), internal, event('u1', 'e2', { order: 'e10' })],
        look,
      );
      expect(calls).toEqual([['internal', 'e1', 'e2', 'e3', 'wake']]);
    });

    it('sets aside the person whose decision throws, with nothing stored, and keeps the others', async () => {
      const world = await makeWorld();
      const { stores, db } = await world.connect();
      await stores.turns.runGroup([event('bad', 'e0')], noting());
      const before = await dump(db);
      const decide: Decide = (conversation, inputs) => {
        const bad = inputs.some(({ input }) => input.kind === 'event' && input.event.author.userId === 'bad');
        return {
          ...noting()(conversation, inputs),
          ...(bad
            ? {
                finish: () => {
                  throw new Error('boom');
                },
              }
            : {}),
        };
      };
      const group = [event('u1', 'e1'), event('bad', 'e2'), event('u2', 'e3')];
      const { outcomes } = await stores.turns.runGroup(group, decide);
      expect(kinds({ outcomes })).toEqual(['done', 'failed', 'done']);
      expect(outcomes[1]).toMatchObject({ error: { message: 'boom' } });
      const now = await dump(db);
      expect(now['inbox']).toHaveLength((before['inbox'] ?? []).length + 2);
      // Tried again later, it is no « seen »: nothing of it was kept.
      expect(kinds(await stores.turns.runGroup(group, noting()))).toEqual(['seen', 'done', 'seen']);
    });

    it('blames one input of a person alone, and keeps those around it, in their order', async () => {
      const world = await makeWorld();
      const { stores, db } = await world.connect();
      const decide: Decide = (conversation, inputs) => {
        const isPoison = ({ input }: (typeof inputs)[number]) => input.kind === 'event' && input.event.eventId === 'e2';
        if (inputs.some(isPoison)) throw new Error('boom');
        return noting()(conversation, inputs);
      };
      const group = [event('u1', 'e3'), event('u1', 'e2'), event('u1', 'e1'), event('u2', 'f1')];
      const { outcomes } = await stores.turns.runGroup(group, decide);
      expect(kinds({ outcomes })).toEqual(['done', 'failed', 'done', 'done']);
      expect(outcomes[1]).toMatchObject({ error: { message: 'boom' }, blamed: true });
      const session = await stores.conversations.of(PLATFORM, WORKSPACE, 'u1');
      const answers = Object.values(session?.drafts ?? {}).flatMap(draft => Object.keys(draft.answers));
      expect(answers.toSorted()).toEqual(['q_e1', 'q_e3']);
      expect((await dump(db))['inbox']).toHaveLength(3);
    });

    it('runs people one by one when the database refuses one of them', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      await stores.turns.runGroup(
        [event('u0', 'e0')],
        noting(session => ({ outbox: [{ rank: 7, message: outbound('taken', session) }] })),
      );
      const decide = noting((session, inputs) => {
        const bad = inputs.some(input => input.kind === 'event' && input.event.author.userId === 'bad');
        return bad ? { outbox: [{ rank: 0, message: outbound('taken', session) }] } : {};
      });
      const group = Array.from({ length: 9 }, (_, i) => event(i === 4 ? 'bad' : `u${i}`, `f${i}`));
      const result = await stores.turns.runGroup(group, decide);
      expect(kinds(result)).toEqual(group.map((_, i) => (i === 4 ? 'failed' : 'done')));
      expect(await stores.turns.participantOf(PLATFORM, WORKSPACE, 'bad')).toBeNull();
      expect(kinds(await stores.turns.runGroup(group, noting()))).toEqual(
        group.map((_, i) => (i === 4 ? 'done' : 'seen')),
      );
    });

    it('refuses an event of a workspace that no network owns, and only that one', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      const stranger = event('u1', 'e1');
      if (stranger.kind !== 'event') throw new Error('an event');
      const author = { ...stranger.event.author, workspace: 'nowhere' };
      const lost: TurnInput = { kind: 'event', event: { ...stranger.event, author } };
      const { outcomes } = await stores.turns.runGroup([lost, event('u2', 'e2')], noting());
      expect(outcomes[0]).toMatchObject({ kind: 'failed', error: { code: 'unknown_workspace' } });
      expect(outcomes[1]).toEqual({ kind: 'done' });
    });

    it('keeps nothing of an event that concerns nobody, but that it was seen', async () => {
      const world = await makeWorld();
      const { stores, db } = await world.connect();
      const before = await dump(db);
      const ignore: Decide = () => ({ needs: [], finish: () => NOTHING });
      expect(kinds(await stores.turns.runGroup([event('u1', 'e1')], ignore))).toEqual(['done']);
      const now = await dump(db);
      expect({ ...now, inbox: [] }).toEqual({ ...before, inbox: [] });
      expect(kinds(await stores.turns.runGroup([event('u1', 'e1')], ignore))).toEqual(['seen']);
    });

    it('writes no session that did not change', async () => {
      const world = await makeWorld();
      const { stores, db } = await world.connect();
      await stores.turns.runGroup([event('u1', 'e1')], noting());
      const before = await dump(db);
      const same: Decide = conversation => ({
        needs: [],
        finish: () => ({ ...NOTHING, session: conversation.session }),
      });
      await stores.turns.runGroup([event('u1', 'e2')], same);
      const now = await dump(db);
      expect({ ...now, inbox: [] }).toEqual({ ...before, inbox: [] });
    });

    it('tells which question a quoted message of ours asked', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      await stores.turns.runGroup([event('u1', 'e1'), event('u2', 'f1')], noting());
      const rows = await stores.outbox.claimHeads(after(1), 'me', 1_000, 10, [PLATFORM]);
      await stores.outbox.markSent(
        rows.map((row, i) => ({ id: row.message.id, fence: row.fence, ref: `ref${i}` })),
        after(1),
      );
      const asked = rows.findIndex(row => row.message.to.userId === 'u1');
      const facts: unknown[] = [];
      const look: Decide = (_conversation, inputs) => {
        facts.push(...inputs.map(({ facts: { quoted } }) => quoted));
        return { needs: [], finish: () => NOTHING };
      };
      await stores.turns.runGroup(
        [event('u1', 'e2', { replyTo: `ref${asked}` }), event('u1', 'e3', { replyTo: 'unknown' })],
        look,
      );
      // Somebody else's question is not theirs to answer.
      await stores.turns.runGroup([event('u2', 'f2', { replyTo: `ref${asked}` })], look);
      expect(facts).toEqual([
        rows[asked]?.message.question && { draftId: rows[asked]?.message.question.draftId, question: 'q_e1' },
        null,
        null,
      ]);
    });

    it('runs as many as it is given', async () => {
      const world = await makeWorld();
      const { stores, db } = await world.connect();
      const group = Array.from({ length: 450 }, (_, i) => event(`u${i % 100}`, `e${i}`));
      expect(new Set(kinds(await stores.turns.runGroup(group, noting())))).toEqual(new Set(['done']));
      expect((await dump(db))['answer']).toHaveLength(450);
    });

    it('gives references without holes, whatever fails beside them', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      const given: number[] = [];
      const decide: Decide = (conversation, inputs) => ({
        needs: [
          { key: 'x', consultation: 'c', axis: 4 },
          { key: 'y', consultation: 'c', axis: 5 },
        ],
        finish: numbers => {
          const user = inputs[0]?.input.kind === 'event' ? inputs[0].input.event.author.userId : '';
          if (user === 'bad') throw new Error('boom');
          given.push(numbers['x'] ?? 0);
          expect(numbers['y']).toBe(numbers['x']);
          return { ...NOTHING, session: sessionOf(conversation, user) };
        },
      });
      await stores.turns.runGroup([event('u1', 'e1'), event('bad', 'e2'), event('u3', 'e3')], decide);
      await stores.turns.runGroup([event('u4', 'e4')], decide);
      // The first try of the group was undone with the one who failed.
      expect(new Set(given.slice(-3))).toEqual(new Set([1, 2, 3]));
    });
  });

  describe('wake-ups and what waits', () => {
    it('lists the sessions whose time has come, the earliest first', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      const at: Record<string, string | null> = { u1: after(2_000), u2: after(1_000), u3: after(3_000), u4: null };
      const decide = noting(session => ({ session: { ...session, wakeAt: at[session.address.userId] ?? null } }));
      await stores.turns.runGroup(
        Object.keys(at).map(user => event(user, `e-${user}`)),
        decide,
      );
      const ids = await Promise.all(['u2', 'u1'].map(user => stores.turns.participantOf(PLATFORM, WORKSPACE, user)));
      expect(await stores.turns.dueWakeUps(after(2_000), 10)).toEqual(ids);
      expect(await stores.turns.dueWakeUps(after(2_000), 1)).toEqual(ids.slice(0, 1));
      expect(await stores.turns.dueWakeUps(after(999), 10)).toEqual([]);
      expect(await stores.turns.nextWakeAt()).toBe(after(1_000));
    });

    it('keeps our own events until they are turned, and turns each once', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      await a.stores.turns.runGroup([event('u1', 'e1'), event('u2', 'e2')], noting());
      const [u1, u2] = (await Promise.all(
        ['u1', 'u2'].map(u => a.stores.turns.participantOf(PLATFORM, WORKSPACE, u)),
      )) as [string, string];
      const tell = noting(() => ({
        internal: [
          { id: 'i1', participantId: u2, event: { kind: 'linkAsked', linkId: 'l', platform: 'x', displayName: '\0' } },
        ],
      }));
      await a.stores.turns.runGroup([event('u1', 'e3')], tell);
      expect(u1).not.toBe(u2);
      const pending = await b.stores.turns.pendingInputs(10);
      expect(pending).toEqual([
        {
          kind: 'internal',
          id: 'i1',
          participantId: u2,
          event: { kind: 'linkAsked', linkId: 'l', platform: 'x', displayName: '\0' },
        },
      ]);
      const turned: string[] = [];
      const look: Decide = (conversation, inputs) => {
        turned.push(conversation.participantId);
        return noting()(conversation, inputs);
      };
      const results = await Promise.all([a, b].map(({ stores }) => stores.turns.runGroup(pending, look)));
      expect(results.flatMap(kinds).toSorted()).toEqual(['done', 'seen']);
      expect(turned).toEqual([u2]);
      expect(await a.stores.turns.pendingInputs(10)).toEqual([]);
    });

    it('puts aside an input that fails again and again, so that the others are seen', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      await stores.turns.runGroup([event('u1', 'e1')], noting());
      const participantId = (await stores.turns.participantOf(PLATFORM, WORKSPACE, 'u1')) ?? '';
      const internal = { id: 'i1', participantId, event: { kind: 'wake' as const } };
      await stores.turns.runGroup(
        [event('u1', 'e2')],
        noting(() => ({ internal: [internal] })),
      );
      const boom: Decide = () => {
        throw new Error('boom');
      };
      for (let tries = 0; tries < 5; tries += 1) {
        const pending = await stores.turns.pendingInputs(10);
        expect(pending).toHaveLength(1);
        expect(kinds(await stores.turns.runGroup(pending, boom))).toEqual(['failed']);
      }
      expect(await stores.turns.pendingInputs(10)).toEqual([]);
    });
  });
}
