import { describe, expect, test } from 'vitest';
import { Person, phraseOf } from '#test/support/conversation.ts';
import { revisionsOf, trial } from '#test/support/consultation.ts';
import { MAX_ANSWER_PARTS, MAX_BURST_SECONDS, MAX_MESSAGES_PER_WINDOW } from './limits.ts';

const atOpen = () => new Person().settle();
const LONG = 'chez nous il y a une permanence par semaine';

describe('messages gathered into one answer', () => {
  test('a silence closes it', () => {
    const ana = atOpen().say(LONG);
    expect([ana.keys, ana.of('typing')]).toHaveLength(2);
    expect(ana.of('say')).toEqual([]);
    ana.say('les gens viennent', 'avec leurs papiers').wait(3);
    expect(ana.effects).toEqual([]);
    ana.wait(1);
    expect([ana.stage, phraseOf(ana, 'answer.gathered')]).toEqual(['question:nombre', { count: 3 }]);
    expect(ana.value('changement')).toEqual({ kind: 'text', text: `${LONG}\nles gens viennent\navec leurs papiers` });
  });

  test('how to add to an answer is explained once', () => {
    const ana = atOpen().say(LONG).wait(5);
    expect(ana.keys[0]).toBe('answer.notedOpenFirst');
    ana.say('0', LONG).wait(5);
    expect(ana.keys[0]).toBe('answer.notedOpen');
  });

  test('typing prolongs it, within its bound', () => {
    const ana = atOpen().say(LONG);
    for (let second = 0; second < MAX_BURST_SECONDS - 6; second += 2) ana.wait(1).typing();
    expect(ana.session.stage).toMatchObject({ name: 'question', question: 'changement' });
    ana.wait(1).typing().wait(1).typing().wait(1).typing().wait(1);
    ana.wait(4);
    expect(ana.stage).toBe('question:nombre');
    const { session } = ana;
    expect(ana.typing().session).toEqual(session);
  });

  test('messages prolong it, within its bound', () => {
    const ana = atOpen();
    for (let second = 0; second <= MAX_BURST_SECONDS + 30; second += 3) ana.say(`message ${second}`).wait(2);
    expect(ana.texts('changement').length).toBeLessThanOrEqual(MAX_BURST_SECONDS / 3 + 1);
    expect(ana.stage).not.toBe('question:changement');
  });

  test.each(["c'est tout", 'voilà', 'suite', 'passer', "that's all"])('« %s » closes it at once', text => {
    const ana = atOpen().say(LONG, text);
    expect([ana.stage, ana.texts('changement')]).toEqual(['question:nombre', [LONG]]);
  });

  test.each([
    ['envoyer', 'review'],
    ['pause', 'paused'],
    ['aide', 'question:nombre'],
    ['retour', 'question:changement'],
    ['modifier 1', 'question:publics'],
    ['mes données', 'myData'],
    ['langue anglais', 'question:nombre'],
    ['annuler', 'confirm'],
    ['stop', 'stopped'],
  ])('« %s » closes it and is obeyed', (text, stage) => {
    const ana = atOpen().say(LONG, text);
    expect([ana.stage, ana.texts('changement')]).toEqual([stage, [LONG]]);
    expect(ana.keys[0]).toMatch(/^answer\.noted/);
  });

  test.each(['bonjour', 'menu', 'vie privée', 'plus tard', 'garder', 'retoru', 'nouvelle'])(
    '« %s » while one writes is part of what one writes',
    text => {
      expect(atOpen().say(LONG, text).texts('changement')).toEqual([LONG, text]);
    },
  );

  test('a click on an older prompt leaves it open, and says so', () => {
    const ana = atOpen().say(LONG).click('1.seniors');
    expect([ana.keys[0], ana.stage]).toEqual(['click.stale', 'question:changement']);
    expect(ana.say('encore').texts('changement')).toEqual([LONG, 'encore']);
  });

  test('the button « c’est tout » closes it', () => {
    const ana = atOpen().say(LONG);
    ana.inbound({ kind: 'choice', values: [`${ana.session.prompt}.done`] });
    expect(ana.stage).toBe('question:nombre');
  });

  test('a form closes it first', () => {
    const ana = atOpen().say(LONG).form({ nombre: '3' });
    expect([ana.keys, ana.value('nombre')]).toMatchObject([
      ['answer.notedOpenFirst', 'form.saved', 'question.next', 'question.several'],
      { value: 3 },
    ]);
  });

  test('no quiet window: each message is an answer', () => {
    const consultation = trial(['consultation.yaml', 'quiet_window_seconds: 4', 'quiet_window_seconds: 0']);
    const ana = new Person({ consultation, revisions: revisionsOf(consultation) }).settle().say(LONG);
    expect(ana.stage).toBe('question:nombre');
  });

  test('the silence was missed (an outage): what comes then goes on with the same answer', () => {
    const ana = atOpen().say(LONG);
    ana.now += 3_600_000;
    ana.say('et aussi le samedi');
    expect([ana.texts('changement'), ana.stage]).toEqual([[LONG, 'et aussi le samedi'], 'question:nombre']);
  });
});

