/** Writes the messages of an answer anew, once one of them was changed, taken away, added or put in their place. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Question } from '#consultation/definition.ts';
import { questionByName } from '#consultation/inspect.ts';
import { ellipsize } from '#text/index.ts';
import { describeValue, describeVoice } from './describe-value.ts';
import { isOpenQuestion, progressOf, questionNameOf, withAnswer } from './drafts.ts';
import { MAX_ANSWER_CHARACTERS, MAX_SHORT_TEXT_CHARACTERS, QUOTED_CHARACTERS } from './limits.ts';
import { type Param, phrase } from './phrases.ts';
import { type AnswerReading, readAnswer, readPlace } from './read-answer.ts';
import { isTooLong, openAnswer, textOf } from './record.ts';
import type { AnswerPart, Draft } from './session.ts';
import { axisOf, setDraft, tell, type Turn } from './turn.ts';

interface Change {
  readonly turn: Turn;
  readonly draft: Draft;
  readonly name: string;
  readonly parts: readonly AnswerPart[];
  /** The message that changed, came or went. */
  readonly part: AnswerPart;
  /** The question's rank; 0 where it is not asked any more. */
  readonly n: number;
}

/** Says what became of the answer; what can't be read leaves it as it stands, except for a message taken away. */
export function applyParts(
  turn: Turn,
  draft: Draft,
  name: string,
  parts: readonly AnswerPart[],
  part: AnswerPart,
): void {
  const axis = axisOf(turn, draft);
  const question = questionByName(axis, questionNameOf(name));
  const { n } = progressOf(axis, draft, questionNameOf(name));
  const change: Change = { turn, draft, name, parts, part, n };
  if (parts.length === 0) return withdraw(change);
  if (isTooLong(parts)) return tell(turn, phrase('amend.tooLong', { n, max: MAX_ANSWER_CHARACTERS }));
  const before = draft.answers[name]?.value;
  const isOpen =
    question === undefined ? before?.kind === 'text' || before?.kind === 'voice' : isOpenQuestion(question, name);
  if (isOpen) return rewrite(change);
  if (question === undefined) return parts.includes(part) ? undefined : withdraw(change);
  if (before?.kind === 'files') return changeFiles(change, question, before);
  reread(change, question, before);
}

function keep({ turn, draft, name, parts }: Change, value: AnswerValue): void {
  setDraft(turn, withAnswer(draft, name, { value, parts, at: turn.now }, turn.now));
}

function withdraw(change: Change): void {
  keep({ ...change, parts: [] }, { kind: 'skipped' });
  tell(change.turn, phrase('amend.withdrawn', { n: change.n }));
}

function rewrite(change: Change): void {
  const { turn, draft, name, parts, n } = change;
  const answer = openAnswer(parts, turn.now);
  setDraft(turn, withAnswer(draft, name, answer, turn.now));
  if (answer.value.kind === 'voice') {
    return tell(turn, phrase('amend.doneClosed', { n, value: describeVoice(answer.value, QUOTED_CHARACTERS) }));
  }
  tell(turn, phrase('amend.done', { n, value: ellipsize(textOf(parts).replace(/\s+/g, ' '), QUOTED_CHARACTERS) }));
}

function sayDone({ turn, n }: Change, question: Question, value: AnswerValue): void {
  tell(turn, phrase('amend.doneClosed', { n, value: describeValue(turn, question, value, QUOTED_CHARACTERS) }));
}

/** A caption changes nothing else; a file goes with its message, and all of them where they can't be told apart. */
function changeFiles(change: Change, question: Question, before: Extract<AnswerValue, { kind: 'files' }>): void {
  const { draft, name, parts, part } = change;
  const old = draft.answers[name]?.parts ?? [];
  const isGone = !parts.some(({ ref }) => ref === part.ref);
  if (isGone && old.length !== before.files.length) return withdraw(change);
  const gone = isGone ? old.findIndex(({ ref }) => ref === part.ref) : -1;
  const value = { kind: 'files', files: before.files.filter((_, index) => index !== gone) } as const;
  keep(change, value);
  sayDone(change, question, value);
}

function reread(change: Change, question: Question, before: AnswerValue | undefined): void {
  const { turn, parts, part, n } = change;
  const isGone = !parts.some(({ ref }) => ref === part.ref);
  const value = valueOf(isGone, isGone ? readWhole(change, question) : readChanged(change, question, before));
  if (value !== null) {
    keep(change, value);
    return sayDone(change, question, value);
  }
  if (isGone) return withdraw(change);
  const kept: Param = before === undefined ? '' : describeValue(turn, question, before, QUOTED_CHARACTERS);
  tell(turn, phrase('amend.unread', { n, value: kept }));
}

/** Of what is left when a message was taken away, a part is kept too. */
function valueOf(isGone: boolean, reading: AnswerReading): AnswerValue | null {
  if (reading.kind === 'value') return reading.value;
  if (!isGone) return null;
  if (reading.kind === 'other') return { kind: 'choices', names: reading.names };
  const { fields } = reading.kind === 'field' ? reading : { fields: {} };
  return Object.keys(fields).length === 0 ? null : { kind: 'structured', fields };
}

function readWhole({ turn, draft, parts }: Change, question: Question): AnswerReading {
  return readAnswer(turn, draft, question, textOf(parts));
}

/** « Autre », then its words; a territory, then which of two; or one text. */
function readChanged(change: Change, question: Question, before: AnswerValue | undefined): AnswerReading {
  const { turn, draft, parts, part } = change;
  if (parts.length < 2 || before === undefined) return readWhole(change, question);
  const choice =
    before.kind === 'choices' ? before.names.find(each => question.placeChoices.includes(each)) : undefined;
  if (before.kind === 'places' || choice !== undefined) {
    const place = readPlace(part.text);
    if (choice === undefined || place.kind !== 'value' || place.value.kind !== 'places') return place;
    return { kind: 'value', value: { kind: 'choices', names: [choice], other: place.value.codes.join(' ') } };
  }
  const head = readAnswer(turn, draft, question, textOf(parts.slice(0, -1)));
  const words = parts.at(-1)?.text ?? '';
  if (head.kind !== 'other' || words.length > MAX_SHORT_TEXT_CHARACTERS) return readWhole(change, question);
  return { kind: 'value', value: { kind: 'choices', names: head.names, other: words } };
}
