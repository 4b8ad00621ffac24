import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChoiceOption, readChoices } from './choices.ts';

/** « name: label » lines. */
const options = (lines: string): ChoiceOption[] =>
  lines
    .trim()
    .split('\n')
    .map(line => ({ name: line.slice(0, line.indexOf(':')).trim(), label: line.slice(line.indexOf(':') + 1).trim() }));

const PROGRESS = options(`
  aucun: Aucun, à ma connaissance
  projet: En projet
  cours: En cours
  recent: Réalisé il y a deux ans ou moins
  ancien: Réalisé il y a plus de deux ans
  nsp: Je ne sais pas`);
const PUBLICS = options(`
  seniors: Seniors
  jeunes: Jeunes
  etudiants: Étudiants
  femmes: Femmes
  familles: Familles et enfants
  emploi: Personnes en recherche d'emploi
  handicap: Personnes en situation de handicap
  ecrit: Personnes en difficulté avec l'écrit
  francais: Personnes parlant peu le français
  loin: Habitants éloignés des lieux
  entreprises: Petites entreprises et associations
  agents: Agents et élus
  personne: Personne en particulier
  autre: Autre (précisez)
  nsp: Je ne sais pas`);
const SERVICES = options(`
  guichet: Un point d'entrée commun à plusieurs administrations
  etat_civil: État civil
  sante: Santé
  emploi: Emploi et formation
  ecole: École et périscolaire
  titres: Carte grise, permis, titres d'identité
  tous: Tous
  aucun: Aucun : l'accueil humain d'abord`);
const BUDGET = options(`
  petit: Moins de 5 000 €
  moyen: 5 000 à 50 000 €
  grand: 50 000 à 200 000 €
  plus: Plus de 200 000 €
  non_chiffre: Pas chiffré`);
const COUNTER = options(`
  guichet: Au guichet seulement
  telephone: Par téléphone seulement
  courrier: Par courrier
  deux: Au guichet et par téléphone
  ligne_aide: En ligne, avec une aide humaine possible
  ligne: En ligne seulement
  autre: Autre (précisez)`);
const YES = options('oui: Oui\n  autre_territoire: Un autre territoire\n  plusieurs: Plusieurs territoires');
const ACTORS = options(`
  conseiller: Conseiller, conseillère ou médiateur numérique
  agent: Agent de collectivité
  elu: Élu ou élue
  association: Association
  etat: Agent de l'État
  habitant: Habitant ou habitante
  autre: Autre`);

const one = (text: string, choices: readonly ChoiceOption[]) => readChoices(text, choices, false, 'fr');
const many = (text: string, choices: readonly ChoiceOption[]) => readChoices(text, choices, true, 'fr');

/** « names = text | text »: every text with the names it means. */
const told = (lines: string): string[][] =>
  lines
    .trim()
    .split('\n')
    .flatMap(line => {
      const [names = '', texts = ''] = line.split(' = ');
      return texts.split(' | ').map(text => [text, names.trim()]);
    });

