/** Drafts: opening one, what is relevant in it, where its author stands. Pure helpers on the state. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import { type Lookup, namesIn } from '#consultation/condition.ts';
import type { Axis, Question } from '#consultation/definition.ts';
import { relevantQuestions } from '#consultation/inspect.ts';
import { MAX_DRAFTS } from './limits.ts';
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

/**
 * The session with room for one more draft: the oldest contributions withdrawn make it if they must (their versions
 * stay in storage). Null where every place is taken by one that lives.
 */
export function withRoom(session: Session): Session | null {
  const all = Object.values(session.drafts);
  const withdrawn = all.filter(draft => draft.status === 'withdrawn');
  if (all.length < MAX_DRAFTS) return session;
  if (all.length - withdrawn.length >= MAX_DRAFTS) return null;
  const gone = withdrawn
    .toSorted((a, b) => (a.updatedAt < b.updatedAt ? -1 : a.updatedAt > b.updatedAt ? 1 : 0))
    .slice(0, all.length - MAX_DRAFTS + 1);
  return { ...session, drafts: Object.fromEntries(all.filter(draft => !gone.includes(draft)).map(d => [d.id, d])) };
}

/**
 * The live draft or contribution that a wish leads back to, one a kind and axis; the one sent first where accounts just
 * joined have two. Collected ones stand only while unsent.
 */
export function standing(session: Session, wish: Wish): Draft | undefined {
  const there = Object.values(session.drafts).filter(
    draft => draft.axis === wish.axis && draft.kind === wish.kind && draft.status !== 'withdrawn',
  );
  const sent = wish.kind === 'collected' ? undefined : there.find(draft => draft.status === 'submitted');
  return sent ?? there.find(draft => draft.status === 'draft');
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

/** Whether an answer is written freely, in as many messages as one likes. A follow-up's always is. */
export function isOpenQuestion(question: Question, answerName: string): boolean {
  return question.type === 'text' || question.type === 'longtext' || answerName !== question.name;
}