describe('bounds', () => {
  test('an answer that is full says so once, and nothing flows into the next question', () => {
    const ana = atOpen();
    for (let i = 0; i < MAX_ANSWER_PARTS + 5; i += 1) {
      ana.now -= 900;
      ana.say(`message ${i}`);
    }
    expect(ana.texts('changement')).toHaveLength(MAX_ANSWER_PARTS);
    expect(ana.said.flatMap(say => say.phrases).filter(({ key }) => key === 'answer.full')).toHaveLength(1);
    expect(ana.wait(5).stage).toBe('question:nombre');
  });

  test('a message of 10,001 characters is refused with a sentence; nothing else moves', () => {
    const ana = atOpen().say(LONG);
    const { draft } = ana;
    ana.say('x'.repeat(10_001));
    expect([ana.keys, ana.draft]).toEqual([['message.tooLong'], draft]);
    expect(ana.say('x'.repeat(9_000)).texts('changement')).toHaveLength(2);
  });

  test('three long messages do not fit in one answer', () => {
    const ana = atOpen().say('x'.repeat(9_000), 'y'.repeat(9_000), 'z'.repeat(9_000));
    expect([ana.keys, ana.texts('changement').length]).toEqual([['answer.full'], 2]);
  });

  test('writing too fast is told once a window; what comes then is not kept, what came before is', () => {
    const ana = atOpen();
    for (let i = 0; i < MAX_MESSAGES_PER_WINDOW + 50; i += 1) {
      ana.now -= 950;
      ana.say(`message ${i}`);
    }
    expect(ana.said.flatMap(say => say.phrases).filter(({ key }) => key === 'rate.slowDown')).toHaveLength(1);
    ana.wait(61);
    expect(ana.say('12').value('nombre')).toMatchObject({ value: 12 });
  });
});

describe('« suite »', () => {
  test('goes on with the answer written last', () => {
    const ana = atOpen().say(LONG).wait(5).say('3', 'suite');
    expect([ana.stage, ana.keys, ana.last.question?.name]).toEqual([
      'question:changement',
      ['more.reopened'],
      'changement',
    ]);
    ana.say('et le samedi').wait(5);
    expect([ana.texts('changement'), ana.stage]).toEqual([[LONG, 'et le samedi'], 'question:services']);
  });

  test('goes on with a follow-up', () => {
    const ana = atOpen().say('du temps').wait(5).say('on le verra').wait(5).say('suite', 'chaque année').wait(5);
    expect(ana.texts('changement.relance')).toEqual(['on le verra', 'chaque année']);
  });

  test('nothing to go on with', () => {
    expect(new Person().begin().say('suite').keys).toEqual(['more.nothing', 'question.again']);
    expect(new Person().say('suite').keys).toEqual(['more.nothing', 'welcome.hello']);
  });

  test('a click on the question left is stale, not an answer', () => {
    const ana = atOpen().say(LONG).wait(5).say('3');
    const { prompt } = ana.last;
    ana.say('suite').click(`${prompt}.demarches`);
    expect([ana.keys[0], ana.value('services')]).toEqual(['click.stale', undefined]);
  });
});

describe('a command’s word that could be the answer', () => {
  const atHelp = () => new Person().begin(2);

  test('« aide » at « quelles aides manquent ? » is asked about; yes', () => {
    const ana = atHelp().say('aide');
    expect([ana.stage, phraseOf(ana, 'confirm.command')]).toEqual(['confirm', { word: 'aide' }]);
    ana.say('1').wait(5);
    expect([ana.value('aides'), ana.draft.answers['aides']?.parts[0]?.ref]).toEqual([
      { kind: 'text', text: 'aide' },
      'm4',
    ]);
  });

  test('no: it is obeyed', () => {
    const ana = atHelp().say('aide').click('no');
    expect([ana.stage, ana.keys[0], ana.value('aides')]).toEqual(['question:aides', 'help.text', undefined]);
  });

  test('a longer answer instead is the answer', () => {
    const ana = atHelp().say('aide', 'une aide pour les démarches en ligne').wait(5);
    expect(ana.texts('aides')).toEqual(['une aide pour les démarches en ligne']);
  });

  test('another command instead is obeyed', () => {
    expect(atHelp().say('aide', 'passer').value('aides')).toEqual({ kind: 'skipped' });
  });

  test.each(['3', '??', '« je ne sais pas »'])('« %s » there is no answer', text => {
    const ana = atHelp().say('aide', text);
    expect(ana.value('aides')).toBeUndefined();
  });

  test('elsewhere it is help; with a slash it always is; a typo is asked about', () => {
    expect(atOpen().say('aide').keys[0]).toBe('help.text');
    expect(atHelp().say('/aide').keys[0]).toBe('help.text');
    expect(atHelp().command('aide').keys[0]).toBe('help.text');
    expect(atOpen().say('retoru').stage).toBe('confirm');
    expect(atOpen().say('vie privée').stage).toBe('confirm');
  });

  test('among choices, a label’s word is asked about', () => {
    const ana = atOpen().say('passer', '3', 'aide');
    expect([ana.stage, ana.keys]).toEqual(['confirm', ['confirm.command']]);
    expect(ana.say('oui').value('services')).toEqual({ kind: 'choices', names: ['demarches'] });
  });

  test('a word of « autre » is an answer unless it is clear', () => {
    expect(new Person().begin().say('5', 'menu').stage).toBe('confirm');
    expect(new Person().begin().say('5', 'retour').last.choices).toHaveLength(6);
  });
});

