/** Workspaces that let us in: their secrets sealed, their going, their coming back. */
import { describe, expect, it } from 'vitest';
import { after, NOW } from '../sample.ts';
import type { MakeWorld } from '../world.ts';

const ARDECHE = {
  workspace: 'T1',
  organisation: 'E1',
  name: 'Réseau « Ardèche »\0',
  secret: 'xoxb-1',
  installedAt: NOW,
};

export function installationsContract(makeWorld: MakeWorld): void {
  describe('installations', () => {
    it('gives back what was kept, in another process too, and shows no secret in the database', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      await a.stores.installations.save('slack', ARDECHE);
      expect(await b.stores.installations.find('slack', 'T1')).toEqual(ARDECHE);
      expect(await b.stores.installations.find('slack', 'T2')).toBeNull();
      expect(await b.stores.installations.find('discord', 'T1')).toBeNull();
      const rows = await a.db.query('SELECT secret FROM installation', []);
      expect(rows).toEqual([[expect.stringMatching(/^v1\./)]]);
      const { secret: _, ...listed } = ARDECHE;
      expect(await b.stores.installations.list('slack')).toEqual([listed]);
    });

    it('forgets the secret of a workspace that leaves, unless it came back meanwhile', async () => {
      const { stores, db } = await (await makeWorld()).connect();
      const { installations } = stores;
      await installations.save('slack', { ...ARDECHE, installedAt: after(10) });
      expect(await installations.remove('slack', 'T1', after(9))).toBe(false);
      expect(await installations.find('slack', 'T1')).not.toBeNull();
      expect(await installations.remove('slack', 'T1', after(11))).toBe(true);
      expect(await installations.remove('slack', 'T1', after(11))).toBe(false);
      expect(await installations.find('slack', 'T1')).toBeNull();
      expect(await installations.list('slack')).toEqual([]);
      expect(await db.query('SELECT secret, removed_at FROM installation', [])).toEqual([[null, after(11)]]);
      await installations.save('slack', { ...ARDECHE, secret: 'xoxb-2', installedAt: after(20) });
      expect((await installations.find('slack', 'T1'))?.secret).toBe('xoxb-2');
    });

    it('opens no secret that was copied from one workspace to another', async () => {
      const { stores, db } = await (await makeWorld()).connect();
      await stores.installations.save('slack', ARDECHE);
      await stores.installations.save('slack', { ...ARDECHE, workspace: 'T2', secret: 'xoxb-2' });
      await db.execute(
        "UPDATE installation SET secret = (SELECT secret FROM installation WHERE workspace = 'T1') WHERE workspace = 'T2'",
        [],
      );
      await expect(stores.installations.find('slack', 'T2')).rejects.toMatchObject({ code: 'other_secret_key' });
    });
  });
}
