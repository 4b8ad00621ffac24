/** What `tdt consultation check` reports: where, what is wrong, and what to do about it, in French. */

export const PROBLEM_CODES = [
  'bad_choices_from',
  'bad_choice_code',
  'bad_condition',
  'bad_constraint',
  'bad_day',
  'bad_fields',
  'bad_instant',
  'bad_language',
  'bad_name',
  'bad_range',
  'bad_time_zone',
  'bad_url',
  'choices_missing',
  'closes_before_opens',
  'condition_choice_unknown',
  'condition_on_itself',
  'condition_on_later_question',
  'condition_on_optional_part',
  'condition_on_unknown_question',
  'condition_type',
  'day_before_closing',
  'duplicate_axis',
  'duplicate_name',
  'empty_part',
  'empty_text',
  'follow_up_without_text',
  'key_not_for_type',
  'label_unknown',
  'max_too_high',
  'message_too_long',
  'missing_file',
  'missing_key',
  'missing_translation',
  'offset_mismatch',
  'optional_part',
  'section_without_question',
  'too_big',
  'type_changed',
  'unknown_axis',
  'unknown_choice_list',
  'unknown_key',
  'unknown_part',
  'unknown_place_choice',
  'unknown_placeholder',
  'unknown_section',
  'unreachable_question',
  'unused_file',
  'wrong_type',
  'wrong_value',
  'yaml_alias',
  'yaml_syntax',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface Problem {
  /** Relative to the consultation's folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** A warning does not keep the consultation from being used. */
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  /** French: what is wrong and what to do. */
  readonly message: string;
  /** Where in the data: `questions[3].label.en`; empty for the whole file. */
  readonly path: string;
}

/** Keys and indices from the top of a file. */
export type Path = readonly (string | number)[];

/** `['questions', 3, 'label']` → `questions[3].label`. */
export function printPath(path: Path): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}

/** By file, line, column, then code: the order in which a person mends them. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.code, b.code),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