describe('prose that comes once the next question was put', () => {
  /** Question 2 answered, question 3 (a number) put. */
  const asked = () => new Person().settle().say(LONG).wait(5);
  const MORE = 'et les gens viennent avec leurs papiers';

  test('is it the end of the answer? yes: it is, and what follows joins it too', () => {
    const ana = asked().say(MORE);
    expect([ana.stage, phraseOf(ana, 'confirm.continue')]).toEqual(['confirm', { n: 2, text: MORE }]);
    ana.say('oui', 'surtout le samedi').wait(5);
    expect([ana.texts('changement'), ana.stage]).toEqual([[LONG, MORE, 'surtout le samedi'], 'question:nombre']);
  });

  test('no: it is tried as the answer, and refused with an example', () => {
    const ana = asked().say(MORE).click('no');
    expect([ana.keys, ana.texts('changement')]).toEqual([['answer.numberUnread', 'question.again'], [LONG]]);
  });

  test('more prose instead: all of it is kept', () => {
    const ana = asked().say(MORE, 'et il faudrait aussi un bus');
    expect([ana.texts('changement'), ana.stage]).toEqual([
      [LONG, MORE, 'et il faudrait aussi un bus'],
      'question:nombre',
    ]);
  });

  test('the answer to what was asked instead: both are kept', () => {
    const ana = asked().say(MORE, '12');
    expect([ana.texts('changement'), ana.value('nombre')]).toMatchObject([[LONG, MORE], { value: 12 }]);
  });

  test('a command instead: it is kept, and the command obeyed', () => {
    const ana = asked().say(MORE, 'envoyer');
    expect([ana.texts('changement'), ana.stage]).toEqual([[LONG, MORE], 'review']);
  });

  test('silence: it is kept', () => {
    const ana = asked().say(MORE).wait(10_000);
    expect([ana.texts('changement'), ana.stage]).toEqual([[LONG, MORE], 'paused']);
  });

  test('what reads as the answer, a few words, or a minute later: no doubt', () => {
    expect(asked().say('il y en a environ une dizaine').value('nombre')).toMatchObject({ value: 10 });
    expect(asked().say('pas mal').keys[0]).toBe('answer.numberUnread');
    expect(asked().wait(61).say(MORE).keys[0]).toBe('answer.numberUnread');
  });

  test('at the profile too', () => {
    const ana = new Person().begin(2).say(LONG).wait(5);
    expect(ana.stage).toBe('actor');
    expect(ana.say(MORE).say('oui').wait(5).texts('aides')).toEqual([LONG, MORE]);
    expect(ana.stage).toBe('actor');
  });
});

describe('an answer that says nothing', () => {
  test.each(['non', 'rien', 'Rien à ajouter.', 'RAS', 'aucune', 'oui'])('« %s » is not asked about further', text => {
    expect(new Person().settle().say(text).wait(5).stage).toBe('question:nombre');
  });
});

test('edits are bounded like messages; deletions always count', () => {
  const ana = atOpen();
  const ref = ana.message(LONG);
  ana.wait(5);
  for (let i = 0; i < MAX_MESSAGES_PER_WINDOW + 20; i += 1) {
    ana.now -= 990;
    ana.edit(ref, `version ${i}`);
  }
  const told = ana.said.flatMap(say => say.phrases).map(({ key }) => key);
  expect(told.filter(key => key === 'rate.slowDown')).toHaveLength(1);
  expect(told.filter(key => key === 'amend.done').length).toBeLessThan(MAX_MESSAGES_PER_WINDOW);
  expect(ana.remove(ref).value('changement')).toEqual({ kind: 'skipped' });
});
