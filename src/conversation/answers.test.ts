import { describe, expect, test } from 'vitest';
import { file, Person, phraseOf } from '#test/support/conversation.ts';

/** At a question of axis 2, those before it passed. */
function at(question: string): Person {
  const ana = new Person().settle(2);
  for (let turn = 0; turn < 12 && ana.stage !== `question:${question}`; turn += 1) ana.say('passer');
  expect(ana.stage).toBe(`question:${question}`);
  return ana;
}

function atAxis1(question: string): Person {
  const ana = new Person().settle(1);
  for (let turn = 0; turn < 12 && ana.stage !== `question:${question}`; turn += 1)
    ana.say(ana.stage === 'question:nombre' ? '3' : ana.stage === 'part' ? 'oui' : 'passer');
  expect(ana.stage).toBe(`question:${question}`);
  return ana;
}

describe('several choices', () => {
  test.each([
    ['1', ['seniors']],
    ['1, 3', ['seniors', 'etudiants']],
    ['1, 3 et 4', ['seniors', 'etudiants', 'aidants']],
    ['a et c', ['seniors', 'etudiants']],
    ['jeunes et étudiants', ['jeunes', 'etudiants']],
    ['SENIORS', ['seniors']],
    ['senirs', ['seniors']],
    ['Older people', ['seniors']],
    ['je ne sais pas', ['nsp']],
    ['jsp', ['nsp']],
  ])('« %s »', (text, names) => {
    const ana = new Person().begin().say(text);
    expect([ana.value('publics'), ana.texts('publics')]).toEqual([{ kind: 'choices', names }, [text]]);
  });

  test.each([
    ['1, 2, 3, 4', 'answer.tooManyChoices'],
    ['1 et 6', 'answer.exclusive'],
    ['9', 'answer.choicesUnread'],
    ['les martiens', 'answer.choicesUnread'],
  ])('« %s » is refused politely', (text, key) => {
    const ana = new Person().begin().say(text);
    expect([ana.stage, ana.keys]).toEqual(['question:publics', [key, 'question.again']]);
    expect(ana.say('encore les martiens').keys).toContain('answer.ways');
  });

  test('by clicks, several at once', () => {
    const ana = new Person().begin().click('seniors', 'jeunes');
    expect([ana.value('publics'), ana.texts('publics')]).toEqual([
      { kind: 'choices', names: ['seniors', 'jeunes'] },
      [],
    ]);
    expect(new Person().begin().click('seniors', 'jeunes', 'etudiants', 'aidants').keys).toContain(
      'answer.tooManyChoices',
    );
  });
});

describe('« autre »', () => {
  test('with its words', () => {
    const ana = new Person().begin().say('1, autre : les marins');
    expect(ana.value('publics')).toEqual({ kind: 'choices', names: ['seniors', 'autre'], other: 'les marins' });
  });

  test('without: they are asked for, and the messages make one answer', () => {
    const ana = new Person().begin().say('1 et 5');
    expect([ana.stage, ana.keys, ana.last.choices]).toEqual(['question:publics', ['question.other'], []]);
    ana.say('les marins');
    expect(ana.value('publics')).toEqual({ kind: 'choices', names: ['seniors', 'autre'], other: 'les marins' });
    expect(ana.texts('publics')).toEqual(['1 et 5', 'les marins']);
  });

  test('passed: what was chosen stays', () => {
    const ana = new Person().begin().click('seniors', 'autre').say('passer');
    expect([ana.stage, ana.value('publics')]).toEqual(['actor', { kind: 'choices', names: ['seniors', 'autre'] }]);
  });

  test('left aside and come back to: still asked', () => {
    const ana = new Person().begin().say('5', 'langue', '1');
    expect(ana.keys).toEqual(['language.done', 'question.other']);
    expect(ana.say('les marins').texts('publics')).toEqual(['5', 'les marins']);
  });

  test('« retour » puts the choices again', () => {
    const ana = new Person().begin().say('5', 'retour');
    expect([ana.stage, ana.last.choices.length]).toEqual(['question:publics', 6]);
  });

  test('too long is refused', () => {
    const ana = new Person().begin().say('5', 'x'.repeat(301));
    expect([ana.stage, ana.keys]).toEqual(['question:publics', ['answer.shortTextTooLong', 'question.other']]);
  });
});

