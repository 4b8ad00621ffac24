import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CITIES } from './place-cities.ts';
import { FORMER_NAMES, NICKNAMES } from './place-words.ts';
import { findPlaces } from './place-list.ts';
import { findPlace } from './places.ts';
import { allPlaces, placeByCode } from './territories.ts';
import list from './territories.json' with { type: 'json' };

/** The codes found, best first; « = » before a place that is sure. */
const codes = (query: string): string => {
  const search = findPlace(query);
  if (search.kind === 'none') return '-';
  return search.kind === 'exact' ? `= ${search.place.code}` : search.places.map(place => place.code).join(' ');
};

describe('the list', () => {
  it('is whole, with its source, licence and date inside', () => {
    expect([list.regions.length, list.departements.length, list.epci.length]).toEqual([18, 109, 1255]);
    expect(allPlaces()).toHaveLength(1 + 18 + 109 + 1255);
    expect(list.source).toContain('INSEE');
    expect(list.licence).toContain('Licence Ouverte');
    expect(list.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('has sound rows', () => {
    const known = new Set(allPlaces().map(({ place }) => place.code));
    expect(known.size).toBe(allPlaces().length);
    for (const { place, type } of allPlaces()) {
      expect(place.name.trim()).not.toBe('');
      expect(place.departements.length).toBeGreaterThan(0);
      for (const code of place.departements) expect(known).toContain(`dep:${code}`);
      if (place.region !== null) expect(known).toContain(`reg:${place.region}`);
      if (place.kind === 'epci') expect(['CC', 'CA', 'CU', 'METRO', 'MET69']).toContain(type);
      if (place.kind === 'epci') expect(place.population).toBeGreaterThan(0);
    }
  });

  it('knows every code that the tables of everyday names give', () => {
    const told = [...NICKNAMES.map(([, code]) => code), ...[...FORMER_NAMES, ...CITIES].flatMap(([, all]) => all)];
    for (const code of told) expect(placeByCode(code), code).toBeDefined();
  });

  it('an EPCI that straddles two régions belongs to none', () => {
    expect(placeByCode('epci:200000172')).toMatchObject({
      departements: ['74'],
      region: '84',
      zone: 'metro',
      population: 28_363,
    });
    expect(placeByCode('epci:200054807')).toMatchObject({ departements: ['13', '84', '83'], region: '93' });
    const straddling = allPlaces().filter(({ place }) => place.kind === 'epci' && place.region === null);
    expect(straddling.length).toBeGreaterThan(5);
    expect(placeByCode('dep:00')).toBeUndefined();
  });
});

describe('every place', () => {
  it('is found by its code, exactly', () => {
    for (const { place } of allPlaces()) {
      expect(codes(place.code)).toBe(`= ${place.code}`);
      if (place.kind === 'departement' || place.kind === 'epci')
        expect(codes(place.code.replace(/^\w+:/, ''))).toBe(`= ${place.code}`);
      if (place.kind === 'region') expect(codes(`région ${place.code.slice(4)}`)).toBe(`= ${place.code}`);
    }
  });

  it.each<[string, (name: string) => string]>([
    ['as written', name => name],
    ['in small letters without accents', name => name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')],
    ['without hyphens and apostrophes', name => name.replace(/[-'"]/g, ' ')],
    ['in capitals', name => name.toUpperCase()],
    ['with typographic apostrophes', name => name.replaceAll("'", '’')],
    ['without its type', name => name.replace(/^(?:CC|CA|CU|Métropole) (?:de la |de l'|du |des |de |d')?/, '')],
  ])('is found by its name %s, exactly or among the candidates', (_, write) => {
    let exact = 0;
    for (const { place } of allPlaces()) {
      const search = findPlace(write(place.name));
      const found = search.kind === 'exact' ? [search.place] : search.kind === 'candidates' ? search.places : [];
      expect(
        found.map(one => one.code),
        write(place.name),
      ).toContain(place.code);
      if (search.kind === 'exact') exact += 1;
    }
    expect(exact / allPlaces().length).toBeGreaterThan(0.95);
  });

  it('is found with one typing error in its longest word, first or among the candidates', () => {
    const slips: ReadonlyArray<(word: string, at: number) => string> = [
      (word, at) => word.slice(0, at) + word.slice(at + 1),
      (word, at) => word.slice(0, at) + word.charAt(at) + word.slice(at),
      (word, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
      (word, at) => `${word.slice(0, at)}k${word.slice(at + 1)}`,
    ];
    let found = 0;
    for (const [index, { place }] of allPlaces().entries()) {
      const longest = place.name
        .split(/[\s'’-]+/)
        .reduce((best, word) => (word.length > best.length ? word : best), '');
      const slip = slips[index % slips.length] ?? (word => word);
      const query = place.name.replace(longest, slip(longest, 1 + (index % Math.max(1, longest.length - 3))));
      const search = findPlace(query);
      const list5 = search.kind === 'exact' ? [search.place] : search.kind === 'candidates' ? search.places : [];
      if (list5.includes(place)) found += 1;
    }
    expect(found / allPlaces().length).toBeGreaterThan(0.97);
  });
});

describe('rules', () => {
  it.each([
    ['11', '= dep:11'],
    ['1', '= dep:01'],
    ['2a', '= dep:2A'],
    ['2 B', '= dep:2B'],
    ['971', '= dep:971'],
    ['20', 'dep:2A dep:2B reg:94'],
    ['99', '-'],
    ['région 11', '= reg:11'],
    ['département 84', '= dep:84'],
    ['dans le 74', '= dep:74'],
    ['200 000 172', '= epci:200000172'],
    ['74130', 'dep:74'],
    ['20137', 'dep:2A'],
    ['97400', 'dep:974'],
    ['La Réunion', 'dep:974 reg:04'],
    ['région Réunion', '= reg:04'],
    ['département de Mayotte', '= dep:976'],
    ['Guadeloupe', 'dep:971 reg:01'],
    ['Saint-Martin', '= dep:978'],
    ['cc des quatre rivières', 'epci:247400666 epci:247000623'],
    ['quatre rivieres 74', '= epci:247400666'],
    ['deux vallées', 'epci:246000772 epci:249100157'],
    ['Paris', 'dep:75 epci:200054781'],
    ['métropole de Paris', '= epci:200054781'],
    ['Lyon', '= epci:200046977'],
    ['Haute-Savoie (74)', '= dep:74'],
    ['74 - Haute-Savoie', '= dep:74'],
    ['haute savoie 73', 'dep:74 dep:73'],
    ['Val-d’Oise', 'dep:95 epci:200040426'],
    ['Alsace', 'reg:44 dep:67 dep:68'],
    ['CC du Sud', '= epci:200060473'],
  ])('%j is %s', (query, expected) => expect(codes(query)).toBe(expected));

  it.each([
    'France entière',
    'toute la France',
    'la France',
    'partout',
    'partout en France',
    'national',
    'au niveau national',
    "à l'échelle nationale",
    'tout le territoire national',
    'the whole country',
    'nationwide',
    'FR',
  ])('%j is the whole country', query => expect(codes(query)).toBe('= fr'));

  it.each([
    '',
    '🙂',
    'bonjour',
    'oui',
    'non',
    'aide',
    'retour',
    'passer',
    'je ne sais pas',
    'plusieurs',
    'métropole',
    'communauté de communes',
    'département',
    'chez ma grand-mère avec le chat et le chien tous les jours de la semaine sauf le dimanche',
  ])('%j is no place', query => expect(codes(query)).toBe('-'));

  it('never throws and never offers more than five, each once', () => {
    const word = fc.constantFrom(
      'saint',
      'val',
      'pays',
      'de',
      'la',
      'loire',
      'grand',
      'cc',
      'région',
      '74',
      '2a',
      'et',
      '(',
      "l'",
      'communauté',
      'x',
      'france',
    );
    const soup = fc.array(word, { maxLength: 8 }).map(pieces => pieces.join(' '));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 120 })), query => {
        const search = findPlace(query);
        if (search.kind === 'candidates') {
          expect(search.places.length).toBeGreaterThan(0);
          expect(search.places.length).toBeLessThanOrEqual(5);
          expect(new Set(search.places).size).toBe(search.places.length);
        }
        const { found } = findPlaces(query);
        expect(new Set(found).size).toBe(found.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('findPlaces', () => {
  it.each<[string, string, string[]]>([
    ['73, 74 et 01', 'dep:73 dep:74 dep:01', []],
    ['73 74 01', 'dep:73 dep:74 dep:01', []],
    ['73/74', 'dep:73 dep:74', []],
    ['73-74', 'dep:73 dep:74', []],
    ['Savoie et Haute-Savoie', 'dep:73 dep:74', []],
    ['Savoie\nHaute-Savoie', 'dep:73 dep:74', []],
    ['Savoie, savoie', 'dep:73', []],
    ['Lot et Garonne', 'dep:47', []],
    ['Lot-et-Garonne et Tarn', 'dep:47 dep:81', []],
    ['Saône et Loire et Ain', 'dep:71 dep:01', []],
    ['Bretagne et Pays de la Loire', 'reg:53 reg:52', []],
    ['la réunion et mayotte', 'dep:974 dep:976', []],
    ['ain, isere, rhone', 'dep:01 dep:38 dep:69', []],
    ['gironde et dordogen', 'dep:33 dep:24', []],
    ['faucigny glieres et grand chambéry', 'epci:200000172 epci:200069110', []],
    ['toute la France', 'fr', []],
    ['Savoie, martiens', 'dep:73', ['martiens']],
    ['Savoie et quatre rivières', 'dep:73', ['quatre rivières']],
    ['', '', []],
    ['bonjour', '', ['bonjour']],
  ])('%j', (text, expected, unknown) => {
    const { found, unknown: missed } = findPlaces(text);
    expect(found.map(place => place.code).join(' ')).toBe(expected);
    expect(missed).toEqual(unknown);
  });

  it('keeps every département of a long list', () => {
    const all = allPlaces().filter(({ place }) => place.kind === 'departement');
    const text = all.map(({ place }) => place.code.slice(4)).join(', ');
    expect(findPlaces(text)).toEqual({ found: all.map(({ place }) => place), unknown: [] });
  });
});
