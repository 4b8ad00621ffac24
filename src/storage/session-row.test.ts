import { readFileSync } from 'node:fs';
import { SESSION_SCHEMA, type Session } from '#conversation/session.ts';
import { upcastSession } from '#conversation/new-session.ts';
import { expect, it } from 'vitest';
import { answerRow, answersOf, readAnswer, readSession, sessionState } from './session-row.ts';

/** A session as a release stored it: one file a schema, never changed, replayed for ever. */
function fixture(schema: number): { state: string; session: Session } {
  const path = new URL(`fixtures/session-${schema}.json`, import.meta.url);
  const { state, answers } = JSON.parse(readFileSync(path, 'utf8')) as {
    state: object;
    answers: (string | number | object)[][];
  };
  const rows = answers.map(row =>
    readAnswer(row.map(cell => (typeof cell === 'object' ? JSON.stringify(cell) : cell))),
  );
  const text = JSON.stringify(state);
  return { state: text, session: readSession(text, rows, upcastSession) };
}

it.each(Array.from({ length: SESSION_SCHEMA }, (_, i) => i + 1))('reads what schema %i stored', schema => {
  const { session } = fixture(schema);
  expect(session.schema).toBe(SESSION_SCHEMA);
  expect(session.drafts['p1.1']?.answers['publics']?.value).toEqual({
    kind: 'choices',
    names: ['seniors', 'autre'],
    other: 'gens du voyage',
  });
  expect(Object.keys(session.drafts['p1.1']?.answers ?? {})).toEqual(['publics', 'besoin', 'besoin.relance']);
});

it("stores today's shape without the answers, and gives all of it back", () => {
  const { session } = fixture(SESSION_SCHEMA);
  const state = sessionState(session);
  expect(state).not.toContain('gens du voyage');
  const rows = answersOf(session).map(one => answerRow('p1', one, one.answer));
  expect(
    readSession(
      state,
      rows.map(row => readAnswer(row.slice(1))),
      upcastSession,
    ),
  ).toEqual(session);
});

it('refuses a state of a newer schema', () => {
  const { state } = fixture(SESSION_SCHEMA);
  const newer = state.replace(`"schema":${SESSION_SCHEMA}`, `"schema":${SESSION_SCHEMA + 1}`);
  expect(() => readSession(newer, [], upcastSession)).toThrow('newer');
});

it('takes no name for something else', () => {
  const { session } = fixture(SESSION_SCHEMA);
  const odd = JSON.parse(JSON.stringify(session).replaceAll('"besoin"', '"__proto__"')) as Session;
  const rows = answersOf(odd).map(one => answerRow('p1', one, one.answer));
  const read = readSession(
    sessionState(odd),
    rows.map(row => readAnswer(row.slice(1))),
    upcastSession,
  );
  expect(Object.keys(read.drafts['p1.1']?.answers ?? {})).toContain('__proto__');
});
