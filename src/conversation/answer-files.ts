/** Files sent in the conversation: kept where a question awaits one, politely left where none does. */
import type { FileRef } from '#consultation/answer-value.ts';
import type { Question } from '#consultation/definition.ts';
import { questionByName } from '#consultation/inspect.ts';
import type { InboundFile } from '#messaging/inbound.ts';
import { progressOf, withAnswer } from './drafts.ts';
import { MAX_FILES_PER_ANSWER } from './limits.ts';
import { phrase } from './phrases.ts';
import { recordValue, sortParts } from './record.ts';
import type { Answer, Draft } from './session.ts';
import type { QuestionStage } from './stage.ts';
import { axisOf, goTo, type Input, setDraft, tell, type Turn } from './turn.ts';

type FileInput = Extract<Input, { kind: 'text' }>;
type FilesAnswer = Answer & { readonly value: Extract<Answer['value'], { kind: 'files' }> };

/**
 * Takes the files of a message as the answer; those that could not be kept have no `fileId` and are named. Returns
 * false where the message's text is still to be heard.
 */
export function acceptFiles(
  turn: Turn,
  draft: Draft,
  question: Question,
  stage: QuestionStage,
  input: FileInput,
): boolean {
  if (question.type !== 'file' && question.type !== 'url_or_file') return leaveFiles(turn, draft, stage, input);
  const files = keptFiles(turn, draft, input.files, MAX_FILES_PER_ANSWER);
  if (files.length > 0) {
    const parts = [...stage.heard, { ref: input.ref, order: input.order, text: input.text }];
    recordValue(turn, draft, question, stage, { kind: 'files', files }, parts);
    return true;
  }
  if (input.text !== '') return false;
  turn.session = { ...turn.session, refusedRef: input.ref };
  goTo(turn, { ...stage, attempts: stage.attempts + 1 }, 'again');
  return true;
}

/** Nothing awaits a file here: it joins the files just given (a photo a message), or is left. */
function leaveFiles(turn: Turn, draft: Draft, stage: QuestionStage, input: FileInput): boolean {
  const last = lastFiles(draft, turn.session.lastRef);
  const room = MAX_FILES_PER_ANSWER - (last?.answer.value.files.length ?? MAX_FILES_PER_ANSWER);
  const files = last === null ? [] : keptFiles(turn, draft, input.files, room);
  if (last === null) tell(turn, phrase('file.notAwaited'));
  else if (files.length > 0) {
    const { name, answer } = last;
    const parts = sortParts([...answer.parts, { ref: input.ref, order: input.order, text: input.text }]);
    const value = { kind: 'files', files: [...answer.value.files, ...files] } as const;
    setDraft(turn, withAnswer(draft, name, { value, parts, at: turn.now }, turn.now));
    const axis = axisOf(turn, draft);
    const n = questionByName(axis, name) === undefined ? 0 : progressOf(axis, draft, name).n;
    tell(turn, phrase('file.added', { n, count: value.files.length }));
  }
  if (input.text !== '' && files.length === 0) return false;
  goTo(turn, stage, 'again');
  return true;
}

/** The answer of files that the message heard last gave. */
function lastFiles(draft: Draft, ref: string | null): { name: string; answer: FilesAnswer } | null {
  for (const [name, answer] of Object.entries(draft.answers)) {
    const isLast = ref !== null && answer.parts.some(part => part.ref === ref);
    if (isLast && answer.value.kind === 'files') return { name, answer: { ...answer, value: answer.value } };
  }
  return null;
}

/** Those of `announced` that were stored, at most `most`; how many are not is told. */
function keptFiles(turn: Turn, draft: Draft, announced: readonly InboundFile[], most: number): readonly FileRef[] {
  const kept = announced.filter(file => file.fileId !== undefined).slice(0, Math.max(0, most));
  if (kept.length < announced.length) tell(turn, phrase('file.refused', { count: announced.length - kept.length }));
  for (const file of kept) turn.effects.push({ type: 'keepFile', draftId: draft.id, file });
  return kept.map(({ fileId = '', name, mediaType, bytes }) => ({ fileId, name, mediaType, bytes }));
}
