/** One question of the axis: put with its rank and hint, answered by text, click, file or silence. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Question } from '#consultation/definition.ts';
import { questionByName } from '#consultation/inspect.ts';
import { cleanText } from '#text/index.ts';
import { answerName, appendMessage, recordValue } from '../record.ts';
import { isOpenQuestion, withAnswer } from '../drafts.ts';
import { advance } from '../flow.ts';
import { phrase } from '../phrases.ts';
import { clickedName, offeredChoices, scaleSteps } from '../question-choices.ts';
import { putQuestion } from '../put-question.ts';
import { acceptFiles } from '../answer-files.ts';
import { type AnswerReading, constrained, readAnswer, takeChoices } from '../read-answer.ts';
import { placeValue, readInStage } from '../read-in-stage.ts';
import type { AnswerPart, Draft } from '../session.ts';
import type { QuestionStage } from '../stage.ts';
import { axisOf, currentDraft, goTo, setDraft, tell, type Turn } from '../turn.ts';
import { acceptVoice, isVoice } from '../voice.ts';
import type { StageModule } from './module.ts';

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
    if (isVoice(input)) {
      if (acceptVoice(turn, draft, asked, stage, input)) return true;
    } else if (input.files.length > 0 && acceptFiles(turn, draft, asked, stage, input)) return true;
    const text = cleanText(input.text);
    if (text === '') return false;
    const part: AnswerPart = { ref: input.ref, order: input.order, text };
    if (isOpenQuestion(asked, answerName(stage))) appendMessage(turn, draft, stage, part);
    else {
      const reading = readInStage(turn, draft, asked, stage, { ...input, text });
      take(turn, draft, asked, stage, reading, [...stage.heard, part], input.ref);
    }
    return true;
  },
};

/** The draft and the question that the stage is about; null where a restart or a new revision made them vanish. */
function subject(turn: Turn, stage: QuestionStage): { draft: Draft; question: Question } | null {
  const draft = currentDraft(turn);
  const asked = draft === undefined ? undefined : questionByName(axisOf(turn, draft), stage.question);
  return draft === undefined || asked === undefined ? null : { draft, question: asked };
}

function acceptClick(
  turn: Turn,
  draft: Draft,
  asked: Question,
  stage: QuestionStage,
  values: readonly string[],
): boolean {
  const reading = readClick(turn, draft, asked, stage, values);
  if (reading === null) return false;
  take(turn, draft, asked, stage, reading, stage.heard, null);
  return true;
}

/** Null where the click is on none of what the present prompt offers. */
function readClick(
  turn: Turn,
  draft: Draft,
  asked: Question,
  stage: QuestionStage,
  values: readonly string[],
): AnswerReading | null {
  const [value = ''] = values;
  if (stage.candidates.length > 0) return stage.candidates.includes(value) ? placeValue(stage, value) : null;
  if (stage.followUp || stage.otherFor !== null || stage.field !== null || stage.placeFor !== null) return null;
  if (scaleSteps(asked).includes(value)) return readAnswer(turn, draft, asked, value);
  const choices = offeredChoices(turn, draft, asked);
  const names = values.map(each => clickedName(each, choices));
  return choices.length === 0 ? null : takeChoices(turn, asked, choices, names, '');
}

/** Acts on a reading: keeps the value, asks for what is missing, or says why not and puts the question again. */
function take(
  turn: Turn,
  draft: Draft,
  asked: Question,
  stage: QuestionStage,
  read: AnswerReading,
  parts: readonly AnswerPart[],
  ref: string | null,
): void {
  const reading = read.kind === 'value' ? constrained(turn, draft, asked, read.value) : read;
  switch (reading.kind) {
    case 'value':
      learnTerritory(turn, asked, reading.value);
      return recordValue(turn, currentDraft(turn) ?? draft, asked, stage, reading.value, parts);
    case 'other':
      keepPartial(turn, draft, stage, { kind: 'choices', names: reading.names }, parts);
      return goTo(turn, { ...stage, otherFor: reading.names, heard: parts, replacing: false });
    case 'field':
      keepPartial(turn, draft, stage, { kind: 'structured', fields: reading.fields }, parts);
      return goTo(turn, { ...stage, field: reading.field, heard: parts, replacing: false });
    case 'place':
      return goTo(turn, { ...stage, placeFor: reading.choice, candidates: [], heard: parts });
    case 'candidates': {
      const placeFor = stage.placeFor ?? asked.placeChoices[0] ?? null;
      return goTo(turn, { ...stage, candidates: reading.codes, placeFor, heard: parts });
    }
    case 'refused':
      tell(turn, reading.why);
      if (stage.attempts > 0) tell(turn, phrase('answer.ways'));
      turn.session = { ...turn.session, refusedRef: ref };
      return goTo(turn, { ...stage, attempts: stage.attempts + 1 }, 'again');
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
