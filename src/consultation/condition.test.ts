import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerValue } from './answer-value.ts';
import { type Condition, evaluate, namesIn, parseCondition, printCondition, RESERVED_WORDS } from './condition.ts';
import { LIMITS } from './limits.ts';

function parse(source: string): Condition {
  const parsed = parseCondition(source);
  if (!parsed.ok) throw new Error(`${source}: ${parsed.message}`);
  return parsed.condition;
}

const comparator = fc.constantFrom('=', '!=', '<', '<=', '>', '>=') as fc.Arbitrary<'='>;
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter(text => !RESERVED_WORDS.includes(text));
const value = fc.oneof(
  fc.integer({ min: -9999, max: 9999 }),
  fc.integer({ min: -9999, max: 9999 }).map(n => n / 8),
  fc.stringMatching(/^[a-z0-9_]{1,8}$/),
  fc.stringMatching(/^[^'\n]{0,8}$/),
  fc.stringMatching(/^[^"\n]{0,8}$/),
);
const list = fc.uniqueArray(value.map(String), { minLength: 1, maxLength: 4 });
const { condition } = fc.letrec<{ condition: Condition; test: Condition; group: Condition }>(tie => ({
  condition: fc.oneof({ depthSize: 'small' }, tie('test'), tie('group')),
  test: fc.oneof(
    fc.record({ op: fc.constant('compare' as const), name, comparator, value }),
    fc.record({ op: fc.constant('count' as const), name, comparator, value: fc.nat(20) }),
    fc.record({ op: fc.constant('in' as const), name, negated: fc.boolean(), values: list }),
  ),
  group: fc.oneof(
    fc.record({
      op: fc.constantFrom('and' as const, 'or' as const),
      args: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ op: fc.constant('not' as const), arg: tie('condition') }),
  ),
}));

const answer: fc.Arbitrary<AnswerValue> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: fc.string() }),
  fc.record({ kind: fc.constant('choices' as const), names: fc.array(name, { maxLength: 4 }) }),
  fc.record({ kind: fc.constant('number' as const), value: fc.double(), approximate: fc.boolean() }),
  fc.record({ kind: fc.constant('date' as const), iso: fc.constant('2027-01-31') }),
  fc.record({ kind: fc.constant('places' as const), codes: fc.array(fc.constantFrom('dep:74', 'reg:84')) }),
  fc.constant<AnswerValue>({ kind: 'approx_date', from: null, to: null, precision: 'year', done: false }),
  fc.constant<AnswerValue>({ kind: 'structured', fields: { a: { kind: 'skipped' } } }),
  fc.constant<AnswerValue>({ kind: 'files', files: [] }),
  fc.constant<AnswerValue>({ kind: 'url', url: 'https://example.org' }),
  fc.constant<AnswerValue>({ kind: 'dont_know' }),
  fc.constant<AnswerValue>({ kind: 'skipped' }),
);

describe('parseCondition', () => {
  it('reads what printCondition writes, whatever the condition', () => {
    fc.assert(
      fc.property(condition, tree => {
        const printed = printCondition(tree);
        fc.pre(printed.length <= LIMITS.conditionChars);
        const parsed = parseCondition(printed);
        if (!parsed.ok) fc.pre(!parsed.message.includes('trop de parenthèses'));
        expect(parsed).toEqual({ ok: true, condition: tree });
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, and points inside the text', () => {
    const scraps = fc.array(
      fc.constantFrom(
        'a',
        'in',
        'not',
        'and',
        'or',
        'count',
        '(',
        ')',
        ',',
        '=',
        '<',
        '!',
        "'",
        '"',
        '1',
        '-',
        '.',
        'é',
        ' ',
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          scraps.map(parts => parts.join(' ')),
          scraps.map(parts => parts.join('')),
        ),
        text => {
          const parsed = parseCondition(text);
          if (parsed.ok) return;
          expect(parsed.message).not.toBe('');
          expect(parsed.offset).toBeGreaterThanOrEqual(0);
          expect(parsed.offset).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives « and » precedence over « or », and « not » over both', () => {
    expect(parse('a = 1 or not b = 2 and c = 3')).toEqual(parse('a = 1 or ((not (b = 2)) and c = 3)'));
    expect(parse('(a = 1 or b = 2) and c = 3')).not.toEqual(parse('a = 1 or b = 2 and c = 3'));
  });

  it('reads names that begin by a digit as choices, and numbers as numbers', () => {
    expect(parse('budget in (5k_50k, 074)')).toMatchObject({ values: ['5k_50k', '074'] });
    expect(parse('n > -1.5')).toMatchObject({ value: -1.5 });
    expect(parse("n = '1.5'")).toMatchObject({ value: '1.5' });
  });

  it.each([
    ['', 0, 'vide'],
    ['lieux >', 7, 'valeur'],
    ['lieux', 5, 'comparaison'],
    ['lieux == 1', 6, 'un seul « = »'],
    ['lieux <> 1', 6, '« != »'],
    ['lieux > 1 && a = 2', 10, '« and »'],
    ['lieux > 1 || a = 2', 10, '« or »'],
    ['lieux > 1 a = 2', 10, 'de trop'],
    ['${lieux} > 1', 0, 'sans « ${…} »'],
    ["selected(lieux, 'a')", 0, '« nom in (choix) »'],
    ['sum(lieux) > 1', 0, 'la seule fonction'],
    ['count(lieux) = deux', 15, 'un nombre'],
    ['count(lieux > 1', 12, '« ) »'],
    ['lieux in a', 9, 'parenthèses'],
    ['lieux in ()', 10, 'manque un choix'],
    ['lieux in (a, a)', 13, 'deux fois'],
    ['lieux in (a b)', 12, 'virgules'],
    ['lieux not (a)', 10, '« in (…) »'],
    ["lieux = 'a", 8, 'guillemet fermant'],
    ['lieux = «a»', 8, 'apostrophes droites'],
    ['été = 1', 0, 'sans accent'],
    ['(lieux = 1', 10, 'parenthèse fermante'],
    ['1 = lieux', 0, "n'est pas un nom de question"],
    ['not', 3, 'manque un test'],
    ['lieux = 1 and', 13, 'manque un test'],
    [`${'('.repeat(30)}a = 1`, 21, 'trop de parenthèses'],
    [`a = ${'1'.repeat(600)}`, 0, 'trop longue'],
  ])('refuses %j at %i', (source, offset, says) => {
    const parsed = parseCondition(source);
    expect(parsed.ok ? null : parsed.offset).toBe(offset);
    expect(parsed.ok ? '' : parsed.message).toContain(says);
  });
});

describe('evaluate', () => {
  const choices = (...names: string[]): AnswerValue => ({ kind: 'choices', names });
  const number = (n: number, approximate = false): AnswerValue => ({ kind: 'number', value: n, approximate });

  it.each<[string, AnswerValue | undefined, boolean]>([
    ['x = oui', choices('oui'), true],
    ['x = oui', choices('non'), false],
    ['x != oui', choices('non'), true],
    ['x != oui', choices('oui'), false],
    ['x in (a, b)', choices('c', 'b'), true],
    ['x in (a, b)', choices('c'), false],
    ['x not in (a, b)', choices('c'), true],
    ['x not in (a, b)', choices('c', 'b'), false],
    ['count(x) > 1', choices('a', 'b'), true],
    ['count(x) > 1', choices('a'), false],
    ['count(x) = 1', { kind: 'text', text: 'a' }, false],
    ['x >= 10', number(10, true), true],
    ['x > 10', number(10, true), false],
    ['x < 10', number(9.5), true],
    ['x != 3', number(4), true],
    ["x = '3'", number(3), false],
    ["x >= '2027-01-31'", { kind: 'date', iso: '2027-02-01' }, true],
    ["x < '2027-01-31'", { kind: 'date', iso: '2027-02-01' }, false],
    ["x in ('dep:74')", { kind: 'places', codes: ['dep:74', 'dep:73'] }, true],
    ["x not in ('dep:74')", { kind: 'places', codes: ['dep:73'] }, true],
    // Whoever did not answer: every test is false, « not in » included.
    ...['x = a', 'x != a', 'x < 1', 'x >= 0', 'x in (a)', 'x not in (a)', 'count(x) >= 0', 'count(x) < 9'].flatMap(
      (source): [string, AnswerValue | undefined, boolean][] => [
        [source, undefined, false],
        [source, { kind: 'skipped' }, false],
        [source, { kind: 'dont_know' }, false],
        [`not ${source}`, undefined, true],
      ],
    ),
    // « Je ne sais pas » given as a choice takes part in lists by its name.
    ['x not in (a, b)', choices('nsp'), true],
    ['x not in (a, nsp)', choices('nsp'), false],
    ['x in (nsp)', choices('nsp'), true],
  ])('%s, of %j, is %s', (source, given, expected) => {
    expect(evaluate(parse(source), asked => (asked === 'x' ? given : undefined))).toBe(expected);
  });

  it('makes comparisons and counts of « je ne sais pas » false where the question names that choice', () => {
    for (const comparison of [
      { op: 'compare', name: 'x', comparator: '!=', value: 'a', dontKnow: ['nsp'] },
      { op: 'count', name: 'x', comparator: '>=', value: 1, dontKnow: ['nsp'] },
    ] as const) {
      expect(evaluate(comparison, () => choices('nsp'))).toBe(false);
      expect(evaluate(comparison, () => choices('b'))).toBe(true);
    }
  });

  it('never throws, and « not » always says the contrary', () => {
    fc.assert(
      fc.property(condition, fc.option(answer, { nil: undefined }), (tree, given) => {
        const truth = evaluate(tree, () => given);
        expect(evaluate({ op: 'not', arg: tree }, () => given)).toBe(!truth);
      }),
      { numRuns: 500 },
    );
  });

  it('is false of every test for whoever did not answer', () => {
    fc.assert(
      fc.property(
        condition,
        fc.constantFrom<AnswerValue | undefined>(undefined, { kind: 'skipped' }, { kind: 'dont_know' }),
        (tree, given) => {
          if (tree.op === 'and' || tree.op === 'or' || tree.op === 'not') return;
          expect(evaluate(tree, () => given)).toBe(false);
        },
      ),
    );
  });
});

describe('namesIn', () => {
  it('gives each name once, in order', () => {
    expect(namesIn(parse('b = 1 and not (count(a) > 2 or b in (x)) or c not in (y)'))).toEqual(['b', 'a', 'c']);
  });
});
