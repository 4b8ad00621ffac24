/** Files: the bytes as they came, within bounds. */
import { describe, expect, it } from 'vitest';
import { event, NOW, noting, PLATFORM, WORKSPACE } from '../sample.ts';
import type { MakeWorld } from '../world.ts';

export function filesContract(makeWorld: MakeWorld): void {
  describe('files', () => {
    it('gives back the bytes, their name and type', async () => {
      const { stores } = await (await makeWorld()).connect();
      await stores.turns.runGroup([event('u1', 'e1')], noting());
      const id = (await stores.turns.participantOf(PLATFORM, WORKSPACE, 'u1')) ?? '';
      const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256);
      const fileId = await stores.files.put(id, 'Compte rendu \\ n° 1\0.pdf', 'application/pdf', bytes, NOW);
      expect(await stores.files.get(fileId)).toEqual({
        name: 'Compte rendu \\ n° 1\0.pdf',
        mediaType: 'application/pdf',
        bytes,
      });
      await stores.files.remove(fileId);
      expect(await stores.files.get(fileId)).toBeNull();
      const empty = await stores.files.put(id, 'empty', 'text/plain', new Uint8Array(), NOW);
      expect((await stores.files.get(empty))?.bytes).toEqual(new Uint8Array());
    });

    it('refuses one that is too big, and the one too many of a person', async () => {
      const { stores } = await (await makeWorld()).connect();
      await stores.turns.runGroup([event('u1', 'e1')], noting());
      const id = (await stores.turns.participantOf(PLATFORM, WORKSPACE, 'u1')) ?? '';
      const put = (size: number) => stores.files.put(id, 'f', 'text/plain', new Uint8Array(size), NOW);
      await expect(put(10_485_761)).rejects.toMatchObject({ code: 'file_too_big' });
      for (let i = 0; i < 5; i += 1) await put(10_485_760);
      await expect(put(1)).rejects.toMatchObject({ code: 'file_too_big' });
    });
  });
}
