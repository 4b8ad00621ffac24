import { describe, expect, test } from 'vitest';
import { Person, phraseOf } from '#test/support/conversation.ts';
import { MAX_CO_AUTHORS } from './limits.ts';

const LONG = 'il faut une permanence de plus par semaine';

/** Axis 1 sent, with two answers; the person is at rest and chose about news. */
function sent(): Person {
  const ana = new Person().settle().say(LONG).wait(5).say('envoyer', '1', 'non');
  // What storage gives in the same transaction.
  const { drafts } = ana.session;
  const numbered = Object.values(drafts).map(draft => [draft.id, { ...draft, reference: 'A1-0001' }] as const);
  ana.session = { ...ana.session, drafts: Object.fromEntries(numbered) };
  return ana;
}

describe('sending', () => {
  test('the review says all, the licence is agreed to when sending, the receipt promises a reference', () => {
    const ana = new Person().settle().say(LONG).wait(5).say('envoyer');
    expect([ana.stage, ana.of('submit')]).toEqual(['review', []]);
    ana.say('1');
    expect(ana.effects.slice(0, 2)).toEqual([
      { type: 'recordChoice', choice: 'licence', value: 'https://example.org/licence' },
      { type: 'submit', draftId: 'p1.1' },
    ]);
    expect(phraseOf(ana, 'submit.receipt')).toEqual({ reference: '\u0000reference:p1.1' });
    expect([ana.stage, ana.draft]).toMatchObject([
      'news',
      { status: 'submitted', version: 1, dirty: false, reference: null },
    ]);
    ana.say('oui');
    expect([ana.stage, ana.session.choices.news, ana.of('recordChoice')]).toMatchObject([
      'idle',
      true,
      [{ choice: 'news', value: 'yes' }],
    ]);
  });

  test.each(['envoyer', 'oui', 'valider', 'send', 'a'])('« %s » at the review sends', text => {
    expect(new Person().settle().say('revoir', text).of('submit')).toHaveLength(1);
  });

  test.each(['4', 'plus tard', 'garder en brouillon', 'non'])('« %s » keeps it as a draft', text => {
    const ana = new Person().settle().say('revoir', text);
    expect([ana.keys, ana.session.current, ana.draft.status]).toEqual([['review.kept', 'idle.ways'], null, 'draft']);
    expect(ana.say('reprendre').stage).toBe('question:changement');
  });

  test('news are asked about once', () => {
    const ana = sent().say('contribuer 2', LONG).wait(5).say('envoyer', '1');
    expect([ana.stage, ana.keys.at(-1)]).toEqual(['idle', 'idle.ways']);
  });

  test('twice clicked, it is sent once', () => {
    const ana = new Person().settle().say('revoir').click('send');
    expect(ana.of('submit')).toHaveLength(1);
    const { prompt } = ana.said.at(-2) ?? ana.last;
    ana.inbound({ kind: 'choice', values: [`${prompt}.send`] });
    expect([ana.of('submit'), ana.keys[0]]).toEqual([[], 'click.stale']);
  });
});

