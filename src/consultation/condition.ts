/**
 * The grammar of `relevant` and `constraint`: names, `=` `!=` `<` `<=` `>` `>=`, `in (…)`, `not in (…)`, `count()`,
 * `and` `or` `not`, parentheses. Its page for people who write consultations is docs/conditions.md.
 */
export type { Condition, Lookup, Test } from './condition-tree.ts';
export { isGroup, mapTests, namesIn, printCondition, RESERVED_WORDS, testsOf } from './condition-tree.ts';
export { parseCondition } from './condition-parse.ts';
export { evaluate } from './condition-evaluate.ts';
