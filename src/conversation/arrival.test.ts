import { describe, expect, test } from 'vitest';
import { Person, phraseOf } from '#test/support/conversation.ts';
import { revisionsOf, trial } from '#test/support/consultation.ts';
import { MAX_DRAFTS } from './limits.ts';

describe('before the first answer', () => {
  test('welcome, notice, presentation, theme, question 1, then the profile', () => {
    const ana = new Person().say('bonjour');
    expect([ana.stage, ana.keys]).toEqual(['welcome', ['welcome.hello']]);
    ana.say('1');
    expect([ana.stage, ana.keys]).toEqual(['notice', ['notice.short']]);
    expect(ana.of('recordChoice')).toMatchObject([{ choice: 'notice_shown' }]);
    ana.say('1');
    expect(ana.stage).toBe('presentation');
    expect(ana.of('recordChoice')).toMatchObject([{ choice: 'notice_read' }]);
    ana.say('1');
    expect(ana.stage).toBe('themes');
    expect(ana.of('recordChoice')).toEqual([{ type: 'recordChoice', choice: 'presentation', value: 'unnamed' }]);
    ana.say('le 1');
    expect([ana.stage, ana.last.progress]).toEqual(['question:publics', { n: 1, of: 6 }]);
    ana.say('seniors');
    expect([ana.stage, ana.keys]).toEqual(['actor', ['answer.noted', 'profile.intro', 'profile.actor']]);
    ana.say('2');
    expect(ana.stage).toBe('territory');
    ana.say('haute savoie');
    expect([ana.stage, ana.session.profile.places]).toEqual(['question:changement', ['dep:74']]);
  });

  test('« contribuer 1 » skips the list of themes; nothing else stands before question 1', () => {
    const ana = new Person().say('contribuer 1');
    expect(ana.keys).toEqual(['welcome.brief', 'notice.short']);
    ana.say('ok', 'sans mon nom');
    expect(ana.stage).toBe('question:publics');
  });

  test('« en savoir plus » tells the themes and the way to begin', () => {
    const ana = new Person().say('bonjour', '2');
    expect(ana.keys).toEqual(['welcome.about']);
    expect(ana.say('1').stage).toBe('notice');
  });

  test.each(['commencer', 'oui', 'Start', 'le 1', 'a', "c'est parti"])('« %s » begins', text => {
    expect(new Person().say('coucou', text).stage).toBe('notice');
  });

  test('the whole notice is recorded as shown, and the question comes again', () => {
    const ana = new Person().say('contribuer 1', 'texte complet');
    expect(ana.keys).toEqual(['notice.fullText', 'notice.again']);
    expect(ana.of('recordChoice')[0]?.value).toMatch(/ full$/);
    expect(ana.say('1').stage).toBe('presentation');
  });

  test('stopping there keeps nothing, and « bonjour » begins again', () => {
    const ana = new Person().say('contribuer 1', '3');
    expect([ana.stage, ana.keys, ana.session.choices.noticeRead]).toEqual(['stopped', ['notice.stopped'], null]);
    expect(ana.say('bonjour').stage).toBe('welcome');
  });

  test('a language changed at the notice shows it in that language, and nothing is forgotten', () => {
    const ana = new Person().say('contribuer 1', 'langue');
    expect(ana.stage).toBe('language');
    ana.say('2');
    expect([ana.stage, ana.keys, ana.last.lang]).toEqual(['notice', ['language.done', 'notice.short'], 'en']);
    expect(ana.say('1', '1').stage).toBe('question:publics');
  });

  test('what is asked aside comes back to the welcome too', () => {
    const ana = new Person().say('bonjour', 'mes contributions');
    expect([ana.stage, ana.keys]).toEqual(['welcome', ['contributions.none', 'welcome.hello']]);
  });

  test('any first words get the welcome; none are kept', () => {
    const ana = new Person().say("il n'y a plus de bureau de poste ici");
    expect([ana.stage, Object.keys(ana.session.drafts)]).toEqual(['welcome', []]);
  });

  test('a changed notice is asked again before going on, and before sending', () => {
    const ana = new Person().settle();
    const consultation = trial(['consultation.yaml', 'minimum_age: 15', 'minimum_age: 16']);
    ana.context = { consultation, revisions: ana.context.revisions };
    ana.say('envoyer', '1');
    expect(ana.stage).toBe('notice');
    expect(ana.say('1').keys).toContain('draft.recap');
    expect(ana.say('envoyer', '1').of('submit')).toHaveLength(1);
    const leo = new Person(undefined, 'p2').settle();
    leo.wait(9_000).context = { consultation, revisions: leo.context.revisions };
    expect(leo.say('reprendre').stage).toBe('notice');
  });
});

