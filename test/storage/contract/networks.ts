/** Networks, workspaces, invitations, revisions. */
import { describe, expect, it } from 'vitest';
import type { Axis } from '#consultation/definition.ts';
import { after, event, NOW, noting, PLATFORM, WORKSPACE } from '../sample.ts';
import type { MakeWorld } from '../world.ts';

export function networksContract(makeWorld: MakeWorld): void {
  describe('networks', () => {
    it('has one from the start, and counts what belongs to each', async () => {
      const world = await makeWorld();
      const { stores } = await world.connect();
      expect(await stores.networks.ensureDefault(after(1))).toBe(world.network);
      expect(await stores.networks.create('ardeche', 'Réseau « Ardèche »\0', NOW)).toBe('created');
      expect(await stores.networks.create('ardeche', 'Another', NOW)).toBe('exists');
      await stores.turns.runGroup([event('u1', 'e1'), event('u2', 'e2')], noting());
      expect(await stores.networks.list()).toEqual([
        { id: 'ardeche', name: 'Réseau « Ardèche »\0', workspaces: 0, participants: 0 },
        { id: world.network, name: 'Réseau', workspaces: 1, participants: 2 },
      ]);
    });

    it('lets one workspace in per invitation, in time', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      await a.stores.networks.create('ardeche', 'Ardèche', NOW);
      expect(await a.stores.networks.invite('nowhere', 'h0', after(1_000), NOW)).toBe('unknown_network');
      expect(await a.stores.networks.invite('ardeche', 'h1', after(1_000), NOW)).toBe('created');
      expect(await a.stores.networks.invite('ardeche', 'h2', after(1_000), NOW)).toBe('created');
      expect(await a.stores.networks.redeemInvitation('unknown', PLATFORM, 'w1', NOW)).toBeNull();
      const both = await Promise.all([
        a.stores.networks.redeemInvitation('h1', PLATFORM, 'w1', after(999)),
        b.stores.networks.redeemInvitation('h1', PLATFORM, 'w2', after(999)),
      ]);
      expect(both.filter(network => network === 'ardeche')).toHaveLength(1);
      expect(both).toContain(null);
      expect(await a.stores.networks.redeemInvitation('h2', PLATFORM, 'w3', after(1_000))).toBeNull();
      const joined = await Promise.all(['w1', 'w2', 'w3'].map(w => b.stores.networks.networkOf(PLATFORM, w)));
      expect(joined.filter(network => network === 'ardeche')).toHaveLength(1);
      expect(await b.stores.networks.networkOf(PLATFORM, WORKSPACE)).toBe(world.network);
    });
  });

  describe('revisions', () => {
    it('keeps every one that ever was', async () => {
      const { stores } = await (await makeWorld()).connect();
      const axis = (revision: string, number: number) =>
        ({ revision, number, title: { fr: `Thème ${number} \ud83d` } }) as unknown as Axis;
      await stores.revisions.keep('c', [axis('r1', 1), axis('r2', 2)], NOW);
      await stores.revisions.keep('c', [axis('r1', 1), axis('r3', 2)], after(1));
      await stores.revisions.keep('other', [axis('r1', 1)], NOW);
      expect(await stores.revisions.all('c')).toEqual([axis('r1', 1), axis('r2', 2), axis('r3', 2)]);
      expect(await stores.revisions.all('none')).toEqual([]);
    });
  });
}
