/** Writing answers into the draft: a value at once, or messages gathered into one open answer until a silence. */
import type { AnswerValue, TranscribedBy } from '#consultation/answer-value.ts';
import type { Question } from '#consultation/definition.ts';
import { questionByName } from '#consultation/inspect.ts';
import { isDontKnow } from '#text/index.ts';
import { addSeconds } from '#text/instants.ts';
import { describeValue } from './describe-value.ts';
import { FOLLOW_UP, withAnswer } from './drafts.ts';
import { afterAnswer, askFollowUp } from './flow.ts';
import { MAX_ANSWER_CHARACTERS, MAX_ANSWER_PARTS, MAX_BURST_SECONDS, QUOTED_CHARACTERS } from './limits.ts';
import { isOpen } from './opening.ts';
import { phrase } from './phrases.ts';
import { saysNothing } from './says-nothing.ts';
import type { Answer, AnswerPart, Draft, Voice } from './session.ts';
import type { QuestionStage } from './stage.ts';
import { axisOf, currentDraft, goTo, setDraft, setStage, tell, type Turn } from './turn.ts';

/** The name under which the stage's answer is kept. */
export function answerName(stage: QuestionStage): string {
  return stage.followUp ? `${stage.question}${FOLLOW_UP}` : stage.question;
}

