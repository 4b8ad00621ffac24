import { describe, expect, it } from 'vitest';
import type { AnswerValue } from './answer-value.ts';
import type { Axis } from './definition.ts';
import {
  axisByNumber,
  axisStatus,
  choicesOf,
  meetsConstraint,
  openingOf,
  questionByName,
  relevantQuestions,
  textIn,
} from './inspect.ts';
import { consultationOf, MINI, mini } from './test-support/mini.ts';

const consultation = consultationOf(MINI);
const axis = (number: number): Axis => {
  const found = axisByNumber(consultation, number);
  if (!found) throw new Error(`no axis ${number}`);
  return found;
};
const choices = (...names: string[]): AnswerValue => ({ kind: 'choices', names });
const lookup = (answers: Readonly<Record<string, AnswerValue>>) => (name: string) => answers[name];
const asked = (answers: Readonly<Record<string, AnswerValue>>, number = 1, parts: string[] = []) =>
  relevantQuestions(axis(number), lookup(answers), parts).map(question => question.name);

describe('relevantQuestions', () => {
  it('asks at first what depends on nothing', () => {
    expect(asked({})).toEqual(['territoire', 'couleurs', 'nombre', 'avis']);
  });

  it('asks what earlier answers call for', () => {
    expect(asked({ couleurs: choices('rouge', 'vert') })).toContain('premiere');
    expect(asked({ couleurs: choices('rouge'), nombre: { kind: 'number', value: 3, approximate: true } })).toContain(
      'note',
    );
    expect(asked({ couleurs: choices('nsp'), nombre: { kind: 'number', value: 3, approximate: true } })).not.toContain(
      'note',
    );
  });

  it('forgets the answers to questions that are no longer asked', () => {
    const chained = consultationOf(mini([['axe-1.yaml', 'type: longtext', 'type: longtext\n    relevant: note > 2']]));
    const first = axisByNumber(chained, 1) as Axis;
    const answers = {
      couleurs: choices('rouge'),
      nombre: { kind: 'number', value: 3, approximate: false },
      note: { kind: 'number', value: 4, approximate: false },
    } as const;
    const names = (given: Readonly<Record<string, AnswerValue>>) =>
      relevantQuestions(first, lookup(given), []).map(question => question.name);
    expect(names(answers)).toContain('avis');
    expect(names({ ...answers, couleurs: choices('nsp') })).not.toContain('avis');
  });

  it('asks an optional part only once it is taken', () => {
    expect(asked({}, 2)).toEqual(['constat']);
    expect(asked({}, 2, ['fiche'])).toEqual(['constat', 'budget']);
  });
});

describe('choicesOf', () => {
  const premiere = questionByName(axis(1), 'premiere');

  it('offers what was chosen in the other question, in its order, without « je ne sais pas »', () => {
    if (!premiere) throw new Error('no question');
    const names = (value: AnswerValue) =>
      choicesOf(premiere, lookup({ couleurs: value }), axis(1)).map(choice => choice.name);
    expect(names(choices('vert', 'rouge'))).toEqual(['rouge', 'vert']);
    expect(names(choices('nsp'))).toEqual([]);
    expect(names({ kind: 'skipped' })).toEqual([]);
  });

  it('says what was written at « Autre », and asks for no other words', () => {
    const withOther = consultationOf(mini([['choices.yaml', 'en: "Green" }', 'en: "Green" }, text: true']]));
    const first = axisByNumber(withOther, 1) as Axis;
    const question = questionByName(first, 'premiere');
    if (!question) throw new Error('no question');
    const offered = (other: string | undefined) =>
      choicesOf(
        question,
        () => ({ kind: 'choices', names: ['vert'], ...(other === undefined ? {} : { other }) }),
        first,
      );
    expect(offered('turquoise')).toEqual([{ name: 'vert', label: { fr: 'turquoise', en: 'turquoise' } }]);
    expect(offered(' ')).toEqual([{ name: 'vert', label: { fr: 'Vert', en: 'Green' } }]);
    expect(offered(undefined)).toEqual([{ name: 'vert', label: { fr: 'Vert', en: 'Green' } }]);
  });
});

describe('meetsConstraint', () => {
  it('judges the answer as « value », and lets « je ne sais pas » and a skip pass', () => {
    const question = questionByName(axis(1), 'nombre');
    if (!question) throw new Error('no question');
    const meets = (value: AnswerValue) => meetsConstraint(question, value, () => undefined);
    expect(meets({ kind: 'number', value: 0, approximate: false })).toBe(true);
    expect(meets({ kind: 'number', value: -1, approximate: false })).toBe(false);
    expect(meets({ kind: 'dont_know' })).toBe(true);
    expect(meets({ kind: 'skipped' })).toBe(true);
  });
});

describe('textIn', () => {
  it('falls back from plain French to French, then to the default language', () => {
    const text = { fr: 'oui', en: 'yes' };
    expect(textIn(text, 'en', 'fr')).toBe('yes');
    expect(textIn(text, 'fr-simple', 'en')).toBe('oui');
    expect(textIn(text, 'de', 'en')).toBe('yes');
    expect(textIn({ br: 'ya' }, 'de', 'en')).toBe('ya');
    expect(textIn({}, 'fr', 'fr')).toBe('');
  });
});

describe('openings', () => {
  it('are the consultation’s own, or the axis’s where it has some', () => {
    expect(openingOf(consultation, 1)).toEqual({
      opens: '2026-12-31T23:00:00.000Z',
      closes: '2027-03-24T23:00:00.000Z',
    });
    expect(openingOf(consultation, 2)).toEqual({
      opens: '2026-12-31T23:00:00.000Z',
      closes: '2027-04-29T22:00:00.000Z',
    });
  });

  it.each([
    ['2026-12-31T22:59:59.999Z', 'not_yet', 'not_yet'],
    ['2026-12-31T23:00:00Z', 'open', 'open'],
    ['2027-03-25T00:00:00+01:00', 'closed', 'open'],
    ['2027-04-29T22:00:00.000Z', 'closed', 'closed'],
  ])('at %s the axes are %s and %s', (now, first, second) => {
    expect([axisStatus(consultation, 1, now), axisStatus(consultation, 2, now)]).toEqual([first, second]);
  });

  it('wants an instant', () => {
    expect(() => axisStatus(consultation, 1, 'demain')).toThrow(RangeError);
  });
});
