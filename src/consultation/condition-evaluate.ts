/** The truth of a condition over answers. */
import type { AnswerValue } from './answer-value.ts';
import type { Comparator, Condition, Lookup, Test } from './condition-tree.ts';

/**
 * Never throws. A test on a name that was not answered, skipped, or answered « je ne sais pas » is false, `not in`
 * included; `not (…)` around it is then true.
 */
export function evaluate(condition: Condition, lookup: Lookup): boolean {
  switch (condition.op) {
    case 'and':
      return condition.args.every(arg => evaluate(arg, lookup));
    case 'or':
      return condition.args.some(arg => evaluate(arg, lookup));
    case 'not':
      return !evaluate(condition.arg, lookup);
    default: {
      const value = lookup(condition.name);
      return value !== undefined && holds(condition, value);
    }
  }
}

function holds(test: Test, value: AnswerValue): boolean {
  if (value.kind === 'dont_know' || value.kind === 'skipped') return false;
  if (test.op === 'in') {
    const names = namesOf(value);
    return names.length > 0 && names.some(name => test.values.includes(name)) !== test.negated;
  }
  if (value.kind === 'choices' && value.names.every(name => test.dontKnow?.includes(name))) return false;
  if (test.op === 'count') {
    const count = countOf(value);
    return count !== null && compares(count, test.comparator, test.value);
  }
  return comparesAnswer(value, test.comparator, test.value);
}

/** What `in` looks for. A number or a text stands for itself. */
function namesOf(value: AnswerValue): readonly string[] {
  switch (value.kind) {
    case 'choices':
      return value.names;
    case 'places':
      return value.codes;
    case 'number':
      return [String(value.value)];
    case 'text':
      return [value.text];
    case 'date':
      return [value.iso];
    default:
      return [];
  }
}

function countOf(value: AnswerValue): number | null {
  if (value.kind === 'choices') return value.names.length;
  if (value.kind === 'places') return value.codes.length;
  if (value.kind === 'files') return value.files.length;
  return null;
}

function comparesAnswer(value: AnswerValue, comparator: Comparator, wanted: string | number): boolean {
  if (value.kind === 'number') return typeof wanted === 'number' && compares(value.value, comparator, wanted);
  if (value.kind === 'date') return compares(value.iso, comparator, String(wanted));
  const [only, ...others] = namesOf(value);
  if (only === undefined) return false;
  const same = others.length === 0 && only === String(wanted);
  return comparator === '=' ? same : comparator === '!=' && !same;
}

function compares<T extends number | string>(left: T, comparator: Comparator, right: T): boolean {
  switch (comparator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}