describe('a whole number', () => {
  test.each([
    ['12', 12, false],
    ['0', 0, false],
    ['aucun', 0, false],
    ['une dizaine', 10, true],
    ['environ 12', 12, true],
    ['1 250', 1250, false],
    ['trois', 3, false],
    ['about a dozen', 12, true],
  ])('« %s »', (text, value, approximate) => {
    const ana = atAxis1('nombre').say(text);
    expect(ana.value('nombre')).toEqual({ kind: 'number', value, approximate });
  });

  test.each([
    ['-3', 'answer.numberBounds'],
    ['beaucoup', 'answer.numberUnread'],
    ['12 ou 15', 'answer.numberSeveral'],
    ['entre 10 et 20', 'answer.numberRange'],
    ['2,5', 'answer.numberWhole'],
    ['99999999999999999', 'answer.numberUnread'],
  ])('« %s » is refused politely', (text, key) => {
    const ana = atAxis1('nombre').say(text);
    expect([ana.stage, ana.keys[0]]).toEqual(['question:nombre', key]);
  });

  test('none passes over what depends on it', () => {
    expect(atAxis1('nombre').say('0').stage).toBe('question:ajout');
    expect(atAxis1('nombre').say('2').stage).toBe('question:services');
  });
});

test.each([
  ['4', 4],
  ['4/5', 4],
  ['4 sur 5', 4],
  ['cinq', 5],
])('a mark: « %s »', (text, value) => {
  const ana = at('note');
  expect(ana.choices).toEqual(['1', '2', '3', '4', '5']);
  expect(ana.say(text).value('note')).toEqual({ kind: 'number', value, approximate: false });
});

test('a mark off the scale, or clicked', () => {
  expect(at('note').say('6').keys[0]).toBe('answer.scaleUnread');
  expect(at('note').say('bof').keys[0]).toBe('answer.scaleUnread');
  expect(at('note').click('2').value('note')).toEqual({ kind: 'number', value: 2, approximate: false });
  expect(at('note').click('nothing').keys[0]).toBe('click.stale');
});

test('a decimal, its constraint with its message', () => {
  expect(at('budget').say('1 250,5').value('budget')).toEqual({ kind: 'number', value: 1250.5, approximate: false });
  const ana = at('budget').say('2 millions');
  expect([ana.stage, phraseOf(ana, 'answer.constraint')]).toEqual([
    'question:budget',
    { message: "Moins d'un million." },
  ]);
  expect(at('budget').say('je ne sais pas').value('budget')).toEqual({ kind: 'dont_know' });
});

test('a day, and a day that no calendar has', () => {
  expect(at('jour').say('3 mars 2027').value('jour')).toEqual({ kind: 'date', iso: '2027-03-03' });
  expect(at('jour').say('31 février 2027').keys[0]).toBe('answer.dateImpossible');
  expect(at('jour').say('un de ces jours').keys[0]).toBe('answer.dateUnread');
});

test('a period', () => {
  expect(at('periode').say('depuis 2019').value('periode')).toMatchObject({ kind: 'approx_date', from: '2019-01-01' });
  expect(at('periode').say('bof').keys[0]).toBe('answer.periodUnread');
});

