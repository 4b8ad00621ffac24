/** Small pure parts of the use cases. */
import { describe, expect, test } from 'vitest';
import type { Answer, Draft } from '#conversation/index.ts';
import { answerChanges } from './answer-changes.ts';
import { backoffMs } from './backoff.ts';
import { addMs, msBetween } from './clock.ts';
import { hashCode, normalizeCode } from './codes.ts';
import { createIds } from './entropy.ts';
import { languageOf } from './language.ts';
import { MAX_ASKED_WAIT_MS, MAX_RETRY_MS, MAX_SENDS, RETRY_MS } from './limits.ts';
import { errorFacts } from './log.ts';
import {
  axisOfReferences,
  keepInDrafts,
  printReference,
  promisedReference,
  promiseIn,
  readReference,
  readReferences,
  withReferences,
} from './references.ts';
import { CONSULTATION, countedEntropy, NOW } from './test-support/parts.ts';
import { readJoin } from './workspaces.ts';

describe('ids', () => {
  test('sort in the order they were made, within a millisecond too, even when the clock goes back', () => {
    let now = NOW;
    const newId = createIds(countedEntropy(), () => now);
    const made: string[] = [];
    for (const step of [0, 0, 0, 1, -60_000, 0, 120_000]) {
      now = addMs(now, step);
      for (let i = 0; i < 40_000 / 7; i += 1) made.push(newId());
    }
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
    expect(made.every(id => /^[0-9A-Z]{24}$/.test(id))).toBe(true);
  });
});

describe('codes', () => {
  test('are forgiven their case, spaces and look-alikes', () => {
    expect(normalizeCode(' ab0-1l o2 ')).toBe('AB01102');
    expect(hashCode(countedEntropy(), '7f3k-9xyz')).toBe(hashCode(countedEntropy(), '7F3K 9XYZ'));
    expect(hashCode(countedEntropy(), '7F3K-9XYZ')).not.toContain('7F3K');
  });

  test.each([
    ['rejoindre 7F3K-9XYZ-0000', '7F3K-9XYZ-0000'],
    ['/rejoindre 7f3k 9xyz', '7f3k 9xyz'],
    [' Join ABCD', 'ABCD'],
    ['rejoindre', null],
    ['je veux rejoindre ABCD', null],
    ['rejoindre une conversation, mais laquelle ?', null],
  ])('%s', (text, code) => {
    expect(readJoin(text)).toBe(code);
  });
});

describe('languages', () => {
  test.each([
    ['fr-FR', 'fr'],
    ['en_GB', 'en'],
    ['fr-simple', 'fr-simple'],
    ['FR-SIMPLE', 'fr-simple'],
    ['de', 'fr'],
    [undefined, 'fr'],
  ])('%s', (locale, lang) => {
    expect(languageOf(locale, CONSULTATION)).toBe(lang);
  });
});

describe('references', () => {
  const promised = promisedReference('p1.1');
  const references = new Map([['p1.1', 'A4-0137']]);

  test('are printed with four digits at least', () => {
    expect([printReference(4, 137), printReference(4, 12_345)]).toEqual(['A4-0137', 'A4-12345']);
  });

  test('are read as people write them, and come back as printed', () => {
    for (const text of ['A4-0137', ' a4 137 ', 'a4–137', 'A4.0137']) expect(readReference(text)).toBe('A4-0137');
    for (const text of ['', 'A4', 'F4-2', 'A4-0137 bis', 'A4-1234567890']) expect(readReference(text)).toBeNull();
  });

  test('are read one after another, never past what is none', () => {
    expect(readReferences('a4-12, A4-0031 et A5-7')).toEqual(['A4-0012', 'A4-0031', 'A5-0007']);
    for (const text of ['', 'A4-12 et puis A4-13', 'F4-2']) expect(readReferences(text)).toBeNull();
  });

  test('are of one theme, or of none', () => {
    expect(axisOfReferences(['A4-0012', 'A4-0031'])).toBe(4);
    expect([axisOfReferences(['A4-0012', 'A5-0007']), axisOfReferences([])]).toEqual([null, null]);
  });

  test('stand wherever they were promised, and nowhere else', () => {
    const inner = { key: 'yes', params: { a: promised } } as never;
    const phrase = {
      key: 'no',
      params: {
        a: promised,
        b: { list: [promised, 'x', 3] },
        c: { lines: [{ phrase: inner }] },
        d: promisedReference('p2.1'),
        e: { day: '2027-01-01' },
      },
    } as never;
    expect(withReferences(phrase, references)).toEqual({
      key: 'no',
      params: {
        a: 'A4-0137',
        b: { list: ['A4-0137', 'x', 3] },
        c: { lines: [{ phrase: { key: 'yes', params: { a: 'A4-0137' } } }] },
        d: promisedReference('p2.1'),
        e: { day: '2027-01-01' },
      },
    });
  });

  test('a draft that has one keeps it', () => {
    const session = { drafts: { d: { id: 'd', reference: 'A1-0001' }, e: { id: 'e', reference: null } } } as never;
    const after = keepInDrafts(promiseIn(promiseIn(session, 'd'), 'e'), new Map([['e', 'A2-0002']]));
    expect(after.drafts).toEqual({ d: { id: 'd', reference: 'A1-0001' }, e: { id: 'e', reference: 'A2-0002' } });
  });
});

