import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keycap } from '#adapters/matrix/ids.ts';
import { standsFor } from '#test/support/absent.ts';
import { findSynapse, startSynapse, type Synapse } from '#test/support/matrix/synapse.ts';
import { type MatrixWorld, openMatrixWorld } from './matrix-world.ts';
import type { Said } from './world.ts';

if (findSynapse() === null) standsFor('Matrix workshops', 'Synapse, which is not there: npm run synapse');
else {
  vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
  describe('a workshop in a room of Matrix', workshops);
}

function workshops(): void {
  let synapse: Synapse;
  let world: MatrixWorld;
  beforeAll(async () => {
    synapse = await startSynapse();
    world = await openMatrixWorld(synapse, 'direct');
  });
  afterAll(async () => {
    await world.close();
    await synapse.stop();
  });

  const thread = async (): Promise<string> =>
    (await world.group.whatAllSee('thread')).map(({ text }) => text.replaceAll('\u00A0', ' ')).join('\n');

  async function says(user: string, text: string): Promise<Said> {
    const said = await world.group.userSays(user, text);
    await world.settle();
    return said;
  }

  async function begins(): Promise<void> {
    const { group } = world;
    await group.opens('atelier thème 1');
    await world.settle();
    for (const [user, text] of [
      [group.facilitator, 'commencer'],
      ['ana', 'je participe'],
      ['ben', 'je participe'],
      ['chloe', 'je participe'],
      [group.facilitator, 'commencer'],
    ] as const)
      await says(user, text);
  }

  it('votes by poll, by its stable names too, by reaction and by number; a copied poll counts for nothing', async () => {
    const { group } = world;
    await begins();
    await says('ana', 'Un lieu ouvert le samedi matin');
    await says('ben', 'Former les agents de la mairie');
    await world.passTime(70);
    await says(group.facilitator, 'au vote');
    const polls = (await group.events('thread')).filter(event => event.getType() === 'org.matrix.msc3381.poll.start');
    expect(polls).toHaveLength(1);
    expect(String(polls[0]?.getContent()['org.matrix.msc1767.text'])).toContain('samedi matin');
    await group.userVotes('ana', ['samedi']);
    await group.userVotes('ben', ['samedi'], { stable: true });
    const copied = await group.userCopiesPoll('dora');
    await group.userVotes('chloe', ['samedi'], { on: copied });
    await world.settle();
    expect(await thread()).toContain('Votes reçus : 2 sur 3.');
    expect(await thread()).not.toContain('Votes reçus : 3 sur 3.');
    const list = (await group.whatAllSee('thread')).findLast(({ text }) => text.includes('Que garder'));
    if (list === undefined) throw new Error('nobody is told how to vote');
    // The ideas have numbers of their own: nothing is numbered again.
    expect(list.choices).toEqual([]);
    await group.userReacts('chloe', list, keycap(2));
    await world.settle();
    expect(await thread()).toContain('Votes reçus : 3 sur 3.');
    await says(group.facilitator, 'passer');
    expect(await thread()).toMatch(/En tête \(2 votes\) : .*samedi matin/u);
    expect(await world.pings()).toBe(0);
  });

  it('takes an idea that is edited after a restart for the same idea, and hears nothing of the room itself', async () => {
    const { group } = world;
    await begins();
    const said = await says('ana', 'Un lieu ouvert le samedi');
    await world.passTime(70);
    await world.faults.restart();
    await group.userEdits('ana', said, 'Un lieu ouvert le dimanche');
    await group.userSaysAloud('ben', 'Je parle à mes voisins');
    await world.settle();
    expect(await thread()).toContain("l'idée 1 de ana a son nouveau texte");
    await says('ben', 'Des horaires affichés en ville');
    await world.passTime(70);
    // What was said aloud is no idea: the next one is the second.
    expect(await thread()).toContain("l'idée n° 2 (ben)");
    expect(world.logged.join('\n')).not.toMatch(/voisins|dimanche/u);
  });
}
