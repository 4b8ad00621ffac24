/** Drafts: opening one, what is relevant in it, where its author stands. Pure helpers on the state. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import { type Lookup, namesIn } from '#consultation/condition.ts';
import type { Axis, Question } from '#consultation/definition.ts';
import { relevantQuestions } from '#consultation/inspect.ts';
import type { Answer, ContributionKind, Draft, Session } from './session.ts';
import type { Wish } from './stage.ts';

/** Suffix of the name under which a follow-up's answer is kept. */
export const FOLLOW_UP = '.relance';

export function lookupIn(draft: Draft): Lookup {
  return name => draft.answers[name]?.value;
}

/** The questions that stand before this person today, in order: relevant, in the parts not declined. */
export function questionsOf(axis: Axis, draft: Draft): readonly Question[] {
  return relevantQuestions(
    axis,
    lookupIn(draft),
    Object.keys(draft.parts).filter(part => draft.parts[part] === true),
  );
}

/** The first relevant question without an answer in the required and accepted parts. */
export function nextQuestion(axis: Axis, draft: Draft): Question | undefined {
  return questionsOf(axis, draft).find(question => draft.answers[question.name] === undefined);
}

/** An optional part with questions that was neither accepted nor declined. */
export function partToOffer(axis: Axis, draft: Draft): string | undefined {
  return axis.parts.find(
    part => part.optional && draft.parts[part.name] === undefined && axis.questions.some(q => q.part === part.name),
  )?.name;
}

/**
 * The questions as they are numbered for this person: those relevant, and those that an answer still to come may make
 * relevant. So a total never grows as one goes on, and a number said stays true.
 */
export function numberedQuestions(axis: Axis, draft: Draft): readonly Question[] {
  const relevant = new Set(questionsOf(axis, draft));
  const open = new Set(
    axis.parts.filter(part => !part.optional || draft.parts[part.name] === true).map(part => part.name),
  );
  const awaited = new Set<string>();
  return axis.questions.filter(question => {
    if (!open.has(question.part)) return false;
    const answered = draft.answers[question.name] !== undefined;
    if (relevant.has(question)) {
      if (!answered) awaited.add(question.name);
      return true;
    }
    const undecided = question.relevant !== undefined && namesIn(question.relevant).some(name => awaited.has(name));
    if (undecided) awaited.add(question.name);
    return undecided;
  });
}

/** Rank (from 1) and count of a question among those numbered; rank 0 where it is not asked any more. */
export function progressOf(axis: Axis, draft: Draft, name: string): { n: number; of: number } {
  const questions = numberedQuestions(axis, draft);
  return { n: questions.findIndex(question => question.name === name) + 1, of: questions.length };
}

/** Whether a value says something (« je ne sais pas » does, a skip does not). */
export function isGiven(value: AnswerValue | undefined): boolean {
  return value !== undefined && value.kind !== 'skipped';
}

/** Answers given among the relevant questions. */
export function givenCount(axis: Axis, draft: Draft): number {
  return questionsOf(axis, draft).filter(question => isGiven(draft.answers[question.name]?.value)).length;
}

export function newDraft(session: Session, axis: Axis, kind: ContributionKind, now: string): Draft {
  return {
    id: `${session.participantId}.${session.draftsMade + 1}`,
    kind,
    axis: axis.number,
    revision: axis.revision,
    status: 'draft',
    answers: {},
    parts: {},
    followedUp: [],
    mandate: null,
    coAuthors: [],
    collectedFrom: kind === 'collected' ? { noticeRead: true, profile: {} } : null,
    reference: null,
    version: 0,
    dirty: false,
    revisionDeclined: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** The live draft or contribution that a wish leads back to: one a kind and axis, sent or not; collected ones only while unsent. */
export function standing(session: Session, wish: Wish): Draft | undefined {
  return Object.values(session.drafts).find(
    draft =>
      draft.axis === wish.axis &&
      draft.kind === wish.kind &&
      (draft.status === 'draft' || (draft.status === 'submitted' && draft.kind !== 'collected')),
  );
}

/** The draft with one answer set, changed or (null) taken away. Anything after a submission makes it dirty. */
export function withAnswer(draft: Draft, name: string, answer: Answer | null, now: string): Draft {
  const { [name]: _old, ...others } = draft.answers;
  return {
    ...draft,
    answers: answer === null ? others : { ...draft.answers, [name]: answer },
    dirty: draft.version > 0 || draft.dirty,
    updatedAt: now,
  };
}

/** The question that an answer's name stands for, the follow-up's suffix apart. */
export function questionNameOf(answerName: string): string {
  return answerName.endsWith(FOLLOW_UP) ? answerName.slice(0, -FOLLOW_UP.length) : answerName;
}
