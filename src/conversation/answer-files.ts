/** Files sent in the conversation: kept where a question awaits one, politely left where none does. */
import type { FileRef } from '#consultation/answer-value.ts';
import type { Question } from '#consultation/definition.ts';
import type { InboundFile } from '#messaging/inbound.ts';
import { MAX_FILES_PER_ANSWER } from './limits.ts';
import { phrase } from './phrases.ts';
import { recordValue } from './record.ts';
import type { Draft } from './session.ts';
import type { QuestionStage } from './stage.ts';
import { goTo, type Input, tell, type Turn } from './turn.ts';

/** Takes the files of a message as the answer; those that could not be kept have no `fileId` and are named. */
export function acceptFiles(
  turn: Turn,
  draft: Draft,
  question: Question,
  stage: QuestionStage,
  input: Extract<Input, { kind: 'text' }>,
): boolean {
  if (question.type !== 'file' && question.type !== 'url_or_file') {
    tell(turn, phrase('file.notAwaited'));
    goTo(turn, stage, 'again');
    return true;
  }
  const kept = input.files.filter(isKept).slice(0, MAX_FILES_PER_ANSWER);
  if (kept.length < input.files.length) tell(turn, phrase('file.refused', { count: input.files.length - kept.length }));
  if (kept.length === 0) {
    goTo(turn, { ...stage, attempts: stage.attempts + 1 }, 'again');
    return true;
  }
  for (const file of kept) turn.effects.push({ type: 'keepFile', file });
  const files: readonly FileRef[] = kept.map(({ fileId, name, mediaType, bytes }) => ({
    fileId,
    name,
    mediaType,
    bytes,
  }));
  recordValue(turn, draft, question, stage, { kind: 'files', files }, [
    { ref: input.ref, order: input.order, text: input.text },
  ]);
  return true;
}

function isKept(file: InboundFile): file is InboundFile & { fileId: string } {
  return file.fileId !== undefined;
}
