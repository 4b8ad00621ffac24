/** Syntheses and action sheets: numbered, in versions, and without a word of whoever has erased their data. */
import { describe, expect, it } from 'vitest';
import { readSheetBody, writeSheetBody } from '#synthesis/sheet/body.ts';
import { buildSheet } from '#synthesis/sheet/build.ts';
import type { NewReviewedVersion } from '#usecases/publication/ports.ts';
import { after, CONSULTATION, event, NOW, PLATFORM, WORKSPACE } from '../sample.ts';
import { dump, type MakeWorld } from '../world.ts';
import { eraseThem, everywhere, USER } from './erase.ts';

const first: NewReviewedVersion = {
  at: NOW,
  madeBy: 'operator',
  act: 'created',
  body: '{"n":1}',
  sources: ['A4-0001', 'A4-0002', 'A4-0001'],
  status: 'draft',
};

export function reviewedContract(makeWorld: MakeWorld): void {
  describe('what the staff review', () => {
    it('is numbered by kind, axis, consultation and network, also when two are made at once', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      await a.stores.networks.create('ardeche', 'Ardèche', NOW);
      const scope = { network: world.network, consultation: CONSULTATION };
      const of = { ...scope, kind: 'action_sheet', axis: 4 } as const;
      const made = await Promise.all([a, b, a, b].map(({ stores }) => stores.reviewed.create(of, first)));
      expect(made.map(document => document.number).toSorted((x, y) => x - y)).toEqual([1, 2, 3, 4]);
      const others = [
        { ...of, axis: 5 },
        { ...of, kind: 'synthesis' as const },
        { ...of, consultation: 'other' },
        { ...of, network: 'ardeche' },
      ];
      for (const other of others) expect((await a.stores.reviewed.create(other, first)).number).toBe(1);
      expect((await b.stores.reviewed.list(scope, 'action_sheet')).map(({ axis, number }) => [axis, number])).toEqual([
        [4, 1],
        [4, 2],
        [4, 3],
        [4, 4],
        [5, 1],
      ]);
      expect(await b.stores.reviewed.find({ ...scope, network: 'ardeche' }, 'action_sheet', 4, 2)).toBeNull();
    });

    it('keeps every version, and one of two made at once', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      const of = { network: world.network, consultation: CONSULTATION, kind: 'action_sheet', axis: 4 } as const;
      const { id } = await a.stores.reviewed.create(of, first);
      const next = { ...first, at: after(1), act: 'approved', status: 'approved', body: '{"n":2}' } as const;
      const outcomes = await Promise.all([a, b].map(({ stores }) => stores.reviewed.append(id, 1, next)));
      expect(outcomes.toSorted()).toEqual(['kept', 'stale']);
      expect(await a.stores.reviewed.append(id, 1, next)).toBe('stale');
      expect(await a.stores.reviewed.append('nothing', 1, next)).toBe('stale');
      expect((await b.stores.reviewed.versions(id)).map(({ version, body }) => [version, body])).toEqual([
        [1, '{"n":1}'],
        [2, '{"n":2}'],
      ]);
      expect(await b.stores.reviewed.latest(id)).toMatchObject({ version: 2, act: 'approved', madeBy: 'operator' });
      expect(await b.stores.reviewed.find(of, 'action_sheet', 4, 1)).toMatchObject({
        id,
        status: 'approved',
        version: 2,
        updatedAt: after(1),
        mergedInto: null,
      });
      const merged = { ...next, act: 'merged', status: 'merged', mergedInto: 'other' } as const;
      expect(await b.stores.reviewed.append(id, 2, merged)).toBe('kept');
      expect(await a.stores.reviewed.find(of, 'action_sheet', 4, 1)).toMatchObject({
        status: 'merged',
        mergedInto: 'other',
      });
    });

    it('keeps no word of a version that was corrected, or taken back in part, since it was read', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      await everywhere(world, client);
      const { reviewed, data } = client.stores;
      const [sent] = await data.contributionsOf(world.network, CONSULTATION, ['A4-0001']);
      const current = sent?.version.version ?? 0;
      expect(current).toBeGreaterThan(0);
      const sections = [{ name: 'intitule', label: 'Intitulé' }];
      const answers = [{ question: 'titre', label: 'Titre ?', section: 'intitule', texts: ['canari'] }];
      const contributions = [{ reference: 'A4-0001', version: current, submittedAt: NOW, collective: true, answers }];
      const rest = { axis: 4, sections, titleSection: 'intitule', statements: [], edits: [] };
      const { sheet } = buildSheet({ ...rest, contributions });
      const body = writeSheetBody({ members: ['A4-0001'], statements: [], edits: [], sheet });
      const of = { network: world.network, consultation: CONSULTATION, kind: 'action_sheet', axis: 4 } as const;
      const kept = async (version: number) => {
        const read = new Map([['A4-0001', version]]);
        const { id } = await reviewed.create(of, { ...first, body, sources: ['A4-0001'], read });
        return (await reviewed.latest(id))?.body.includes('canari');
      };
      expect(await kept(current)).toBe(true);
      expect(await kept(current - 1)).toBe(false);
    });

    it('loses what stood on nobody else, in every version, once its author has erased their data', async () => {
      const world = await makeWorld();
      const client = await world.connect();
      await everywhere(world, client);
      const { reviewed, turns } = client.stores;
      const contribution = (reference: string, text: string) => ({
        reference,
        version: 2,
        submittedAt: NOW,
        collective: false,
        answers: [{ question: 'titre', label: 'Titre ?', section: 'intitule', texts: [text] }],
      });
      const contributions = [contribution('A4-0001', 'canari'), contribution('A4-0002', 'reste')];
      const sections = [{ name: 'intitule', label: 'Intitulé' }];
      const { sheet } = buildSheet({
        axis: 4,
        sections,
        titleSection: 'intitule',
        contributions,
        statements: [],
        edits: [],
      });
      const members = ['A4-0001', 'A4-0002'];
      const body = writeSheetBody({ members, statements: [], edits: [], sheet });
      const of = { network: world.network, consultation: CONSULTATION, kind: 'action_sheet', axis: 4 } as const;
      const document = await reviewed.create(of, { ...first, body, sources: members });
      await reviewed.append(document.id, 1, { ...first, body, sources: members, act: 'refreshed' });
      await turns.runGroup([event(USER, 'bye')], eraseThem);
      const { reviewed_version: texts = [], reviewed_source: sources = [] } = await dump(client.db);
      expect([...texts, ...sources].join().match(/canari|A4-0001/g)).toBeNull();
      expect(texts.filter(text => text.includes('reste'))).toHaveLength(2);
      const versions = await reviewed.versions(document.id);
      expect(versions.map(({ body: text }) => readSheetBody(text).members)).toEqual([['A4-0002'], ['A4-0002']]);
      expect(await turns.participantOf(PLATFORM, WORKSPACE, USER)).toBeNull();
    });
  });
}