describe('after sending', () => {
  test('« mes contributions » lists, shows, and leaves', () => {
    const ana = sent().say('mes contributions');
    expect([ana.stage, ana.choices]).toEqual(['contributions', ['p1.1']]);
    ana.say('A1-0001');
    expect([ana.stage, ana.keys]).toEqual(['contribution', ['contribution.head']]);
    expect(ana.say('3').keys).toEqual(['contribution.left', 'idle.ways']);
    expect(ana.say('contribuer 1').stage).toBe('contribution');
  });

  test('correcting makes version 2 of the same contribution', () => {
    const ana = sent().say('mes contributions', '1', '1');
    expect([ana.stage, ana.keys.at(-1)]).toEqual(['reviewPick', 'review.which']);
    ana.say('2', 'autre chose de mieux à dire').wait(5).say('envoyer', '1');
    expect([phraseOf(ana, 'submit.receiptVersion'), ana.of('submit')]).toEqual([
      { reference: 'A1-0001', version: 2 },
      [{ type: 'submit', draftId: 'p1.1' }],
    ]);
    expect(Object.keys(ana.session.drafts)).toEqual(['p1.1']);
  });

  test('a correction begun and left stays, and is found again to be sent', () => {
    const ana = sent().say('mes contributions', '1', '1', '1', '3').say('annuler');
    expect([ana.keys, ana.draft]).toMatchObject([
      ['cancel.correction', 'idle.ways'],
      { status: 'submitted', version: 1, dirty: true },
    ]);
    ana.say('mes contributions', '1', '1');
    expect(ana.stage).toBe('review');
    expect(ana.say('1').draft).toMatchObject({ version: 2, dirty: false });
  });

  test('nothing changed, nothing is sent again', () => {
    const ana = sent().say('mes contributions', '1', '1', 'envoyer', '1');
    expect([ana.keys, ana.of('submit'), ana.draft.version]).toEqual([['confirm.nothing', 'idle.ways'], [], 1]);
  });

  test('another presentation is a change to send', () => {
    const ana = sent().say('mes contributions', '1', '1', 'revoir', '3', '2', 'Ville de Nantes');
    expect([ana.stage, ana.draft.dirty]).toEqual(['review', true]);
    expect(ana.say('1').draft.version).toBe(2);
  });

  test('withdrawing asks first', () => {
    const ana = sent().say('mes contributions', '1', '2');
    expect([ana.stage, ana.keys]).toEqual(['confirm', ['withdraw.ask']]);
    expect(ana.say('non').stage).toBe('contribution');
    ana.say('2', 'oui');
    expect([ana.draft.status, ana.of('withdraw'), ana.keys]).toEqual([
      'withdrawn',
      [{ type: 'withdraw', draftId: 'p1.1' }],
      ['withdraw.done', 'idle.ways'],
    ]);
    expect(ana.say('mes contributions').keys).toEqual(['contributions.none', 'idle.ways']);
    expect(ana.say('contribuer 1').stage).toBe('question:publics');
    expect(ana.draft.id).toBe('p1.2');
  });

  test('withdrawing with another draft in hand comes back to it', () => {
    const ana = sent().say('contribuer 2', LONG).wait(5).say('mes contributions');
    ana.click('p1.1').say('2', 'oui');
    expect([ana.stage, ana.session.current]).toEqual(['question:territoire', 'p1.2']);
  });

  test('words at rest say what can be done', () => {
    for (const text of ['merci', 'fini', 'ok', 'garder', 'passer', 'retour', 'je ne sais pas'])
      expect([text, sent().say(text).keys.at(-1)]).toEqual([text, 'idle.ways']);
    expect(sent().say('bonjour').stage).toBe('themes');
    expect(sent().say('modifier').stage).toBe('contributions');
    expect(sent().say('envoyer').stage).toBe('contributions');
    expect(sent().say('revoir').stage).toBe('contributions');
    expect(sent().say('coauteurs').stage).toBe('contributions');
  });
});

describe('my data', () => {
  test('a summary, a copy, then back', () => {
    const ana = new Person().settle().say('mes données');
    expect(phraseOf(ana, 'myData.summary')).toMatchObject({ drafts: 1, sent: 0 });
    ana.say('1');
    expect([ana.last.files, ana.keys, ana.stage]).toEqual([
      ['personal_data'],
      ['myData.copyHere', 'question.again'],
      'question:changement',
    ]);
  });

  test('the presentation, from there', () => {
    const ana = new Person().settle().say('mes données', '2', '1');
    expect([ana.stage, ana.keys]).toEqual(['question:changement', ['presentation.notedUnnamed', 'question.again']]);
  });

  test('erasing says first what it cannot reach; nothing of the person stays in the state', () => {
    const ana = sent().say('effacer mes données');
    expect([ana.stage, phraseOf(ana, 'erase.ask')]).toEqual(['confirm', { platform: 'Terminal' }]);
    expect(ana.say('non').stage).toBe('idle');
    ana.say('effacer mes données', 'oui');
    expect([ana.of('erase'), ana.keys]).toEqual([[{ type: 'erase' }], ['erase.done']]);
    expect(JSON.stringify(ana.session)).not.toContain(LONG);
    expect(ana.session).toMatchObject({
      stage: { name: 'start' },
      drafts: {},
      profile: {},
      choices: { noticeRead: null },
    });
  });

  test('a long answer to « tout effacer ? » erases nothing', () => {
    const ana = new Person().settle().say('effacer mes données', LONG).wait(5);
    expect([ana.texts('changement'), ana.of('erase')]).toEqual([[LONG], []]);
    const leo = new Person().settle().say('mes données', 'effacer', 'oui mais pas tout');
    expect([leo.stage, leo.of('erase')]).toEqual(['myData', []]);
  });
});

