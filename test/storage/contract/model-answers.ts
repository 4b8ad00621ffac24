/** What a language model said of contributions: kept so that it is asked once, erased with whoever wrote them. */
import { describe, expect, it } from 'vitest';
import { event } from '../sample.ts';
import { dump, type MakeWorld } from '../world.ts';
import { eraseThem, everywhere, USER } from './erase.ts';

const NOTE = 'la note du modèle';

export function modelAnswersContract(makeWorld: MakeWorld): void {
  describe('what a model said', () => {
    it('is read by another process, and the first one stays', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      await everywhere(world, a);
      await a.stores.modelAnswers.set('k1', NOTE, ['A4-0001', 'A4-0002', 'A4-0001']);
      await b.stores.modelAnswers.set('k1', 'another', ['A4-0001']);
      expect(await b.stores.modelAnswers.get('k1')).toBe(NOTE);
      expect(await b.stores.modelAnswers.get('k2')).toBeNull();
    });

    it('goes with the contributions that it is about, and with no other', async () => {
      const world = await makeWorld();
      const { stores, db } = await world.connect();
      await everywhere(world, { stores, db });
      await stores.modelAnswers.set('theirs', NOTE, ['A4-0001']);
      await stores.modelAnswers.set('both', NOTE, ['A4-0001', 'A4-0002']);
      await stores.modelAnswers.set('others', NOTE, ['A4-0002']);
      await stores.turns.runGroup([event(USER, 'e4')], eraseThem);
      const { model_answer: answers, model_answer_source: sources } = await dump(db);
      expect([answers?.length, sources?.length]).toEqual([1, 1]);
      expect(await stores.modelAnswers.get('others')).toBe(NOTE);
    });

    it('comes too late for whoever was erased meanwhile', async () => {
      const world = await makeWorld();
      const [a, b] = [await world.connect(), await world.connect()];
      await everywhere(world, a);
      await Promise.all([
        a.stores.turns.runGroup([event(USER, 'e4')], eraseThem),
        b.stores.modelAnswers.set('k', NOTE, ['A4-0001']),
      ]);
      await b.stores.modelAnswers.set('late', NOTE, ['A4-0001', 'A4-0002']);
      expect(await a.stores.modelAnswers.get('k')).toBeNull();
      expect(await a.stores.modelAnswers.get('late')).toBeNull();
    });
  });
}
