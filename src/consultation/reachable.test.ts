import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerValue } from './answer-value.ts';
import { type Condition, evaluate, type Lookup, parseCondition } from './condition.ts';
import type { Domain } from './domain.ts';
import { canBeTrue, type Questions } from './reachable.ts';

const label = { fr: 'x' };
const DOMAINS: Readonly<Record<string, Domain>> = {
  one: { kind: 'choices', max: 1, choices: ['a', 'b', 'c'].map(name => ({ name, label })) },
  many: {
    kind: 'choices',
    max: 2,
    choices: [...['a', 'b', 'c'].map(name => ({ name, label })), { name: 'rien', label, exclusive: true as const }],
  },
  scale: { kind: 'numbers', whole: true, low: 1, high: 4 },
};

const choices = (...names: string[]): AnswerValue => ({ kind: 'choices', names });
const number = (value: number): AnswerValue => ({ kind: 'number', value, approximate: false });

/** Every answer there is: few enough to try them all. */
const ANSWERS: Readonly<Record<string, readonly (AnswerValue | undefined)[]>> = {
  one: [undefined, choices('a'), choices('b'), choices('c')],
  many: [
    undefined,
    ...['a', 'b', 'c', 'rien'].map(name => choices(name)),
    choices('a', 'b'),
    choices('a', 'c'),
    choices('b', 'c'),
  ],
  scale: [undefined, number(1), number(2), number(3), number(4)],
};

function questions(relevance: Readonly<Record<string, Condition>> = {}): Questions {
  return { domainOf: name => DOMAINS[name] ?? { kind: 'any' }, relevanceOf: name => relevance[name] };
}

/** Tries every mix of answers; a question that is not asked has none. */
function bruteForce(condition: Condition, relevance: Readonly<Record<string, Condition>>): boolean {
  for (const one of ANSWERS['one'] ?? []) {
    for (const many of ANSWERS['many'] ?? []) {
      for (const scale of ANSWERS['scale'] ?? []) {
        const given: Record<string, AnswerValue | undefined> = { one, many, scale };
        const asked: Record<string, AnswerValue | undefined> = {};
        const lookup: Lookup = name => asked[name];
        for (const name of ['one', 'many', 'scale']) {
          if (!relevance[name] || evaluate(relevance[name], lookup)) asked[name] = given[name];
        }
        if (evaluate(condition, lookup)) return true;
      }
    }
  }
  return false;
}

const comparator = fc.constantFrom('=', '!=', '<', '<=', '>', '>=') as fc.Arbitrary<'='>;
const values = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'rien', 'autre'), { minLength: 1, maxLength: 3 });

function conditionOn(...names: readonly string[]): fc.Arbitrary<Condition> {
  const tests: fc.Arbitrary<Condition>[] = names.map(name =>
    name === 'scale'
      ? fc.record({ op: fc.constant('compare' as const), name: fc.constant(name), comparator, value: fc.nat(6) })
      : fc.oneof(
          fc.record({ op: fc.constant('in' as const), name: fc.constant(name), negated: fc.boolean(), values }),
          fc.record({ op: fc.constant('count' as const), name: fc.constant(name), comparator, value: fc.nat(4) }),
        ),
  );
  return fc.letrec<{ any: Condition }>(tie => ({
    any: fc.oneof(
      { depthSize: 'small' },
      ...tests,
      fc.record({
        op: fc.constantFrom('and' as const, 'or' as const),
        args: fc.array(tie('any'), { minLength: 2, maxLength: 3 }),
      }),
      fc.record({ op: fc.constant('not' as const), arg: tie('any') }),
    ),
  })).any;
}

function parse(source: string): Condition {
  const parsed = parseCondition(source);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.condition;
}

describe('canBeTrue', () => {
  it('agrees with trying every answer', () => {
    fc.assert(
      fc.property(conditionOn('one', 'many', 'scale'), condition => {
        expect(canBeTrue(condition, questions())).toBe(bruteForce(condition, {}));
      }),
      { numRuns: 500 },
    );
  });

  it('never says that a question is out of reach when it is not, whatever the conditions of those it tests', () => {
    fc.assert(
      fc.property(
        conditionOn('one', 'many', 'scale'),
        conditionOn('one'),
        conditionOn('one', 'many'),
        (condition, many, scale) => {
          const relevance = { many, scale };
          if (bruteForce(condition, relevance)) expect(canBeTrue(condition, questions(relevance))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['one = a and one = b', false],
    ['one in (a) and one not in (a)', false],
    ['one = inconnu', false],
    ['not one = inconnu', true],
    ['many in (a) and many in (b)', true],
    ['many in (a) and many in (b) and many in (c)', false],
    ['many in (rien) and many in (a)', false],
    ['many in (rien) and count(many) = 1', true],
    ['count(many) > 2', false],
    ['count(many) = 0', false],
    ['scale > 4', false],
    ['scale > 3 and scale < 4', false],
    ['scale >= 4', true],
    ['scale < 1 or one = a', true],
    ["ailleurs = 'x' and ailleurs = 'y'", true],
  ])('%s: %s', (source, expected) => {
    expect(canBeTrue(parse(source), questions())).toBe(expected);
  });

  it('sees that a question is asked only of those who cannot then be asked', () => {
    const relevance = { many: parse('one = a'), scale: parse('many in (b)') };
    expect(canBeTrue(parse('many in (a) and one = b'), questions(relevance))).toBe(false);
    expect(canBeTrue(parse('scale > 1 and one != a'), questions(relevance))).toBe(false);
    expect(canBeTrue(parse('not scale > 1 and one != a'), questions(relevance))).toBe(true);
  });

  it('takes what is too big to unfold as reachable, quickly', () => {
    const pair = '(one = a or many in (a))';
    const big = parse(Array.from({ length: 12 }, () => pair).join(' and '));
    expect(canBeTrue({ op: 'and', args: [big, parse('one = a and one = b')] }, questions())).toBe(true);
  });
});