describe('one choice', () => {
  it.each(
    told(`
    projet = 2 | b | B) | 2. | le 2 | la 2 | la deuxième | le 2e | 2eme | numéro 2 | n°2 | option 2 | réponse b | deux
    projet = 2️⃣ | the second | 2. En projet | 2 - en projet | en projt | projet
    cours = je choisis le 3 | 3, en cours | En cours | EN COURS. | en cour | cours | c'est en cours | en cours de réflexion
    aucun = aucun | 1
    ancien = realise il y a plus de deux ans | plus de deux ans
    nsp = la dernière | jsp | aucune idée`),
  )('%j is %s', (text = '', name = '') => {
    expect(one(text, PROGRESS)).toEqual({ ok: true, names: [name], rest: '' });
  });

  it.each<[string, readonly ChoiceOption[], string]>([
    ['ouais', YES, 'oui'],
    ["oui c'est ça", YES, 'oui'],
    ['ok', YES, 'oui'],
    ['autre territoire', YES, 'autre_territoire'],
    ['plusieurs', YES, 'plusieurs'],
    ['élu', ACTORS, 'elu'],
    ['médiateur', ACTORS, 'conseiller'],
    ['conseillere', ACTORS, 'conseiller'],
    ['asso', ACTORS, 'association'],
    ["agent de l'etat", ACTORS, 'etat'],
    ['5000 à 50000', BUDGET, 'moyen'],
    ['moins de 5000', BUDGET, 'petit'],
    ['entre 50 000 et 200 000', BUDGET, 'grand'],
    ['2', BUDGET, 'moyen'],
    ['guichet et téléphone', COUNTER, 'deux'],
    ['en ligne seulement', COUNTER, 'ligne'],
    ['par courier', COUNTER, 'courrier'],
  ])('%j', (text, choices, name) => expect(one(text, choices)).toEqual({ ok: true, names: [name], rest: '' }));

  it.each<[string, readonly ChoiceOption[], string[]]>([
    ['réalisé', PROGRESS, ['recent', 'ancien']],
    ['1 et 3', PROGRESS, ['aucun', 'cours']],
    ['1 ou 2', PROGRESS, ['aucun', 'projet']],
    ['2. En cours', PROGRESS, ['projet', 'cours']],
    ['en ligne', COUNTER, ['ligne_aide', 'ligne']],
    ['agent', ACTORS, ['agent', 'etat']],
  ])('%j is ambiguous', (text, choices, candidates) =>
    expect(one(text, choices)).toMatchObject({ ok: false, reason: 'ambiguous', candidates }),
  );

  it.each<[string, readonly ChoiceOption[], string[]]>([
    ['9', PROGRESS, ['9']],
    ['z', PROGRESS, ['z']],
    ['20000', BUDGET, ['20000']],
  ])('%j is past the last', (text, choices, unknown) =>
    expect(one(text, choices)).toMatchObject({ ok: false, reason: 'unknown', unknown }),
  );

  it.each([
    '',
    ' ',
    'bonjour',
    'pas en cours',
    '2 fois par an',
    'il y en a un en cours',
    'plus de 2 ans',
    'oui mais pas toujours',
    'je crois que le diagnostic est en cours depuis au moins deux ou trois ans chez nous',
  ])('%j is no choice', text => expect(one(text, PROGRESS)).toMatchObject({ ok: false, reason: 'none' }));
});

describe('several choices', () => {
  it.each(
    told(`
    seniors etudiants familles = 1, 3 et 5 | 1 3 5 | 1,3,5. | a c e | A, C, E
    seniors etudiants = 1/3 | 1+3 | 1.3 | 1 & 3 | 1️⃣ 3️⃣ | un et trois | a et c | le 1 et le 3 | seniors, étudiants | seniors, 3
    familles seniors = 5, 1
    seniors = 1, 1 | les seniors surtout
    seniors jeunes etudiants = 1 à 3 | 1 a 3 | 1-3 | a à c
    seniors jeunes familles = 1-2-5
    seniors jeunes etudiants familles = 1 à 3 et 5
    seniors jeunes = seniors et jeunes | seniors jeunes
    familles = familles et enfants | familles
    handicap = handicap
    etudiants = etudaints
    jeunes agents = jeunes et élus
    nsp = je ne sais pas
    seniors etudiants ecrit loin = seniors, étudiants et personnes en difficulté avec l'écrit, habitants éloignés des lieux`),
  )('%j is %s', (text = '', names = '') => {
    expect(many(text, PUBLICS)).toEqual({ ok: true, names: names.split(' '), rest: '' });
  });

  it.each(['Seniors\nJeunes', '- seniors\n- jeunes', '1\n2'])('%j, on several lines', text => {
    expect(many(text, PUBLICS)).toEqual({ ok: true, names: ['seniors', 'jeunes'], rest: '' });
  });

  it.each(
    told(`
    tous = tous | tout
    aucun = aucun
    sante titres = santé, carte grise, permis
    titres = Carte grise, permis, titres d'identité
    etat_civil ecole = état civil et école
    sante ecole = sante ecole`),
  )('%j is %s among services', (text = '', names = '') => {
    expect(many(text, SERVICES)).toEqual({ ok: true, names: names.split(' '), rest: '' });
  });

  it('« tous » only where a choice says so', () =>
    expect(many('tous', PUBLICS)).toMatchObject({ ok: false, reason: 'none' }));

  it('says what it did not understand, and what it did', () => {
    expect(many('seniors, martiens', PUBLICS)).toEqual({
      ok: false,
      reason: 'unknown',
      unknown: ['martiens'],
      candidates: ['seniors'],
    });
    expect(many('1 3 99', PUBLICS)).toEqual({
      ok: false,
      reason: 'unknown',
      unknown: ['99'],
      candidates: ['seniors', 'etudiants'],
    });
    expect(many('personnes', PUBLICS)).toMatchObject({
      ok: false,
      reason: 'ambiguous',
      candidates: ['emploi', 'handicap', 'ecrit', 'francais'],
    });
  });

  it('a sentence is an answer, not a choice', () => {
    const sentence = "il faudrait aider les gens seuls, les seniors, et ceux qui n'ont pas de voiture pour venir";
    expect(many(sentence, PUBLICS)).toMatchObject({ ok: false, reason: 'none' });
  });
});