describe('how to be presented', () => {
  test('an organisation is asked for with « mon organisation », and may be passed', () => {
    const ana = new Person().say('contribuer 1', '1', '2');
    expect(ana.stage).toBe('organisation');
    ana.say('Médiathèque  du   Val');
    expect([ana.stage, ana.session.profile.organisation]).toEqual(['question:publics', 'Médiathèque du Val']);
    const leo = new Person().say('contribuer 1', '1', '3', 'passer');
    expect([leo.stage, leo.session.choices.presentation]).toEqual(['question:publics', 'name']);
    expect(leo.keys[0]).toBe('presentation.notedName');
    // With no organisation to show there is nothing to show.
    const eve = new Person().say('contribuer 1', '1', '2', 'passer');
    expect([eve.keys[0], eve.session.choices.presentation]).toEqual(['presentation.notedUnnamed', 'unnamed']);
  });

  test.each(['Retour', 'Suite 22', 'Suivi', 'Aide et Soins', 'Les Petits Frères'])(
    'an organisation may be called « %s »',
    name => {
      const ana = new Person().say('contribuer 1', '1', '2', name);
      if (ana.stage === 'confirm') ana.say('1');
      expect(ana.session.profile.organisation ?? ana.stage).toBe(name === 'Retour' ? 'presentation' : name);
    },
  );

  test('one passes: without the name', () => {
    expect(new Person().say('contribuer 1', '1', 'passer').session.choices.presentation).toBe('unnamed');
    expect(new Person().say('contribuer 1', '1', 'je ne sais pas').session.choices.presentation).toBe('unnamed');
  });

  test('changed in the middle of a question, which then comes back as it was', () => {
    const ana = new Person().begin().say('ma présentation', '3', 'Ville de Nantes');
    expect([ana.stage, ana.keys]).toEqual(['question:publics', ['organisation.noted', 'question.again']]);
    ana.say('ma présentation', '2');
    expect(phraseOf(ana, 'organisation.askAgain')).toEqual({ name: 'Ville de Nantes' });
    ana.say('garder');
    expect([ana.stage, ana.session.profile.organisation]).toEqual(['question:publics', 'Ville de Nantes']);
  });
});

describe('the themes', () => {
  const atThemes = () => new Person().say('bonjour', '1', '1', '1');

  test.each([
    ['1', 'question:publics'],
    ['le 2', 'question:aides'],
    ['thème 2', 'question:aides'],
    ['faire participer', 'question:aides'],
    ['participer', 'question:aides'],
    ['les lieux', 'question:publics'],
    ['contribuer 2', 'question:aides'],
    ['9', 'themes'],
    ['bof', 'themes'],
    ['je ne sais pas', 'themes'],
  ])('« %s »', (text, stage) => {
    expect(atThemes().say(text).stage).toBe(stage);
  });

  test('each is listed with its state', () => {
    const ana = new Person().settle().say('thèmes');
    const keys = ana.last.choices.map(({ label }) => (typeof label === 'string' ? label : label.key));
    expect(keys).toEqual(['themes.draft', 'themes.fresh', 'themes.closed']);
    ana.say('1', 'envoyer', '1', '2', 'thèmes');
    expect(ana.last.choices.map(({ label }) => (typeof label === 'string' ? label : label.key))).toContain(
      'themes.submitted',
    );
  });

  test('an unknown one is said so, with the last number', () => {
    const ana = new Person().begin().say('contribuer 9');
    expect([ana.stage, phraseOf(ana, 'themes.unknown')]).toEqual(['themes', { last: 3 }]);
  });

  test('several drafts live side by side, and picking one comes back to it with a recap', () => {
    const ana = new Person().settle(1).say('contribuer 2', 'il manque du temps').wait(5);
    expect(Object.values(ana.session.drafts).map(({ axis, status }) => [axis, status])).toEqual([
      [1, 'draft'],
      [2, 'draft'],
    ]);
    ana.say('contribuer 1');
    expect([ana.stage, ana.keys.slice(0, 2)]).toEqual(['question:changement', ['draft.recap', 'draft.last']]);
    ana.say('mes contributions');
    expect(ana.last.choices).toHaveLength(2);
  });
});

test('drafts are bounded, withdrawn contributions make room, and it is said', () => {
  const ana = new Person().settle();
  const { draft } = ana;
  const copies = (status: 'draft' | 'withdrawn') =>
    Object.fromEntries(
      Array.from({ length: MAX_DRAFTS - 1 }, (_, i) => [
        `x.${i}`,
        { ...draft, id: `x.${i}`, kind: 'collected', status },
      ]),
    ) as typeof ana.session.drafts;
  const { drafts } = ana.session;
  ana.session = { ...ana.session, drafts: { ...drafts, ...copies('draft') } };
  ana.say('contribuer 2');
  expect([ana.stage, ana.keys[0]]).toEqual(['contributions', 'draft.tooMany']);
  ana.session = { ...ana.session, drafts: { ...drafts, ...copies('withdrawn') } };
  ana.say('contribuer 2');
  expect([ana.stage, Object.keys(ana.session.drafts).length]).toEqual(['question:aides', MAX_DRAFTS]);
});

