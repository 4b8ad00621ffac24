/** Reads one question, all but its conditions, which are read once every question of the axis is known. */
import type { Choice, Question } from './definition.ts';
import type { Path } from './problem.ts';
import { checkChoices, checkQuestion, isSelect } from './question-checks.ts';
import { type ChoiceLists, readChoices } from './read-choices.ts';
import type { Report, Source } from './report.ts';
import type { RawQuestion } from './shape.ts';
import { didYouMean } from './suggestion.ts';
import type { Texts } from './texts.ts';

export interface QuestionContext {
  readonly source: Source;
  readonly texts: Texts;
  readonly report: Report;
  /** Undefined where choices.yaml could not be read: nothing is then said of who uses it. */
  readonly lists: ChoiceLists | undefined;
  /** The part of a question that names none. */
  readonly firstPart: string;
}

export function readQuestion(raw: RawQuestion, path: Path, context: QuestionContext): Question {
  const { source, texts } = context;
  const choices = readOwnChoices(raw, path, context);
  const label = texts.read(raw.label, source, [...path, 'label'], { placeholders: ['territoire'] });
  checkQuestion(raw, choices, label, path, context);
  const optional = (key: 'label_unknown' | 'hint' | 'constraint_message' | 'follow_up') =>
    raw[key] === undefined ? undefined : texts.read(raw[key], source, [...path, key]);
  const labelUnknown = optional('label_unknown');
  const hint = optional('hint');
  const constraintMessage = optional('constraint_message');
  const followUp = optional('follow_up');
  return {
    name: raw.name,
    type: raw.type,
    label,
    ...(labelUnknown ? { labelUnknown } : {}),
    ...(hint ? { hint } : {}),
    required: raw.required ?? true,
    ...(constraintMessage ? { constraintMessage } : {}),
    choices,
    ...(raw.choices_from === undefined ? {} : { choicesFrom: raw.choices_from }),
    placeChoices: raw.place_choices ?? [],
    ...(raw.max === undefined ? {} : { max: raw.max }),
    ...(raw.range ? { range: raw.range } : {}),
    fields: (raw.fields ?? []).map((field, i) => ({
      name: field.name,
      label: texts.read(field.label, source, [...path, 'fields', i, 'label']),
      type: field.type,
    })),
    part: raw.part ?? context.firstPart,
    ...(raw.section === undefined ? {} : { section: raw.section }),
    ...(followUp ? { followUp } : {}),
    sources: raw.sources ?? [],
  };
}

function readOwnChoices(raw: RawQuestion, path: Path, context: QuestionContext): readonly Choice[] {
  const { source, report } = context;
  const place = [...path, 'choices'];
  if (!isSelect(raw.type) || raw.choices === undefined) return [];
  if (typeof raw.choices === 'string') {
    const { lists } = context;
    const list = lists?.get(raw.choices);
    if (lists && !lists.has(raw.choices)) {
      const advice = didYouMean(raw.choices, lists.keys());
      const message = `la liste « ${raw.choices} » n'est pas dans choices.yaml${advice}`;
      report.add(source, place, 'unknown_choice_list', message);
    }
    checkChoices(raw, list ?? [], () => place, path, context);
    return list ?? [];
  }
  const choices = readChoices(raw.choices, source, place, context.texts, report);
  checkChoices(raw, choices, i => [...place, i], path, context);
  return choices;
}
