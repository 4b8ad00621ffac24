import { describe, expect, test } from 'vitest';
import { Person, phraseOf } from '#test/support/conversation.ts';

const LONG = 'il faut une permanence de plus par semaine';

/** Three messages gathered at question 2 (m6, m7, m8), now at question 3. */
function answered(): { readonly ana: Person; readonly refs: readonly [string, string, string] } {
  const ana = new Person().settle();
  const refs = [ana.message(LONG), ana.message('le samedi'), ana.message('au marché')] as const;
  ana.wait(5);
  expect(ana.stage).toBe('question:nombre');
  return { ana, refs };
}

/** A contribution on axis 1, sent, with its message of question 2. */
function sent(): { readonly ana: Person; readonly ref: string } {
  const ana = new Person().settle();
  const ref = ana.message(LONG);
  ana.wait(5).say('envoyer', '1');
  expect(ana.of('submit')).toHaveLength(1);
  ana.say('non');
  return { ana, ref };
}

describe('an edited message', () => {
  test('while one writes, changes what is gathered without a word', () => {
    const ana = new Person().settle();
    const ref = ana.message(LONG);
    ana.edit(ref, 'autre chose à dire ici');
    expect([ana.effects, ana.texts('changement')]).toEqual([[], ['autre chose à dire ici']]);
    expect(ana.wait(5).value('changement')).toEqual({ kind: 'text', text: 'autre chose à dire ici' });
  });

  test('while one writes, too much of it is refused', () => {
    const ana = new Person().settle();
    ana.message('x'.repeat(9_000));
    ana.message('x'.repeat(9_000));
    const third = ana.message('court');
    ana.edit(third, 'z'.repeat(9_000));
    expect([ana.keys, ana.texts('changement')[2]]).toEqual([['amend.tooLong'], 'court']);
  });

  test('changes the answer that it gave, says so, and where one was', () => {
    const { ana, refs } = answered();
    ana.edit(refs[2], 'au marché et à la gare');
    expect(ana.keys).toEqual(['amend.done', 'question.again']);
    expect(phraseOf(ana, 'amend.done')['n']).toBe(2);
    expect(ana.texts('changement')).toEqual([LONG, 'le samedi', 'au marché et à la gare']);
    const { effects } = ana.edit(refs[2], 'au marché et à la gare');
    expect(effects).toEqual([]);
  });

  test('emptied, it is taken away', () => {
    const { ana, refs } = answered();
    expect(ana.edit(refs[1], '  ').texts('changement')).toEqual([LONG, 'au marché']);
  });

  test('« je ne sais pas » is told apart', () => {
    const ana = new Person().settle();
    const ref = ana.message(LONG);
    ana.wait(5).edit(ref, 'je ne sais pas');
    expect(ana.value('changement')).toEqual({ kind: 'dont_know' });
  });

  test('at a closed question is read again; unreadable, the answer stays', () => {
    const { ana } = answered();
    const ref = ana.message('une dizaine');
    ana.edit(ref, 'environ 12');
    expect([ana.value('nombre'), ana.keys[0]]).toEqual([
      { kind: 'number', value: 12, approximate: true },
      'amend.doneClosed',
    ]);
    ana.edit(ref, 'des tas');
    expect([ana.value('nombre'), ana.keys[0]]).toEqual([
      { kind: 'number', value: 12, approximate: true },
      'amend.unread',
    ]);
  });

  test('that makes the present question pointless goes on to the next', () => {
    const { ana } = answered();
    const ref = ana.message('3');
    expect(ana.stage).toBe('question:services');
    expect(ana.edit(ref, '0').stage).toBe('question:ajout');
    expect(ana.edit(ref, '3').stage).toBe('question:services');
  });

  test('the words of « autre », or the choice before them', () => {
    const ana = new Person().begin();
    const choice = ana.message('1 et autre');
    const words = ana.message('les marins');
    ana.edit(words, 'les bateliers');
    expect(ana.value('publics')).toEqual({ kind: 'choices', names: ['seniors', 'autre'], other: 'les bateliers' });
    ana.edit(choice, '2 et autre');
    expect(ana.value('publics')).toEqual({ kind: 'choices', names: ['jeunes', 'autre'], other: 'les bateliers' });
  });

  test('half said, it is said anew', () => {
    const ana = new Person().begin();
    const ref = ana.message('autre');
    ana.edit(ref, 'jeunes');
    expect([ana.value('publics'), ana.stage]).toEqual([{ kind: 'choices', names: ['jeunes'] }, 'actor']);
    const leo = new Person().begin();
    leo.remove(leo.message('autre'));
    expect([leo.value('publics'), leo.stage, leo.last.choices.length]).toEqual([undefined, 'question:publics', 6]);
  });

  test('a field', () => {
    const ana = new Person().settle().say('passer', '0', 'passer', 'oui', 'passer');
    ana.say('les inscrits');
    const ref = ana.message('40');
    ana.say('fin 2027').edit(ref, '60');
    expect(ana.value('indicateur')).toMatchObject({ fields: { combien: { value: 60 } } });
  });

  test('refused before, edited into a right one: it is the answer', () => {
    const { ana } = answered();
    const ref = ana.message('pas mal');
    expect(ana.keys[0]).toBe('answer.numberUnread');
    ana.edit(ref, '15');
    expect([ana.value('nombre'), ana.stage]).toMatchObject([{ value: 15 }, 'question:services']);
  });

  test('not understood at a menu, edited into a choice', () => {
    const ana = new Person().say('bonjour');
    const ref = ana.message('comencons donc');
    expect(ana.keys[0]).toBe('message.notUnderstood');
    expect(ana.edit(ref, 'commencer').stage).toBe('notice');
  });

  test('a whole question later, a refused message is forgotten', () => {
    const { ana } = answered();
    const ref = ana.message('pas mal');
    const { session } = ana.say('15');
    expect(ana.edit(ref, '12').session).toEqual(session);
  });

  test('too long, nothing moves', () => {
    const { ana, refs } = answered();
    ana.edit(refs[0], 'x'.repeat(10_001));
    expect([ana.keys, ana.texts('changement')[0]]).toEqual([['message.tooLong'], LONG]);
  });

  test('during a pause, it is said and the pause goes on', () => {
    const { ana, refs } = answered();
    ana.say('pause', '2').edit(refs[0], 'mieux dit');
    expect([ana.stage, ana.keys, ana.texts('changement')[0]]).toEqual([
      'paused',
      ['amend.done', 'pause.resumeBefore'],
      'mieux dit',
    ]);
  });

  test('of a question no longer asked has no number to tell', () => {
    const ana = new Person().settle().say('passer', '3');
    const ref = ana.message('1');
    ana.say('modifier 3', '0').edit(ref, '2');
    expect([phraseOf(ana, 'amend.doneClosed')['n'], ana.value('services')]).toEqual([
      0,
      { kind: 'choices', names: ['cours'] },
    ]);
  });
});

