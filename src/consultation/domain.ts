/** The answers a question may have, and among them the few that tell conditions apart. */
import type { AnswerValue } from './answer-value.ts';
import type { Test } from './condition.ts';
import type { Choice, Question } from './definition.ts';
import { LIMITS } from './limits.ts';

export type Domain =
  /** Never asked. */
  | { readonly kind: 'never' }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[]; readonly max: number }
  | { readonly kind: 'numbers'; readonly whole: boolean; readonly low: number; readonly high: number }
  /** Too open to be reasoned about. */
  | { readonly kind: 'any' };

/** `choices` are those the question offers, its own or another's. */
export function domainOf(question: Question, choices: readonly Choice[]): Domain {
  switch (question.type) {
    case 'select_one':
      return { kind: 'choices', choices, max: 1 };
    case 'select_multiple':
      return { kind: 'choices', choices, max: question.max ?? choices.length };
    case 'scale':
    case 'integer':
    case 'decimal': {
      const [low, high] = question.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      return { kind: 'numbers', whole: question.type !== 'decimal', low, high };
    }
    default:
      return { kind: 'any' };
  }
}

/** Answers such that, if any answer satisfies some of the tests and not the others, one of these does; null: unknown. */
export function candidates(domain: Domain, tests: readonly Test[]): readonly AnswerValue[] | null {
  switch (domain.kind) {
    case 'never':
      return [];
    case 'any':
      return null;
    case 'numbers':
      return numbers(domain, tests);
    case 'choices':
      return chosen(domain, tests);
  }
}

/** Around every number that a test names, and between two of them. */
function numbers(domain: Domain & { kind: 'numbers' }, tests: readonly Test[]): readonly AnswerValue[] {
  const named = tests
    .flatMap(test => (test.op === 'in' ? test.values.map(Number) : [Number(test.value)]))
    .concat(domain.low, domain.high)
    .filter(Number.isFinite)
    .toSorted((a, b) => a - b);
  const points = named.flatMap((point, i) => {
    const between = (point + (named[i + 1] ?? point)) / 2;
    return domain.whole
      ? [Math.floor(point) - 1, Math.floor(point), Math.ceil(point), Math.ceil(point) + 1]
      : [point - 1, point, between, point + 1];
  });
  return (points.length > 0 ? points : [0])
    .filter(point => point >= domain.low && point <= domain.high)
    .map(value => ({ kind: 'number', value, approximate: false }));
}

/** Each choice alone, then every mix of groups of choices that the tests do not tell apart, in every size. */
function chosen(domain: Domain & { kind: 'choices' }, tests: readonly Test[]): readonly AnswerValue[] | null {
  const alone = domain.choices.map(choice => answer([choice.name]));
  if (domain.max < 2) return alone;
  const groups = groupsOf(domain.choices, tests);
  if (groups.length > LIMITS.choiceGroups) return null;
  const mixes: AnswerValue[] = [];
  for (let mix = 1; mix < 2 ** groups.length; mix += 1) {
    const taken = groups.filter((_, i) => Math.floor(mix / 2 ** i) % 2 === 1);
    const first = taken.flatMap(group => group.slice(0, 1));
    const others = taken.flatMap(group => group.slice(1));
    for (let more = 0; more <= others.length && first.length + more <= domain.max; more += 1) {
      mixes.push(answer([...first, ...others.slice(0, more)]));
    }
  }
  return [...alone, ...mixes];
}

function groupsOf(choices: readonly Choice[], tests: readonly Test[]): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const { name, exclusive } of choices) {
    if (exclusive) continue;
    const signature = tests.map(test => (test.op === 'in' && test.values.includes(name) ? '1' : '0')).join('');
    groups.set(signature, [...(groups.get(signature) ?? []), name]);
  }
  return [...groups.values()];
}

function answer(names: readonly string[]): AnswerValue {
  return { kind: 'choices', names };
}
