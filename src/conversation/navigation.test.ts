import { describe, expect, test } from 'vitest';
import { Person, phraseOf } from '#test/support/conversation.ts';

const LONG = 'il faut une permanence de plus par semaine';

describe('back, modify, review', () => {
  test('« retour » puts the question before, its answer standing until a new one', () => {
    const ana = new Person().settle().say('retour');
    expect([ana.stage, ana.keys.at(-1)]).toEqual(['question:publics', 'question.current']);
    ana.say('2');
    expect([ana.value('publics'), ana.stage]).toEqual([{ kind: 'choices', names: ['jeunes'] }, 'question:changement']);
  });

  test('« garder » keeps it, « passer » withdraws it', () => {
    const ana = new Person().settle().say('retour', 'garder');
    expect([ana.value('publics'), ana.stage, ana.keys[0]]).toEqual([
      { kind: 'choices', names: ['seniors'] },
      'question:changement',
      'keep.done',
    ]);
    expect(ana.say('retour', 'passer').value('publics')).toEqual({ kind: 'skipped' });
  });

  test('« retour » at the first question says so; inside a long answer it is a word', () => {
    const ana = new Person().begin().say('retour');
    expect([ana.keys, ana.stage]).toEqual([['back.first', 'question.again'], 'question:publics']);
    const leo = new Person().settle().say('un retour à domicile pour les anciens').wait(5);
    expect(leo.texts('changement')).toEqual(['un retour à domicile pour les anciens']);
  });

  test('back through what stands before', () => {
    const ana = new Person().say('contribuer 1', '1', '2', 'retour');
    expect(ana.stage).toBe('presentation');
    expect(ana.say('retour').stage).toBe('notice');
    expect(ana.say('retour').stage).toBe('welcome');
    expect(new Person().begin().say('1', 'autre', 'retour').stage).toBe('actor');
    expect(new Person().begin().say('1', '2', 'retour').stage).toBe('actor');
    expect(new Person().begin().say('1', '2', 'faucigny gliere', 'retour').session.stage).toMatchObject({
      name: 'territory',
      candidates: [],
    });
    expect(new Person().begin().say('1', 'retour').stage).toBe('question:publics');
  });

  test('back from what was opened on the side', () => {
    for (const text of [
      'mes données',
      'rappels',
      'nouvelles',
      'langue',
      'mes contributions',
      'ma présentation',
      'coauteurs',
      'mon profil',
    ]) {
      const ana = new Person().settle().say(text, 'retour');
      expect([text, ana.stage]).toEqual([text, 'question:changement']);
    }
  });

  test('« modifier N » goes there, then on; a wrong number is said so', () => {
    const ana = new Person().settle().say('modifier 1', '3');
    expect([ana.value('publics'), ana.stage]).toEqual([
      { kind: 'choices', names: ['etudiants'] },
      'question:changement',
    ]);
    ana.say('modifier 40');
    expect([phraseOf(ana, 'modify.unknown'), ana.stage]).toEqual([{ last: 5 }, 'question:changement']);
  });

  test('« modifier » shows the answers and asks which', () => {
    const ana = new Person().settle().say('modifier');
    expect([ana.stage, ana.keys.includes('review.which')]).toEqual(['reviewPick', true]);
    expect(ana.say('la question 1').stage).toBe('question:publics');
    expect(ana.say('modifier', 'retour').stage).toBe('review');
    expect(ana.say('modifier', 'bof').keys[0]).toBe('message.notUnderstood');
  });

  test('« revoir » shows what was answered and what was passed', () => {
    const ana = new Person().settle().say('passer', 'revoir');
    expect([ana.stage, phraseOf(ana, 'review.passed')]).toMatchObject(['review', { count: 3 }]);
    ana.say('changer ma présentation', '1');
    expect(ana.stage).toBe('review');
  });

  test('a correction from the review goes back to it, and to new questions that it opens', () => {
    const ana = new Person().settle().say('passer', '0', 'passer', 'non');
    expect(ana.stage).toBe('review');
    expect(ana.say('modifier 1', '2').stage).toBe('review');
    expect(ana.say('modifier 3', '4').stage).toBe('question:services');
  });
});

describe('passing', () => {
  test('each question; then the optional part is offered, and may be declined', () => {
    const ana = new Person().settle().say('passer', 'passer', 'passer');
    expect([ana.stage, phraseOf(ana, 'part.offer')]).toEqual(['part', { label: 'Trois minutes de plus' }]);
    expect(ana.say('passer').stage).toBe('review');
    const leo = new Person().settle().say('passer', 'passer', 'passer', 'oui');
    expect(leo.stage).toBe('question:pilote');
    expect(new Person().settle().say('passer', 'passer', 'passer', 'non, relire et envoyer').stage).toBe('review');
  });

  test('nothing answered, nothing is sent', () => {
    const ana = new Person().begin().say('passer', 'passer', 'passer', 'passer', 'passer', 'passer', 'non', '1');
    expect([ana.keys[0], ana.stage, ana.of('submit')]).toEqual(['submit.empty', 'review', []]);
  });

  test('what cannot be passed is asked again', () => {
    expect(new Person().say('contribuer 1', 'passer').stage).toBe('notice');
    expect(new Person().say('bonjour', 'passer').stage).toBe('welcome');
  });
});