describe('an edited message that told who speaks', () => {
  test('the territory', () => {
    const ana = new Person().begin().say('1', '2');
    const ref = ana.message('74');
    ana.edit(ref, '73');
    expect([ana.session.profile.places, ana.keys]).toEqual([['dep:73'], ['profile.corrected', 'question.again']]);
    ana.edit(ref, 'Narnia-sur-Rien');
    expect([ana.session.profile.places, ana.keys[0]]).toEqual([['dep:73'], 'profile.unread']);
    ana.remove(ref);
    expect([ana.session.profile.places, ana.keys[0]]).toEqual([null, 'profile.withdrawn']);
  });

  test('the territory, into one to be asked about; then back to the question', () => {
    const ana = new Person().begin().say('1', '2');
    const ref = ana.message('74');
    ana.edit(ref, 'faucigny gliere');
    expect(ana.stage).toBe('territory');
    ana.say('oui');
    expect([ana.stage, ana.session.profile.places?.[0]]).toEqual([
      'question:changement',
      expect.stringMatching(/^epci:/),
    ]);
  });

  test('the kind of actor, with its own words', () => {
    const ana = new Person().begin().say('1');
    const ref = ana.message('2');
    ana.edit(ref, '1');
    expect(ana.session.profile.actor).toEqual({ name: 'conseiller' });
    const leo = new Person().begin().say('1', 'autre');
    const words = leo.message('retraité');
    leo.edit(words, 'retraité et bénévole');
    expect(leo.session.profile.actor).toEqual({ name: 'autre', other: 'retraité et bénévole' });
  });

  test('the organisation', () => {
    const ana = new Person().say('contribuer 1', '1', '2');
    const ref = ana.message('Vile de Nantes');
    ana.edit(ref, 'Ville de Nantes');
    expect(ana.session.profile.organisation).toBe('Ville de Nantes');
  });

  test('of the person whose words are written down', () => {
    const ana = new Person().say("contribuer 1 pour quelqu'un", '1', '1', 'oui', '1', '2');
    const ref = ana.message('74');
    ana.edit(ref, '73');
    expect([ana.draft.collectedFrom?.profile.places, ana.session.profile.places]).toEqual([['dep:73'], undefined]);
    expect(ana.edit(ref, 'faucigny gliere').keys[0]).toBe('profile.unread');
  });
});

