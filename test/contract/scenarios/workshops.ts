/** Several people at once, in a channel: a workshop from its announcement to one contribution, faults included. */
import { expect, it } from 'vitest';
import type { Group, Seen, World } from '../world.ts';
import type { Within } from './within.ts';

const textOf = (seen: readonly Seen[]): string => seen.map(({ text }) => text.replaceAll('\u00A0', ' ')).join('\n');

function groupOf(world: World): Group {
  if (world.group === undefined) throw new Error('this world has no channel');
  return world.group;
}

/** Announced in the channel, joined three ways, at its first question. */
async function begun(world: World): Promise<Group> {
  const group = groupOf(world);
  await group.opens('atelier thème 1');
  await world.settle();
  await group.userSays(group.facilitator, 'commencer');
  await world.settle();
  await group.userClicks('ana', 'Je participe');
  await group.userSays('ben', 'je participe');
  await world.settle();
  const welcome = (await group.whatAllSee('thread')).findLast(({ text }) => text.includes('Pour participer'));
  if (welcome === undefined) throw new Error('nobody is told how to join');
  await group.userReacts('chloe', welcome);
  await world.settle();
  await group.userSays(group.facilitator, 'commencer');
  await world.settle();
  return group;
}

async function ended(world: World, group: Group): Promise<void> {
  for (let i = 0; i < 12 && !textOf(await group.whatAllSee('thread')).includes('Merci à vous !'); i += 1) {
    await group.userSays(group.facilitator, 'passer');
    await world.settle();
  }
  await group.userSays(group.facilitator, 'valider');
  await world.settle();
  for (const user of ['ana', 'ben', 'chloe']) await group.userClicks(user, "Je suis d'accord");
  await world.settle();
}

export function workshops(within: Within): void {
  it('is announced to all, held in a thread, and ends in one contribution that each is told of', () =>
    within(async world => {
      const group = await begun(world);
      expect(textOf(await group.whatAllSee('channel'))).toContain("Un atelier s'ouvre ici");
      expect(textOf(await group.whatAllSee('channel'))).not.toContain('Question 1');
      expect(textOf(await group.whatAllSee('thread'))).toContain('3 personnes participent');
      await group.userSays('ana', 'Un lieu ouvert le samedi matin');
      await group.userSays('ben', 'Former les agents de la mairie');
      await group.userSays('dora', 'Je ne fais que passer');
      await world.settle();
      await world.passTime(70);
      const thread = textOf(await group.whatAllSee('thread'));
      expect(thread).toContain('n° 1 à 2');
      expect(thread).toContain('ne participe pas encore');
      await ended(world, group);
      expect(textOf(await group.whatAllSee('thread'))).toContain('Référence A1-0001');
      for (const user of ['ana', 'ben', 'chloe']) expect(textOf(await world.whatUserSees(user))).toContain('A1-0001');
      expect(await world.whatUserSees('dora')).toEqual([]);
      expect(await world.pings()).toBe(0);
    }));

  it('what is delivered twice, and a process that dies in the middle, change nothing', () =>
    within(async world => {
      world.faults.redeliver(1);
      const group = await begun(world);
      await group.userSays('ana', 'Un lieu ouvert le samedi matin');
      await world.settle();
      await world.faults.restart();
      await world.settle();
      await group.userSays('ben', 'Former les agents de la mairie');
      await world.settle();
      await world.faults.restart();
      await world.passTime(70);
      const thread = textOf(await group.whatAllSee('thread'));
      expect(thread.match(/Question 1 sur/g)).toHaveLength(1);
      expect(thread).not.toContain('n° 3');
      await ended(world, group);
      expect(textOf(await group.whatAllSee('thread')).match(/Référence A1-0001/g)).toHaveLength(1);
    }));

  it('a message deleted takes its idea back', () =>
    within(async world => {
      const group = await begun(world);
      const said = await group.userSays('ana', 'Un lieu ouvert le samedi matin');
      await world.settle();
      await group.userDeletes('ana', said);
      await world.settle();
      expect(textOf(await group.whatAllSee('thread'))).toContain("L'idée 1 est retirée");
    }));

  it('who has no right, a message removed once merged, a very long one, a vote after the end: said clearly, nothing lost', () =>
    within(async world => {
      const group = await begun(world);
      const twice = 'Un lieu ouvert le samedi matin';
      const first = await group.userSays('ana', twice);
      await group.userSays('ben', twice.toLowerCase());
      const long = 'Une idée qui prend son temps et qui dit tout. '.repeat(40).trim();
      await group.userSays('chloe', long);
      await group.userSays('ana', 'passer');
      await world.settle();
      await world.passTime(70);
      expect(textOf(await group.whatAllSee('thread'))).toContain("C'est à la personne qui anime");
      await group.userDeletes('ana', first);
      await world.settle();
      expect(textOf(await group.whatAllSee('thread'))).toContain("L'idée 2, qui dit la même chose, reste");
      await ended(world, group);
      await group.userSays('ben', '2');
      await world.settle();
      const [body, ...others] = await group.sent();
      expect(others).toEqual([]);
      const texts = Object.values(body?.workshop?.provenance ?? {}).flatMap(all => all.flatMap(({ ideas }) => ideas));
      expect(texts.map(({ text }) => text).toSorted()).toEqual([twice.toLowerCase(), long].toSorted());
    }));
}
