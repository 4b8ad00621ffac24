/** Figures through the whole application: they follow what people do, and hide small counts outside the staff. */
import { describe, expect, test } from 'vitest';
import { hideSmall, hideSmallGrid } from '#synthesis/small-cells.ts';
import { message } from '#usecases/test-support/parts.ts';
import { openWorld, TO_OPEN_QUESTION, type World } from './test-support/world.ts';

const SAM = { platform: 'terminal', workspace: 'local', userId: 'sam' };
const staff = async (world: World, text: string, user = 'sam') =>
  (await world.say(text, { user })).join('\n').replaceAll(/[\u00A0\u202F]/g, ' ');

async function send(world: World, user: string): Promise<void> {
  await world.sayAll([...TO_OPEN_QUESTION, 'une idée pour le marché du samedi', 'envoyer', '1'], { user });
}

describe('the follow-up', () => {
  test('counts people, contributions, drafts and texts apart, as they change', async () => {
    const world = await openWorld({ firstStaff: [SAM] });
    expect(await staff(world, 'suivi')).toContain("Il n'y a encore rien à compter");
    await send(world, 'u1');
    await world.sayAll(TO_OPEN_QUESTION, { user: 'u2' });
    expect(await staff(world, 'suivi')).toMatch(
      /Personnes : 2\. Contributions envoyées : 1\. Réponses écrites : 1\.[^]*4\. Aider le public à utiliser le numérique : personnes 2, envoyées 1, brouillons 1/,
    );
    expect(await staff(world, 'suivi 4')).toMatch(
      /publics : réponses 2, brouillons arrêtés là 0[^]*changement : réponses 1, brouillons arrêtés là 1/,
    );
    expect(await staff(world, 'suivi territoires')).toContain('Haute-Savoie (74) : 2');
    expect(await staff(world, 'suivi jours')).toMatch(/10 février 2027 : 1/);
    expect(await staff(world, 'suivi couverture')).toContain('une case sur 6');
    await world.sayAll(['effacer mes données', 'oui'], { user: 'u1' });
    expect(await staff(world, 'suivi')).toContain('Personnes : 1. Contributions envoyées : 0.');
  });

  test('hides small counts from whoever is not of the staff, and in channels', async () => {
    const world = await openWorld({ firstStaff: [SAM] });
    await send(world, 'u1');
    await staff(world, 'équipe ajouter nour animation');
    expect(await staff(world, 'suivi', 'nour')).toMatch(/Personnes : caché\.[^]*inférieurs à 5 sont cachés/);
    expect(await staff(world, 'suivi', 'eve')).not.toContain('Personnes');
    const event = message('suivi ici', { user: 'sam' });
    await world.take({ ...event, direct: false, address: { ...event.address, channel: 'general' } });
    const posted = world.adapters['terminal']?.sent.filter(({ message: { visibility } }) => visibility === 'public');
    expect(posted?.map(({ message: { text } }) => text).join()).toMatch(/Personnes.: caché/);
  });

  test('as a picture has the same figures in words beside it, and hides them alike', async () => {
    const world = await openWorld({ firstStaff: [SAM] });
    for (const user of ['u1', 'u2', 'u3', 'u4', 'u5', 'u6']) await send(world, user);
    expect(await staff(world, 'suivi couverture image')).toMatch(
      /par territoire et thème :\n– le département de la Haute-Savoie \(74\) : 0 \(thème 1\), .*6 \(thème 4\)/,
    );
    const sent = world.adapters['terminal']?.sent.at(-1);
    expect(sent?.message.visibility).toBe('private');
    const [picture] = sent?.bodies ?? [];
    expect(picture).toMatchObject({ name: 'suivi.png', mediaType: 'image/png' });
    expect(picture?.alt).toMatch(/^Suivi de la consultation\./);
    expect(sizeOf(picture?.bytes ?? new Uint8Array())).toEqual({ isPng: true, width: 1080 });
    const event = message('suivi image', { user: 'sam' });
    await world.take({ ...event, direct: false, address: { ...event.address, channel: 'general' } });
    const posted = world.adapters['terminal']?.sent.find(({ message: { visibility } }) => visibility === 'public');
    expect(posted?.message.text).toMatch(/Personnes.: 6\./);
    expect(posted?.bodies.map(({ name }) => name)).toEqual(['suivi.png']);
  });

  test.each([
    ['suivi 9', 'Écrivez « suivi »'],
    ['suivi du projet', 'Écrivez « suivi »'],
    ['suivi ici', 'Écrivez cette commande dans le salon'],
  ])('« %s » says what to do', async (text, expected) => {
    const world = await openWorld({ firstStaff: [SAM] });
    expect(await staff(world, text)).toContain(expected);
  });
});

function sizeOf(png: Uint8Array): { isPng: boolean; width: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { isPng: view.getUint32(0) === 0x89_50_4e_47, width: view.getUint32(16) };
}

test('a table hides no count alone in its row or column', () => {
  expect(
    hideSmallGrid([
      [3, 10, 20],
      [8, 9, 30],
      [0, 40, 50],
    ]),
  ).toEqual([
    [null, null, 20],
    [null, null, 30],
    [0, 40, 50],
  ]);
  expect(hideSmallGrid([[0, 5]])).toEqual([[0, 5]]);
  expect(hideSmallGrid([])).toEqual([]);
});

test('a count hidden alone would be given away by the total: another one goes with it', () => {
  expect(hideSmall([12, 3, 40, 0])).toEqual([null, null, 40, 0]);
  expect(hideSmall([12, 3, 2, 40])).toEqual([12, null, null, 40]);
  expect(hideSmall([5, 6])).toEqual([5, 6]);
  expect(hideSmall([4])).toEqual([null]);
  expect(hideSmall([])).toEqual([]);
});