describe('a deleted message', () => {
  test('one of three withdraws that part', () => {
    const { ana, refs } = answered();
    ana.remove(refs[1]);
    expect([ana.texts('changement'), ana.keys]).toEqual([
      [LONG, 'au marché'],
      ['amend.done', 'question.again'],
    ]);
  });

  test('the only one withdraws the answer, and says how to answer again', () => {
    const ana = new Person().settle();
    const ref = ana.message(LONG);
    ana.wait(5).remove(ref);
    expect([ana.value('changement'), ana.texts('changement'), phraseOf(ana, 'amend.withdrawn')]).toEqual([
      { kind: 'skipped' },
      [],
      { n: 2 },
    ]);
  });

  test('while one writes, the only one', () => {
    const ana = new Person().settle();
    ana.remove(ana.message(LONG));
    expect([ana.value('changement'), ana.keys, ana.stage]).toEqual([
      undefined,
      ['amend.emptied', 'question.again'],
      'question:changement',
    ]);
  });

  test('of « autre », keeps the other choices; of its choice, nothing is left to keep', () => {
    const ana = new Person().begin();
    const choice = ana.message('1 et autre');
    const words = ana.message('les marins');
    ana.remove(words);
    expect(ana.value('publics')).toEqual({ kind: 'choices', names: ['seniors', 'autre'] });
    ana.remove(choice);
    expect(ana.value('publics')).toEqual({ kind: 'skipped' });
  });

  test('of an answer that came by file: the file goes with its message', async () => {
    const { file } = await import('#test/support/conversation.ts');
    const ana = new Person().settle(2);
    for (let turn = 0; turn < 12 && ana.stage !== 'question:preuve'; turn += 1) ana.say('passer');
    const ref = ana.message('le plan', { files: [file('a.pdf', 'f1')] });
    expect(ana.edit(ref, 'le grand plan').texts('preuve')).toEqual(['le grand plan']);
    expect(ana.value('preuve')).toMatchObject({ kind: 'files' });
    expect(ana.remove(ref).value('preuve')).toEqual({ kind: 'skipped' });
  });
});