describe('pausing', () => {
  test('all is kept, until when is said, and a reminder is asked for once', () => {
    const ana = new Person().settle().say('pause');
    expect(ana.keys).toEqual(['pause.atQuestion', 'pause.resumeBefore', 'reminders.askAtPause']);
    expect(phraseOf(ana, 'pause.atQuestion')).toEqual({ n: 2, of: 5 });
    ana.say('oui');
    expect([ana.session.choices.reminders, ana.of('recordChoice')]).toMatchObject([true, [{ value: 'yes' }]]);
    ana.say('reprendre', 'pause');
    expect(ana.keys).toEqual(['pause.atQuestion', 'pause.resumeBefore']);
  });

  test('« reprendre » comes back where one was, with a line of recap', () => {
    const ana = new Person().settle().say(LONG).wait(5).say('retour', 'pause', 'non').wait(90_000).say('reprendre');
    expect([ana.stage, ana.keys.slice(0, 2)]).toEqual(['question:changement', ['draft.recap', 'draft.last']]);
    expect(phraseOf(ana, 'draft.recap')).toMatchObject({ kept: 2 });
    expect(ana.session.stage).toMatchObject({ replacing: true });
  });

  test('a session pauses by itself, without a word; an answer takes it up again', () => {
    const ana = new Person().settle().wait(7_199);
    expect(ana.stage).toBe('question:changement');
    ana.wait(2);
    expect([ana.stage, ana.effects]).toEqual(['paused', []]);
    ana.wait(86_400).say(LONG);
    expect([ana.keys, ana.texts('changement')]).toEqual([['draft.recap', 'draft.last'], [LONG]]);
    expect(ana.wait(5).stage).toBe('question:nombre');
  });

  test('an answer to a closed question after a silence', () => {
    const ana = new Person().begin().wait(9_000).say('1, 2');
    expect([ana.value('publics'), ana.keys.slice(0, 2)]).toEqual([
      { kind: 'choices', names: ['seniors', 'jeunes'] },
      ['draft.recap', 'answer.noted'],
    ]);
  });

  test('a click after a silence; a stale one puts the question again', () => {
    expect(new Person().begin().wait(9_000).click('jeunes').value('publics')).toMatchObject({ names: ['jeunes'] });
    const ana = new Person().begin().wait(9_000).click('1.x');
    expect(ana.keys.slice(0, 2)).toEqual(['click.stale', 'draft.recap']);
  });

  test('what is unread after a silence is asked again, and « je ne sais pas » heard', () => {
    expect(new Person().begin().wait(9_000).say('les martiens').keys).toEqual([
      'draft.recap',
      'answer.choicesUnread',
      'question.again',
    ]);
    expect(new Person().begin().say('1', '2').wait(9_000).say('je ne sais pas').stage).toBe('question:changement');
  });

  test('« bonjour » after a silence', () => {
    expect(new Person().settle().wait(9_000).say('bonjour').keys.slice(0, 2)).toEqual(['draft.recap', 'draft.last']);
  });

  test('at rest there is nothing to pause', () => {
    expect(new Person().say('pause').keys).toEqual(['pause.nothing', 'welcome.hello']);
  });

  test('twice clicked, the reminder is chosen once', () => {
    const ana = new Person().settle().say('pause').click('yes');
    expect([ana.stage, ana.keys]).toEqual(['paused', ['reminders.yes']]);
    ana.click('yes');
    expect(ana.keys[0]).toBe('click.stale');
  });

  test('with several drafts at rest, « reprendre » asks which', () => {
    const ana = new Person().settle().say('contribuer 2', 'du temps').wait(5).say('envoyer', '4');
    expect(ana.session.current).toBeNull();
    ana.say('reprendre');
    expect([ana.stage, ana.last.choices.length]).toEqual(['contributions', 2]);
    expect(ana.say('2').keys[0]).toBe('draft.recap');
  });
});

