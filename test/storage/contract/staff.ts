/** Roles, the log that is only ever added to, acts within turns, events of our own. */
import { describe, expect, it } from 'vitest';
import { phrase } from '#conversation/phrases.ts';
import type { Decide, InputFacts } from '#usecases/ports.ts';
import type { AuditEntry } from '#usecases/staff/ports.ts';
import { after, event, NOW, noting, NOTHING, PLATFORM, sessionOf, WORKSPACE } from '../sample.ts';
import { dump, type MakeWorld } from '../world.ts';

const ANA = { platform: PLATFORM, workspace: WORKSPACE, userId: 'ana \ud83d' };
const APPEND_ONLY = 'the audit log is only ever added to';
const entry = (network: string, at: string, act: string): AuditEntry => ({
  network,
  at,
  who: 'slack:T1:U1',
  act,
  on: 'A4-0001',
  where: 'slack:T1',
  outcome: 'done',
});

export function staffContract(makeWorld: MakeWorld): void {
  describe('staff', () => {
    it('keeps one role an account and a network', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      await stores.networks.create('ardeche', 'Ardèche', NOW);
      const member = { ...ANA, role: 'moderator', grantedAt: NOW, grantedBy: 'tdt' } as const;
      await stores.staff.transaction(async ({ roles }) => {
        await roles.give(world.network, { ...member, role: 'staff' });
        await roles.give(world.network, member);
        expect(await roles.of(world.network, ANA)).toBe('moderator');
        expect(await roles.of('ardeche', ANA)).toBe('participant');
        expect(await roles.list(world.network)).toEqual([member]);
        expect(await roles.list('ardeche')).toEqual([]);
        expect(await roles.networkOf(PLATFORM, WORKSPACE)).toBe(world.network);
        expect(await roles.networkOf(PLATFORM, 'elsewhere')).toBeNull();
        expect(await roles.take('ardeche', ANA)).toBe(false);
        expect(await roles.take(world.network, ANA)).toBe(true);
        expect(await roles.take(world.network, ANA)).toBe(false);
      });
    });

    it('only ever adds to the log', async () => {
      const world = await makeWorld();
      const { stores, db } = await world.connect();
      await stores.networks.create('ardeche', 'Ardèche', NOW);
      await stores.staff.transaction(async ({ audit }) => {
        await audit.add(entry(world.network, NOW, 'first'));
        await audit.add(entry('ardeche', after(1), 'other'));
        await audit.add({ ...entry(world.network, after(2), 'last'), on: 'x'.repeat(2_000), outcome: 'refused' });
      });
      const latest = await stores.staff.transaction(({ audit }) => audit.latest(world.network, 10));
      expect(latest.map(({ act }) => act)).toEqual(['last', 'first']);
      expect(latest[1]).toEqual(entry(world.network, NOW, 'first'));
      expect(latest[0]?.on).toHaveLength(300);
      expect(await stores.staff.transaction(({ audit }) => audit.latest(null, 2))).toHaveLength(2);
      await stores.turns.runGroup([event('ana', 'e1')], noting());
      const named = [{ platform: PLATFORM, workspace: WORKSPACE, userId: 'ana' }, ANA];
      expect(await stores.staff.transaction(({ audit }) => audit.namesOf(named))).toEqual(['ana', '']);
      const before = await dump(db);
      await expect(db.execute("UPDATE audit SET act = 'nothing'", [])).rejects.toThrow(APPEND_ONLY);
      await expect(db.execute('DELETE FROM audit', [])).rejects.toThrow(APPEND_ONLY);
      expect(await dump(db)).toEqual(before);
    });

    it('hands the role to the turn where it is asked for', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      const member = { ...ANA, userId: 'ana', role: 'staff', grantedAt: NOW, grantedBy: 'tdt' } as const;
      await stores.staff.transaction(({ roles }) => roles.give(world.network, member));
      const facts = new Map<string, InputFacts>();
      const look: Decide = (conversation, inputs) => {
        for (const { input, facts: of } of inputs) if (input.kind === 'event') facts.set(input.event.eventId, of);
        return noting()(conversation, inputs);
      };
      const asking = (user: string, id: string) => ({ ...event(user, id), staff: true }) as const;
      await stores.turns.runGroup([asking('ana', 'e1'), event('ana', 'e2'), asking('bob', 'e3')], look);
      expect([...facts]).toEqual([
        ['e1', { quoted: null, role: 'staff' }],
        ['e2', { quoted: null, role: 'staff' }],
        ['e3', { quoted: null }],
      ]);
    });

    it('runs acts in the transaction of their turn, and tells others', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      await stores.turns.runGroup([event('bob', 'e0')], noting());
      const bob = (await stores.turns.participantOf(PLATFORM, WORKSPACE, 'bob')) ?? '';
      const said: unknown[] = [];
      const acting =
        (fails: boolean): Decide =>
        conversation => ({
          needs: [],
          acts: [
            async tx => {
              await tx.audit.add(entry(conversation.network, NOW, 'act'));
              await tx.tell('tell-1', bob, { kind: 'tell', phrases: [phrase('yes')] });
              await tx.tell('tell-1', bob, { kind: 'tell', phrases: [phrase('yes')] });
              if (fails) throw new Error('this act fails');
              return { say: [phrase('yes')] };
            },
          ],
          finish: (_numbers, replies) => {
            said.push(replies);
            return { ...NOTHING, session: sessionOf(conversation, 'ana') };
          },
        });
      const failed = await stores.turns.runGroup([event('ana', 'e1')], acting(true));
      expect(failed.outcomes[0]?.kind).toBe('failed');
      expect(await stores.turns.pendingInputs(10)).toEqual([]);
      expect(await stores.staff.transaction(({ audit }) => audit.latest(null, 10))).toEqual([]);
      const done = await stores.turns.runGroup([event('ana', 'e1')], acting(false));
      expect(done.outcomes).toEqual([{ kind: 'done' }]);
      expect(said).toEqual([[{ say: [phrase('yes')] }]]);
      expect(await stores.turns.pendingInputs(10)).toEqual([
        {
          kind: 'internal',
          id: 'tell-1',
          participantId: bob,
          event: { kind: 'tell', phrases: [phrase('yes')] },
        },
      ]);
    });
  });
}
