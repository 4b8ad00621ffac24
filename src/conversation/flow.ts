/** What comes next: from a wish to a draft, from an answer to the next question, from the last one to the review. */
import { axisStatus, openingOf } from '#consultation/inspect.ts';
import type { Axis, Question } from '#consultation/definition.ts';
import { explainRevision } from '#consultation/revision.ts';
import { newDraft, nextQuestion, partToOffer, standing } from './drafts.ts';
import { MAX_DRAFTS } from './limits.ts';
import { type Param, phrase } from './phrases.ts';
import { profileOf } from './question-choices.ts';
import type { Draft } from './session.ts';
import type { QuestionStage, Wish } from './stage.ts';
import { axisByNumber, axisOf, currentDraft, goTo, local, setDraft, setStage, tell, type Turn } from './turn.ts';

/** Leads towards the first question of a wish: what must stand before it (notice, presentation, theme) comes first. */
export function begin(turn: Turn, wish: Wish): void {
  const { choices } = turn.session;
  if (choices.noticeRead !== turn.context.consultation.notice.version) return goTo(turn, { name: 'notice', wish });
  if (choices.presentation === null) return goTo(turn, { name: 'presentation', wish });
  if (wish.kind === 'collected' && !hasUnsent(turn, wish)) return goTo(turn, { name: 'collecting', axis: wish.axis });
  if (wish.axis === null) return goTo(turn, { name: 'themes', kind: wish.kind });
  openAxis(turn, wish);
}

function hasUnsent(turn: Turn, wish: Wish): boolean {
  return standing(turn.session, wish)?.status === 'draft';
}

/** Goes on with the draft that stands on the axis, shows the contribution sent, or opens a new draft. */
export function openAxis(turn: Turn, wish: Wish): void {
  const axis = wish.axis === null ? undefined : axisByNumber(turn, wish.axis);
  if (axis === undefined) {
    tell(turn, phrase('themes.unknown', { last: turn.context.consultation.axes.length }));
    return goTo(turn, { name: 'themes', kind: wish.kind });
  }
  const there = standing(turn.session, wish);
  if (there?.status === 'submitted') return goTo(turn, { name: 'contribution', draftId: there.id });
  if (!isOpen(turn, axis.number)) return sayClosed(turn, axis, there);
  if (there !== undefined) return resumeDraft(turn, there);
  if (Object.keys(turn.session.drafts).length >= MAX_DRAFTS) {
    tell(turn, phrase('draft.tooMany', { max: MAX_DRAFTS }));
    return goTo(turn, { name: 'contributions' });
  }
  const draft = newDraft(turn.session, axis, wish.kind, turn.now);
  turn.session = { ...turn.session, current: draft.id, draftsMade: turn.session.draftsMade + 1 };
  setDraft(turn, draft);
  if (wish.kind !== 'individual')
    tell(turn, phrase(wish.kind === 'organisation' ? 'draft.forOrganisation' : 'draft.collected'));
  advance(turn);
}

/** Comes back to a draft with a line of recap; a newer revision of its questions is offered once. */
export function resumeDraft(turn: Turn, draft: Draft): void {
  turn.session = { ...turn.session, current: draft.id };
  const axis = axisOf(turn, draft);
  if (!isOpen(turn, axis.number)) return sayClosed(turn, axis, draft);
  tellRecap(turn, draft);
  const today = axisByNumber(turn, draft.axis);
  if (
    today !== undefined &&
    today.revision !== draft.revision &&
    draft.revisionDeclined !== today.revision &&
    draft.status === 'draft'
  ) {
    const { added, removed, reworded } = explainRevision(axis, today);
    advance(turn);
    const back = turn.session.stage;
    if (back.name !== 'confirm') {
      return goTo(turn, {
        name: 'confirm',
        what: {
          do: 'revision',
          draftId: draft.id,
          added: added.length,
          changed: reworded.length,
          removed: removed.length,
        },
        back,
      });
    }
  }
  advance(turn);
}

/** « Bon retour ! Thème 4 : trois réponses gardées. » */
export function tellRecap(turn: Turn, draft: Draft): void {
  const kept = Object.values(draft.answers).filter(answer => answer.value.kind !== 'skipped').length;
  tell(turn, phrase('draft.recap', { axis: draft.axis, theme: local(turn, axisOf(turn, draft).theme), kept }));
}

