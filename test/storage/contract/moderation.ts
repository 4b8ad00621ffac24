/** Moderation: cases of the versions that count, in the order in which they are to be read; alerts, once. */
import { describe, expect, it } from 'vitest';
import type { ModerationCase } from '#usecases/moderation/ports.ts';
import { collect, CONSULTATION, event, NOW, noting, PLATFORM, WORKSPACE } from '../sample.ts';
import type { MakeWorld } from '../world.ts';
import { eraseThem, everywhere, USER } from './erase.ts';

export function moderationContract(makeWorld: MakeWorld): void {
  describe('moderation', () => {
    it('opens a case for each version that counts, once, and keeps what is decided', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      const id = await everywhere(world, client);
      const { moderation, staff } = client.stores;
      const unchecked = await moderation.unchecked('', 10);
      expect(unchecked.map(({ reference, version }) => [reference, version])).toEqual([
        ['A4-0001', 2],
        ['A4-0002', 2],
      ]);
      const cases = unchecked.map(
        ({ body: _body, updatedAt: _updatedAt, ...one }, i): ModerationCase => ({
          ...one,
          status: 'queued',
          flags: i === 0 ? ['link'] : ['danger', 'link'],
          fingerprint: 'f',
          openedAt: NOW,
          dueAt: NOW,
          ground: null,
          decidedBy: null,
          decidedAt: null,
          appeal: 'none',
          appealedAt: null,
        }),
      );
      for (const one of [...cases, ...cases]) await moderation.open(one);
      expect(await moderation.unchecked('', 10)).toEqual([]);
      const [first, second] = cases as [ModerationCase, ModerationCase];
      expect(await moderation.hasTwin(first, 'f')).toBe(true);
      expect(await moderation.hasTwin(first, 'g')).toBe(false);
      const { network } = world;
      await staff.transaction(async tx => {
        expect(await tx.moderation.queue(network, CONSULTATION, 10)).toEqual([second, first]);
        expect(await tx.moderation.waiting(network, CONSULTATION)).toBe(2);
        // An account is named by its platform: what a column can't hold, or reads otherwise, comes back as it was.
        const odd = '=2+5\\u0041\0\ud800';
        const decided = { ...first, status: 'hidden', ground: 'insult', decidedBy: odd, decidedAt: NOW } as const;
        await tx.moderation.save(decided);
        expect(await tx.moderation.find(network, CONSULTATION, first.reference)).toEqual(decided);
        expect(await tx.moderation.report(first.contributionId, id, NOW)).toBe(true);
        expect(await tx.moderation.report(first.contributionId, id, NOW)).toBe(false);
        expect(await tx.moderation.bodyOf(first.contributionId, 2)).toContain('text');
      });
      const figures = await staff.transaction(tx => tx.moderation.figures(network, CONSULTATION));
      expect(figures).toEqual({
        byStatus: { hidden: 1, queued: 1 },
        byGround: { insult: 1 },
        reported: 1,
        appeals: {},
      });
      expect(
        (await collect(moderation.statuses(network, CONSULTATION))).map(({ status }) => status).toSorted(),
      ).toEqual(['hidden', 'queued']);
      const of = async (among: string, references: readonly string[]) =>
        (await moderation.statusesOf(among, CONSULTATION, references)).map(
          ({ reference, status }) => [reference, status] as const,
        );
      expect(await of(network, ['A4-0001', 'A4-0001', 'A4-9999'])).toEqual([['A4-0001', 'hidden']]);
      expect(new Map(await of(network, ['A4-0002', 'A4-0001']))).toEqual(
        new Map([
          ['A4-0001', 'hidden'],
          ['A4-0002', 'queued'],
        ]),
      );
      expect([await of('elsewhere', ['A4-0001']), await of(network, [])]).toEqual([[], []]);
      expect(await staff.transaction(tx => tx.moderation.find('elsewhere', CONSULTATION, 'A4-0001'))).toBeNull();
      await client.stores.turns.runGroup([event(USER, 'bye')], eraseThem);
      expect(await staff.transaction(tx => tx.moderation.queue(network, CONSULTATION, 10))).toEqual([second]);
    });

    it('alerts once a person until somebody has seen it, and tells those who moderate', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      await stores.turns.runGroup([event('sam', 'e0')], noting());
      const sam = {
        platform: PLATFORM,
        workspace: WORKSPACE,
        userId: 'sam',
        role: 'moderator',
        grantedAt: NOW,
        grantedBy: 'tdt',
      } as const;
      await stores.staff.transaction(tx => tx.roles.give(world.network, sam));
      const danger = noting(() => ({ danger: true }));
      await stores.turns.runGroup([event('ada', 'e1')], danger);
      await stores.turns.runGroup([event('ada', 'e2')], danger);
      const [alert, ...others] = await stores.moderation.untoldAlerts(10);
      expect(others).toEqual([]);
      if (alert === undefined) throw new Error('no alert');
      const say = (): unknown => ({ kind: 'tell', phrases: [] });
      expect(await stores.moderation.tellModerators(alert, say, NOW)).toBe(1);
      expect(await stores.moderation.tellModerators(alert, say, NOW)).toBe(0);
      expect(await stores.turns.pendingInputs(10)).toMatchObject([{ kind: 'internal', event: { kind: 'tell' } }]);
      const seen = () => stores.staff.transaction(tx => tx.moderation.acknowledge(world.network, alert.id, 'sam', NOW));
      expect([await seen(), await seen()]).toEqual([true, false]);
      expect(await stores.staff.transaction(tx => tx.moderation.openAlerts(world.network))).toEqual([]);
    });
  });
}
