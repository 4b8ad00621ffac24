/** The announcement kit through the whole application: words that can be copied, and a poster that leads to each platform. */
import { describe, expect, test } from 'vitest';
import { openWorld, type World } from './test-support/world.ts';

const SAM = { platform: 'terminal', workspace: 'local', userId: 'sam' };
const staff = async (world: World, text: string, user = 'sam') =>
  (await world.say(text, { user })).join('\n').replaceAll(/[\u00A0\u202F]/g, ' ');

async function open(): Promise<World> {
  const world = await openWorld({ platforms: ['terminal', 'slack', 'matrix'], firstStaff: [SAM] });
  const now = world.clock.now();
  const network = await world.stores.networks.ensureDefault(now);
  await world.stores.networks.attach('slack', 'T1', network, now);
  await world.stores.networks.attach('matrix', 'serveur.fr', network, now);
  Object.assign(world.adapters['slack'] ?? {}, { door: (of: string) => `https://slack.test/${of}` });
  return world;
}

describe('the announcement kit', () => {
  test('has words for each use, and a poster with the address of each platform', async () => {
    const world = await open();
    const said = await staff(world, 'kit 4');
    expect(said).toMatch(/Pour un salon :\n.*« Aider le public à utiliser le numérique »/);
    expect(said).toContain('Slack : https://slack.test/T1 puis écrivez « contribuer 4 »');
    expect(said).toMatch(/deux lignes :\n[^\n]+\nSlack : [^\n]+\nPour un courriel/);
    expect(said).toContain('Objet : votre avis sur');
    expect(said).toContain("l'adresse qui ouvre ma conversation dans Matrix, Tchap");
    const [poster] = world.adapters['terminal']?.sent.at(-1)?.bodies ?? [];
    expect(poster).toMatchObject({ name: 'affiche-theme-4.html', mediaType: 'text/html' });
    const html = new TextDecoder().decode(poster?.bytes);
    expect(html).toContain('Slack : https://slack.test/T1');
    expect(html.match(/<svg /g)).toHaveLength(1);
  });

  test.each([
    ['kit', 'Écrivez « kit »'],
    ['kit 9', 'Écrivez « kit »'],
    ['kit tout', 'Écrivez « kit »'],
    ['kit 4 demain', 'Écrivez « kit »'],
  ])('« %s » says what to do', async (text, expected) => {
    expect(await staff(await open(), text)).toContain(expected);
  });

  test('is not given for a theme that is closed, nor to others', async () => {
    const world = await open();
    await staff(world, 'fermer 4');
    expect(await staff(world, 'kit 4')).toContain("il n'y a rien à annoncer");
    expect(await staff(world, 'kit 3', 'eve')).toContain("réservée à l'équipe");
  });
});
