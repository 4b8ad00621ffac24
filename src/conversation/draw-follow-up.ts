/**
 * A follow-up drawn from an open answer by a language model. The step never waits for it: the answer stays open as it was
 * while it was written, for three seconds more, so that whatever is said meanwhile finds what it would have found.
 */
import type { Question } from '#consultation/definition.ts';
import { questionByName } from '#consultation/inspect.ts';
import { readYesNo } from '#text/index.ts';
import { addSeconds } from '#text/instants.ts';
import { followUpIsDue } from './flow.ts';
import type { StepEvent } from './events.ts';
import { DRAWING_SECONDS, MAX_DRAWN_CHARACTERS, MAX_DRAWN_FOLLOW_UPS } from './limits.ts';
import { answerName, closeBurst } from './record.ts';
import { saysNothing } from './says-nothing.ts';
import type { Draft } from './session.ts';
import type { QuestionStage } from './stage.ts';
import { axisOf, currentDraft, local, setStage, type Turn } from './turn.ts';

/** The silence after an open answer, or « C'est tout »: it is closed, or a follow-up is drawn from it first. */
export function restBurst(turn: Turn): void {
  const { stage } = turn.session;
  const draft = currentDraft(turn);
  if (stage.name !== 'question' || stage.burst === null || draft === undefined) return;
  const question = questionByName(axisOf(turn, draft), stage.question);
  if (question === undefined || !mayDraw(turn, draft, question, stage)) return closeBurst(turn);
  const answer = draft.answers[answerName(stage)];
  if (answer?.value.kind !== 'text') return closeBurst(turn);
  const token = `${draft.id}.${question.name}.${turn.now}`;
  const until = addSeconds(turn.now, DRAWING_SECONDS);
  setStage(turn, { ...stage, burst: { ...stage.burst, closesAt: until, latestAt: until, awaitingFollowUp: token } });
  turn.effects.push({
    type: 'drawFollowUp',
    token,
    question: local(turn, question.labelUnknown ?? question.label),
    answer: answer.value.text,
  });
}

/** Asks what was drawn, or goes on without. False for what comes too late, twice, or after another message joined the answer. */
export function receiveDrawn(turn: Turn, event: Extract<StepEvent, { kind: 'followUpDrawn' }>): boolean {
  const { stage } = turn.session;
  if (stage.name !== 'question' || stage.burst?.awaitingFollowUp !== event.token) return false;
  const text = event.text?.trim() ?? '';
  closeBurst(turn, text === '' || text.length > MAX_DRAWN_CHARACTERS ? null : text);
  return true;
}

/** Once a question, twice a contribution, in French (the model's), and never where there is nothing to make more precise. */
function mayDraw(turn: Turn, draft: Draft, question: Question, stage: QuestionStage): boolean {
  const { consultation, drawsFollowUps = false } = turn.context;
  if (!drawsFollowUps || !consultation.followUpByModel || !turn.session.lang.startsWith('fr')) return false;
  if (stage.followUp || stage.after !== 'next' || stage.burst?.awaitingFollowUp !== undefined) return false;
  if (draft.followedUp.includes(question.name) || followUpIsDue(turn, draft, question)) return false;
  if (Object.keys(draft.drawnFollowUps ?? {}).length >= MAX_DRAWN_FOLLOW_UPS) return false;
  const [only, ...others] = draft.answers[question.name]?.parts ?? [];
  if (only === undefined) return false;
  return others.length > 0 || (readYesNo(only.text) === null && !saysNothing(only.text));
}
