/** The life of a consultation through the whole application: dates that change while people answer, announcements. */
import { describe, expect, test } from 'vitest';
import { CONSULTATION, message } from '#usecases/test-support/parts.ts';
import { advanceTo } from '#usecases/application.ts';
import { openWorld, TO_OPEN_QUESTION, type World } from './test-support/world.ts';

const SAM = { platform: 'terminal', workspace: 'local', userId: 'sam' };
const READY = {
  ...CONSULTATION,
  staffContact: 'equipe@anct.gouv.fr',
  notice: { ...CONSULTATION.notice, contact: 'dpo@anct.gouv.fr', full: { fr: 'Texte entier.' } },
};
const open = (options: Parameters<typeof openWorld>[0] = {}) =>
  openWorld({ firstStaff: [SAM], consultation: READY, ...options });
const staff = (world: World, text: string) => world.say(text, { user: 'sam' });

function inChannel(text: string, channel: string, platform = 'terminal', workspace = 'local') {
  const event = message(text, { user: 'sam', platform, workspace });
  return { ...event, direct: false, address: { ...event.address, channel } };
}

/** What was posted in channels. */
function posts(world: World): string[] {
  return Object.values(world.adapters)
    .flatMap(adapter => adapter.sent.map(({ message: one }) => one))
    .filter(({ visibility }) => visibility === 'public')
    .map(({ to, text }) => `${to.channel}: ${text}`);
}

describe('an axis', () => {
  test('closed while somebody answers keeps their draft, says so, and opens again where it was', async () => {
    const world = await open();
    await world.sayAll([...TO_OPEN_QUESTION, 'une réponse'], { user: 'u1' });
    await world.wait(10);
    expect((await staff(world, 'fermer 4')).join()).toMatch(/le thème 4 est fermé/);
    const late = (await world.say('douze', { user: 'u1' })).join();
    expect(late).toMatch(/Le thème 4 est fermé/);
    expect(late).toMatch(/brouillon est gardé/);
    expect((await staff(world, "prolonger 4 jusqu'au 30 avril 2027")).join()).toMatch(/ouvert jusqu'au 30.avril 2027/);
    expect((await world.say('reprendre', { user: 'u1' })).join()).toMatch(/[Rr]éponse/);
    await world.sayAll(['envoyer', '1'], { user: 'u1' });
    expect(await world.contributions()).toHaveLength(1);
  });

  test('opens at its hour, seen by another process', async () => {
    const world = await open();
    await staff(world, 'fermer tout');
    await staff(world, "prolonger 4 jusqu'au 30 avril 2027");
    await staff(world, 'ouvrir 4 le 20 mars 2027 à 8 h');
    const other = await world.restart();
    await other.say('bonjour', { user: 'u1' });
    expect((await other.say('contribuer 4', { user: 'u1' })).join()).toMatch(/ouvrira le 20.mars/);
    await advanceTo(other.application, other.clock, '2027-03-20T07:00:00.000Z');
    expect((await other.say('contribuer 4', { user: 'u1' })).join()).toMatch(/L'essentiel sur vos données/);
  });

  test('has its dates in one network only', async () => {
    const world = await open({ platforms: ['terminal', 'slack'] });
    await world.say('bonjour', { user: 'u1' });
    await world.stores.networks.create('ardeche', 'Ardèche', world.clock.now());
    await world.stores.networks.attach('slack', 'T1', 'ardeche', world.clock.now());
    await staff(world, 'fermer 4');
    expect((await world.say('contribuer 4', { user: 'u1' })).join()).toMatch(/Le thème 4 est fermé/);
    const there = await world.say('contribuer 4', { user: 'u2', platform: 'slack', workspace: 'T1' });
    expect(there.join()).toMatch(/L'essentiel/);
  });

  test.each([
    ['ouvrir', 'Écrivez « ouvrir »'],
    ['ouvrir 9', 'Écrivez « ouvrir »'],
    ['ouvrir 4 bientôt', "Je n'ai pas compris la date"],
    ['ouvrir 4 le 3 janvier 2020', "c'est déjà passé"],
    ['ouvrir 4 le 3 mai 2027', 'nouvelle fin avec « prolonger »'],
    ['fermer 4 hier', "c'est déjà passé"],
    ["prolonger 4 jusqu'au 1er mars 2027", 'va déjà jusqu'],
    ['prolonger 4', 'Écrivez « prolonger »'],
    ['annoncer 4', "Aucun salon n'est choisi"],
    ['annonces ici', 'dans le salon dont il'],
    ['annonces arrêter ici', 'dans le salon dont il'],
  ])('« %s » changes nothing and says what to do', async (text, expected) => {
    const world = await open();
    const said = (await staff(world, text)).join().replaceAll('\u00A0', ' ').replaceAll('\u202F', ' ');
    expect(said).toContain(expected);
    expect(await world.stores.staff.dates(READY.name)).toEqual([]);
  });

  test('tells its dates to the team; anybody else is told how to see the themes', async () => {
    const world = await open();
    const said = (await world.say('calendrier', { user: 'u1' })).join().replaceAll('\u00A0', ' ');
    expect(said).toMatch(/réservée à l'équipe[^]*Pour voir quels thèmes sont ouverts : « thèmes »/);
  });

  test('does not open while papers are missing', async () => {
    const world = await openWorld({ firstStaff: [SAM] });
    const said = (await staff(world, 'ouvrir tout')).join();
    expect(said).toContain('notice, contact');
    expect(said).toContain('staff_contact');
    expect(said).not.toContain('legal_basis');
  });
});

describe('announcements', () => {
  test('are made by hand, then at the hour, once, in the channels that were chosen', async () => {
    const world = await open();
    await world.take(inChannel('annonces ici', 'general'));
    await world.take(inChannel('annonces ici', 'equipe'));
    await world.take(inChannel('annonces ici', 'equipe'));
    expect((await staff(world, 'annonces')).join()).toContain('terminal:local:equipe');
    await world.take(inChannel('annonces arrêter ici', 'equipe'));
    await staff(world, 'annoncer 4');
    expect(posts(world)).toEqual([expect.stringMatching(/^general: Le thème 4.*ouvert jusqu'au 24.mars 2027/)]);
    await staff(world, 'fermer 4 le 12 mars 2027 à 18 h');
    await advanceTo(world.application, world.clock, '2027-03-12T17:00:00.000Z');
    expect(posts(world).slice(1)).toEqual([expect.stringMatching(/^general: Le thème 4.*est fermé/)]);
    const other = await world.restart();
    await other.wait(3600);
    expect(posts(other)).toEqual([]);
  });

  test('missed for too long are left unsaid', async () => {
    const world = await open();
    await world.take(inChannel('annonces ici', 'general'));
    await staff(world, 'fermer 4 le 12 mars 2027 à 18 h');
    // Down from before its hour to the day after.
    world.clock.moveTo('2027-03-13T17:00:00.000Z');
    await world.application.runUntilIdle();
    expect(posts(world)).toEqual([]);
  });
});