/** Text of an open answer: its messages, one a line; nothing of a voice message that nobody transcribed. */
export function textOf(parts: readonly AnswerPart[]): string {
  return parts
    .filter(({ voice, text }) => voice === undefined || text !== '')
    .map(part => part.text)
    .join('\n');
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

/**
 * Adds a message (all that it brought) to the open answer and keeps it open for the quiet window, within its bound.
 * Returns false where the answer holds all that it may.
 */
export function appendMessage(turn: Turn, draft: Draft, stage: QuestionStage, ...added: AnswerPart[]): boolean {
  const name = answerName(stage);
  const standing = stage.replacing ? [] : (draft.answers[name]?.parts ?? []);
  const parts = sortParts([...standing, ...added]);
  if (isTooLong(parts)) {
    tellFull(turn, stage);
    return false;
  }
  // What a model was drawing from is no more the answer: it is open again, for as long as at first.
  const open = stage.burst?.awaitingFollowUp === undefined ? stage.burst : null;
  const latestAt = open?.latestAt ?? addSeconds(turn.now, MAX_BURST_SECONDS);
  const burst = { closesAt: quietUntil(turn, latestAt), latestAt, full: stage.burst?.full ?? false };
  setDraft(turn, withAnswer(draft, name, openAnswer(parts, turn.now), turn.now));
  setStage(turn, { ...stage, replacing: false, burst });
  // On a closed theme nothing more is awaited: the answer is kept, and it is said at once.
  const isOver = stage.burst === null && !isOpen(turn, draft.axis);
  if (isOver || burst.closesAt <= turn.now) closeBurst(turn);
  else turn.effects.push({ type: 'typing', to: turn.session.address });
  return true;
}

/** Whether messages hold more than one answer may. */
export function isTooLong(parts: readonly AnswerPart[]): boolean {
  return parts.length > MAX_ANSWER_PARTS || textOf(parts).length > MAX_ANSWER_CHARACTERS;
}

/** Said once a burst; what comes after goes to no other question meanwhile. */
function tellFull(turn: Turn, stage: QuestionStage): void {
  if (stage.burst?.full === true) return;
  tell(turn, phrase('answer.full', { max: MAX_ANSWER_CHARACTERS, messages: MAX_ANSWER_PARTS }));
  const latestAt = stage.burst?.latestAt ?? addSeconds(turn.now, MAX_BURST_SECONDS);
  setStage(turn, { ...stage, burst: { closesAt: quietUntil(turn, latestAt), latestAt, full: true } });
}

/** When the burst closes if nothing more comes. */
export function quietUntil(turn: Turn, latestAt: string): string {
  const quiet = addSeconds(turn.now, turn.context.consultation.quietWindowSeconds);
  return quiet < latestAt ? quiet : latestAt;
}

/** Messages as an open answer; a lone « je ne sais pas » is told apart, and so is what nobody transcribed yet. */
export function openAnswer(parts: readonly AnswerPart[], at: string): Answer {
  const [only, ...others] = parts;
  const voices = parts.flatMap(({ voice }) => voice ?? []);
  const waiting = voices.filter(({ transcribed }) => transcribed === null);
  if (waiting.length > 0) {
    const recordings = waiting.map(({ fileId, seconds }) => ({ fileId, seconds }));
    return { value: { kind: 'voice', recordings, text: textOf(parts) }, parts, at };
  }
  if (only !== undefined && others.length === 0 && isDontKnow(only.text))
    return { value: { kind: 'dont_know' }, parts, at };
  const transcribed = transcribersOf(voices);
  const text = textOf(parts);
  return { value: transcribed.length === 0 ? { kind: 'text', text } : { kind: 'text', text, transcribed }, parts, at };
}

/** Each once, in their order. */
function transcribersOf(voices: readonly Voice[]): readonly TranscribedBy[] {
  const all = voices.flatMap(({ transcribed }) => transcribed ?? []);
  const named = (by: TranscribedBy): string => (by.by === 'service' ? by.name : '');
  return all.filter((one, i) => all.findIndex(other => other.by === one.by && named(other) === named(one)) === i);
}

/**
 * Closes the messages gathered on an open question into one answer, says so and goes on, with the follow-up that a model
 * drew from it where there is one. Nothing where none is open.
 */
export function closeBurst(turn: Turn, drawn: string | null = null): void {
  const { stage } = turn.session;
  const draft = currentDraft(turn);
  if (stage.name !== 'question' || stage.burst === null || draft === undefined) return;
  const name = answerName(stage);
  const answer = draft.answers[name];
  const question = questionByName(axisOf(turn, draft), stage.question);
  const closed: QuestionStage = { ...stage, burst: null };
  if (answer === undefined || question === undefined || answer.parts.length === 0) return goTo(turn, closed);
  const [only, ...others] = answer.parts;
  // Nothing to publish; the words stay beside the skip.
  if ((stage.followUp || !question.required) && others.length === 0 && only !== undefined && isWrittenNothing(only)) {
    setDraft(turn, withAnswer(draft, name, { ...answer, value: { kind: 'skipped' } }, turn.now));
    tell(turn, phrase('answer.skipped'));
    setStage(turn, closed);
    return afterAnswer(turn, question, closed);
  }
  turn.session = { ...turn.session, lastOpen: { draftId: draft.id, question: name } };
  tellNoted(turn, draft, name, answer);
  setStage(turn, closed);
  if (drawn === null) afterAnswer(turn, question, closed);
  else askFollowUp(turn, question, drawn);
}

/** Nothing of voice messages alone: it was said as they came. */
function tellNoted(turn: Turn, draft: Draft, name: string, { value, parts }: Answer): void {
  if (value.kind === 'dont_know') tell(turn, phrase('answer.notedDontKnow'));
  else if (parts.every(({ voice }) => voice !== undefined)) return;
  else if (parts.length > 1) tell(turn, phrase('answer.gathered', { count: parts.length }));
  else tell(turn, phrase(isFirstOpen(draft, name) ? 'answer.notedOpenFirst' : 'answer.notedOpen'));
}

/** « Rien », in writing: what nobody listened to yet may say anything. */
function isWrittenNothing({ text, voice }: AnswerPart): boolean {
  return voice === undefined && saysNothing(text);
}

/** Whether no other answer of the draft was written in messages: how to add to one is explained once. */
function isFirstOpen(draft: Draft, name: string): boolean {
  return Object.entries(draft.answers).every(([other, answer]) => other === name || answer.value.kind !== 'text');
}