describe('for an organisation', () => {
  const begun = () => new Person().say('contribuer 1 pour mon organisation', '1', '1', '1', 'passer', 'passer');

  test('who stands behind it is asked before the review', () => {
    const ana = begun().say('envoyer');
    expect([ana.draft.kind, ana.stage]).toEqual(['organisation', 'mandateOrganisation']);
    ana.say('Ville de Nantes', 'le bureau, le 12 mars 2027', 'une douzaine');
    expect(ana.draft.mandate).toEqual({
      organisation: 'Ville de Nantes',
      validatedBy: 'le bureau, le 12 mars 2027',
      validatedOn: expect.any(String) as string,
      consulted: 12,
    });
    expect([ana.stage, ana.keys.includes('review.mandate')]).toEqual(['review', true]);
    expect(ana.say('1').of('submit')).toHaveLength(1);
  });

  test.each([
    ['pas encore', 'je ne sais pas'],
    ['1', 'passer'],
  ])('not yet validated (« %s »), nobody counted (« %s »)', (validated, consulted) => {
    const ana = begun().say('envoyer', 'Ville de Nantes', validated, consulted);
    expect(ana.draft.mandate).toEqual({
      organisation: 'Ville de Nantes',
      validatedBy: null,
      validatedOn: null,
      consulted: null,
    });
  });

  test('what cannot be read is asked again, and one goes back', () => {
    const ana = begun().say('envoyer', 'x'.repeat(301));
    expect([ana.stage, ana.keys]).toEqual(['mandateOrganisation', ['answer.shortTextTooLong', 'mandate.organisation']]);
    ana.say('Ville de Nantes', 'le maire', 'plein');
    expect([ana.stage, ana.keys[0]]).toEqual(['mandateConsulted', 'answer.numberUnread']);
    expect(ana.say('retour').stage).toBe('mandateValidated');
    expect(ana.say('retour').stage).toBe('mandateOrganisation');
    expect(ana.say('je ne sais pas').stage).toBe('mandateValidated');
    expect(ana.draft.mandate?.organisation).toBe('Ville de Nantes');
  });

  test('an organisation passed is said as such', () => {
    const ana = begun().say('envoyer', 'passer', 'passer', 'passer');
    expect(phraseOf(ana, 'review.mandate')['organisation']).toMatchObject({
      phrase: { key: 'mandate.organisationUnknown' },
    });
  });

  test('beside one’s own contribution on the same theme', () => {
    const ana = begun().say('contribuer 1');
    expect(Object.values(ana.session.drafts).map(({ kind }) => kind)).toEqual(['organisation', 'individual']);
  });
});

