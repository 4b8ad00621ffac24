/** A message edited or deleted: the answer, or the line of the profile, that it gave is corrected. */
import type { InboundEvent } from '#messaging/inbound.ts';
import { cleanText } from '#text/index.ts';
import { amendByRef } from './amend.ts';
import { arrive } from './arrive.ts';
import { correctProfile } from './correct-profile.ts';
import { withAnswer } from './drafts.ts';
import { questionStage } from './flow.ts';
import { findByRef } from './found-answer.ts';
import { hear } from './hear.ts';
import { MAX_MESSAGE_CHARACTERS } from './limits.ts';
import { phrase } from './phrases.ts';
import { findInProfile } from './profile.ts';
import { answerName } from './record.ts';
import { type QuestionStage, stageBehind } from './stage.ts';
import { currentDraft, goTo, setDraft, setStage, tell, type Turn } from './turn.ts';

type Correction = Extract<InboundEvent, { kind: 'edit' | 'deletion' }>;

/** Returns false where the message gave nothing that is kept: nothing is then kept of its correction either. */
export function receiveCorrection(turn: Turn, event: Correction): boolean {
  const { session } = turn;
  const text = event.kind === 'edit' ? cleanText(event.text) : null;
  const retried = session.refusedRef === event.ref && text !== null && text !== '';
  const half = halfSaid(turn, event.ref);
  const known = retried || half !== null || findByRef(session, event.ref) !== undefined;
  const inProfile = known ? null : findInProfile(session, event.ref);
  if (!known && inProfile === null) return false;
  // A message taken away is always taken away.
  if (event.kind === 'edit' && !arrive(turn, event)) return true;
  if (text !== null && text.length > MAX_MESSAGE_CHARACTERS) tell(turn, phrase('message.tooLong'));
  else if (half !== null) startAgain(turn, half, text, event);
  else if (retried) hear(turn, { kind: 'text', text, ref: event.ref, order: event.order, files: [] });
  else if (inProfile !== null) correctProfile(turn, inProfile, text, event.ref);
  else amendByRef(turn, event.ref, text === '' ? null : text, event.order, event.kind === 'deletion');
  return true;
}

/** The question in hand, where the message is part of an answer that still misses a word, a territory or a field. */
function halfSaid(turn: Turn, ref: string): QuestionStage | null {
  const { stage } = turn.session;
  const behind = stage.name === 'paused' ? stage.back : stageBehind(stage);
  return behind.name === 'question' && behind.heard.some(part => part.ref === ref) ? behind : null;
}

/** What was half said is said anew. */
function startAgain(turn: Turn, stage: QuestionStage, text: string | null, { ref, order }: Correction): void {
  const draft = currentDraft(turn);
  const anew = questionStage(stage.question, stage.after);
  const name = answerName(stage);
  if (draft?.answers[name]?.parts.some(part => part.ref === ref) === true)
    setDraft(turn, withAnswer(draft, name, null, turn.now));
  if (text === null || text === '') goTo(turn, anew);
  else {
    setStage(turn, anew);
    hear(turn, { kind: 'text', text, ref, order, files: [] });
  }
}
