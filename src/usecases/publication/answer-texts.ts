/** Answers as plain texts, for documents: what was chosen by its label, what was written as it was written. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Axis, Lang, Question } from '#consultation/definition.ts';
import { questionByName, textIn } from '#consultation/inspect.ts';
import { describeValueTo, type ValueReader } from '#conversation/describe-value.ts';
import { type Param, phrase } from '#conversation/phrases.ts';
import type { Wording } from '#wording/wording.ts';

/** Documents hold answers whole. */
const WHOLE = Number.MAX_SAFE_INTEGER;

export interface AnswerReader {
  readonly wording: Wording;
  readonly lang: Lang;
  readonly defaultLanguage: Lang;
}

/**
 * One text, or one a choice or file taken. Nothing for « je ne sais pas » and for a skip: neither says anything of the
 * subject; of a voice message, nothing before it was transcribed. A field left out of a structured answer is not said. Lines that a person wrote stay lines.
 */
export function answerTexts(
  reader: AnswerReader,
  axis: Axis,
  question: Question,
  value: AnswerValue,
): readonly string[] {
  if (value.kind === 'dont_know' || value.kind === 'skipped') return [];
  if (value.kind === 'text' || value.kind === 'voice') return value.text.trim() === '' ? [] : [value.text.trim()];
  const values: ValueReader = {
    local: text => textIn(text, reader.lang, reader.defaultLanguage),
    sourceOf: of => (of.choicesFrom === undefined ? undefined : questionByName(axis, of.choicesFrom)),
  };
  if (value.kind !== 'structured') {
    const described = describeValueTo(values, question, withoutDoubt(question, value), WHOLE);
    const items = typeof described === 'object' && 'items' in described ? described.items : [described];
    return items.map(item => lineOf(reader, item));
  }
  const given = question.fields.filter(({ name }) => isGiven(value.fields[name]));
  if (given.length === 0) return [];
  return [lineOf(reader, describeValueTo(values, { ...question, fields: given }, value, WHOLE))];
}

/** « Je ne sais pas » is also a choice of some lists. */
function withoutDoubt({ choices }: Question, value: AnswerValue): AnswerValue {
  if (value.kind !== 'choices') return value;
  const doubts = new Set(choices.filter(({ code }) => code === 'dont_know').map(({ name }) => name));
  return { ...value, names: value.names.filter(name => !doubts.has(name)) };
}

function isGiven(value: AnswerValue | undefined): boolean {
  return value !== undefined && value.kind !== 'dont_know' && value.kind !== 'skipped';
}

function lineOf({ wording, lang }: AnswerReader, param: Param): string {
  return typeof param === 'string' ? param : wording.label(lang, phrase('value.number', { value: param }));
}