describe('a message that quotes', () => {
  test('an earlier question of the bot amends its answer', () => {
    const { ana } = answered();
    const asked = ana.said.find(({ question }) => question?.name === 'changement');
    if (asked === undefined) throw new Error('not asked');
    ana.message('finalement, le dimanche', { quotes: asked });
    expect([ana.texts('changement'), ana.keys]).toEqual([
      ['finalement, le dimanche'],
      ['amend.done', 'question.again'],
    ]);
  });

  test('one’s own earlier message', () => {
    const ana = new Person().begin();
    const ref = ana.message('1');
    ana.say('2', '74').message('2, 3', { replyTo: ref });
    expect(ana.value('publics')).toEqual({ kind: 'choices', names: ['jeunes', 'etudiants'] });
  });

  test('the present question is its answer', () => {
    const { ana } = answered();
    ana.message('12', { quotes: ana.last });
    expect([ana.value('nombre'), ana.stage]).toMatchObject([{ value: 12 }, 'question:services']);
  });

  test('with a command is a command', () => {
    const { ana, refs } = answered();
    ana.message('passer', { replyTo: refs[0] });
    expect([ana.value('nombre'), ana.texts('changement')]).toMatchObject([
      { kind: 'skipped' },
      [LONG, 'le samedi', 'au marché'],
    ]);
  });

  test('a draft that is gone is like any message', () => {
    const { ana } = answered();
    const quotes = ana.said.find(({ question }) => question?.name === 'changement');
    ana.say('annuler', 'oui', 'contribuer 2').message('du temps', quotes === undefined ? {} : { quotes });
    expect(ana.texts('aides')).toEqual(['du temps']);
  });
});

describe('a contribution already sent', () => {
  test('an edit asks first; yes makes a new version, and one is where one was', () => {
    const { ana, ref } = sent();
    ana.say('contribuer 2', 'du temps').wait(5).edit(ref, 'deux permanences de plus');
    expect([ana.stage, ana.keys, ana.texts('aides')]).toEqual(['confirm', ['amend.askSent'], ['du temps']]);
    ana.say('oui');
    expect(ana.of('submit')).toEqual([{ type: 'submit', draftId: 'p1.1' }]);
    expect(ana.session.drafts['p1.1']).toMatchObject({ version: 2, status: 'submitted', dirty: false });
    expect(ana.session.drafts['p1.1']?.answers['changement']?.value).toEqual({
      kind: 'text',
      text: 'deux permanences de plus',
    });
    expect([ana.stage, ana.session.current]).toEqual(['question:territoire', 'p1.2']);
    expect(ana.keys).toContain('submit.receiptVersion');
  });

  test('no changes nothing', () => {
    const { ana, ref } = sent();
    const before = ana.draft.answers;
    ana.edit(ref, 'non').say('non');
    expect([ana.draft.answers, ana.draft.version, ana.keys]).toEqual([before, 1, ['confirm.nothing', 'idle.ways']]);
  });

  test('other words are for what was asked before', () => {
    const { ana, ref } = sent();
    ana.say('contribuer 2').edit(ref, 'non').say('il manque des bus le soir').wait(5);
    expect([ana.texts('aides'), ana.session.drafts['p1.1']?.version]).toEqual([['il manque des bus le soir'], 1]);
  });

  test('two edits are asked about one after the other; the same message twice, once', () => {
    const ana = new Person().settle();
    const first = ana.message(LONG);
    ana.wait(5);
    const second = ana.message('0');
    ana.say('envoyer', '1', 'non').edit(first, 'un').edit(first, 'une permanence de plus').edit(second, '4');
    expect(phraseOf(ana, 'amend.askSent')['text']).toBe('une permanence de plus');
    ana.say('oui');
    expect([ana.stage, phraseOf(ana, 'amend.askSent')['text']]).toEqual(['confirm', '4']);
    ana.say('oui');
    expect([ana.draft.version, ana.value('nombre'), ana.stage]).toMatchObject([3, { value: 4 }, 'idle']);
  });

  test('a deletion asks first; the last answer of all is a withdrawal', () => {
    const { ana, ref } = sent();
    ana.remove(ref);
    expect(ana.keys).toEqual(['amend.askDeleted']);
    ana.say('oui');
    expect([ana.value('changement'), ana.draft.version]).toEqual([{ kind: 'skipped' }, 2]);
    const leo = new Person().begin(2);
    const only = leo.message('il manque du temps');
    leo.wait(5).say('passer', 'passer', 'envoyer', '1', 'non').remove(only).say('oui');
    expect([leo.stage, leo.keys, leo.draft.version]).toEqual(['confirm', ['withdraw.ask'], 1]);
    expect(leo.texts('aides')).toEqual(['il manque du temps']);
    expect(leo.say('oui').of('withdraw')).toHaveLength(1);
  });

  test('unreadable leaves it', () => {
    const ana = new Person().settle().say('passer');
    const ref = ana.message('12');
    ana.say('envoyer', '1', 'non').edit(ref, 'des tas').say('oui');
    expect([ana.keys[0], ana.draft.version]).toEqual(['amend.unread', 1]);
  });

  test('once closed is told so', () => {
    const { ana, ref } = sent();
    ana.wait(60 * 86_400).edit(ref, 'trop tard');
    expect([ana.keys[0], ana.draft.version, ana.texts('changement')]).toEqual(['contribution.closed', 1, [LONG]]);
  });

  test('while it is being corrected, its messages are edited like any draft’s', () => {
    const { ana, ref } = sent();
    ana.say('mes contributions', '1', '1', '3');
    ana.edit(ref, 'autrement dit, le samedi');
    expect([ana.keys[0], ana.draft.dirty, ana.draft.version]).toEqual(['amend.done', true, 1]);
    ana.say('5').say('envoyer', '1');
    expect(ana.draft.version).toBe(2);
  });

  test('withdrawn, its messages say nothing any more', () => {
    const { ana, ref } = sent();
    const { session } = ana.say('mes contributions', '1', '2', 'oui');
    expect(ana.edit(ref, 'encore').session).toEqual(session);
  });
});

