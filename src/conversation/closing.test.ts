import { describe, expect, test } from 'vitest';
import { Person, phraseOf } from '#test/support/conversation.ts';
import { revisionsOf, trial } from '#test/support/consultation.ts';

const LONG = 'il faut une permanence de plus par semaine';
/** The end of the consultation, in milliseconds. */
const END = Date.parse('2027-03-24T23:00:00.000Z');

/** Somebody at question 2, so many seconds before the end. */
function before(seconds: number): Person {
  const ana = new Person().settle();
  ana.now = END - seconds * 1000 - 1000;
  ana.session = { ...ana.session, wakeAt: null };
  return ana.say('reprendre');
}

describe('a theme closes while one answers', () => {
  test('a burst begun before counts; then it is said closed, and the draft is kept', () => {
    const ana = before(4).say(LONG);
    expect(ana.now).toBe(END - 3_000);
    ana.say('et le samedi', 'et', 'le dimanche').wait(10);
    expect(ana.now).toBeGreaterThan(END);
    expect(ana.texts('changement')).toEqual([LONG, 'et le samedi', 'et', 'le dimanche']);
    expect([ana.stage, ana.session.current]).toEqual(['idle', null]);
    expect(ana.said.at(-1)?.phrases.map(({ key }) => key)).toEqual([
      'answer.gathered',
      'closed.since',
      'closed.draftUntil',
      'closed.all',
    ]);
  });

  test('an answer after the end is kept too, and it is said at once', () => {
    const ana = before(3).wait(60).say(LONG);
    expect([ana.keys.slice(0, 2), ana.texts('changement'), ana.stage]).toEqual([
      ['answer.notedOpenFirst', 'closed.since'],
      [LONG],
      'idle',
    ]);
  });

  test('what was sent before the end counts, even if it comes after', () => {
    const ana = before(20).say('envoyer');
    expect(ana.stage).toBe('review');
    ana.now = END + 5_000;
    ana.message('1', { at: new Date(END - 1).toISOString() });
    expect([ana.of('submit').length, ana.draft.status]).toEqual([1, 'submitted']);
    const leo = before(20).say('envoyer');
    leo.now = END;
    leo.message('1', { at: new Date(END).toISOString() });
    expect([leo.of('submit').length, leo.keys.slice(0, 2)]).toEqual([0, ['closed.since', 'closed.draftUntil']]);
  });

  test('a platform’s time is believed for a day', () => {
    const ana = before(20).say('envoyer');
    ana.now = END + 2 * 86_400_000;
    ana.message('1', { at: new Date(END - 1).toISOString() });
    expect(ana.of('submit')).toEqual([]);
  });

  test('any command at a question then says it is closed, help included', () => {
    const ana = before(5).wait(60).say('aide');
    expect(ana.keys).toEqual(['help.text', 'help.contact', 'closed.since', 'closed.draftUntil', 'closed.all']);
    expect(ana.say('aide').keys).toEqual(['help.text', 'help.contact', 'idle.ways']);
  });

  test('the draft in hand on another theme goes on', () => {
    const ana = new Person().settle().say('contribuer 3');
    expect([ana.stage, ana.keys]).toEqual(['question:changement', ['closed.since', 'closed.others', 'question.again']]);
    expect(phraseOf(ana, 'closed.others')['open']).toEqual({ list: [1, 2] });
    expect(ana.say('thèmes', '3').keys.slice(0, 2)).toEqual(['closed.since', 'closed.others']);
  });
});

describe('once closed', () => {
  const closed = () => before(3).wait(86_400);

  test('one’s contributions and data are still there; the draft is shown, not asked about', () => {
    const ana = closed().say('mes contributions');
    expect(ana.stage).toBe('contributions');
    ana.say('1');
    expect(ana.keys).toContain('closed.since');
    expect(ana.keys).toContain('review.lines');
    expect(ana.say('mes données', '1').last.files).toEqual(['personal_data']);
  });

  test('a contribution sent may be withdrawn, not corrected', () => {
    const ana = before(60).say('envoyer', '1', 'non').wait(86_400).say('mes contributions', '1', '1');
    expect(ana.keys).toEqual(['contribution.closed', 'idle.ways']);
    expect(ana.say('mes contributions', '1', '2', 'oui').of('withdraw')).toHaveLength(1);
  });

  test('a correction not sent in time: what was sent stays', () => {
    const ana = before(60)
      .say('envoyer', '1', 'non', 'mes contributions', '1', '1', '1', '3')
      .wait(86_400)
      .say('envoyer');
    expect([ana.keys, ana.draft]).toMatchObject([
      ['closed.since', 'cancel.correction', 'closed.all'],
      { version: 1, status: 'submitted' },
    ]);
  });

  test('a form is not taken', () => {
    expect(closed().form({ nombre: '3' }, 'p1.1').keys[0]).toBe('closed.since');
  });

  test('« bonjour » at rest, and a theme asked for by somebody new', () => {
    expect(closed().say(LONG).wait(5).say('bonjour').keys).toEqual(['hello.again', 'closed.all']);
    const leo = new Person(undefined, 'p2').say('contribuer 3');
    expect([leo.stage, leo.keys]).toEqual(['idle', ['welcome.brief', 'closed.since', 'closed.others']]);
  });

  test('reopened, the draft goes on', () => {
    const ana = closed().say(LONG).wait(5);
    const consultation = trial(['consultation.yaml', '2027-03-25', '2027-04-25']);
    ana.context = { consultation, revisions: revisionsOf(consultation) };
    expect(ana.say('reprendre').stage).toBe('question:nombre');
    expect(ana.texts('changement')).toEqual([LONG]);
  });
});

