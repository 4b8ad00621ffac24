/** A role given to a group of the platform holds for whoever is in it, as long as they are. */
import { expect, it } from 'vitest';
import { Chat } from '../chat.ts';
import type { AdapterUnderTest } from '../world.ts';
import type { Within } from './within.ts';

export function team(within: Within, { refusesFiles }: Pick<AdapterUnderTest, 'refusesFiles'>): void {
  if (refusesFiles === true)
    it('has its figures in words where the platform refuses the picture of them', () =>
      within(async world => {
        const ana = new Chat(world, 'ana');
        await new Chat(world, 'bob').reachesOpenQuestion();
        await ana.says('équipe lister');
        await world.team?.joins('ana');
        await ana.says('suivi image');
        expect(await ana.hears()).toMatch(/Personnes\s:\s1/);
        expect((await ana.bot()).flatMap(seen => seen.files)).toEqual([expect.stringMatching(/\.png$/)]);
        world.faults.refuseFiles?.();
        await ana.says('suivi image');
        expect(await ana.hears()).toMatch(/Personnes\s:\s1[^]*refusé le fichier/);
        expect((await ana.bot()).flatMap(seen => seen.files)).toHaveLength(1);
        await ana.says('suivi');
        expect(await ana.hears()).toMatch(/Personnes\s:\s1/);
      }));

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
