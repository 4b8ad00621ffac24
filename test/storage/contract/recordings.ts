/** Voice messages to transcribe: who waits, whose turn it is, and what goes with what. */
import { describe, expect, it } from 'vitest';
import type { RecordingKept } from '#usecases/ports.ts';
import { after, CONSULTATION, event, NOW, noting } from '../sample.ts';
import type { Client, MakeWorld, World } from '../world.ts';
import { everywhere, eraseThem, USER } from './erase.ts';

/** A file of the person, as a recording of that draft, in a turn of theirs. */
async function keep(
  { stores }: Client,
  network: string,
  participantId: string,
  more: Partial<RecordingKept> = {},
): Promise<string> {
  const fileId = await stores.files.put(participantId, 'message-vocal.ogg', 'audio/ogg', new Uint8Array([1, 2]), NOW);
  const one = { fileId, network, consultation: CONSULTATION, draftId: 'd', axis: 4, question: 'aides', number: 1 };
  const kept = { ...one, seconds: 42, lang: 'fr', at: NOW, ...more };
  const { draftId } = kept;
  const decide = noting(() => ({ keptFiles: [{ fileId, draftId }], recordings: [kept] }));
  await stores.turns.runGroup([event(USER, `voice-${fileId}`)], decide);
  return fileId;
}

async function open(makeWorld: MakeWorld) {
  const world: World = await makeWorld();
  const client = await world.connect();
  const id = await everywhere(world, client);
  const { network } = world;
  const [sent] = await client.stores.moderation.unchecked('', 1);
  return { world, client, id, network, draftId: sent?.contributionId ?? '', reference: sent?.reference ?? '' };
}

export function recordingsContract(makeWorld: MakeWorld): void {
  describe('recordings', () => {
    it('waits, the oldest first, once the contribution was sent; never of a draft', async () => {
      const { client, id, network, draftId, reference } = await open(makeWorld);
      const second = await keep(client, network, id, { draftId, number: 2, at: after(2_000) });
      const first = await keep(client, network, id, { draftId, at: after(1_000) });
      await keep(client, network, id, { draftId: 'a draft', number: 1 });
      await client.stores.staff.transaction(async ({ transcriptions }) => {
        const waiting = await transcriptions.waiting(network, CONSULTATION, 10);
        expect(waiting.map(({ fileId, number }) => [fileId, number])).toEqual([
          [first, 1],
          [second, 2],
        ]);
        expect(waiting[0]).toEqual({
          fileId: first,
          participantId: id,
          reference,
          number: 1,
          axis: 4,
          question: 'aides',
          seconds: 42,
          mediaType: 'audio/ogg',
          receivedAt: after(1_000),
          transcribedAt: null,
          problem: '',
        });
        expect(await transcriptions.waitingCount(network, CONSULTATION)).toBe(2);
        expect(await transcriptions.waiting('another network', CONSULTATION, 10)).toEqual([]);
        expect(await transcriptions.ofReference('another network', CONSULTATION, reference)).toEqual([]);
      });
    });

    it('is transcribed once: whoever comes second is told, and replaces it only where they say so', async () => {
      const { client, id, network, draftId, reference } = await open(makeWorld);
      const fileId = await keep(client, network, id, { draftId });
      const { staff } = client.stores;
      const marks = await Promise.all(
        ['a', 'b', 'c'].map(by => staff.transaction(tx => tx.transcriptions.mark(fileId, by, NOW, false))),
      );
      expect(marks.filter(Boolean)).toHaveLength(1);
      await staff.transaction(async ({ transcriptions }) => {
        expect(await transcriptions.waiting(network, CONSULTATION, 10)).toEqual([]);
        expect(await transcriptions.ofReference(network, CONSULTATION, reference)).toMatchObject([
          { fileId, transcribedAt: NOW },
        ]);
        expect(await transcriptions.mark(fileId, 'd', after(1), true)).toBe(true);
        expect(await transcriptions.mark('gone', 'd', after(1), true)).toBe(false);
      });
    });

    it('is handed to a service one process at a time, later again, then to nobody', async () => {
      const { client, id, network, draftId } = await open(makeWorld);
      const fileId = await keep(client, network, id, { draftId });
      const { transcriptions: store } = client.stores;
      const [due] = await store.due(CONSULTATION, NOW, 10);
      expect(due).toMatchObject({
        fileId,
        participantId: id,
        network,
        number: 1,
        lang: 'fr',
        seconds: 42,
        attempts: 0,
      });
      expect(await store.due('another', NOW, 10)).toEqual([]);
      const claims = await Promise.all(
        [1, 2, 3].map(() => store.claim(due ?? { fileId, serviceAt: '' }, after(60_000))),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await store.due(CONSULTATION, NOW, 10)).toEqual([]);
      expect(await store.nextAt(CONSULTATION)).toBe(after(60_000));
      await store.fail(fileId, 'down', after(5_000));
      expect(await store.due(CONSULTATION, after(5_000), 10)).toMatchObject([{ fileId, attempts: 1 }]);
      await store.fail(fileId, 'language', null);
      expect([await store.due(CONSULTATION, after(9e9), 10), await store.nextAt(CONSULTATION)]).toEqual([[], null]);
      await client.stores.staff.transaction(async tx =>
        expect(await tx.transcriptions.waiting(network, CONSULTATION, 10)).toMatchObject([{ problem: 'language' }]),
      );
    });

    it('goes with its bytes: dropped by a turn, so long after it was transcribed, and with its person', async () => {
      const { client, id, network, draftId } = await open(makeWorld);
      const { stores } = client;
      const [dropped = '', old = '', fresh = '', waiting = ''] = await Promise.all(
        [1, 2, 3, 4].map(number => keep(client, network, id, { draftId, number })),
      );
      // Somebody else's is not theirs to drop.
      const droppedRecordings = [dropped, 'of somebody else'];
      await stores.turns.runGroup(
        [event(USER, 'drops')],
        noting(() => ({ droppedRecordings })),
      );
      await stores.staff.transaction(async ({ transcriptions }) => {
        await transcriptions.mark(old, 'tdt', NOW, false);
        await transcriptions.mark(fresh, 'tdt', after(10), false);
      });
      const noted: number[] = [];
      const note = (_tx: unknown, count: number): Promise<void> => {
        noted.push(count);
        return Promise.resolve();
      };
      expect(await stores.retention.forgetAudio(network, CONSULTATION, NOW, note)).toBe(1);
      expect(noted).toEqual([1]);
      const kept = async () =>
        Promise.all([dropped, old, fresh, waiting].map(async fileId => (await stores.files.get(fileId)) !== null));
      expect(await kept()).toEqual([false, false, true, true]);
      await stores.turns.runGroup([event(USER, 'erase')], eraseThem);
      expect(await kept()).toEqual([false, false, false, false]);
      await stores.staff.transaction(async tx =>
        expect(await tx.transcriptions.waitingCount(network, CONSULTATION)).toBe(0),
      );
    });

    it('is forgotten with the identities, even of contributions that stay', async () => {
      const { client, id, network, draftId } = await open(makeWorld);
      const fileId = await keep(client, network, id, { draftId });
      await client.stores.retention.forgetIdentities(network, after(9e9), after(9e9), () => Promise.resolve());
      expect(await client.stores.files.get(fileId)).toBeNull();
    });
  });
}
