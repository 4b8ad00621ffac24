/** A role given to a group of the platform holds for whoever is in it, as long as they are. */
import { expect, it } from 'vitest';
import { Chat } from '../chat.ts';
import type { Within } from './within.ts';

export function team(within: Within): void {
  it('obeys whoever is in a group of the team, and refuses others politely', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      const bob = new Chat(world, 'bob');
      await ana.says('équipe lister');
      expect(await ana.hears()).toMatch(/réservée à l'équipe/);
      await world.team?.joins('ana');
      await ana.says('équipe lister');
      expect(await ana.hears()).toMatch(/groupe:\S+.+équipe/);
      await bob.says('équipe lister');
      expect(await bob.hears()).toMatch(/réservée à l'équipe/);
      await world.team?.leaves('ana');
      await ana.says('équipe lister');
      expect(await ana.hears()).toMatch(/réservée à l'équipe/);
    }));
}
