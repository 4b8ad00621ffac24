/** An edited, deleted, quoted or late message finds the answer that it gave, and corrects it. */
import type { Question } from '#consultation/definition.ts';
import { questionByName } from '#consultation/inspect.ts';
import { ellipsize } from '#text/index.ts';
import { describeValue } from './describe-value.ts';
import { nextQuestion, progressOf, questionNameOf, withAnswer } from './drafts.ts';
import { advance } from './flow.ts';
import { MAX_ANSWER_CHARACTERS, MAX_ANSWER_PARTS, QUOTED_CHARACTERS } from './limits.ts';
import { type Param, phrase } from './phrases.ts';
import { readAnswer } from './read-answer.ts';
import { answerName, openAnswer, quietUntil, sortParts, textOf } from './record.ts';
import type { Answer, AnswerPart, Draft, Session } from './session.ts';
import { axisOf, goTo, setDraft, setStage, tell, type Turn } from './turn.ts';

export interface FoundAnswer {
  readonly draft: Draft;
  /** The answer's name: a question's, or its follow-up's. */
  readonly name: string;
  readonly answer: Answer;
}

/** The answer that a message gave, among all drafts and contributions. */
export function findByRef(session: Session, ref: string): FoundAnswer | undefined {
  for (const draft of Object.values(session.drafts)) {
    for (const [name, answer] of Object.entries(draft.answers)) {
      if (answer.parts.some(part => part.ref === ref)) return { draft, name, answer };
    }
  }
  return undefined;
}

export function isOpenQuestion(question: Question, name: string): boolean {
  return question.type === 'text' || question.type === 'longtext' || name !== question.name;
}

/**
 * The edit (`text`) or deletion (null) of a message. In a burst still open it only changes what is gathered; a
 * contribution already sent is asked about first.
 */
export function amendByRef(turn: Turn, ref: string, text: string | null, order: string): void {
  const found = findByRef(turn.session, ref);
  if (found === undefined) return;
  const { draft, name, answer } = found;
  if (text !== null && answer.parts.some(part => part.ref === ref && part.text === text)) return;
  if (draft.status === 'withdrawn') return;
  if (draft.status === 'submitted') return askFirst(turn, draft, name, ref, text, order);
  const parts =
    text === null
      ? answer.parts.filter(part => part.ref !== ref)
      : answer.parts.map(part => (part.ref === ref ? { ...part, text } : part));
  if (inOpenBurst(turn, draft, name)) return amendGathered(turn, draft, name, parts);
  if (applyParts(turn, draft, name, parts)) resumePrompt(turn);
}

function askFirst(
  turn: Turn,
  draft: Draft,
  name: string,
  ref: string | null,
  text: string | null,
  order: string,
): void {
  const { stage } = turn.session;
  const back = stage.name === 'confirm' ? stage.back : stage;
  goTo(turn, { name: 'confirm', what: { do: 'amend', draftId: draft.id, question: name, ref, text, order }, back });
}

function inOpenBurst(turn: Turn, draft: Draft, name: string): boolean {
  const { stage, current } = turn.session;
  return stage.name === 'question' && stage.burst !== null && current === draft.id && answerName(stage) === name;
}

/** The answer is still being written: it changes without a word, and the silence is waited for anew. */
function amendGathered(turn: Turn, draft: Draft, name: string, parts: readonly AnswerPart[]): void {
  const { stage } = turn.session;
  if (stage.name !== 'question' || stage.burst === null) return;
  const answer = parts.length === 0 ? null : openAnswer(parts, turn.now);
  setDraft(turn, withAnswer(draft, name, answer, turn.now));
  setStage(turn, {
    ...stage,
    burst: parts.length === 0 ? null : { ...stage.burst, closesAt: quietUntil(turn, stage.burst.latestAt) },
  });
  if (parts.length === 0) {
    tell(turn, phrase('amend.emptied'));
    turn.prompting = 'again';
  }
}

/** Writes changed parts into an answer and says so. Returns false where nothing could change (already told why). */
export function applyParts(turn: Turn, draft: Draft, name: string, parts: readonly AnswerPart[]): boolean {
  const axis = axisOf(turn, draft);
  const question = questionByName(axis, questionNameOf(name));
  if (question === undefined) return false;
  const { n } = progressOf(axis, draft, question.name);
  if (parts.length === 0) {
    setDraft(turn, withAnswer(draft, name, { value: { kind: 'skipped' }, parts: [], at: turn.now }, turn.now));
    tell(turn, phrase('amend.withdrawn', { n }));
    return true;
  }
  const tooLong = textOf(parts).length > MAX_ANSWER_CHARACTERS || parts.length > MAX_ANSWER_PARTS;
  if (tooLong) {
    tell(turn, phrase('amend.tooLong', { n, max: MAX_ANSWER_CHARACTERS }));
    return true;
  }
  if (isOpenQuestion(question, name)) {
    setDraft(turn, withAnswer(draft, name, openAnswer(parts, turn.now), turn.now));
    tell(turn, phrase('amend.done', { n, value: ellipsize(textOf(parts).replace(/\s+/g, ' '), QUOTED_CHARACTERS) }));
    return true;
  }
  return rereadClosed(turn, draft, question, n, parts);
}

function rereadClosed(turn: Turn, draft: Draft, question: Question, n: number, parts: readonly AnswerPart[]): boolean {
  const reading = readAnswer(turn, draft, question, textOf(parts));
  const before = draft.answers[question.name]?.value;
  if (reading.kind !== 'value') {
    const kept: Param = before === undefined ? '' : describeValue(turn, question, before, QUOTED_CHARACTERS);
    tell(turn, phrase('amend.unread', { n, value: kept }));
    return true;
  }
  setDraft(turn, withAnswer(draft, question.name, { value: reading.value, parts, at: turn.now }, turn.now));
  tell(turn, phrase('amend.doneClosed', { n, value: describeValue(turn, question, reading.value, QUOTED_CHARACTERS) }));
  return true;
}

/** A message that quotes an earlier question, or one of its answers, replaces that answer. */
export function amendByQuote(turn: Turn, draftId: string, name: string, part: AnswerPart): void {
  const draft = turn.session.drafts[draftId];
  if (draft === undefined || draft.status === 'withdrawn') return;
  if (draft.status === 'submitted') return askFirst(turn, draft, name, part.ref, part.text, part.order);
  if (applyParts(turn, draft, name, [part])) resumePrompt(turn);
}

/** A message that came late joins the answer of its moment. */
export function addLate(turn: Turn, found: FoundAnswer, part: AnswerPart): void {
  if (applyParts(turn, found.draft, found.name, sortParts([...found.answer.parts, part]))) resumePrompt(turn);
}

/** Puts the present question again, or the next one where the correction made it pointless. */
export function resumePrompt(turn: Turn): void {
  const { stage, current } = turn.session;
  const draft = current === null ? undefined : turn.session.drafts[current];
  if (
    stage.name === 'question' &&
    draft !== undefined &&
    stage.burst === null &&
    stage.after === 'next' &&
    !stage.replacing
  ) {
    const axis = axisOf(turn, draft);
    const pointless = progressOf(axis, draft, stage.question).n === 0;
    if (pointless || (!stage.followUp && nextQuestion(axis, draft)?.name !== stage.question)) return advance(turn);
  }
  if (stage.name !== 'paused' && stage.name !== 'idle' && stage.name !== 'stopped') turn.prompting = 'again';
}
