/** Says a value back to the person who gave it, or in a document. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Localized, Question } from '#consultation/definition.ts';
import { ellipsize } from '#text/index.ts';
import { type Param, phrase } from './phrases.ts';
import { local, type Turn } from './turn.ts';

/** The language in which a value is said, and the questions among which it was given. */
export interface ValueReader {
  readonly local: (text: Localized) => string;
  /** The earlier question that `choices_from` names. */
  readonly sourceOf: (question: Question) => Question | undefined;
}

/** `max`: UTF-16 units of a text quoted back. */
export function describeValue(turn: Turn, question: Question, value: AnswerValue, max: number): Param {
  const reader: ValueReader = { local: text => local(turn, text), sourceOf: of => sourceOf(turn, of) };
  return describeValueTo(reader, question, value, max);
}

/** The same outside a conversation. */
export function describeValueTo(reader: ValueReader, question: Question, value: AnswerValue, max: number): Param {
  switch (value.kind) {
    case 'text':
      return ellipsize(value.text.replace(/\s+/g, ' '), max);
    case 'voice':
      return describeVoice(value, max);
    case 'choices':
      return { items: value.names.map(name => describeChoice(reader, question, name, value.other, max)) };
    case 'number':
      return { phrase: phrase(value.approximate ? 'value.about' : 'value.number', { value: value.value }) };
    case 'date':
      return { day: value.iso };
    case 'approx_date':
      return describePeriod(value);
    case 'places':
      return { list: value.codes.map(place => ({ place })) };
    case 'url':
      return ellipsize(value.url, max);
    case 'files':
      return { items: value.files.map(file => ellipsize(file.name, max)) };
    case 'structured':
      return {
        items: question.fields.map(field => {
          const part = value.fields[field.name] ?? { kind: 'dont_know' };
          return {
            phrase: phrase('value.field', {
              field: reader.local(field.label),
              value: describeValueTo(reader, question, part, max),
            }),
          };
        }),
      };
    case 'dont_know':
      return { phrase: phrase('value.dontKnow') };
    case 'skipped':
      return { phrase: phrase('value.skipped') };
  }
}

/** « message vocal, 0 min 42, à transcrire », with what was written beside. */
export function describeVoice({ recordings, text }: Extract<AnswerValue, { kind: 'voice' }>, max: number): Param {
  const whole = recordings.reduce((sum, { seconds }) => sum + seconds, 0);
  const said = { phrase: phrase('value.voice', { count: recordings.length, length: lengthOf(whole) }) };
  return text === '' ? said : { items: [ellipsize(text.replace(/\s+/g, ' '), max), said] };
}

/** « 0 min 42 ». */
export function lengthOf(seconds: number): Param {
  const rest = String(Math.floor(seconds % 60)).padStart(2, '0');
  return { phrase: phrase('value.length', { minutes: Math.floor(seconds / 60), seconds: rest }) };
}

function describeChoice(
  reader: ValueReader,
  question: Question,
  name: string,
  other: string | undefined,
  max: number,
): Param {
  const choice = (question.choicesFrom === undefined ? question : reader.sourceOf(question))?.choices.find(
    candidate => candidate.name === name,
  );
  if (other !== undefined && question.placeChoices.includes(name))
    return { list: other.split(' ').map(place => ({ place })) };
  if (other !== undefined && choice?.text === true) return ellipsize(other, max);
  return choice === undefined ? name : reader.local(choice.label);
}

/** `choices_from`: the labels stand at the earlier question of the same axis. */
function sourceOf(turn: Turn, question: Question): Question | undefined {
  const axes = [...Object.values(turn.context.revisions), ...turn.context.consultation.axes];
  const axis = axes.find(candidate => candidate.questions.includes(question));
  return axis?.questions.find(candidate => candidate.name === question.choicesFrom);
}

function describePeriod(value: Extract<AnswerValue, { kind: 'approx_date' }>): Param {
  const { from, to, precision, done } = value;
  if (done && from === null && to === null) return { phrase: phrase('value.done') };
  if (from !== null && to !== null) {
    if (from === to) return { day: from };
    if (precision === 'year' && from.slice(0, 4) === to.slice(0, 4)) return from.slice(0, 4);
    if (precision === 'month' && from.slice(0, 7) === to.slice(0, 7)) return { month: from.slice(0, 7) };
    return { phrase: phrase('value.between', { from: { day: from }, to: { day: to } }) };
  }
  if (from !== null) return { phrase: phrase('value.since', { from: { day: from } }) };
  if (to !== null) return { phrase: phrase('value.until', { to: { day: to } }) };
  return { phrase: phrase('value.open') };
}
