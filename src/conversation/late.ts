/** A message that comes late, after others that were sent later, goes to the answer of its moment. */
import { questionByName } from '#consultation/inspect.ts';
import type { InboundEvent } from '#messaging/inbound.ts';
import { type FoundAnswer, isOpenQuestion } from './amend.ts';
import { questionNameOf } from './drafts.ts';
import { answerName } from './record.ts';
import type { Answer } from './session.ts';
import { axisOf, currentDraft, type Turn } from './turn.ts';

/**
 * The open answer that the message belongs to, or null where it belongs to the present. By the platform's order: it was
 * sent before a message that already gave a later part or answer. By its time: it was sent before the present
 * question was put.
 */
export function lateTarget(turn: Turn, event: Extract<InboundEvent, { kind: 'message' }>): FoundAnswer | null {
  const draft = currentDraft(turn);
  const { stage, lastOpen } = turn.session;
  if (draft === undefined || stage.name !== 'question') return null;
  const axis = axisOf(turn, draft);
  const open = Object.entries(draft.answers).filter(([name, answer]) => {
    const question = questionByName(axis, questionNameOf(name));
    return question !== undefined && answer.parts.length > 0 && isOpenQuestion(question, name);
  });
  const inBurst = stage.burst !== null ? answerName(stage) : null;
  const overtaken = open.find(([name, answer]) => name !== inBurst && lastOrder(answer) > event.order);
  if (overtaken !== undefined) return { draft, name: overtaken[0], answer: overtaken[1] };
  const closed = lastOpen !== null && lastOpen.draftId === draft.id ? draft.answers[lastOpen.question] : undefined;
  const beforeAsked = event.at < stage.askedAt && stage.burst === null && lastOpen?.question !== answerName(stage);
  return beforeAsked && closed !== undefined && lastOpen !== null && closed.parts.length > 0
    ? { draft, name: lastOpen.question, answer: closed }
    : null;
}

function lastOrder(answer: Answer): string {
  return answer.parts.reduce((latest, part) => (part.order > latest ? part.order : latest), '');
}