describe('where others read', () => {
  const channel = { platform: 'slack', workspace: 'w', channel: 'c1', thread: 't1', userId: 'p1' };

  test('only commands count, answered in the direct conversation', () => {
    const ana = new Person();
    ana.message('contribuer 1', { direct: false, address: channel });
    expect(ana.last.to).toEqual({ ...channel, channel: null, thread: null });
    expect(ana.stage).toBe('notice');
  });

  test.each(['bonjour', 'il faudrait un bus', 'suite', '1'])('« %s » by somebody unknown keeps nothing', text => {
    const ana = new Person();
    const before = ana.session;
    ana.message(text, { direct: false, address: channel });
    expect([ana.session, ana.effects]).toEqual([before, []]);
  });

  test('an answer said there is not taken', () => {
    const ana = new Person().settle();
    ana.message('il faudrait un bus', { direct: false, address: channel });
    expect(ana.draft.answers['changement']).toBeUndefined();
  });
});

test('events from somebody unknown keep nothing', () => {
  const ana = new Person();
  const { session } = ana;
  ana.edit('m1', 'non').remove('m1').typing();
  ana.inbound({ kind: 'reaction', ref: 'm1', emoji: '👍', added: true }).inbound({ kind: 'join' });
  ana.step({ kind: 'wake' });
  expect(ana.session).toEqual(session);
  expect(ana.said).toEqual([]);
});

test('every theme closed is said at once', () => {
  const consultation = trial(['consultation.yaml', '2027-03-25T00', '2027-01-25T00']);
  const ana = new Person({ consultation, revisions: revisionsOf(consultation) }).say('bonjour', '1');
  expect([ana.stage, ana.keys]).toEqual(['idle', ['closed.all']]);
});

describe('the profile, on the side', () => {
  test('« mon profil » changes it, and comes back', () => {
    const ana = new Person().settle().say('mon profil');
    expect([ana.stage, ana.keys]).toEqual(['actor', ['profile.current', 'profile.actor']]);
    ana.say('1', '73');
    expect([ana.stage, ana.session.profile]).toMatchObject([
      'question:changement',
      { actor: { name: 'conseiller' }, places: ['dep:73'] },
    ]);
  });

  test('« passer » changes nothing there', () => {
    const ana = new Person().settle();
    const { profile } = ana.session;
    ana.say('mon profil', 'passer', 'passer');
    expect([ana.stage, ana.session.profile]).toEqual(['question:changement', profile]);
  });

  test('« autre » asks which, and takes it as written', () => {
    const ana = new Person().begin().say('1', '3');
    expect(ana.stage).toBe('actorOther');
    ana.say('retraitée');
    expect(ana.session.profile.actor).toEqual({ name: 'autre', other: 'retraitée' });
    expect(new Person().begin().say('1', 'autre : facteur').session.profile.actor).toEqual({
      name: 'autre',
      other: 'facteur',
    });
  });

  test.each(['passer', 'je ne sais pas'])('« %s » is permitted twice, and it is not asked again', text => {
    const ana = new Person().begin().say('1', text, text);
    expect([ana.stage, ana.session.profile]).toMatchObject(['question:changement', { actor: null, places: null }]);
    ana.say('contribuer 2', 'rien').wait(5);
    expect(ana.stage).toBe('question:territoire');
  });

  test('a territory that could be several is asked about; « aucun » asks anew; a name is heard at once', () => {
    const ana = new Person().begin().say('1', '2', 'savoie');
    if (ana.stage === 'territory') {
      expect(ana.last.choices.length).toBeGreaterThan(1);
      ana.say('aucun de ceux-là');
      expect([ana.stage, ana.last.choices]).toEqual(['territory', []]);
      ana.say('Haute-Savoie');
    }
    expect(ana.session.profile.places).toEqual([ana.session.profile.places?.[0]]);
    expect(ana.stage).toBe('question:changement');
  });

  test('one candidate is confirmed with yes or no', () => {
    const ana = new Person().begin().say('1', '2', 'faucigny gliere');
    expect([ana.stage, ana.choices.length]).toEqual(['territory', 2]);
    expect(ana.say('oui').stage).toBe('question:changement');
  });
});

describe('the profile in the way', () => {
  test.each(['envoyer', 'revoir', 'modifier 1'])('« %s » passes it, and it is not asked again', text => {
    const ana = new Person().begin().say('1', text);
    expect(ana.session.profile).toMatchObject({ actor: null, places: null });
    expect(ana.say('modifier 2', 'il faut du temps pour chacun').wait(5).stage).toBe('question:nombre');
  });

  test('words that fit two kinds say which', () => {
    const consultation = trial(
      ['consultation.yaml', 'Conseiller ou conseillère', 'Agent municipal'],
      ['consultation.yaml', 'Habitant ou habitante', 'Agent de l’État'],
    );
    const leo = new Person({ consultation, revisions: revisionsOf(consultation) }).begin().say('1', 'agent');
    expect([leo.stage, leo.keys[0]]).toEqual(['actor', 'answer.choiceAmbiguous']);
  });

  test('a number is no organisation', () => {
    expect(new Person().say('contribuer 1', '1', '2', '3').stage).toBe('organisation');
  });
});