describe('on the side', () => {
  test('each comes back to the very question, half answered as it was', () => {
    for (const [text, reply] of [
      ['langue', 'english'],
      ['rappels', 'oui'],
      ['nouvelles', 'non'],
      ['mes données', '4'],
      ['coauteurs', 'Ana Durand\nLéo Petit'],
      ['ma présentation', '1'],
      ['mes contributions', 'retour'],
    ] as const) {
      const ana = new Person().begin().say('autre', text, reply);
      expect([text, ana.stage, ana.session.stage]).toMatchObject([text, 'question:publics', { otherFor: ['autre'] }]);
    }
  });

  test('« où en suis-je ? »', () => {
    const ana = new Person().settle().say('où en suis-je ?');
    expect([ana.keys, phraseOf(ana, 'status.draft')]).toMatchObject([
      ['status.draft', 'status.deadline', 'question.again'],
      { given: 1, of: 5 },
    ]);
    expect(new Person().say('bonjour', 'où en suis-je').keys).toEqual(['status.none', 'welcome.hello']);
  });

  test('help, everywhere', () => {
    const ana = new Person().say('aide');
    expect(ana.keys).toEqual(['help.text', 'help.contact', 'welcome.hello']);
    expect(ana.say('1', '1', '1', '1', '?').keys).toEqual(['help.text', 'help.contact', 'question.again']);
    expect(ana.say('stop', 'aide').keys).toEqual(['help.text', 'help.contact', 'idle.ways']);
  });

  test('« stop » writes no more; answers are kept', () => {
    const ana = new Person().settle().say('stop');
    expect([ana.stage, ana.keys, ana.session.choices]).toMatchObject([
      'stopped',
      ['stop.done'],
      { reminders: false, news: false },
    ]);
    expect(ana.session.wakeAt).toBeNull();
    expect(ana.say('reprendre').stage).toBe('question:changement');
  });

  test('a language named at once; one that is not ours gets the list', () => {
    const ana = new Person().begin().say('langue anglais');
    expect([ana.stage, ana.last.lang, ana.last.choices[0]?.label]).toEqual(['question:publics', 'en', 'Older people']);
    expect(ana.say('young people').value('publics')).toEqual({ kind: 'choices', names: ['jeunes'] });
    expect(new Person().begin().say('langue falc').stage).toBe('language');
    expect(new Person().begin().say('language', 'bof').keys[0]).toBe('message.notUnderstood');
  });

  test('whoever is not understood is not told the same twice: the second time it says how to answer, and where a person is', () => {
    const ana = new Person().begin().say('language', 'bof');
    expect(ana.keys[0]).toBe('message.notUnderstood');
    expect(ana.say('bof bof').keys[0]).toBe('message.stillNotUnderstood');
    // Understood meanwhile, it begins again.
    expect(ana.say('language', 'bof').keys[0]).toBe('message.notUnderstood');
  });

  test('after a change of language the labels shown before are still understood', () => {
    expect(new Person().begin().say('langue anglais', 'jeunes').value('publics')).toMatchObject({ names: ['jeunes'] });
  });
});

describe('cancelling', () => {
  test('asks first; then the draft and its answers are gone', () => {
    const ana = new Person().settle().say('annuler');
    expect([ana.stage, ana.keys]).toEqual(['confirm', ['cancel.ask']]);
    expect(ana.say('non').stage).toBe('question:changement');
    ana.say('annuler', 'oui');
    expect([ana.session.drafts, ana.of('discard'), ana.keys]).toEqual([
      {},
      [{ type: 'discard', draftId: 'p1.1' }],
      ['cancel.done', 'idle.ways'],
    ]);
  });

  test('a long answer instead is heard, and nothing is cancelled', () => {
    const ana = new Person().settle().say('annuler', LONG).wait(5);
    expect([ana.texts('changement'), Object.keys(ana.session.drafts)]).toEqual([[LONG], ['p1.1']]);
  });

  test('« je ne sais pas » cancels nothing and answers nothing', () => {
    const ana = new Person().settle().say('annuler', 'je ne sais pas');
    expect([ana.keys[0], ana.value('changement'), ana.stage]).toEqual([
      'confirm.nothing',
      undefined,
      'question:changement',
    ]);
  });

  test('nothing to cancel', () => {
    expect(new Person().say('contribuer 1', '3', 'annuler').keys).toEqual(['confirm.nothing', 'idle.ways']);
  });
});

test('a click on what was answered already says so and puts the question again', () => {
  const ana = new Person().begin();
  const { prompt } = ana.last;
  ana.click('seniors').click(`${prompt}.seniors`);
  expect([ana.keys, ana.stage]).toEqual([['click.stale', 'profile.actor'], 'actor']);
});

test('« 2 » once the menu has vanished says what can be done', () => {
  const ana = new Person().settle().say('envoyer', '1', 'non', '2');
  expect(ana.keys).toEqual(['idle.ways']);
});

test('a click before anything was said is a welcome', () => {
  expect(new Person().click('x').stage).toBe('welcome');
});

test('a command without words is a hello', () => {
  expect(new Person().command('').stage).toBe('welcome');
  expect(new Person().command('contribuer 1').stage).toBe('notice');
  expect(new Person().settle().command(LONG).wait(5).texts('changement')).toEqual([LONG]);
});