describe('a message that comes late', () => {
  test('by its order: between two messages already heard', () => {
    const ana = new Person().settle().say(LONG);
    const order = ana.session.lastOrder;
    const { now } = ana;
    ana.say('et le samedi').wait(5).say('3');
    ana.message('surtout l’hiver', { order: `${order}5`, at: new Date(now + 300).toISOString() });
    expect([ana.texts('changement'), ana.keys]).toEqual([
      [LONG, 'surtout l’hiver', 'et le samedi'],
      ['amend.done', 'question.again'],
    ]);
  });

  test('by its time: sent before the present question was put, after the last answer', () => {
    const ana = new Person().settle().say(LONG).wait(5);
    ana.message('et le samedi', { at: new Date(ana.now - 4500).toISOString() });
    expect(ana.texts('changement')).toEqual([LONG, 'et le samedi']);
    expect(ana.stage).toBe('question:nombre');
  });

  test('to a closed question takes its place where it reads, else it is for the present', () => {
    const ana = new Person().settle().say('passer', '12');
    ana.message('enfin plutôt 15', { at: new Date(ana.now - 500).toISOString() });
    expect([ana.value('nombre'), ana.stage]).toMatchObject([{ value: 15 }, 'question:services']);
    ana.message('des cours', { at: new Date(ana.now - 4500).toISOString() });
    expect(ana.value('services')).toEqual({ kind: 'choices', names: ['cours'] });
  });

  test('a clock that is behind, or another platform’s order, mistakes nothing that was asked for', () => {
    const ana = new Person().settle().say(LONG).wait(5);
    ana.message('3', { order: '000000' });
    expect([ana.value('nombre'), ana.texts('changement')]).toMatchObject([{ value: 3 }, [LONG]]);
    ana.say('modifier 2');
    ana.message('tout autre chose que cela', { at: new Date(ana.now - 3000).toISOString() });
    ana.wait(5);
    expect(ana.texts('changement')).toEqual(['tout autre chose que cela']);
  });

  test('after sending, it is asked about, and joins', () => {
    const ana = new Person().settle().say(LONG);
    const order = ana.session.lastOrder;
    const { now } = ana;
    ana.say('et le samedi').wait(5).say('envoyer', '1', 'non');
    ana.message('surtout l’hiver', { order: `${order}5`, at: new Date(now + 300).toISOString() });
    expect([ana.stage, ana.keys]).toEqual(['confirm', ['amend.askSent']]);
    expect(ana.say('oui').texts('changement')).toEqual([LONG, 'surtout l’hiver', 'et le samedi']);
  });
});