/** The next unanswered question, then the optional part, the mandate where there is one, and the review. */
export function advance(turn: Turn): void {
  const draft = currentDraft(turn);
  if (draft === undefined) return goTo(turn, { name: 'idle' });
  const axis = axisOf(turn, draft);
  const next = nextQuestion(axis, draft);
  if (next !== undefined) return goTo(turn, questionStage(turn, next.name));
  const part = partToOffer(axis, draft);
  if (part !== undefined) return goTo(turn, { name: 'part', part });
  toReview(turn, draft);
}

/** To the review, once it is known who stands behind an organisation's contribution. */
export function toReview(turn: Turn, draft: Draft): void {
  if (draft.kind === 'organisation' && draft.mandate === null) goTo(turn, { name: 'mandateOrganisation' });
  else goTo(turn, { name: 'review' });
}

/** After something on the side (a language, a choice, a list): back to the draft in hand, or to rest. */
export function leave(turn: Turn): void {
  if (currentDraft(turn) === undefined) setStage(turn, { name: 'idle' });
  else advance(turn);
}

/** After an answer: the follow-up (once), the profile (once, after the first answer), then on. */
export function afterAnswer(turn: Turn, question: Question, stage: QuestionStage): void {
  const draft = currentDraft(turn);
  if (draft === undefined) return goTo(turn, { name: 'idle' });
  if (!stage.followUp && stage.after === 'next' && followUpIsDue(turn, draft, question)) {
    setDraft(turn, { ...draft, followedUp: [...draft.followedUp, question.name] });
    return goTo(turn, { ...questionStage(turn, question.name), followUp: true });
  }
  const profile = profileOf(turn, draft);
  if (profile.actor === undefined) return goTo(turn, { name: 'actor' });
  if (profile.places === undefined) return goTo(turn, { name: 'territory', candidates: [] });
  if (stage.after === 'review') return goTo(turn, { name: 'review' });
  advance(turn);
}

function followUpIsDue(turn: Turn, draft: Draft, question: Question): boolean {
  if (question.followUp === undefined || draft.followedUp.includes(question.name)) return false;
  const value = draft.answers[question.name]?.value;
  if (value === undefined || value.kind === 'skipped' || value.kind === 'dont_know') return false;
  if (value.kind !== 'text')
    return !(
      value.kind === 'choices' &&
      question.choices.some(choice => choice.code === 'dont_know' && value.names.includes(choice.name))
    );
  return value.text.split(/\s+/).length < turn.context.consultation.followUpUnderWords;
}

export function questionStage(turn: Turn, name: string, after: 'next' | 'review' = 'next'): QuestionStage {
  return {
    name: 'question',
    question: name,
    followUp: false,
    field: null,
    otherFor: null,
    placeFor: null,
    candidates: [],
    files: [],
    attempts: 0,
    burst: null,
    askedAt: turn.now,
    replacing: false,
    refusedRef: null,
    after,
  };
}

export function isOpen(turn: Turn, axis: number): boolean {
  return axisStatus(turn.context.consultation, axis, turn.now) === 'open';
}

/** « avant le 24 mars inclus… » where the axis has an end; null otherwise. */
export function deadlineOf(turn: Turn, axis: number): Param | null {
  const { consultation } = turn.context;
  const { closes } = openingOf(consultation, axis);
  return closes === null ? null : { deadline: closes, zone: consultation.timeZone };
}

/** A closed theme: what becomes of the draft, what is still open, whom to ask. Never a dead end. */
export function sayClosed(turn: Turn, axis: Axis, draft: Draft | undefined): void {
  const { consultation } = turn.context;
  const { opens } = openingOf(consultation, axis.number);
  const deadline = deadlineOf(turn, axis.number);
  if (axisStatus(consultation, axis.number, turn.now) === 'not_yet' && opens !== null)
    tell(turn, phrase('closed.notYet', { axis: axis.number, opens: { deadline: opens, zone: consultation.timeZone } }));
  else if (deadline === null) tell(turn, phrase('closed.theme', { axis: axis.number }));
  else tell(turn, phrase('closed.since', { axis: axis.number, deadline }));
  if (draft !== undefined && draft.status === 'draft') {
    const until = consultation.draftsKeptUntilDay;
    tell(turn, until === null ? phrase('closed.draft') : phrase('closed.draftUntil', { until: { day: until } }));
  }
  const open = consultation.axes.filter(candidate => isOpen(turn, candidate.number)).map(candidate => candidate.number);
  tell(
    turn,
    open.length === 0
      ? phrase('closed.all', { contact: consultation.staffContact })
      : phrase('closed.others', { open: { list: open }, contact: consultation.staffContact }),
  );
  turn.session = { ...turn.session, current: null };
  setStage(turn, { name: 'idle' });
  turn.prompting = null;
}
