/** Which answers a turn changed: the conversation never mutates, so that a reference tells. */
import type { Draft } from '#conversation/session.ts';
import type { AnswerChange } from './ports.ts';

type Drafts = Readonly<Record<string, Draft>>;

/** Answers set, changed and (null) gone between two states of somebody's drafts; a draft that is gone loses them all. */
export function answerChanges(before: Drafts, after: Drafts): AnswerChange[] {
  if (before === after) return [];
  const changes: AnswerChange[] = [];
  for (const draft of Object.values(after)) {
    const old = before[draft.id];
    if (old !== draft && old?.answers !== draft.answers)
      changes.push(...inDraft(old?.answers ?? {}, draft.answers, draft));
  }
  for (const old of Object.values(before)) {
    if (after[old.id] === undefined) changes.push(...inDraft(old.answers, {}, old));
  }
  return changes;
}

function inDraft(before: Draft['answers'], after: Draft['answers'], { id, axis }: Draft): AnswerChange[] {
  const changes: AnswerChange[] = [];
  for (const [question, answer] of Object.entries(after)) {
    if (before[question] !== answer) changes.push({ draftId: id, axis, question, answer });
  }
  for (const question of Object.keys(before)) {
    if (after[question] === undefined) changes.push({ draftId: id, axis, question, answer: null });
  }
  return changes;
}
