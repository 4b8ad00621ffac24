/**
 * The tree that a condition becomes once parsed: plain data, which a pinned consultation carries with it.
 *
 * The grammar has its page in docs/conditions.md; nothing is ever evaluated as code.
 */
import type { AnswerValue } from './answer-value.ts';

export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Condition = Group | { readonly op: 'not'; readonly arg: Condition } | Test;

interface Group {
  readonly op: 'and' | 'or';
  readonly args: readonly Condition[];
}

/** One test on one name. Its truth is false for whoever did not answer. */
export type Test =
  | {
      readonly op: 'compare';
      readonly name: string;
      readonly comparator: Comparator;
      readonly value: string | number;
      /** The question's choices that mean « je ne sais pas »: taken alone, they make the comparison false. */
      readonly dontKnow?: readonly string[];
    }
  | {
      readonly op: 'count';
      readonly name: string;
      readonly comparator: Comparator;
      readonly value: number;
      readonly dontKnow?: readonly string[];
    }
  | { readonly op: 'in'; readonly name: string; readonly negated: boolean; readonly values: readonly string[] };

/** What is known of a name: its value, or undefined where the question was not answered. */
export type Lookup = (name: string) => AnswerValue | undefined;

/** What the language keeps for itself: no question may bear these names. `value` is the answer in a `constraint`. */
export const RESERVED_WORDS: readonly string[] = ['and', 'or', 'not', 'in', 'count', 'value'];

/** Every test of a condition, in the order it is written. */
export function testsOf(condition: Condition): readonly Test[] {
  if (isGroup(condition)) return condition.args.flatMap(testsOf);
  if (condition.op === 'not') return testsOf(condition.arg);
  return [condition];
}

/** The names a condition tests, once each, in the order they appear. */
export function namesIn(condition: Condition): string[] {
  return [...new Set(testsOf(condition).map(test => test.name))];
}

/** The same condition with every test replaced by `change(test)`. */
export function mapTests(condition: Condition, change: (test: Test) => Test): Condition {
  if (isGroup(condition)) {
    return { op: condition.op, args: condition.args.map(arg => mapTests(arg, change)) };
  }
  if (condition.op === 'not') return { op: 'not', arg: mapTests(condition.arg, change) };
  return change(condition);
}

/** Writes a condition back in its grammar: `parseCondition(printCondition(c))` gives `c` again, `dontKnow` apart. */
export function printCondition(condition: Condition): string {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.args
        .map(arg => (isGroup(arg) ? `(${printCondition(arg)})` : printCondition(arg)))
        .join(` ${condition.op} `);
    case 'not':
      return isGroup(condition.arg) ? `not (${printCondition(condition.arg)})` : `not ${printCondition(condition.arg)}`;
    case 'compare':
      return `${condition.name} ${condition.comparator} ${printValue(condition.value)}`;
    case 'count':
      return `count(${condition.name}) ${condition.comparator} ${condition.value}`;
    case 'in':
      return `${condition.name} ${condition.negated ? 'not in' : 'in'} (${condition.values.map(printItem).join(', ')})`;
  }
}

/** Whether a condition is an `and` or an `or`. */
export function isGroup(condition: Condition): condition is Group {
  return condition.op === 'and' || condition.op === 'or';
}

function printValue(value: string | number): string {
  return typeof value === 'number' ? String(value) : /^-?[0-9.]+$/.test(value) ? quote(value) : printItem(value);
}

/** A list holds texts only, so a number may stand bare in it. */
function printItem(value: string): string {
  return /^[A-Za-z0-9_]+$/.test(value) && !RESERVED_WORDS.includes(value) ? value : quote(value);
}

function quote(value: string): string {
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}