describe('for somebody without an account', () => {
  const begun = () => new Person().say("contribuer 1 pour quelqu'un", '1', '1');

  test('the oral notice comes first, and is recorded', () => {
    const ana = begun();
    expect([ana.stage, ana.keys.at(-1)]).toEqual(['collecting', 'collecting.ask']);
    ana.say("c'est fait");
    expect([ana.stage, ana.of('recordChoice')]).toMatchObject([
      'question:publics',
      [{ choice: 'collected_notice_read' }],
    ]);
    expect(ana.draft).toMatchObject({ kind: 'collected', collectedFrom: { noticeRead: true, profile: {} } });
  });

  test('not yet: nothing is noted', () => {
    const ana = begun().say('non');
    expect([ana.stage, ana.keys[0], ana.session.drafts]).toEqual(['idle', 'collecting.stopped', {}]);
  });

  test('the profile is that person’s own', () => {
    const ana = begun().say('oui', '1', '2', '74');
    expect([ana.draft.collectedFrom?.profile, ana.session.profile]).toMatchObject([
      { actor: { name: 'habitant' }, places: ['dep:74'] },
      {},
    ]);
  });

  test('once sent, another begins; no news are asked for', () => {
    const ana = begun().say('oui', '1', 'passer', 'passer', 'envoyer', '1');
    expect([ana.stage, ana.of('submit')]).toMatchObject(['idle', [{ draftId: 'p1.1' }]]);
    ana.say("contribuer 1 pour quelqu'un", 'oui');
    expect([ana.stage, ana.draft.id]).toEqual(['question:publics', 'p1.2']);
  });

  test('without a theme, one is chosen', () => {
    const ana = new Person().say("contribuer pour quelqu'un", '1', '1', 'oui', '2');
    expect([ana.stage, ana.draft.kind]).toEqual(['question:aides', 'collected']);
  });
});

describe('co-authors', () => {
  test('a line each, shown in the review, taken back with « aucun »', () => {
    const ana = new Person().settle().say('coauteurs', 'Ana Durand\nVille de Nantes, service jeunesse');
    expect(ana.draft.coAuthors).toEqual(['Ana Durand', 'Ville de Nantes', 'service jeunesse']);
    expect(ana.say('revoir').keys).toContain('review.coAuthors');
    expect(ana.say('coauteurs', 'aucun').draft.coAuthors).toEqual([]);
    expect(ana.stage).toBe('review');
  });

  test.each(['Auch Agglo', 'Auchan', 'Personne-Ressource 44', 'Nonna Durand'])('« %s » is a name', name => {
    expect(new Person().settle().say('coauteurs', name).draft.coAuthors).toEqual([name]);
  });

  test('too many, or one that is too long', () => {
    const ana = new Person()
      .settle()
      .say('coauteurs', Array.from({ length: MAX_CO_AUTHORS + 1 }, (_, i) => `n${i}`).join('\n'));
    expect([ana.keys[0], ana.draft.coAuthors, ana.stage]).toEqual(['coAuthors.tooMany', [], 'coAuthors']);
    expect(ana.say('x'.repeat(400)).keys[0]).toBe('coAuthors.tooMany');
    expect(ana.say('passer').stage).toBe('question:changement');
  });

  test('without a draft, how to have one', () => {
    expect(new Person().say('coauteurs').keys).toEqual(['coAuthors.noDraft', 'contributions.none', 'welcome.hello']);
  });
});

describe('forms', () => {
  test('what reads is kept, what does not is said by question', () => {
    const ana = new Person()
      .begin()
      .form({ publics: ['seniors', 'autre'], changement: LONG, nombre: 'des tas', rien: 'x' });
    expect([ana.value('changement'), ana.value('nombre'), ana.value('publics')]).toEqual([
      { kind: 'text', text: LONG },
      undefined,
      undefined,
    ]);
    expect(phraseOf(ana, 'form.saved')).toEqual({ count: 1 });
    expect(ana.keys.filter(key => key === 'form.refused')).toHaveLength(2);
    expect(
      new Person()
        .begin()
        .form({ publics: ['seniors'], changement: '' })
        .value('publics'),
    ).toMatchObject({
      names: ['seniors'],
    });
  });

  test('too long an answer', () => {
    expect(new Person().begin().form({ changement: 'x'.repeat(20_001) }).keys).toContain('form.refused');
  });

  test('of a draft that is gone', () => {
    expect(new Person().form({ a: 'b' }, 'p1.9').keys).toEqual(['form.gone', 'idle.ways']);
    expect(new Person().begin().form({ publics: ['seniors'] }, 'toString').keys[0]).toBe('form.gone');
  });

  test('of a contribution already sent is a correction to send', () => {
    const ana = sent().form({ changement: 'mieux dit, avec des mots' }, 'p1.1');
    expect([ana.draft.dirty, ana.draft.version, ana.session.current]).toEqual([true, 1, 'p1.1']);
  });
});