describe('a place', () => {
  test.each([
    ['74', ['dep:74']],
    ['73 et 74', ['dep:73', 'dep:74']],
    ['toute la france', ['fr']],
    ['haute savoie', ['dep:74']],
  ])('« %s »', (text, codes) => {
    expect(at('lieu').say(text).value('lieu')).toEqual({ kind: 'places', codes });
  });

  test('candidates are offered, by number, click or another name; the words stay beside the code', () => {
    const ana = at('lieu').say('faucigny gliere');
    expect([ana.stage, ana.keys]).toEqual(['question:lieu', ['question.whichPlace']]);
    const [code = ''] = ana.choices;
    ana.say('1');
    expect([ana.value('lieu'), ana.texts('lieu')]).toEqual([
      { kind: 'places', codes: [code] },
      ['faucigny gliere', '1'],
    ]);
    const leo = at('lieu').say('faucigny gliere').click(code);
    expect([leo.value('lieu'), leo.texts('lieu')]).toEqual([{ kind: 'places', codes: [code] }, ['faucigny gliere']]);
    expect(at('lieu').say('faucigny gliere', '73').value('lieu')).toEqual({ kind: 'places', codes: ['dep:73'] });
    expect(at('lieu').say('faucigny gliere', 'non').keys).toContain('question.next');
  });

  test('unknown', () => {
    expect(at('lieu').say('Narnia-sur-Rien').keys[0]).toBe('answer.placeUnread');
  });
});

describe('a question about the territory', () => {
  test('known, it is said in the question; another one is looked for', () => {
    const ana = at('territoire');
    expect(phraseOf(ana, 'question.next')['label']).toMatchObject({ phrase: { key: 'question.labelWithPlace' } });
    ana.say('2');
    expect(ana.keys).toEqual(['question.place']);
    ana.say('1');
    expect([ana.value('territoire'), ana.texts('territoire')]).toEqual([
      { kind: 'choices', names: ['ailleurs'], other: 'dep:01' },
      ['2', '1'],
    ]);
  });

  test('unknown, the name is taken at once, and the profile learns it', () => {
    const ana = new Person().begin(2).say('il manque du temps').wait(5).say('2', 'passer', '1', 'Haute-Savoie');
    expect(ana.value('territoire')).toEqual({ kind: 'choices', names: ['ailleurs'], other: 'dep:74' });
    expect(ana.session.profile.places).toBeNull();
  });
});

describe('a link, a document', () => {
  test('links', () => {
    expect(at('lien').say('voir www.example.org/a.').value('lien')).toEqual({
      kind: 'url',
      url: 'https://www.example.org/a',
    });
    expect(at('lien').say('sur le site').keys[0]).toBe('answer.urlUnread');
    expect(at('source').say('https://example.org').value('source')).toEqual({
      kind: 'url',
      url: 'https://example.org',
    });
    expect(at('source').say('dans un livre').keys[0]).toBe('answer.urlOrFileAwaited');
  });

  test('files are kept where one is awaited, with their caption', () => {
    const ana = at('preuve');
    ana.message('le plan', { files: [file('plan.pdf', 'f1'), file('virus.exe')] });
    expect(ana.value('preuve')).toMatchObject({ kind: 'files', files: [{ fileId: 'f1', name: 'plan.pdf' }] });
    expect([ana.keys[0], ana.texts('preuve')]).toEqual(['file.refused', ['le plan']]);
    expect(ana.of('keepFile')).toMatchObject([{ draftId: 'p1.1', file: { fileId: 'f1' } }]);
  });

  test('a file that could not be kept is said so, and awaited still', () => {
    const ana = at('preuve');
    ana.message('', { files: [file('virus.exe')] });
    expect([ana.stage, ana.keys]).toEqual(['question:preuve', ['file.refused', 'question.again']]);
  });

  test('photos sent one by one join the answer', () => {
    const ana = at('preuve');
    ana.message('', { files: [file('a.jpg', 'f1')] });
    expect(ana.stage).toBe('question:source');
    ana.session = { ...ana.session, stage: { ...ana.session.stage, question: 'fin' } as never };
    ana.message('', { files: [file('b.jpg', 'f2')] });
    expect(ana.value('preuve')).toMatchObject({ files: [{ fileId: 'f1' }, { fileId: 'f2' }] });
    expect(phraseOf(ana, 'file.added')).toMatchObject({ count: 2 });
  });

  test('a file with a text, where words are awaited: the words are the answer', () => {
    const ana = new Person().settle();
    ana.message('il faut ce plan', { files: [file('plan.pdf', 'f1')] });
    expect([ana.keys, ana.texts('changement')]).toEqual([['file.notAwaited'], ['il faut ce plan']]);
    ana.message('', { files: [file('plan.pdf', 'f1')] });
    expect(ana.texts('changement')).toEqual(['il faut ce plan']);
    expect(ana.of('keepFile')).toEqual([]);
  });

  test('a file where nothing but a menu waits', () => {
    const ana = new Person().say('bonjour');
    ana.message('', { files: [file('plan.pdf')] });
    expect([ana.stage, ana.keys[0]]).toEqual(['welcome', 'file.notAwaited']);
  });
});

