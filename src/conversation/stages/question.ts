/** One question of the axis: put with its rank and hint, answered by text, click, file or silence. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Question } from '#consultation/definition.ts';
import { questionByName } from '#consultation/inspect.ts';
import { cleanText } from '#text/index.ts';
import { dayIn } from '#text/instants.ts';
import { answerName, appendMessage, recordValue } from '../record.ts';
import { withAnswer } from '../drafts.ts';
import { advance } from '../flow.ts';
import { MAX_SHORT_TEXT_CHARACTERS } from '../limits.ts';
import { type Phrase, phrase } from '../phrases.ts';
import { offeredChoices } from '../question-choices.ts';
import { putQuestion } from '../put-question.ts';
import { acceptFiles } from '../answer-files.ts';
import { type AnswerReading, readAnswer, readPlace, takeChoices } from '../read-answer.ts';
import { readField } from '../read-structured.ts';
import type { AnswerPart, Draft } from '../session.ts';
import type { QuestionStage } from '../stage.ts';
import { axisOf, currentDraft, goTo, type Input, setDraft, tell, type Turn } from '../turn.ts';
import type { StageModule } from './module.ts';

type TextInput = Extract<Input, { kind: 'text' }>;

export const question: StageModule<QuestionStage> = {
  prompt(turn, stage, mode) {
    const found = subject(turn, stage);
    if (found !== null) putQuestion(turn, found.draft, found.question, stage, mode);
  },

  accept(turn, stage, input) {
    const found = subject(turn, stage);
    if (found === null) {
      advance(turn);
      return true;
    }
    const { draft, question: asked } = found;
    if (input.kind === 'choice') return acceptClick(turn, draft, asked, stage, input.values);
    if (input.files.length > 0) return acceptFiles(turn, draft, asked, stage, input);
    const text = cleanText(input.text);
    if (text === '') return false;
    const part: AnswerPart = { ref: input.ref, order: input.order, text };
    if (stage.followUp || ((asked.type === 'text' || asked.type === 'longtext') && stage.field === null)) {
      appendMessage(turn, draft, stage, part);
      return true;
    }
    take(
      turn,
      draft,
      asked,
      stage,
      read(turn, draft, asked, stage, text),
      [...standingParts(draft, stage), part],
      input,
    );
    return true;
  },
};

/** The draft and the question that the stage is about; null where a restart or a new revision made them vanish. */
function subject(turn: Turn, stage: QuestionStage): { draft: Draft; question: Question } | null {
  const draft = currentDraft(turn);
  const asked = draft === undefined ? undefined : questionByName(axisOf(turn, draft), stage.question);
  return draft === undefined || asked === undefined ? null : { draft, question: asked };
}

/** What was written before for the same answer: the choice that opened « précisez », the fields given one by one. */
function standingParts(draft: Draft, stage: QuestionStage): readonly AnswerPart[] {
  const partial = stage.otherFor !== null || stage.field !== null;
  return partial ? (draft.answers[answerName(stage)]?.parts ?? []) : [];
}

function acceptClick(
  turn: Turn,
  draft: Draft,
  asked: Question,
  stage: QuestionStage,
  values: readonly string[],
): boolean {
  if (stage.candidates.length > 0) {
    const [code] = values;
    if (code === undefined || !stage.candidates.includes(code)) return false;
    take(turn, draft, asked, stage, placeValue(stage, code), []);
    return true;
  }
  if (asked.type === 'scale') {
    const [step = ''] = values;
    take(turn, draft, asked, stage, readAnswer(turn, draft, asked, step), []);
    return true;
  }
  take(turn, draft, asked, stage, takeChoices(turn, asked, offeredChoices(turn, draft, asked), values, ''), []);
  return true;
}

