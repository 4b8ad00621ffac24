/** « Passer » and « retour » at each stage. */
import { questionByName } from '#consultation/inspect.ts';
import type { AnswerValue } from '#consultation/answer-value.ts';
import { refuse } from './confirmed.ts';
import { questionsOf, withAnswer } from './drafts.ts';
import { advance, afterAnswer, leave, questionStage } from './flow.ts';
import { phrase } from './phrases.ts';
import { answerName, recordValue } from './record.ts';
import { choosePresentation, goOn } from './stages/arrival.ts';
import { skipMandate } from './stages/finish.ts';
import { skipProfile } from './stages/profile.ts';
import type { Draft } from './session.ts';
import type { QuestionStage } from './stage.ts';
import { axisOf, currentDraft, goTo, setDraft, setStage, tell, type Turn } from './turn.ts';

/** Passes the present question; false where nothing can be passed. */
export function skip(turn: Turn): boolean {
  const { stage } = turn.session;
  const draft = currentDraft(turn);
  switch (stage.name) {
    case 'question':
      if (draft === undefined) return false;
      skipQuestion(turn, draft, stage);
      return true;
    case 'actor':
    case 'actorOther':
    case 'territory':
      skipProfile(turn, stage);
      return true;
    case 'part':
      if (draft !== undefined) setDraft(turn, { ...draft, parts: { ...draft.parts, [stage.part]: false } });
      advance(turn);
      return true;
    case 'mandateOrganisation':
    case 'mandateValidated':
    case 'mandateConsulted':
      if (draft !== undefined) skipMandate(turn, draft, stage.name);
      return draft !== undefined;
    case 'presentation':
      if (stage.wish === null) break;
      choosePresentation(turn, 'unnamed');
      tell(turn, phrase('presentation.notedUnnamed'));
      goOn(turn, stage.wish);
      return true;
    case 'organisation':
      passOrganisation(turn);
      goOn(turn, stage.wish);
      return true;
    case 'reviewPick':
      goTo(turn, { name: 'review' });
      return true;
    case 'confirm':
      setStage(turn, stage.back);
      refuse(turn, stage.what, stage.back);
      return true;
    case 'news':
    case 'reminders':
    case 'coAuthors':
    case 'language':
    case 'contributions':
    case 'contribution':
    case 'myData':
      break;
    default:
      return false;
  }
  tell(turn, phrase('confirm.nothing'));
  leave(turn);
  return true;
}

/** Whoever has no organisation to show is presented by name, or not at all: it is said which. */
function passOrganisation(turn: Turn): void {
  const { choices, profile } = turn.session;
  if ((profile.organisation ?? null) !== null) return tell(turn, phrase('presentation.noted'));
  if (choices.presentation === 'name') return tell(turn, phrase('presentation.notedName'));
  choosePresentation(turn, 'unnamed');
  tell(turn, phrase('presentation.notedUnnamed'));
}

function skipQuestion(turn: Turn, draft: Draft, stage: QuestionStage): void {
  const question = questionByName(axisOf(turn, draft), stage.question);
  if (question === undefined) return advance(turn);
  const name = answerName(stage);
  const standing = draft.answers[name];
  if (stage.field !== null && standing?.value.kind === 'structured') {
    const fields: Record<string, AnswerValue> = { ...standing.value.fields, [stage.field]: { kind: 'skipped' } };
    const isEmpty = Object.values(fields).every(({ kind }) => kind === 'skipped');
    const missing = question.fields.find(field => fields[field.name] === undefined);
    const value: AnswerValue = isEmpty && missing === undefined ? { kind: 'skipped' } : { kind: 'structured', fields };
    setDraft(turn, withAnswer(draft, name, { ...standing, value, at: turn.now }, turn.now));
    if (missing === undefined) afterAnswer(turn, question, stage);
    else goTo(turn, { ...stage, field: missing.name });
  } else if (stage.otherFor !== null && standing !== undefined) afterAnswer(turn, question, stage);
  else recordValue(turn, draft, question, stage, { kind: 'skipped' }, []);
}

/** One step back: to the question before, its answer standing until a new one comes. */
export function goBack(turn: Turn): boolean {
  const { stage } = turn.session;
  const draft = currentDraft(turn);
  switch (stage.name) {
    case 'idle':
    case 'start':
    case 'stopped':
      return false;
    case 'confirm':
      goTo(turn, stage.back, 'again');
      return true;
    case 'reviewPick':
      goTo(turn, { name: 'review' });
      return true;
    case 'notice':
      goTo(turn, { name: 'welcome', wish: stage.wish });
      return true;
    case 'presentation':
      if (stage.wish === null) break;
      goTo(turn, { name: 'notice', wish: stage.wish });
      return true;
    case 'organisation':
      goTo(turn, { name: 'presentation', wish: stage.wish });
      return true;
    case 'actorOther':
      goTo(turn, { name: 'actor', self: stage.self });
      return true;
    case 'territory':
      goTo(turn, stage.candidates.length > 0 ? { ...stage, candidates: [] } : { name: 'actor', self: stage.self });
      return true;
    case 'mandateValidated':
      goTo(turn, { name: 'mandateOrganisation' });
      return true;
    case 'mandateConsulted':
      goTo(turn, { name: 'mandateValidated' });
      return true;
    case 'question':
      if (draft === undefined) break;
      if (inside(stage)) goTo(turn, { ...questionStage(stage.question, stage.after), replacing: true });
      else toPrevious(turn, draft, stage.question);
      return true;
    case 'actor':
    case 'part':
    case 'mandateOrganisation':
    case 'review':
      if (draft === undefined || ('self' in stage && stage.self)) break;
      toPrevious(turn, draft, null);
      return true;
    default:
  }
  tell(turn, phrase('confirm.nothing'));
  leave(turn);
  return true;
}

/** In a part of a question: the words of « autre », a territory, a field, the follow-up. */
function inside(stage: QuestionStage): boolean {
  const { otherFor, placeFor, field, followUp, candidates } = stage;
  return otherFor !== null || placeFor !== null || field !== null || followUp || candidates.length > 0;
}

/** To the question that stands before `name` (or to the last one answered). */
function toPrevious(turn: Turn, draft: Draft, name: string | null): void {
  const questions = questionsOf(axisOf(turn, draft), draft);
  const rank =
    name === null
      ? questions.findLastIndex(question => draft.answers[question.name] !== undefined) + 1
      : questions.findIndex(question => question.name === name);
  const before = questions[rank - 1];
  if (before === undefined) {
    tell(turn, phrase('back.first'));
    turn.prompting = 'again';
    return;
  }
  goTo(turn, { ...questionStage(before.name), replacing: draft.answers[before.name] !== undefined });
}