describe('several fields', () => {
  test('whole', () => {
    const ana = atAxis1('indicateur').say('inscrits, 40, fin 2027');
    expect(ana.value('indicateur')).toMatchObject({
      kind: 'structured',
      fields: { quoi: { text: 'inscrits' }, combien: { value: 40 }, quand: { kind: 'approx_date' } },
    });
  });

  test('field by field; one may be unknown, one passed', () => {
    const ana = atAxis1('indicateur').say('les inscrits');
    expect([ana.stage, ana.keys]).toEqual(['question:indicateur.combien', ['question.field']]);
    expect(ana.say('pas mal').keys[0]).toBe('answer.numberUnread');
    ana.say('je ne sais pas', 'passer');
    expect(ana.value('indicateur')).toMatchObject({
      fields: { quoi: { text: 'les inscrits' }, combien: { kind: 'dont_know' }, quand: { kind: 'skipped' } },
    });
    expect(ana.texts('indicateur')).toEqual(['les inscrits', 'je ne sais pas']);
  });

  test('what is given is kept when one pauses in the middle', () => {
    const ana = atAxis1('indicateur').say('les inscrits', 'pause', 'non', 'reprendre');
    expect(ana.stage).toBe('question:indicateur.combien');
    expect(ana.value('indicateur')).toMatchObject({ fields: { quoi: { text: 'les inscrits' } } });
  });
});

describe('« je ne sais pas » is not a skip', () => {
  test('in words', () => {
    const ana = new Person().settle().say('je ne sais pas').wait(5);
    expect([ana.value('changement'), ana.keys[0]]).toEqual([{ kind: 'dont_know' }, 'answer.notedDontKnow']);
    expect(ana.stage).toBe('question:nombre');
  });

  test('a skip', () => {
    const ana = new Person().settle().say('passer');
    expect([ana.value('changement'), ana.keys[0]]).toEqual([{ kind: 'skipped' }, 'answer.skipped']);
  });
});

describe('the follow-up', () => {
  test('is asked once of a short answer, and may be passed', () => {
    const ana = new Person().settle().say('du temps').wait(5);
    expect([ana.stage, ana.last.question?.name]).toEqual(['question:changement.relance', 'changement.relance']);
    ana.say('passer');
    expect([ana.stage, ana.value('changement.relance')]).toEqual(['question:nombre', { kind: 'skipped' }]);
    ana.say('retour', 'plus de temps').wait(5);
    expect(ana.stage).toBe('question:nombre');
  });

  test('is not asked of a long one', () => {
    expect(new Person().settle().say('il faut plus de permanences le soir').wait(5).stage).toBe('question:nombre');
  });
});

test('choices taken from an earlier answer', () => {
  const ana = new Person().begin().say('1, 2, autre : les marins', 'passer', 'passer', 'passer', '0');
  expect([ana.stage, ana.last.choices.map(({ label }) => label)]).toEqual([
    'question:prioritaire',
    ['Seniors', 'Jeunes', 'les marins'],
  ]);
  ana.say('les marins');
  expect(ana.value('prioritaire')).toEqual({ kind: 'choices', names: ['autre'] });
});

test('a choice whose name is too long for a button is clicked by its rank', async () => {
  const { choiceValue, clickedName } = await import('./question-choices.ts');
  const long = 'x'.repeat(60);
  expect(choiceValue('seniors', 0)).toBe('seniors');
  expect(choiceValue(long, 3)).toBe('~3');
  expect(clickedName('~0', [{ name: long }])).toBe(long);
  expect(clickedName('~9', [{ name: long }])).toBe('~9');
});