/** Reads a text in the stage's present need: the words of « autre », a territory, a field, or the whole answer. */
function read(turn: Turn, draft: Draft, asked: Question, stage: QuestionStage, text: string): AnswerReading {
  if (stage.otherFor !== null) {
    if (text.length > MAX_SHORT_TEXT_CHARACTERS)
      return { kind: 'refused', why: phrase('answer.shortTextTooLong', { max: MAX_SHORT_TEXT_CHARACTERS }) };
    return { kind: 'value', value: { kind: 'choices', names: stage.otherFor, other: text } };
  }
  if (stage.candidates.length > 0) {
    const rank = /^\D{0,3}(\d)\D{0,2}$/.exec(text)?.[1];
    const code = rank === undefined ? undefined : stage.candidates[Number(rank) - 1];
    if (code !== undefined) return placeValue(stage, code);
  }
  if (stage.placeFor !== null || stage.candidates.length > 0) {
    const reading = readPlace(text);
    if (reading.kind !== 'value' || reading.value.kind !== 'places') return reading;
    return stage.placeFor === null ? reading : chosenPlace(stage.placeFor, reading.value.codes);
  }
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

function placeValue(stage: QuestionStage, code: string): AnswerReading {
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
  if (value === null) return { kind: 'refused', why: phrase(fieldRefusals[field.type]) };
  fields[field.name] = value;
  const missing = asked.fields.find((other, rank) => rank > index && fields[other.name] === undefined);
  return missing === undefined
    ? { kind: 'value', value: { kind: 'structured', fields } }
    : { kind: 'field', field: missing.name, fields };
}

const fieldRefusals = {
  text: 'answer.fieldTextUnread',
  integer: 'answer.numberUnread',
  decimal: 'answer.numberUnread',
  date: 'answer.dateUnread',
  approx_date: 'answer.periodUnread',
} as const;

/** Acts on a reading: keeps the value, asks for what is missing, or says why not and puts the question again. */
function take(
  turn: Turn,
  draft: Draft,
  asked: Question,
  stage: QuestionStage,
  reading: AnswerReading,
  parts: readonly AnswerPart[],
  input?: TextInput,
): void {
  switch (reading.kind) {
    case 'value':
      learnTerritory(turn, asked, reading.value);
      return recordValue(turn, draft, asked, stage, reading.value, parts);
    case 'other':
      keepPartial(turn, draft, stage, { kind: 'choices', names: reading.names }, parts);
      return goTo(turn, { ...stage, otherFor: reading.names, placeFor: null, candidates: [], replacing: false });
    case 'field':
      keepPartial(turn, draft, stage, { kind: 'structured', fields: reading.fields }, parts);
      return goTo(turn, { ...stage, field: reading.field, replacing: false });
    case 'place':
      return goTo(turn, { ...stage, placeFor: reading.choice, candidates: [] });
    case 'candidates':
      return goTo(turn, {
        ...stage,
        candidates: reading.codes,
        placeFor: stage.placeFor ?? asked.placeChoices[0] ?? null,
      });
    case 'refused':
      return refuse(turn, stage, reading.why, input?.ref ?? null);
  }
}

/** What was said before the words of « autre », or before the last field, is kept: leaving now loses nothing. */
function keepPartial(
  turn: Turn,
  draft: Draft,
  stage: QuestionStage,
  value: AnswerValue,
  parts: readonly AnswerPart[],
): void {
  setDraft(turn, withAnswer(draft, answerName(stage), { value, parts, at: turn.now }, turn.now));
}

function refuse(turn: Turn, stage: QuestionStage, why: Phrase, ref: string | null): void {
  tell(turn, why);
  if (stage.attempts > 0) tell(turn, phrase('answer.ways'));
  goTo(turn, { ...stage, attempts: stage.attempts + 1, refusedRef: ref }, 'again');
}

/** A territory named in an answer saves asking for it again in the profile. */
function learnTerritory(turn: Turn, asked: Question, value: AnswerValue): void {
  const draft = currentDraft(turn);
  if (draft === undefined || value.kind !== 'choices' || value.other === undefined) return;
  if (!value.names.some(name => asked.placeChoices.includes(name))) return;
  const places = value.other.split(' ');
  if (draft.collectedFrom !== null) {
    if (draft.collectedFrom.profile.places === undefined) {
      setDraft(turn, {
        ...draft,
        collectedFrom: { ...draft.collectedFrom, profile: { ...draft.collectedFrom.profile, places } },
      });
    }
  } else if (turn.session.profile.places === undefined) {
    turn.session = { ...turn.session, profile: { ...turn.session.profile, places } };
  }
}
