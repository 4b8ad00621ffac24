/** A form is a shortcut: what it holds is kept as if it had been written. */
import { expect, it } from 'vitest';
import { Chat } from '../chat.ts';
import type { Within } from './within.ts';

export function forms(within: Within): void {
  it('keeps what a form holds', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesFirstQuestion();
      await world.userSubmits('ana', { lieux: ['gare'], recit: 'écrit dans le formulaire', nombre: '12' });
      await world.settle();
      await ana.says('revoir');
      expect(await ana.hears()).toMatch(/écrit dans le formulaire/);
      expect(await ana.hears()).toMatch(/À la gare/);
    }));
}
