/** A message that comes late goes to the answer of its moment. */
import { questionByName } from '#consultation/inspect.ts';
import type { InboundEvent } from '#messaging/inbound.ts';
import { addSeconds } from '#text/instants.ts';
import { isOpenQuestion, questionNameOf } from './drafts.ts';
import { type FoundAnswer, findByRef } from './found-answer.ts';
import { readAnswer } from './read-answer.ts';
import { answerName } from './record.ts';
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
  const { stage, lastRef } = turn.session;
  const draft = currentDraft(turn);
  if (draft === undefined || stage.name !== 'question' || stage.burst !== null || event.at >= stage.askedAt)
    return null;
  const found = lastRef === null ? undefined : findByRef(turn.session, lastRef);
  if (found === undefined || found.draft.id !== draft.id || isInHand(turn, found)) return null;
  const question = questionByName(axisOf(turn, draft), questionNameOf(found.name));
  if (question === undefined) return null;
  if (isOpenQuestion(question, found.name)) return { ...found, joins: true };
  const reads = readAnswer(turn, draft, question, text).kind === 'value';
  return reads ? { ...found, joins: false } : null;
}

/** Whether the answer is that of the question being asked. */
function isInHand(turn: Turn, { draft, name }: FoundAnswer): boolean {
  const { stage } = turn.session;
  return stage.name === 'question' && currentDraft(turn)?.id === draft.id && answerName(stage) === name;
}
