/** A filled form: several questions answered at once; what can't be read is said by question, the rest is kept. */
import { questionByName } from '#consultation/inspect.ts';
import type { Question } from '#consultation/definition.ts';
import type { InboundEvent } from '#messaging/inbound.ts';
import { cleanText } from '#text/index.ts';
import { isOpenQuestion, progressOf, withAnswer } from './drafts.ts';
import { advance } from './flow.ts';
import { MAX_ANSWER_CHARACTERS, MAX_ANSWER_PARTS } from './limits.ts';
import { isOpen, sayClosed } from './opening.ts';
import { phrase } from './phrases.ts';
import { offeredChoices } from './question-choices.ts';
import { type AnswerReading, constrained, readAnswer, takeChoices } from './read-answer.ts';
import { closeBurst, openAnswer, textOf } from './record.ts';
import type { Answer, AnswerPart, Draft } from './session.ts';
import { axisOf, setDraft, tell, type Turn } from './turn.ts';

export function receiveForm(turn: Turn, event: Extract<InboundEvent, { kind: 'form' }>): void {
  closeBurst(turn);
  const begun = Object.hasOwn(turn.session.drafts, event.draftId) ? turn.session.drafts[event.draftId] : undefined;
  if (begun === undefined || begun.status === 'withdrawn') {
    tell(turn, phrase('form.gone'));
    turn.prompting = 'again';
    return;
  }
  if (!isOpen(turn, begun.axis)) return sayClosed(turn, axisOf(turn, begun), begun);
  let kept = 0;
  for (const [name, value] of Object.entries(event.values)) {
    const draft = turn.session.drafts[event.draftId] ?? begun;
    const question = questionByName(axisOf(turn, draft), name);
    if (question !== undefined && fill(turn, draft, question, value, event.order)) kept += 1;
  }
  turn.session = { ...turn.session, current: begun.id };
  tell(turn, phrase('form.saved', { count: kept }));
  advance(turn);
}

function fill(turn: Turn, draft: Draft, question: Question, value: string | readonly string[], order: string): boolean {
  const isChoice = question.type === 'select_one' || question.type === 'select_multiple';
  const names = typeof value !== 'string' && isChoice ? value : null;
  // A menu of a scale gives its step as a value too.
  const text = names === null ? cleanText(typeof value === 'string' ? value : value.join(', ')) : '';
  if (names === null ? text === '' : names.length === 0) return false;
  const reading = readField(turn, draft, question, names, text);
  if (reading.kind !== 'value') {
    const { n } = progressOf(axisOf(turn, draft), draft, question.name);
    tell(
      turn,
      phrase('form.refused', {
        n,
        why: { phrase: reading.kind === 'refused' ? reading.why : phrase('answer.incomplete') },
      }),
    );
    return false;
  }
  const parts: readonly AnswerPart[] = text === '' ? [] : [{ ref: null, order, text }];
  const answer = isOpenQuestion(question, question.name)
    ? writtenAnswer(draft.answers[question.name], parts, turn.now)
    : { value: reading.value, parts, at: turn.now };
  setDraft(turn, withAnswer(draft, question.name, answer, turn.now));
  return true;
}

/** A form shows no voice message: what it says of the words beside leaves it where it is. */
function writtenAnswer(standing: Answer | undefined, parts: readonly AnswerPart[], at: string): Answer {
  const before = standing?.parts ?? [];
  const isSpoken = before.some(({ voice }) => voice !== undefined);
  if (standing === undefined || !isSpoken) return openAnswer(parts, at);
  if (cleanText(textOf(before)) === cleanText(textOf(parts))) return standing;
  return openAnswer([...parts, ...before.filter(({ voice }) => voice !== undefined && voice.transcribed === null)], at);
}

function readField(
  turn: Turn,
  draft: Draft,
  question: Question,
  names: readonly string[] | null,
  text: string,
): AnswerReading {
  if (names !== null) {
    const reading = takeChoices(turn, question, offeredChoices(turn, draft, question), names, '');
    return reading.kind === 'value' ? constrained(turn, draft, question, reading.value) : reading;
  }
  if (text.length > MAX_ANSWER_CHARACTERS)
    return { kind: 'refused', why: phrase('answer.full', { max: MAX_ANSWER_CHARACTERS, messages: MAX_ANSWER_PARTS }) };
  return readAnswer(turn, draft, question, text);
}
