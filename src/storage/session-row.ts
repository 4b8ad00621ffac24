/** Sessions ↔ rows. The state is kept without the answers, which have rows of their own. */
import { SESSION_SCHEMA, type Answer, type Draft, type Session } from '#conversation/session.ts';
import type { AnswerChange } from '#usecases/ports.ts';
import { safeText, unsafeText } from './safe-text.ts';
import type { Row } from './sql.ts';

/** JSON of the session with every draft's `answers` emptied. */
export function sessionState(session: Session): string {
  const drafts: Record<string, Draft> = {};
  for (const [id, draft] of Object.entries(session.drafts)) setOwn(drafts, id, { ...draft, answers: {} });
  return JSON.stringify({ ...session, drafts });
}

/** The session as it was saved: its state, brought to today's shape, and its answers. */
export function readSession(state: string, answers: readonly StoredAnswer[], upcast: Upcast): Session {
  const bare = JSON.parse(state) as Session;
  const byDraft = new Map<string, Record<string, Answer>>();
  for (const { draftId, question, answer } of answers) {
    let of = byDraft.get(draftId);
    if (of === undefined) byDraft.set(draftId, (of = {}));
    setOwn(of, question, answer);
  }
  const drafts: Record<string, Draft> = {};
  for (const [id, draft] of Object.entries(bare.drafts))
    setOwn(drafts, id, { ...draft, answers: byDraft.get(id) ?? {} });
  const session = { ...bare, drafts };
  return session.schema === SESSION_SCHEMA ? session : upcast(session);
}

/** Brings a session of an older release to today's shape (pure, given by the conversation). */
export type Upcast = (stored: { readonly schema: number }) => Session;

export interface StoredAnswer {
  readonly draftId: string;
  readonly axis: number;
  readonly question: string;
  readonly answer: Answer;
}

export const ANSWER_COLUMNS = ['participant_id', 'draft_id', 'question', 'axis', 'value', 'parts', 'at'] as const;
export const ANSWER_TYPES = ['text', 'text', 'text', 'int', 'text', 'text', 'text'] as const;

export function answerRow(participantId: string, change: Omit<AnswerChange, 'answer'>, answer: Answer): Row {
  const { draftId, question, axis } = change;
  return [
    participantId,
    safeText(draftId),
    safeText(question),
    axis,
    JSON.stringify(answer.value),
    JSON.stringify(answer.parts),
    answer.at,
  ];
}

/** `[draft_id, question, axis, value, parts, at]` */
export function readAnswer([draftId, question, axis, value, parts, at]: Row): StoredAnswer {
  return {
    draftId: unsafeText(String(draftId)),
    question: unsafeText(String(question)),
    axis: Number(axis),
    answer: {
      value: JSON.parse(String(value)) as Answer['value'],
      parts: JSON.parse(String(parts)) as Answer['parts'],
      at: String(at),
    },
  };
}

/** All the answers that a session holds, as changes: for a session written whole. */
export function answersOf(session: Session): StoredAnswer[] {
  return Object.entries(session.drafts).flatMap(([draftId, draft]) =>
    Object.entries(draft.answers).map(([question, answer]) => ({ draftId, axis: draft.axis, question, answer })),
  );
}

/** `record[key] = value` that a key named `__proto__` cannot turn into something else. */
function setOwn<T>(record: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__')
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  else record[key] = value;
}
