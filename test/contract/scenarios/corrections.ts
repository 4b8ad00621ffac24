/** Edits, deletions and quotes reach the answer that the message gave. */
import { expect, it } from 'vitest';
import { Chat } from '../chat.ts';
import type { AdapterUnderTest } from '../world.ts';
import type { Within } from './within.ts';

export function corrections(within: Within, { capabilities }: AdapterUnderTest): void {
  it('amends the answer whose question is quoted', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      const question = await ana.last();
      await ana.says('trop de papiers');
      await ana.isSilent();
      await ana.says('et trop de formulaires', { replyTo: question });
      expect(await ana.hears()).toMatch(/question 2/i);
      await ana.says('revoir');
      expect(await ana.hears()).toMatch(/trop de formulaires/);
    }));

  if (capabilities.edits) {
    it('corrects the answer whose message is edited, and says so in a new message', () =>
      within(async world => {
        const ana = new Chat(world, 'ana');
        await ana.reachesOpenQuestion();
        const said = await ana.says('deux guichets');
        await ana.isSilent();
        await ana.edits(said, 'trois guichets');
        expect(await ana.hears()).toMatch(/trois guichets/);
        await ana.says('revoir');
        expect(await ana.hears()).toMatch(/trois guichets/);
        expect(await ana.hears()).not.toMatch(/deux guichets/);
      }));

    it('takes an edit of a message of the bot for nothing', () =>
      within(async world => {
        const ana = new Chat(world, 'ana');
        await ana.reachesFirstQuestion();
        const before = (await ana.bot()).length;
        await ana.edits({ id: 'no-such-message' }, 'rien').catch(() => undefined);
        expect((await ana.bot()).length).toBe(before);
      }));
  }

  if (capabilities.deletions) {
    it('withdraws the part whose message is deleted', () =>
      within(async world => {
        const ana = new Chat(world, 'ana');
        await ana.reachesOpenQuestion();
        await ana.says('le bus est loin');
        const said = await ana.says('et mon voisin est pénible');
        await ana.isSilent();
        await ana.deletes(said);
        expect(await ana.hears()).not.toBe('');
        await ana.says('revoir');
        expect(await ana.hears()).toMatch(/le bus est loin/);
        expect(await ana.hears()).not.toMatch(/voisin/);
      }));
  }
}
