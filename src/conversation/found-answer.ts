/** Which answer a message gave. */
import type { Answer, Draft, Session } from './session.ts';

export interface FoundAnswer {
  readonly draft: Draft;
  /** The answer's name: a question's, or its follow-up's. */
  readonly name: string;
  readonly answer: Answer;
}

/** The answer that a message gave, among all drafts and contributions that live. */
export function findByRef(session: Session, ref: string): FoundAnswer | undefined {
  for (const draft of Object.values(session.drafts)) {
    if (draft.status === 'withdrawn') continue;
    for (const [name, answer] of Object.entries(draft.answers)) {
      if (answer.parts.some(part => part.ref === ref)) return { draft, name, answer };
    }
  }
  return undefined;
}

/** The answer of that name, where it lives. */
export function findAnswer(session: Session, draftId: string, name: string): FoundAnswer | undefined {
  const draft = session.drafts[draftId];
  const answer = draft?.answers[name];
  return draft === undefined || answer === undefined || draft.status === 'withdrawn'
    ? undefined
    : { draft, name, answer };
}
