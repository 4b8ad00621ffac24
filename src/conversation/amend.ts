/** An edited, deleted, quoted or late message finds the answer that it gave, and corrects it. */
import { applyParts } from './apply-parts.ts';
import { nextQuestion, progressOf, questionNameOf, withAnswer } from './drafts.ts';
import { questionByName } from '#consultation/inspect.ts';
import { advance, questionStage } from './flow.ts';
import { findAnswer, findByRef, type FoundAnswer } from './found-answer.ts';
import type { LateMessage } from './late.ts';
import { MAX_AMENDMENTS_WAITING, MAX_ANSWER_CHARACTERS } from './limits.ts';
import { isOpen } from './opening.ts';
import { phrase } from './phrases.ts';
import { answerName, appendMessage, closeBurst, isTooLong, openAnswer, quietUntil, sortParts } from './record.ts';
import type { AnswerPart, Draft } from './session.ts';
import { type Amendment, stageBehind } from './stage.ts';
import { axisOf, currentDraft, goTo, setDraft, setStage, tell, type Turn } from './turn.ts';

/**
 * The edit (`text`, null for nothing left) or deletion (`isGone`) of a message. In a burst still open it only changes what is gathered; a
 * contribution already sent, and not being corrected, is asked about first.
 */
export function amendByRef(turn: Turn, ref: string, text: string | null, order: string, isGone: boolean): void {
  const found = findByRef(turn.session, ref);
  if (found === undefined) return;
  const { draft, name, answer } = found;
  const mine = answer.parts.filter(candidate => candidate.ref === ref);
  // A voice message cannot be edited: what is, are the words beside it.
  const [voice] = mine.filter(each => each.voice !== undefined);
  const written = mine.find(each => each.voice === undefined);
  const part = written ?? voice;
  const isUnchanged = !isGone && (written?.text ?? null) === text;
  if (part === undefined || isUnchanged) return;
  if (voice !== undefined && text === null && !isGone && isSent(turn, draft)) return;
  if (isSent(turn, draft)) return askFirst(turn, { draftId: draft.id, question: name, ref, text, order, joins: false });
  const changed = text === null ? null : { ref, order: part.order, text };
  const others = answer.parts.filter(each => each !== written && (each.ref !== ref || !isGone));
  const parts = changed === null ? others : sortParts([changed, ...others]);
  if (inOpenBurst(turn, draft, name)) return amendGathered(turn, draft, name, parts);
  applyParts(turn, draft, name, parts, changed ?? part);
  resumePrompt(turn);
}

/** A message that quotes an earlier question, or one of its answers, replaces that answer. */
export function amendByQuote(turn: Turn, draftId: string, name: string, part: AnswerPart): void {
  const draft = turn.session.drafts[draftId];
  if (draft === undefined) return;
  if (isSent(turn, draft)) return askFirst(turn, { draftId, question: name, ...part, joins: false });
  applyParts(turn, draft, name, [part], part);
  resumePrompt(turn);
}

/** A message that came late joins the answer of its moment, or takes its place where only one fits. */
export function joinLate(turn: Turn, { draft, name, answer, joins }: LateMessage, part: AnswerPart): void {
  if (isSent(turn, draft)) return askFirst(turn, { draftId: draft.id, question: name, ...part, joins });
  applyParts(turn, draft, name, joins ? sortParts([...answer.parts, part]) : [part], part);
  resumePrompt(turn);
}

/** Nobody said whether the text goes on with the answer: it is kept there. */
export function joinQuietly(turn: Turn, { draftId, question, ref, order, text }: Amendment): void {
  const found = findAnswer(turn.session, draftId, question);
  if (found !== undefined) joinLate(turn, { ...found, joins: true }, { ref, order, text: text ?? '' });
  turn.pending = [];
  turn.prompting = null;
}

/** The answer is written on: what comes next joins it too. */
export function reopen(turn: Turn, { draft, name }: FoundAnswer, part: AnswerPart): void {
  const question = questionNameOf(name);
  const stage = { ...questionStage(question), followUp: name !== question };
  setStage(turn, stage);
  appendMessage(turn, draft, stage, part);
}

/** Sent, and not in its author's hands for a correction. */
export function isSent(turn: Turn, draft: Draft): boolean {
  return draft.status === 'submitted' && currentDraft(turn)?.id !== draft.id;
}

function askFirst(turn: Turn, amendment: Amendment): void {
  const axis = turn.session.drafts[amendment.draftId]?.axis ?? 0;
  if (!isOpen(turn, axis)) {
    tell(turn, phrase('contribution.closed', { contact: turn.context.consultation.staffContact }));
    return resumePrompt(turn);
  }
  closeBurst(turn);
  const { stage } = turn.session;
  const asked = stage.name === 'confirm' && stage.what.do === 'amend' ? [stage.what.amendment, ...stage.what.next] : [];
  const others = asked.filter(({ ref }) => ref !== amendment.ref);
  const [first = amendment, ...next] = [...others, amendment].slice(0, MAX_AMENDMENTS_WAITING);
  goTo(turn, { name: 'confirm', what: { do: 'amend', amendment: first, next }, back: stageBehind(stage) });
}

function inOpenBurst(turn: Turn, draft: Draft, name: string): boolean {
  const { stage, current } = turn.session;
  return stage.name === 'question' && stage.burst !== null && current === draft.id && answerName(stage) === name;
}

/** The answer is still being written: it changes without a word, and the silence is waited for anew. */
function amendGathered(turn: Turn, draft: Draft, name: string, parts: readonly AnswerPart[]): void {
  const { stage } = turn.session;
  if (stage.name !== 'question' || stage.burst === null) return;
  if (isTooLong(parts)) {
    const { n } = progressOf(axisOf(turn, draft), draft, stage.question);
    return tell(turn, phrase('amend.tooLong', { n, max: MAX_ANSWER_CHARACTERS }));
  }
  const answer = parts.length === 0 ? null : openAnswer(parts, turn.now);
  setDraft(turn, withAnswer(draft, name, answer, turn.now));
  const { burst } = stage;
  const next = { ...burst, full: false, closesAt: quietUntil(turn, burst.latestAt) };
  setStage(turn, { ...stage, burst: answer === null ? null : next });
  if (answer !== null) return;
  tell(turn, phrase('amend.emptied'));
  turn.prompting = 'again';
}

/** Puts the present question again, or the next one where the correction made it pointless. */
export function resumePrompt(turn: Turn): void {
  const { stage } = turn.session;
  const draft = currentDraft(turn);
  if (stage.name === 'question' && draft !== undefined && stage.burst === null && stage.heard.length === 0) {
    const axis = axisOf(turn, draft);
    const asked = questionByName(axis, stage.question);
    const pointless = progressOf(axis, draft, stage.question).n === 0;
    const isNext = stage.followUp || stage.replacing || nextQuestion(axis, draft)?.name === stage.question;
    if (asked === undefined || pointless || (stage.after === 'next' && !isNext)) return advance(turn);
  }
  if (stage.name !== 'question' || stage.burst === null) turn.prompting = 'again';
}
