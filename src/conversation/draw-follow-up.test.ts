import { describe, expect, test } from 'vitest';
import { Person } from '#test/support/conversation.ts';
import { revisionsOf, trial } from '#test/support/consultation.ts';
import { BURST_DONE } from './effects.ts';
import type { Effect } from './index.ts';

const LONG = 'chez nous il y a une permanence par semaine';
const ASKED = 'Qui vient à cette permanence ?';
type Draw = Extract<Effect, { type: 'drawFollowUp' }>;

function atOpen({ allowed = true, model = true } = {}): Person {
  const consultation = { ...trial(), followUpByModel: allowed };
  return new Person({ consultation, revisions: revisionsOf(consultation), drawsFollowUps: model }).settle();
}

function drawOf(person: Person): Draw {
  const [draw] = person.effects.filter(effect => effect.type === 'drawFollowUp');
  if (draw === undefined) throw new Error('nothing is drawn');
  return draw;
}

const drawn = (person: Person, text: string | null, token = drawOf(person).token): Person =>
  person.step({ kind: 'followUpDrawn', token, text });

describe('a follow-up drawn by a model', () => {
  test('is asked after the silence, announced as such, and its answer stands beside the first', () => {
    const ana = atOpen().say(LONG).wait(5);
    expect(drawOf(ana)).toMatchObject({ answer: LONG });
    expect(ana.of('say')).toEqual([]);
    drawn(ana, ASKED);
    expect([ana.stage, ana.keys]).toEqual([
      'question:changement.relance',
      ['answer.notedOpenFirst', 'question.followUpDrawn'],
    ]);
    ana.say('surtout des retraités du bourg').wait(5);
    expect([ana.stage, ana.texts('changement.relance')]).toEqual([
      'question:nombre',
      ['surtout des retraités du bourg'],
    ]);
    expect(ana.draft.drawnFollowUps).toEqual({ changement: ASKED });
  });

  test('is passed with a word, and asked once', () => {
    const ana = drawn(atOpen().say(LONG).wait(5), ASKED).say('passer');
    expect([ana.stage, ana.value('changement.relance')]).toEqual(['question:nombre', { kind: 'skipped' }]);
    ana.say('retour', 'encore une autre réponse, plus longue').wait(5);
    expect([ana.of('drawFollowUp'), ana.stage]).toEqual([[], 'question:nombre']);
  });

  test('is said again in its own words', () => {
    const ana = drawn(atOpen().say(LONG).wait(5), ASKED).say('aide');
    expect(ana.last.phrases.at(-1)).toMatchObject({ key: 'question.followUpDrawn', params: { label: ASKED } });
  });

  test('never delays the next question by more than three seconds', () => {
    const ana = atOpen().say(LONG).wait(4);
    const { token } = drawOf(ana);
    ana.wait(2);
    expect(ana.stage).toBe('question:changement');
    ana.wait(1);
    expect([ana.stage, ana.of('say').length]).toEqual(['question:nombre', 1]);
    // Late: it falls.
    const { session } = ana;
    expect(drawn(ana, ASKED, token).session).toEqual(session);
    expect(ana.effects).toEqual([]);
  });

  test.each([null, '', '   ', 'x'.repeat(201)])('nothing fit to be asked (%j) goes on at once', text => {
    expect(drawn(atOpen().say(LONG).wait(5), text).stage).toBe('question:nombre');
  });

  test('what is written meanwhile joins the answer, and what was being drawn falls', () => {
    const ana = atOpen().say(LONG).wait(5);
    const { token } = drawOf(ana);
    ana.say('et personne le samedi');
    drawn(ana, ASKED, token);
    expect([ana.stage, ana.texts('changement')]).toEqual(['question:changement', [LONG, 'et personne le samedi']]);
    ana.wait(5);
    expect(drawOf(ana).answer).toBe(`${LONG}\net personne le samedi`);
  });

  test.each([
    ['envoyer', 'review'],
    ['pause', 'paused'],
    ['passer', 'question:nombre'],
    ['stop', 'stopped'],
  ])('« %s » meanwhile is obeyed', (command, stage) => {
    const ana = atOpen().say(LONG).wait(5).say(command);
    expect([ana.stage, ana.texts('changement')]).toEqual([stage, [LONG]]);
  });

  test('« C’est tout » is a silence too', () => {
    const ana = atOpen().say(LONG);
    ana.inbound({ kind: 'choice', values: [`${ana.session.prompt}.${BURST_DONE}`] });
    expect(drawOf(ana).answer).toBe(LONG);
  });

  test('typing does not hold it', () => {
    const ana = atOpen().say(LONG).wait(4).typing().wait(3);
    expect(ana.stage).toBe('question:nombre');
  });

  test.each(['rien', 'oui', 'je ne sais pas'])('nothing is drawn from « %s »', text => {
    const ana = atOpen().say(text).wait(5);
    expect([ana.of('drawFollowUp'), ana.stage]).toEqual([[], 'question:nombre']);
  });

  test('a short answer gets the consultation’s own', () => {
    const ana = atOpen().say('du temps').wait(5);
    expect([ana.of('drawFollowUp'), ana.keys.at(-1)]).toEqual([[], 'question.followUp']);
  });

  test.each([
    ['the consultation does not let it', { allowed: false }],
    ['no model is there', { model: false }],
  ])('where %s nothing is drawn', (_why, options) => {
    expect(atOpen(options).say(LONG).wait(5).stage).toBe('question:nombre');
  });

  test('nobody who reads English is asked in French', () => {
    const ana = atOpen().say('language english', LONG).wait(5);
    expect(ana.of('drawFollowUp')).toEqual([]);
  });

  test('a restart in between goes on without', () => {
    const ana = atOpen().say(LONG).wait(5);
    ana.context = { ...ana.context, drawsFollowUps: false };
    expect(ana.wait(3).stage).toBe('question:nombre');
  });
});
