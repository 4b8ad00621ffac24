import { describe, expect, it } from 'vitest';
import { describePlace } from './place-description.ts';
import { DEPARTEMENT_SAID } from './place-words.ts';
import { allPlaces, placeByCode } from './territories.ts';

const place = (code: string) => {
  const found = placeByCode(code);
  if (found === undefined) throw new Error(`no ${code}`);
  return found;
};

describe('describePlace', () => {
  it.each([
    ['fr', 'la France entière', 'the whole of France'],
    ['dep:74', 'le département de la Haute-Savoie (74)', 'the département of Haute-Savoie (74)'],
    ['dep:01', "le département de l'Ain (01)", 'the département of Ain (01)'],
    ['dep:69', 'le département du Rhône (69)', 'the département of Rhône (69)'],
    ['dep:40', 'le département des Landes (40)', 'the département of Landes (40)'],
    ['dep:35', "le département d'Ille-et-Vilaine (35)", 'the département of Ille-et-Vilaine (35)'],
    ['dep:71', 'le département de Saône-et-Loire (71)', 'the département of Saône-et-Loire (71)'],
    ['dep:75', 'le département de Paris (75)', 'the département of Paris (75)'],
    ['dep:2A', 'le département de la Corse-du-Sud (2A)', 'the département of Corse-du-Sud (2A)'],
    ['dep:974', 'le département de La Réunion (974)', 'the département of La Réunion (974)'],
    ['dep:978', 'la collectivité de Saint-Martin (978)', 'the territory of Saint-Martin (978)'],
    [
      'dep:984',
      'le territoire des Terres australes et antarctiques françaises (984)',
      'the territory of Terres australes et antarctiques françaises (984)',
    ],
    ['reg:53', 'la région Bretagne', 'the Bretagne region'],
    ['reg:04', 'la région Réunion', 'the Réunion region'],
    ['epci:200000172', 'CC Faucigny - Glières, en Haute-Savoie', 'CC Faucigny - Glières, in Haute-Savoie'],
    [
      'epci:200006682',
      "CA Beaune, Côte et Sud - Communauté Beaune-Chagny-Nolay, en Côte-d'Or et en Saône-et-Loire",
      "CA Beaune, Côte et Sud - Communauté Beaune-Chagny-Nolay, in Côte-d'Or and Saône-et-Loire",
    ],
    ['epci:200054781', 'Métropole du Grand Paris, en Île-de-France', 'Métropole du Grand Paris, in Île-de-France'],
    [
      'epci:249740077',
      'CA CIVIS (Communauté Intercommunale des Villes Solidaires), à La Réunion',
      'CA CIVIS (Communauté Intercommunale des Villes Solidaires), in La Réunion',
    ],
    ['epci:200093201', 'Métropole Européenne de Lille, dans le Nord', 'Métropole Européenne de Lille, in Nord'],
  ])('%s', (code, french, english) => {
    expect(describePlace(place(code), 'fr')).toBe(french);
    expect(describePlace(place(code), 'fr-simple')).toBe(french);
    expect(describePlace(place(code), 'en')).toBe(english);
  });

  it('has an article for every département and overseas collectivity', () => {
    for (const { place: each } of allPlaces().filter(({ place: one }) => one.kind === 'departement')) {
      expect(DEPARTEMENT_SAID.has(each.code.slice(4)), each.name).toBe(true);
    }
  });

  it('tells every two places apart', () => {
    for (const lang of ['fr', 'en']) {
      const said = allPlaces().map(({ place: each }) => describePlace(each, lang));
      expect(new Set(said).size).toBe(said.length);
    }
  });

  it('never joins « le » or « à » as French does not', () => {
    for (const { place: each } of allPlaces()) {
      expect(describePlace(each, 'fr')).not.toMatch(
        /\b(?:de le|de les|à le|dans le [AEIOUYÉÎ]|dans la [AEIOUYÉÎ]|en Les?) |^d'[^AEIOUYÉÈÎ]/,
      );
    }
  });
});
