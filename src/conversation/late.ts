/** A message that comes late goes to the answer of its moment. */
import { questionByName } from '#consultation/inspect.ts';
import type { InboundEvent } from '#messaging/inbound.ts';
import { addSeconds } from '#text/instants.ts';
import { isOpenQuestion, questionNameOf } from './drafts.ts';
import { type FoundAnswer, findByRef } from './found-answer.ts';
import { readAnswer } from './read-answer.ts';
import { CONTINUED_WITHIN_SECONDS, CONTINUED_WORDS } from './limits.ts';
import { answerName, textOf } from './record.ts';
import type { Draft } from './session.ts';
import { axisOf, currentDraft, type Turn } from './turn.ts';

export interface LateMessage extends FoundAnswer {
  /** Whether it joins the answer's messages; otherwise it takes their place. */
  readonly joins: boolean;
}

/** The answer that the message belongs to, or null where it belongs to the present. */
export function lateTarget(
  turn: Turn,
  event: Extract<InboundEvent, { kind: 'message' }>,
  text: string,
): LateMessage | null {
  return overtaken(turn, event) ?? tooLateForItsQuestion(turn, event, text);
}

/**
 * By the platform's order: it was sent before a message heard already. Order keys of two platforms don't compare, so
 * the time must agree. Between two answers, it goes on with the first within the quiet window.
 */
function overtaken(turn: Turn, event: Extract<InboundEvent, { kind: 'message' }>): LateMessage | null {
  const { session } = turn;
  if (event.order >= session.lastOrder) return null;
  const open = Object.values(session.drafts)
    .filter(draft => draft.status !== 'withdrawn')
    .flatMap(draft => openAnswers(turn, draft));
  let before: FoundAnswer | undefined;
  let after: FoundAnswer | undefined;
  let [below, above] = ['', ''];
  for (const found of open) {
    for (const { order } of found.answer.parts) {
      if (order < event.order && order > below) [before, below] = [found, order];
      if (order > event.order && (above === '' || order < above)) [after, above] = [found, order];
    }
  }
  if (after === undefined || event.at >= after.answer.at) return null;
  const until = before === undefined ? '' : addSeconds(before.answer.at, turn.context.consultation.quietWindowSeconds);
  const found = before !== undefined && event.at <= until ? before : after;
  return isInHand(turn, found) ? null : { ...found, joins: true };
}

function openAnswers(turn: Turn, draft: Draft): readonly FoundAnswer[] {
  const axis = axisOf(turn, draft);
  return Object.entries(draft.answers).flatMap(([name, answer]) => {
    const question = questionByName(axis, questionNameOf(name));
    return question !== undefined && isOpenQuestion(question, name) ? [{ draft, name, answer }] : [];
  });
}

/** By its time: it was sent before the present question was put, right after the message that gave the last answer. */
function tooLateForItsQuestion(
  turn: Turn,
  event: Extract<InboundEvent, { kind: 'message' }>,
  text: string,
): LateMessage | null {
  const found = lastAnswer(turn);
  if (found === null || event.at >= turn.session.since) return null;
  const question = questionByName(axisOf(turn, found.draft), questionNameOf(found.name));
  if (question === undefined) return null;
  if (isOpenQuestion(question, found.name)) return { ...found, joins: true };
  const both = textOf([...found.answer.parts, { ref: event.ref, order: event.order, text }]);
  const reads = (words: string): boolean => readAnswer(turn, found.draft, question, words).kind === 'value';
  if (question.type === 'select_multiple' && reads(both)) return { ...found, joins: true };
  return reads(text) ? { ...found, joins: false } : null;
}

/**
 * The open answer that the message may go on with, though the next question was put: it is prose, and comes soon after.
 * Whether it is the answer to what was put is the caller's to see.
 */
export function mayGoOnWith(turn: Turn, text: string): FoundAnswer | null {
  const found = lastAnswer(turn);
  const isSoon = turn.now <= addSeconds(turn.session.since, CONTINUED_WITHIN_SECONDS);
  if (found === null || !isSoon || text.split(/\s+/).length < CONTINUED_WORDS) return null;
  const question = questionByName(axisOf(turn, found.draft), questionNameOf(found.name));
  return question !== undefined && isOpenQuestion(question, found.name) ? found : null;
}

/** The answer that the message heard last gave, unless it is being written or asked for again. */
function lastAnswer(turn: Turn): FoundAnswer | null {
  const { stage, lastRef } = turn.session;
  if (stage.name === 'question' && stage.burst !== null) return null;
  const found = lastRef === null ? undefined : findByRef(turn.session, lastRef);
  return found === undefined || isInHand(turn, found) ? null : found;
}

/** Whether the answer is that of the question being asked. */
function isInHand(turn: Turn, { draft, name }: FoundAnswer): boolean {
  const { stage } = turn.session;
  return stage.name === 'question' && currentDraft(turn)?.id === draft.id && answerName(stage) === name;
}