describe('« autre »', () => {
  it.each<[string, string[], string]>([
    ['autre', ['autre'], ''],
    ['autre : le bus', ['autre'], 'le bus'],
    ['Autre: Le Bus', ['autre'], 'Le Bus'],
    ['autre, le bus', ['autre'], 'le bus'],
    ['autre le bus', ['autre'], 'le bus'],
    ['autre (le bus)', ['autre'], 'le bus'],
    ['Autre (précisez) : le bus', ['autre'], 'le bus'],
    ['14 : le bus', ['autre'], 'le bus'],
    ['n : le bus', ['autre'], 'le bus'],
    ['1, autre : le bus et la navette', ['seniors', 'autre'], 'le bus et la navette'],
    ['1, 14 : le bus', ['seniors', 'autre'], 'le bus'],
    ['seniors et autre : le bus, la navette', ['seniors', 'autre'], 'le bus, la navette'],
  ])('%j', (text, names, rest) => expect(many(text, PUBLICS)).toEqual({ ok: true, names, rest }));

  it('keeps a long text after a colon', () => {
    const rest = 'le bus qui passe dans les villages une fois par semaine, le mardi matin, quand il y a du monde';
    expect(one(`autre : ${rest}`, COUNTER)).toEqual({ ok: true, names: ['autre'], rest });
  });

  it('in one choice, a number and a stop are enough, another choice beside it is not', () => {
    expect(one('7. par pigeon', COUNTER)).toEqual({ ok: true, names: ['autre'], rest: 'par pigeon' });
    expect(one('1, autre : le bus', COUNTER)).toMatchObject({
      ok: false,
      reason: 'ambiguous',
      candidates: ['guichet', 'autre'],
    });
    expect(one('7 par pigeon', COUNTER).ok).toBe(false);
    expect(one('Un autre territoire', YES)).toEqual({ ok: true, names: ['autre_territoire'], rest: '' });
  });
});

describe('whatever the choices', () => {
  const label = fc.string({ unit: fc.constantFrom(..."abcdéÈ œ-'(),:1289".split('')), minLength: 1, maxLength: 20 });
  const list = fc
    .uniqueArray(label, { minLength: 1, maxLength: 20 })
    .map(labels => labels.map((text, index) => ({ name: `choice_${index}`, label: text })));

  it('every position finds its choice, unless the text is another label', () => {
    fc.assert(
      fc.property(list, fc.nat(), (choices, pick) => {
        const index = pick % choices.length;
        const text = String(index + 1);
        fc.pre(!choices.some(choice => choice.label.replace(/\([^)]*\)/g, '').replace(/[^\d\p{L}]/gu, '') === text));
        expect(one(text, choices)).toEqual({ ok: true, names: [`choice_${index}`], rest: '' });
      }),
    );
  });

  it('never throws, and only gives names that exist', () => {
    const piece = fc.constantFrom(
      '1',
      '2',
      '99',
      'a',
      'et',
      ',',
      '-',
      'à',
      'autre',
      ':',
      'le',
      'oui',
      'seniors',
      'personne',
      '\n',
      '(',
      '%',
    );
    const soup = fc.array(piece, { maxLength: 14 }).map(pieces => pieces.join(' '));
    fc.assert(
      fc.property(
        fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 120 })),
        fc.oneof(list, fc.constant(PUBLICS)),
        fc.boolean(),
        (text, choices, several) => {
          const reading = readChoices(text, choices, several, 'fr');
          const names = reading.ok ? reading.names : reading.candidates;
          for (const name of names) expect(choices.map(choice => choice.name)).toContain(name);
          expect(new Set(names).size).toBe(names.length);
          if (reading.ok) expect(names.length).toBeGreaterThan(0);
          if (reading.ok && !several) expect(names.length).toBe(1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
