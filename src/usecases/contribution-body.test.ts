import { describe, expect, test } from 'vitest';
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Axis } from '#consultation/definition.ts';
import type { Answer, Draft, Session } from '#conversation/index.ts';
import { readBody, writeBody } from './contribution-body.ts';
import { CONSULTATION, NOW } from './test-support/parts.ts';

const AXIS = CONSULTATION.axes.find(axis => axis.number === 4) as Axis;

function answer(value: AnswerValue, ...texts: string[]): Answer {
  return { value, parts: texts.map((text, i) => ({ ref: `m${i}`, order: `${i}`, text })), at: NOW };
}

function session(more: object = {}, presentation: 'unnamed' | 'organisation' | 'name' | null = 'unnamed'): Session {
  const profile = { actor: { name: 'elu' }, places: ['dep:74'], organisation: 'Mairie de Cluses' };
  return { lang: 'fr', displayName: 'Ada L.', profile, choices: { presentation }, ...more } as unknown as Session;
}

function draft(answers: Record<string, Answer>, more: Partial<Draft> = {}): Draft {
  return {
    id: 'p.1',
    axis: 4,
    kind: 'individual',
    parts: {},
    mandate: null,
    coAuthors: [],
    collectedFrom: null,
    answers,
    ...more,
  } as unknown as Draft;
}

describe('of the author stands only what they chose to show', () => {
  test.each([
    [null, null, null],
    ['unnamed', null, null],
    ['organisation', null, 'Mairie de Cluses'],
    ['name', 'Ada L.', 'Mairie de Cluses'],
  ] as const)('%s', (presentation, name, organisation) => {
    const text = writeBody(session({}, presentation), draft({}), AXIS);
    expect(readBody(text)).toMatchObject({ name, organisation, actor: { name: 'elu' }, places: ['dep:74'] });
    if (name === null) expect(text).not.toContain('Ada');
    if (organisation === null) expect(text).not.toContain('Mairie');
  });

  test('of what somebody collected, nothing of the collector, even one who shows their name', () => {
    const collectedFrom = { noticeRead: true, profile: { actor: { name: 'habitant' }, places: null } } as const;
    const text = writeBody(session({}, 'name'), draft({}, { kind: 'collected', collectedFrom }), AXIS);
    expect(readBody(text)).toMatchObject({
      presentation: 'unnamed',
      name: null,
      organisation: null,
      actor: { name: 'habitant' },
      places: [],
    });
    expect(text).not.toMatch(/Ada|Mairie|elu|dep:74/);
  });
});

describe('answers', () => {
  test('keep their value and raw words, without the platform’s names for the messages', () => {
    const changement = answer({ kind: 'text', text: 'a b' }, 'a', 'b');
    const text = writeBody(session(), draft({ changement, 'changement.relance': answer({ kind: 'skipped' }) }), AXIS);
    expect(readBody(text).answers).toEqual({
      changement: { value: { kind: 'text', text: 'a b' }, texts: ['a', 'b'] },
      'changement.relance': { value: { kind: 'skipped' }, texts: [] },
    });
    expect(text).not.toContain('m0');
  });

  test('that were not reviewed are not there: of a part declined, of a question that is no longer asked', () => {
    const optional = AXIS.questions.find(question =>
      AXIS.parts.some(part => part.optional && part.name === question.part),
    );
    if (optional === undefined) throw new Error('theme 4 has an optional part');
    const answers = {
      [optional.name]: answer({ kind: 'text', text: 'x' }, 'x'),
      disparue: answer({ kind: 'text', text: 'y' }, 'y'),
    };
    const kept = (parts: Record<string, boolean>) =>
      Object.keys(readBody(writeBody(session(), draft(answers, { parts }), AXIS)).answers);
    expect(kept({})).toEqual([]);
    expect(kept({ [optional.part]: false })).toEqual([]);
    expect(kept({ [optional.part]: true })).toEqual([optional.name]);
  });
});

test('a body of an unknown release is refused, not misread', () => {
  expect(() => readBody('{"schema":99}')).toThrow('99');
  expect(() => readBody('{')).toThrow(SyntaxError);
});
