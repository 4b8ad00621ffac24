/** Reads a text in the present need of a question: the words of « autre », a territory, one field, or the whole answer. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Question } from '#consultation/definition.ts';
import { dayIn } from '#text/instants.ts';
import { pickCandidate } from './candidates.ts';
import { MAX_SHORT_TEXT_CHARACTERS } from './limits.ts';
import { phrase } from './phrases.ts';
import { type AnswerReading, readAnswer, readPlace } from './read-answer.ts';
import { readField } from './read-structured.ts';
import type { Draft } from './session.ts';
import type { QuestionStage } from './stage.ts';
import type { Input, Turn } from './turn.ts';

type TextInput = Extract<Input, { kind: 'text' }>;

/** `input.text` is clean and not empty. */
export function readInStage(
  turn: Turn,
  draft: Draft,
  asked: Question,
  stage: QuestionStage,
  input: TextInput,
): AnswerReading {
  const { text } = input;
  if (stage.otherFor !== null) return readOther(stage.otherFor, text);
  if (stage.candidates.length > 0 || stage.placeFor !== null) return readTerritory(stage, input);
  if (stage.field !== null) return readNextField(turn, draft, asked, stage.field, text);
  const reading = readAnswer(turn, draft, asked, text);
  // A lone digit is a choice gone wrong, not the department of that number.
  const named = asked.placeChoices.length > 0 && asked.labelUnknown !== undefined && !/^\d$/.test(text);
  if (reading.kind !== 'refused' || !named) return reading;
  const place = readPlace(text);
  const [first] = asked.placeChoices;
  if (place.kind === 'value' && place.value.kind === 'places' && first !== undefined)
    return chosenPlace(first, place.value.codes);
  return place.kind === 'candidates' ? place : reading;
}

function readOther(names: readonly string[], text: string): AnswerReading {
  if (text.length > MAX_SHORT_TEXT_CHARACTERS)
    return { kind: 'refused', why: phrase('answer.shortTextTooLong', { max: MAX_SHORT_TEXT_CHARACTERS }) };
  return { kind: 'value', value: { kind: 'choices', names, other: text } };
}

function readTerritory(stage: QuestionStage, input: TextInput): AnswerReading {
  const picked = pickCandidate(stage.candidates, input);
  if (picked === 'none') return { kind: 'candidates', codes: [] };
  if (picked !== null) return placeValue(stage, picked);
  const reading = readPlace(input.text);
  if (reading.kind !== 'value' || reading.value.kind !== 'places' || stage.placeFor === null) return reading;
  return chosenPlace(stage.placeFor, reading.value.codes);
}

/** A territory taken among the candidates. */
export function placeValue(stage: QuestionStage, code: string): AnswerReading {
  return stage.placeFor === null
    ? { kind: 'value', value: { kind: 'places', codes: [code] } }
    : chosenPlace(stage.placeFor, [code]);
}

/** A territory named at one of the question's choices: its code stands where « autre (précisez) » has words. */
function chosenPlace(choice: string, codes: readonly string[]): AnswerReading {
  return { kind: 'value', value: { kind: 'choices', names: [choice], other: codes.join(' ') } };
}

function readNextField(turn: Turn, draft: Draft, asked: Question, name: string, text: string): AnswerReading {
  const index = asked.fields.findIndex(field => field.name === name);
  const field = asked.fields[index];
  const before = draft.answers[asked.name]?.value;
  const fields: Record<string, AnswerValue> = before?.kind === 'structured' ? { ...before.fields } : {};
  if (field === undefined) return { kind: 'value', value: { kind: 'structured', fields } };
  const value = readField(field, text, dayIn(turn.now, turn.context.consultation.timeZone), turn.session.lang);
  if (value === null) return { kind: 'refused', why: phrase(FIELD_REFUSALS[field.type]) };
  fields[field.name] = value;
  const missing = asked.fields.find(({ name: other }, rank) => rank > index && fields[other] === undefined);
  return missing === undefined
    ? { kind: 'value', value: { kind: 'structured', fields } }
    : { kind: 'field', field: missing.name, fields };
}

const FIELD_REFUSALS = {
  text: 'answer.fieldTextUnread',
  integer: 'answer.numberUnread',
  decimal: 'answer.numberUnread',
  date: 'answer.dateUnread',
  approx_date: 'answer.periodUnread',
} as const;
