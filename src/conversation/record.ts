/** Writing answers into the draft: a value at once, or messages gathered into one open answer until a silence. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Question } from '#consultation/definition.ts';
import { questionByName } from '#consultation/inspect.ts';
import { isDontKnow } from '#text/index.ts';
import { addSeconds } from '#text/instants.ts';
import { describeValue } from './describe-value.ts';
import { FOLLOW_UP, withAnswer } from './drafts.ts';
import { afterAnswer } from './flow.ts';
import { MAX_ANSWER_CHARACTERS, MAX_ANSWER_PARTS, MAX_BURST_SECONDS, QUOTED_CHARACTERS } from './limits.ts';
import { phrase } from './phrases.ts';
import { dontKnow } from './read-answer.ts';
import type { Answer, AnswerPart, Draft } from './session.ts';
import type { QuestionStage } from './stage.ts';
import { axisOf, currentDraft, goTo, setDraft, setStage, tell, type Turn } from './turn.ts';

/** The name under which the stage's answer is kept. */
export function answerName(stage: QuestionStage): string {
  return stage.followUp ? `${stage.question}${FOLLOW_UP}` : stage.question;
}

/** Text of an open answer: its messages, one a line. */
export function textOf(parts: readonly AnswerPart[]): string {
  return parts.map(part => part.text).join('\n');
}

/** Parts in the platform's order, whatever order they came in. */
export function sortParts(parts: readonly AnswerPart[]): readonly AnswerPart[] {
  return parts.toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
}

/** Keeps a value, says it back and goes on. */
export function recordValue(
  turn: Turn,
  draft: Draft,
  question: Question,
  stage: QuestionStage,
  value: AnswerValue,
  parts: readonly AnswerPart[],
): void {
  setDraft(turn, withAnswer(draft, answerName(stage), { value, parts, at: turn.now }, turn.now));
  if (value.kind === 'skipped') tell(turn, phrase('answer.skipped'));
  else tell(turn, phrase('answer.noted', { value: describeValue(turn, question, value, QUOTED_CHARACTERS) }));
  afterAnswer(turn, question, stage);
}

/** Adds a message to the open answer and keeps it open for the quiet window. Returns whether it was kept. */
export function appendMessage(turn: Turn, draft: Draft, stage: QuestionStage, part: AnswerPart): boolean {
  const name = answerName(stage);
  const standing = stage.replacing ? [] : (draft.answers[name]?.parts ?? []);
  const parts = sortParts([...standing, part]);
  if (parts.length > MAX_ANSWER_PARTS || textOf(parts).length > MAX_ANSWER_CHARACTERS) {
    tell(turn, phrase('answer.full', { max: MAX_ANSWER_CHARACTERS }));
    if (stage.burst !== null) closeBurst(turn);
    return false;
  }
  setDraft(turn, withAnswer(draft, name, openAnswer(parts, turn.now), turn.now));
  const latestAt = stage.burst?.latestAt ?? addSeconds(turn.now, MAX_BURST_SECONDS);
  const messages = (stage.burst?.messages ?? 0) + 1;
  setStage(turn, { ...stage, replacing: false, burst: { closesAt: quietUntil(turn, latestAt), latestAt, messages } });
  if (turn.context.consultation.quietWindowSeconds === 0) closeBurst(turn);
  else turn.effects.push({ type: 'typing', to: turn.session.address });
  return true;
}

/** When the burst closes if nothing more comes. */
export function quietUntil(turn: Turn, latestAt: string): string {
  const quiet = addSeconds(turn.now, turn.context.consultation.quietWindowSeconds);
  return quiet < latestAt ? quiet : latestAt;
}

export function openAnswer(parts: readonly AnswerPart[], at: string): Answer {
  return { value: { kind: 'text', text: textOf(parts) }, parts, at };
}

/** Closes the messages gathered on an open question into one answer, says so and goes on. Nothing where none is open. */
export function closeBurst(turn: Turn): void {
  const { stage } = turn.session;
  const draft = currentDraft(turn);
  if (stage.name !== 'question' || stage.burst === null || draft === undefined) return;
  const name = answerName(stage);
  const answer = draft.answers[name];
  const question = questionByName(axisOf(turn, draft), stage.question);
  const closed: QuestionStage = { ...stage, burst: null };
  if (answer === undefined || question === undefined || answer.parts.length === 0) return goTo(turn, closed);
  const [only] = answer.parts;
  if (answer.parts.length === 1 && only !== undefined && isDontKnow(only.text)) {
    setDraft(turn, withAnswer(draft, name, { ...answer, value: dontKnow(question) }, turn.now));
    tell(turn, phrase('answer.notedDontKnow'));
  } else {
    turn.session = { ...turn.session, lastOpen: { draftId: draft.id, question: name } };
    if (answer.parts.length > 1) tell(turn, phrase('answer.gathered', { count: answer.parts.length }));
    else tell(turn, phrase(isFirstOpen(draft, name) ? 'answer.notedOpenFirst' : 'answer.notedOpen'));
  }
  setStage(turn, closed);
  afterAnswer(turn, question, closed);
}

/** Whether no other answer of the draft was written in messages: how to add to one is explained once. */
function isFirstOpen(draft: Draft, name: string): boolean {
  return Object.entries(draft.answers).every(([other, answer]) => other === name || answer.value.kind !== 'text');
}
