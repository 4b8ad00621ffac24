/**
 * Whether a condition can ever be true, given what each question may be answered.
 *
 * The condition is unfolded into alternatives, each a list of tests that must (or must not) hold together; then, name
 * by name, answers that matter are tried. What is too big to unfold is taken as reachable: no false alarm.
 */
import type { AnswerValue } from './answer-value.ts';
import { type Condition, evaluate, isGroup, type Test } from './condition.ts';
import { candidates, type Domain } from './domain.ts';
import { LIMITS } from './limits.ts';

interface Literal {
  readonly test: Test;
  readonly wanted: boolean;
}

type Alternative = readonly Literal[];

/** What is known of the questions a condition may test. */
export interface Questions {
  readonly domainOf: (name: string) => Domain;
  /** The condition under which a question is asked at all. */
  readonly relevanceOf: (name: string) => Condition | undefined;
}

export function canBeTrue(condition: Condition, questions: Questions): boolean {
  const alternatives = unfold(condition, true);
  if (alternatives === null) return true;
  const budget = { steps: LIMITS.reachSteps };
  return alternatives.some(alternative => canHold(alternative, questions, new Set(), budget));
}

/** An alternative holds where each name has an answer that suits it, and each such name can have been asked. */
function canHold(
  alternative: Alternative,
  questions: Questions,
  asked: ReadonlySet<string>,
  budget: { steps: number },
): boolean {
  budget.steps -= 1;
  if (budget.steps < 0) return true;
  const names = new Set(alternative.map(literal => literal.test.name));
  for (const name of names) {
    const literals = alternative.filter(literal => literal.test.name === name);
    if (!canAnswer(name, literals, questions)) return false;
  }
  const next = [...names].find(
    name => !asked.has(name) && alternative.some(literal => literal.wanted && literal.test.name === name),
  );
  if (next === undefined) return true;
  const relevance = questions.relevanceOf(next);
  const unfolded: readonly Alternative[] | null = relevance ? unfold(relevance, true) : [[]];
  if (unfolded === null) return true;
  const known = new Set([...asked, next]);
  return unfolded.some(more => canHold([...alternative, ...more], questions, known, budget));
}

function canAnswer(name: string, literals: readonly Literal[], questions: Questions): boolean {
  const suits = (value: AnswerValue | undefined) =>
    literals.every(({ test, wanted }) => evaluate(test, () => value) === wanted);
  if (suits(undefined)) return true;
  const values = candidates(
    questions.domainOf(name),
    literals.map(literal => literal.test),
  );
  return values === null || values.some(suits);
}

/** Disjunctive normal form; null beyond `LIMITS.alternatives`. */
function unfold(condition: Condition, wanted: boolean): readonly Alternative[] | null {
  if (condition.op === 'not') return unfold(condition.arg, !wanted);
  if (!isGroup(condition)) return [[{ test: condition, wanted }]];
  const parts = condition.args.map(arg => unfold(arg, wanted));
  // « not (a and b) » is « not a or not b ».
  const together = (condition.op === 'and') === wanted;
  let all: readonly Alternative[] = together ? [[]] : [];
  for (const part of parts) {
    if (part === null) return null;
    all = together ? all.flatMap(left => part.map(right => [...left, ...right])) : [...all, ...part];
    if (all.length > LIMITS.alternatives) return null;
  }
  return all;
}
