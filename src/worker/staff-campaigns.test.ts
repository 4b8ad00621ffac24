/** Campaigns through the whole application: whom they reach, when, once, and what people do with them. */
import { describe, expect, test } from 'vitest';
import { advanceTo } from '#usecases/application.ts';
import { CONSULTATION, message } from '#usecases/test-support/parts.ts';
import { openWorld, TO_OPEN_QUESTION, type World } from './test-support/world.ts';

const SAM = { platform: 'terminal', workspace: 'local', userId: 'sam' };
// A Monday, 9 h in Paris.
const MONDAY = '2027-03-01T08:00:00.000Z';
const open = (now = MONDAY) => openWorld({ firstStaff: [SAM], now });
const staff = async (world: World, text: string) => plain((await world.say(text, { user: 'sam' })).join());

function plain(text: string): string {
  return text.replaceAll(/[\u00A0\u202F]/g, ' ');
}

/** What each person was told by reminders. */
function reminded(world: World): string[] {
  return Object.values(world.adapters)
    .flatMap(adapter => adapter.sent.map(one => one.message))
    .filter(({ choices }) => choices.some(({ label }) => label.startsWith('Ne plus recevoir')))
    .map(({ to }) => to.userId);
}

async function begin(world: World, user: string): Promise<void> {
  await world.sayAll([...TO_OPEN_QUESTION, 'une idée pour demain matin'], { user });
}