test('a theme that opens later', () => {
  const later = '3: { opens: "2027-03-01T00:00:00+01:00" }';
  const consultation = trial(['consultation.yaml', '3: { closes: "2027-01-15T00:00:00+01:00" }', later]);
  const ana = new Person({ consultation, revisions: revisionsOf(consultation) }).say('contribuer 3');
  expect([ana.stage, ana.keys]).toEqual(['idle', ['welcome.brief', 'closed.notYet', 'closed.others']]);
});

describe('questions that change', () => {
  const today = trial();
  const next = trial(
    ['axe-1.yaml', 'Que changer, et pour qui ?', 'Que faut-il changer ?'],
    [
      'axe-1.yaml',
      '  - name: ajout\n',
      '  - name: nouveau\n    type: text\n    part: coeur\n    label: { fr: "Et encore ?", en: "What else?" }\n  - name: ajout\n',
    ],
  );
  const after = trial(['axe-1.yaml', 'Autre chose à ajouter ?', 'Un dernier mot ?']);
  const change = (ana: Person, consultation = next) => {
    ana.context = { consultation, revisions: revisionsOf(today, next, after) };
    return ana;
  };

  test('the draft in hand keeps its own', () => {
    const ana = change(new Person().settle()).say(LONG).wait(5);
    expect(ana.stage).toBe('question:nombre');
    expect(ana.say('12').session.drafts['p1.1']?.revision).toBe(today.axes[0]?.revision);
  });

  test('coming back, the new ones are offered; accepted, every answer stays', () => {
    const ana = change(new Person().settle()).say(LONG).wait(5).say('pause', 'non', 'reprendre');
    expect([ana.stage, phraseOf(ana, 'revision.ask')]).toEqual(['confirm', { added: 1, changed: 1, removed: 0 }]);
    ana.say('1');
    expect([ana.stage, ana.draft.revision, ana.texts('changement')]).toEqual([
      'question:nombre',
      next.axes[0]?.revision,
      [LONG],
    ]);
    expect(ana.say('0').stage).toBe('question:nouveau');
  });

  test('declined, they are not offered again, until others come', () => {
    const ana = change(new Person().settle()).say('pause', 'non', 'reprendre', '2');
    expect([ana.stage, ana.keys[0]]).toEqual(['question:changement', 'revision.declined']);
    expect(ana.say('pause', 'reprendre').stage).toBe('question:changement');
    change(ana, after).say('pause', 'reprendre');
    expect(ana.stage).toBe('confirm');
  });

  test('an answer instead is for the question that one knew', () => {
    const ana = change(new Person().settle()).say('pause', 'non', 'reprendre', LONG).wait(5);
    expect([ana.texts('changement'), ana.stage]).toEqual([[LONG], 'question:nombre']);
  });

  test('a revision lost: today’s questions; an axis gone: said closed, nothing thrown, nothing lost', () => {
    const ana = new Person().settle();
    ana.context = { consultation: next, revisions: revisionsOf(next) };
    expect(ana.say(LONG).wait(5).stage).toBe('question:nombre');
    const { axes } = today;
    ana.context = { consultation: { ...today, axes: axes.filter(({ number }) => number !== 1) }, revisions: {} };
    ana.say('12');
    expect([ana.keys, ana.stage]).toEqual([['closed.theme', 'closed.draftUntil', 'closed.others'], 'idle']);
    expect(ana.say('mes contributions').stage).toBe('contributions');
    ana.context = { consultation: today, revisions: revisionsOf(today) };
    expect(ana.say('reprendre').stage).toBe('question:nombre');
    expect(ana.texts('changement')).toEqual([LONG]);
  });

  test('the question asked vanishes with a revision that was lost: the next one comes', () => {
    const ana = new Person().settle().say('passer');
    const without = trial(
      [
        'axe-1.yaml',
        '  - name: nombre\n    type: integer\n    part: coeur\n    label: { fr: "Combien de lieux chez vous ?", en: "How many places?" }\n',
        '',
      ],
      ['axe-1.yaml', '    relevant: nombre > 0\n', ''],
    );
    ana.context = { consultation: without, revisions: revisionsOf(without) };
    expect(ana.say('12').stage).toBe('question:services');
    expect(ana.keys).toContain('question.next');
  });
});
