/** « Passer » and « retour » at each stage. */
import { questionByName } from '#consultation/inspect.ts';
import type { AnswerValue } from '#consultation/answer-value.ts';
import { questionsOf, withAnswer } from './drafts.ts';
import { advance, afterAnswer, leave, questionStage } from './flow.ts';
import { phrase } from './phrases.ts';
import { answerName, recordValue } from './record.ts';
import { goOn } from './stages/arrival.ts';
import { changeProfile, leaveActor } from './stages/profile.ts';
import type { Draft } from './session.ts';
import type { QuestionStage } from './stage.ts';
import { axisOf, currentDraft, goTo, setDraft, setStage, tell, type Turn } from './turn.ts';

/** Passes the present question; false where nothing can be passed. */
export function skip(turn: Turn): boolean {
  const { stage } = turn.session;
  const draft = currentDraft(turn);
  switch (stage.name) {
    case 'question':
      return draft === undefined ? false : skipQuestion(turn, draft, stage);
    case 'actor':
    case 'actorOther':
      changeProfile(turn, { actor: null });
      leaveActor(turn);
      return true;
    case 'territory':
      changeProfile(turn, { places: null });
      advance(turn);
      return true;
    case 'part':
      if (draft !== undefined) setDraft(turn, { ...draft, parts: { ...draft.parts, [stage.part]: false } });
      advance(turn);
      return true;
    case 'mandateOrganisation':
    case 'mandateValidated':
    case 'mandateConsulted':
      return skipMandate(turn, draft, stage.name);
    case 'presentation':
      turn.session = { ...turn.session, choices: { ...turn.session.choices, presentation: 'unnamed' } };
      turn.effects.push({ type: 'recordChoice', choice: 'presentation', value: 'unnamed' });
      tell(turn, phrase('presentation.notedUnnamed'));
      goOn(turn, stage.wish);
      return true;
    case 'organisation':
      goOn(turn, stage.wish);
      return true;
    case 'reviewPick':
      goTo(turn, { name: 'review' });
      return true;
    case 'news':
    case 'reminders':
    case 'coAuthors':
    case 'language':
    case 'contributions':
    case 'contribution':
    case 'myData':
      tell(turn, phrase('confirm.nothing'));
      leave(turn);
      return true;
    default:
      return false;
  }
}

function skipQuestion(turn: Turn, draft: Draft, stage: QuestionStage): boolean {
  const question = questionByName(axisOf(turn, draft), stage.question);
  if (question === undefined) {
    advance(turn);
    return true;
  }
  const name = answerName(stage);
  const standing = draft.answers[name];
  const partial = (stage.otherFor !== null || stage.field !== null) && standing !== undefined;
  if (stage.field !== null && standing?.value.kind === 'structured') {
    const fields: Record<string, AnswerValue> = { ...standing.value.fields, [stage.field]: { kind: 'skipped' } };
    setDraft(
      turn,
      withAnswer(draft, name, { ...standing, value: { kind: 'structured', fields }, at: turn.now }, turn.now),
    );
    const missing = question.fields.find(field => fields[field.name] === undefined);
    if (missing !== undefined) {
      goTo(turn, { ...stage, field: missing.name });
      return true;
    }
  }
  if (partial) afterAnswer(turn, question, stage);
  else recordValue(turn, draft, question, stage, { kind: 'skipped' }, []);
  return true;
}

function skipMandate(
  turn: Turn,
  draft: Draft | undefined,
  name: 'mandateOrganisation' | 'mandateValidated' | 'mandateConsulted',
): boolean {
  if (draft === undefined) return false;
  const mandate = draft.mandate ?? {
    organisation: turn.session.profile.organisation ?? '',
    validatedBy: null,
    validatedOn: null,
    consulted: null,
  };
  setDraft(turn, { ...draft, mandate, updatedAt: turn.now });
  if (name === 'mandateOrganisation') goTo(turn, { name: 'mandateValidated' });
  else if (name === 'mandateValidated') goTo(turn, { name: 'mandateConsulted' });
  else advance(turn);
  return true;
}

/** One step back: to the question before, its answer standing until a new one comes. */
export function goBack(turn: Turn): boolean {
  const { stage } = turn.session;
  const draft = currentDraft(turn);
  if (stage.name === 'confirm') {
    goTo(turn, stage.back, 'again');
    return true;
  }
  if (stage.name === 'reviewPick') {
    goTo(turn, { name: 'review' });
    return true;
  }
  if (draft === undefined) {
    if (stage.name === 'idle') return false;
    tell(turn, phrase('confirm.nothing'), phrase('idle.ways'));
    setStage(turn, { name: 'idle' });
    return true;
  }
  if (stage.name === 'territory') goTo(turn, { name: 'actor' });
  else if (stage.name === 'mandateValidated') goTo(turn, { name: 'mandateOrganisation' });
  else if (stage.name === 'mandateConsulted') goTo(turn, { name: 'mandateValidated' });
  else if (stage.name === 'question' && inside(stage))
    goTo(turn, { ...questionStage(turn, stage.question, stage.after), replacing: true });
  else toPrevious(turn, draft, stage.name === 'question' ? stage.question : null);
  return true;
}

/** In a part of a question: the words of « autre », a territory, a field, the follow-up. */
function inside(stage: QuestionStage): boolean {
  return (
    stage.otherFor !== null ||
    stage.placeFor !== null ||
    stage.field !== null ||
    stage.followUp ||
    stage.candidates.length > 0
  );
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
  goTo(turn, { ...questionStage(turn, before.name), replacing: draft.answers[before.name] !== undefined });
}