describe('a campaign', () => {
  test('shows whom it reaches, when and with which words; nothing goes before it is started', async () => {
    const world = await open();
    await begin(world, 'u1');
    const shown = await staff(world, 'relance brouillons 4 chaque mardi à 10 h');
    expect(shown).toContain('Relance R1 : une personne, prochaine le 2 mars 2027, 10 h 00, heure de Paris');
    expect(shown).toContain('« Aider le public à utiliser le numérique » vous attend');
    expect(shown).toContain("Le thème est ouvert jusqu'au 24 mars 2027 inclus");
    await advanceTo(world.application, world.clock, '2027-03-03T12:00:00.000Z');
    expect(reminded(world)).toEqual([]);
  });

  test('reaches those who began, once a round, until they are done; each choice holds', async () => {
    const world = await open();
    for (const user of ['u1', 'u2', 'u3', 'u4']) await begin(world, user);
    await world.sayAll(['envoyer', '1'], { user: 'u4' });
    await staff(world, 'relance brouillons 4 chaque mardi à 10 h, 5 fois au plus');
    expect(await staff(world, 'relance lancer R1')).toContain('3 personnes');
    await advanceTo(world.application, world.clock, '2027-03-02T12:00:00.000Z');
    expect(reminded(world).toSorted()).toEqual(['u1', 'u2', 'u3']);
    expect((await world.say('2', { user: 'u2' })).join()).toContain('pas avant 3');
    expect((await world.say('ne plus recevoir', { user: 'u3' })).join()).toContain('plus de rappels');
    expect((await world.say('1', { user: 'u1' })).join()).toMatch(/Bon retour/);
    await world.sayAll(['envoyer', '1'], { user: 'u1' });
    await advanceTo(world.application, world.clock, '2027-03-09T12:00:00.000Z');
    expect(reminded(world).toSorted()).toEqual(['u1', 'u2', 'u2', 'u3']);
    const results = await staff(world, 'relance R1');
    expect(results).toContain('Envoyées : 4. Ont repris dans les 48 heures : 1. Ont envoyé depuis : 1.');
  });

  test('never interrupts somebody who is writing: it waits for them', async () => {
    const world = await open();
    await begin(world, 'u1');
    await staff(world, 'relance brouillons 4 le 2 mars à 10 h');
    await staff(world, 'relance lancer 1');
    await advanceTo(world.application, world.clock, '2027-03-02T08:50:00.000Z');
    await world.say('suite', { user: 'u1' });
    await advanceTo(world.application, world.clock, '2027-03-02T09:30:00.000Z');
    expect(reminded(world)).toEqual([]);
    await advanceTo(world.application, world.clock, '2027-03-02T10:30:00.000Z');
    expect(reminded(world)).toEqual(['u1']);
  });

  test('of one date can be stopped while it is being sent', async () => {
    const world = await open();
    for (const user of ['u1', 'u2']) await begin(world, user);
    await staff(world, 'relance brouillons 4 le 2 mars à 10 h');
    await staff(world, 'relance lancer R1');
    await advanceTo(world.application, world.clock, '2027-03-02T08:50:00.000Z');
    await world.say('suite', { user: 'u1' });
    await advanceTo(world.application, world.clock, '2027-03-02T09:05:00.000Z');
    expect(reminded(world)).toEqual(['u2']);
    for (const word of ['lancer', 'pause'])
      expect(await staff(world, `relance ${word} R1`)).toContain(
        'est en train de partir : un message reste à envoyer. Pour arrêter : relance arrêter R1',
      );
    expect(await staff(world, 'relance arrêter R1')).toContain("plus rien n'en partira");
    await advanceTo(world.application, world.clock, '2027-03-02T15:00:00.000Z');
    expect(reminded(world)).toEqual(['u2']);
    expect(await staff(world, 'relance arrêter R1')).toContain('est finie');
  });

  test('put off or refused once, holds for every later campaign', async () => {
    const world = await open();
    for (const user of ['u1', 'u2']) await begin(world, user);
    for (const [number, day] of [
      [1, '2 mars'],
      [2, '3 mars'],
      [3, '8 mars'],
    ] as const) {
      await staff(world, `relance brouillons 4 le ${day} à 10 h`);
      await staff(world, `relance lancer R${number}`);
    }
    await advanceTo(world.application, world.clock, '2027-03-02T12:00:00.000Z');
    expect(reminded(world).toSorted()).toEqual(['u1', 'u2']);
    await world.say('plus tard', { user: 'u1' });
    await world.say('Ne plus recevoir de rappels', { user: 'u2' });
    await advanceTo(world.application, world.clock, '2027-03-03T12:00:00.000Z');
    expect(reminded(world)).toHaveLength(2);
    await advanceTo(world.application, world.clock, '2027-03-08T12:00:00.000Z');
    expect(reminded(world).toSorted()).toEqual(['u1', 'u1', 'u2']);
  });

  test('leaves nights, week-ends and holidays alone', async () => {
    const world = await open();
    await begin(world, 'u1');
    // Saturday at 22 h: Monday at 9 h.
    expect(await staff(world, 'relance brouillons 4 le 6 mars 2027 à 22 h')).toContain('8 mars 2027, 9 h 00');
    await staff(world, 'relance lancer R1');
    await advanceTo(world.application, world.clock, '2027-03-08T07:59:00.000Z');
    expect(reminded(world)).toEqual([]);
    await advanceTo(world.application, world.clock, '2027-03-08T08:01:00.000Z');
    expect(reminded(world)).toEqual(['u1']);
  });

  test('that was missed is sent while it is not too late, then left, and its owner is told', async () => {
    const world = await open();
    await begin(world, 'u1');
    await staff(world, 'relance brouillons 4 chaque mardi à 10 h, 9 fois au plus');
    await staff(world, 'relance lancer R1');
    // Down from 10 h to 13 h: within the bound.
    world.clock.moveTo('2027-03-02T12:00:00.000Z');
    await world.application.runUntilIdle();
    expect(reminded(world)).toEqual(['u1']);
    // Down for the whole of the next Tuesday.
    world.clock.moveTo('2027-03-10T12:00:00.000Z');
    await world.application.runUntilIdle();
    expect(reminded(world)).toEqual(['u1']);
    const told = world.adapters['terminal']?.sent.map(one => plain(one.message.text)).join();
    expect(told).toContain("La relance R1 du 9 mars 2027, 10 h 00, heure de Paris n'est pas partie");
  });

  test.each([
    ['left the team', (world: World) => staff(world, 'équipe retirer lou')],
    ['erased their data', (world: World) => world.sayAll(['effacer mes données', 'oui'], { user: 'lou' })],
  ])('goes on when its owner %s, and the rest of the team is told what was missed', async (_what, leave) => {
    const world = await open();
    await begin(world, 'u1');
    await staff(world, 'équipe ajouter lou équipe');
    await world.say('relance brouillons 4 chaque mardi à 10 h, 9 fois au plus', { user: 'lou' });
    await world.say('relance lancer R1', { user: 'lou' });
    await leave(world);
    await advanceTo(world.application, world.clock, '2027-03-02T12:00:00.000Z');
    expect(reminded(world)).toEqual(['u1']);
    expect(await staff(world, 'relances')).toContain('R1, brouillons du thème 4 : en cours');
    world.clock.moveTo('2027-03-10T12:00:00.000Z');
    await world.application.runUntilIdle();
    const told = (world.adapters['terminal']?.sent ?? [])
      .filter(({ message: { text } }) =>
        plain(text).includes("La relance R1 du 9 mars 2027, 10 h 00, heure de Paris n'est"),
      )
      .map(({ message: { to } }) => to.userId);
    expect(told).toEqual(['sam']);
  });

  test('stops, pauses, and follows live dates', async () => {
    const world = await open();
    await begin(world, 'u1');
    await staff(world, 'relance brouillons 4 3 jours avant la fin');
    await staff(world, 'relance lancer R1');
    expect(await staff(world, 'relances')).toContain('prochaine le 21 mars 2027');
    await staff(world, "prolonger 4 jusqu'au 30 avril 2027");
    await world.wait(120);
    expect(await staff(world, 'relances')).toContain('prochaine le 27 avril 2027');
    expect(await staff(world, 'relance pause R1')).toContain('suspendue');
    await advanceTo(world.application, world.clock, '2027-04-28T12:00:00.000Z');
    expect(reminded(world)).toEqual([]);
    expect(await staff(world, 'relance arrêter R1')).toContain('arrêtée');
    expect(await staff(world, 'relance lancer R1')).toContain('est finie');
  });

  test.each([
    ['relance', 'Écrivez « relance »'],
    ['relance tout le monde', 'Écrivez « relance »'],
    ['relance brouillons 4', 'Il manque le moment'],
    ['relance brouillons 4 le 3 janvier 2020 à 10 h', "c'est déjà passé"],
    ['relance brouillons 4 chaque mardi fuseau Europe/Pari', 'Je ne connais pas le fuseau « Europe/Pari »'],
    ['relance brouillons 4 cron 61 10 * * 2', "Je n'ai pas compris « 61 10 * * 2 »"],
    ['relance brouillons 4 cron * * * * *', "plus d'une fois par heure"],
    ['relance brouillons 4 cron 0 10 31 2 *', 'ne tombe jamais'],
    ['relance brouillons 4 chaque mardi de 20 h à 8 h', 'la première avant la seconde'],
    ['relance brouillons 4 chaque mardi à 25 h', "Je n'ai pas compris la date « chaque mardi à 25 h »"],
    ['relance brouillons 4 3 jours avant la fin à 26 h', "Je n'ai pas compris la date"],
    ['relance brouillons 4 chaque mardi, 0 fois au plus', 'de 1 à 12 fois au plus'],
    ['relance brouillons 4 chaque mardi, 50 fois au plus', 'de 1 à 12 fois au plus'],
    ['relance brouillons 9 chaque mardi à 10 h', "Il n'y a pas de thème 9 : les thèmes vont de 1 à 6"],
    ['relance brouillons thème 12 le 3 mars à 10 h', "Il n'y a pas de thème 12"],
    ['relance brouillons 9', "Il n'y a pas de thème 9"],
    ['relance brouillons 4 0 jours avant la fin', 'Le nombre de jours va de 1 à 365'],
    ['relance brouillons 4 100 jours avant la fin', 'ne partirait jamais'],
    ['relance ici chaque mardi', 'Écrivez cette commande dans le salon'],
    ['relance lancer R7', "Il n'y a pas de relance R7"],
    ['relance lancer', 'Dites laquelle'],
    ['relance R9', "Il n'y a pas de relance R9"],
    ['relance brouillons 4 chaque lundredi à 10 h', "Je n'ai pas compris la date « chaque lundredi à 10 h »"],
  ])('« %s » changes nothing and says what to do', async (text, expected) => {
    const world = await open();
    expect(await staff(world, text)).toContain(expected);
    expect(await staff(world, 'relances')).toContain("Il n'y a pas encore de relance");
  });

  test('may be of every theme, some days before its end', async () => {
    const world = await open();
    await begin(world, 'u1');
    expect(await staff(world, 'relance brouillons 3 jours avant la fin')).toContain('R1 : une personne, prochaine le');
    expect(await staff(world, 'relances')).toContain('brouillons du thème 1, 2, 3, 4, 5 et 6');
  });

  test('that finds nobody is not started, and says so', async () => {
    const world = await open();
    expect(await staff(world, 'relance brouillons 4 le 3 mars à 10 h')).toContain('Elle ne trouverait personne');
    expect(await staff(world, 'relance lancer R1')).toContain('ne trouve personne');
  });

  test('of a day on which its theme is closed says so, and is not started', async () => {
    const world = await open();
    await begin(world, 'u1');
    const said = await staff(world, 'relance brouillons 4 le 30 mars 2027 à 10 h');
    expect(said).toContain('À cette date, rien ne partirait : thème fermé (4)');
    expect(said).not.toContain('Le texte, tel');
    expect(await staff(world, 'relance lancer R1')).toContain('rien ne partirait');
    await staff(world, "prolonger 4 jusqu'au 30 avril 2027");
    expect(await staff(world, 'relance lancer R1')).toContain("C'est lancé : R1, une personne");
  });

  test('in a channel shows the very words that are then posted, in the language of the consultation', async () => {
    const world = await openWorld({
      firstStaff: [SAM],
      now: MONDAY,
      consultation: { ...CONSULTATION, defaultLanguage: 'en' },
    });
    const inChannel = (text: string) => {
      const event = message(text, { user: 'sam', at: world.clock.now() });
      return world.take({ ...event, direct: false, address: { ...event.address, channel: 'general' } });
    };
    await world.sayAll(['langue', 'français'], { user: 'sam' });
    const shown = plain((await inChannel('relance ici 4 le 2 mars à 10 h')).join('\n'));
    const posts = () =>
      (world.adapters['terminal']?.sent ?? []).flatMap(({ message: { text, lang, visibility } }) =>
        visibility === 'public' ? [{ text: plain(text), lang }] : [],
      );
    await staff(world, 'relance lancer R1');
    await advanceTo(world.application, world.clock, '2027-03-02T12:00:00.000Z');
    expect(posts()).toEqual([{ text: expect.stringContaining('Topic 4') as string, lang: 'en' }]);
    expect(shown).toContain('Le texte, tel');
    expect(shown).toContain(posts()[0]?.text.slice(0, 60));
  });

  test('whoever may not is told how to stop their own reminders', async () => {
    const world = await open();
    for (const text of ['relances', 'relance stop', 'relances lister', 'relance brouillons 4 demain'])
      expect(plain((await world.say(text, { user: 'u1' })).join())).toMatch(
        /réservée à l'équipe[^]*Pour ne plus recevoir de rappels, ou en recevoir : « rappels »/,
      );
  });

  test('reaches those who came to a workshop on the theme, agreed to reminders and have nothing of their own', async () => {
    const world = await open();
    const inChannel = (text: string, user: string) => {
      const event = message(text, { user, at: world.clock.now() });
      return world.take({ ...event, direct: false, address: { ...event.address, channel: 'general' } });
    };
    for (const user of ['u1', 'u2', 'u3']) await world.sayAll(['rappels', '1'], { user });
    await inChannel('atelier thème 4', 'sam');
    for (const user of ['u1', 'u3']) await inChannel('je participe', user);
    await begin(world, 'u3');
    expect(await staff(world, 'relance inscrits 4 le 3 mars à 10 h')).toContain('R1 : 2 personnes');
    expect(await staff(world, 'relance atelier 4 le 3 mars à 10 h')).toContain('R2 : une personne');
    expect(await staff(world, 'relances lister')).toContain("participants d'atelier sans contribution au thème 4");
    await staff(world, 'relance lancer R2');
    await advanceTo(world.application, world.clock, '2027-03-03T09:30:00.000Z');
    expect(reminded(world)).toEqual(['u1']);
  });

  test('is of one network', async () => {
    const world = await openWorld({ firstStaff: [SAM], now: MONDAY, platforms: ['terminal', 'slack'] });
    await begin(world, 'u1');
    await world.stores.networks.create('ardeche', 'Ardèche', world.clock.now());
    await world.stores.networks.attach('slack', 'T1', 'ardeche', world.clock.now());
    await world.sayAll([...TO_OPEN_QUESTION, 'une idée'], { user: 'u2', platform: 'slack', workspace: 'T1' });
    expect(await staff(world, 'relance brouillons 4 le 3 mars à 10 h')).toContain('une personne');
    const there = { platform: 'slack', workspace: 'T1', user: 'ana', role: 'staff' } as const;
    const member = { ...there, userId: 'ana', grantedAt: MONDAY, grantedBy: 'tdt' };
    await world.stores.staff.transaction(tx => tx.roles.give('ardeche', member));
    expect(plain((await world.say('relances', there)).join())).toContain("Il n'y a pas encore de relance");
  });
});