describe('which answers changed', () => {
  const answer = (text: string): Answer => ({ value: { kind: 'text', text }, parts: [], at: NOW });
  const draft = (id: string, answers: Record<string, Answer>): Draft => ({ id, axis: 4, answers }) as unknown as Draft;
  const kept = answer('a');
  const before = { d1: draft('d1', { x: kept, y: answer('b') }), d2: draft('d2', { z: answer('c') }) };

  test('the same objects changed nothing, whatever else of the draft did', () => {
    expect(answerChanges(before, { ...before, d1: { ...before.d1, dirty: true } })).toEqual([]);
  });

  test('set, changed, gone, with a whole draft too', () => {
    const changed = answer('bb');
    const added = answer('n');
    const after = { d1: draft('d1', { x: kept, y: changed, w: added }), d3: draft('d3', { v: added }) };
    expect(answerChanges(before, after)).toEqual([
      { draftId: 'd1', axis: 4, question: 'y', answer: changed },
      { draftId: 'd1', axis: 4, question: 'w', answer: added },
      { draftId: 'd3', axis: 4, question: 'v', answer: added },
      { draftId: 'd2', axis: 4, question: 'z', answer: null },
    ]);
    expect(answerChanges({ d1: before.d1 }, { d1: draft('d1', { x: kept }) })).toEqual([
      { draftId: 'd1', axis: 4, question: 'y', answer: null },
    ]);
  });
});

describe('waiting before another send', () => {
  test('doubles, up to a bound, by chance between half and whole', () => {
    expect([1, 2, 3, 4].map(attempt => backoffMs(attempt, 0, 0.999_999))).toEqual(
      [1, 2, 4, 8].map(times => times * RETRY_MS),
    );
    expect(backoffMs(1, 0, 0)).toBe(RETRY_MS / 2);
    expect(backoffMs(1_000, 0, 0.999_999)).toBe(MAX_RETRY_MS);
  });

  test('is at least what the platform asks, within bounds', () => {
    expect(backoffMs(1, 30_000, 0)).toBe(30_000);
    expect(backoffMs(1, Number.MAX_VALUE, 0)).toBe(MAX_ASKED_WAIT_MS);
    expect(backoffMs(1, -5, 0)).toBe(RETRY_MS / 2);
  });

  test('gives up after about a day', () => {
    const total = Array.from({ length: MAX_SENDS - 1 }, (_, i) => backoffMs(i + 1, 0, 0.5)).reduce(
      (sum, ms) => sum + ms,
      0,
    );
    expect(total / 3_600_000).toBeGreaterThan(16);
    expect(total / 3_600_000).toBeLessThan(30);
  });
});

test('of an error only its kind and place are told', () => {
  const error = Object.assign(new Error('INSERT … VALUES («ma réponse», xoxb-secret)'), {
    code: 'P2002',
    cause: new TypeError('secret'),
  });
  const facts = JSON.stringify(errorFacts(error));
  expect(facts).toMatch(/"error":"Error".*P2002.*small-parts/);
  expect(facts).not.toMatch(/secret|réponse/);
  expect(errorFacts('secret')).toEqual({ error: 'string' });
  // A message may hold what looks like a frame.
  const frame = new SyntaxError('Unexpected token in "bonjour\n    at mon secret"');
  expect(JSON.stringify(errorFacts(frame))).not.toMatch(/secret/);
});

test('instants', () => {
  expect(addMs(NOW, 1_500)).toBe('2027-02-10T09:00:01.500Z');
  expect(msBetween(NOW, addMs(NOW, -5))).toBe(-5);
});
