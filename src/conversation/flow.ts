/** What comes next: from a wish to a draft, from an answer to the next question, from the last one to the review. */
import type { Question } from '#consultation/definition.ts';
import { explainRevision } from '#consultation/revision.ts';
import { readYesNo } from '#text/index.ts';
import { describeValue } from './describe-value.ts';
import { givenCount, isGiven, newDraft, nextQuestion, partToOffer, questionsOf, standing, withRoom } from './drafts.ts';
import { MAX_DRAFTS, QUOTED_CHARACTERS } from './limits.ts';
import { isOpen, sayAllClosed, sayClosed } from './opening.ts';
import { phrase } from './phrases.ts';
import { profileOf } from './profile.ts';
import { saysNothing } from './says-nothing.ts';
import type { Draft } from './session.ts';
import { isOnTheWay, isPausable, type PausableStage, type QuestionStage, type Wish } from './stage.ts';
import { axisByNumber, axisOf, currentDraft, goTo, local, setDraft, tell, type Turn } from './turn.ts';

/** Leads towards the first question of a wish: what must stand before it (notice, presentation, theme) comes first. */
export function begin(turn: Turn, wish: Wish): void {
  const { choices } = turn.session;
  if (isRefused(turn, wish)) return;
  if (!noticeIsRead(turn)) return goTo(turn, { name: 'notice', wish });
  if (choices.presentation === null) return goTo(turn, { name: 'presentation', wish });
  if (wish.kind === 'collected' && standing(turn.session, wish)?.status !== 'draft')
    return goTo(turn, { name: 'collecting', axis: wish.axis });
  if (wish.axis === null) return goTo(turn, { name: 'themes', kind: wish.kind });
  openAxis(turn, wish);
}

/** A closed theme is said before anything is asked of somebody who has nothing there. */
function isRefused(turn: Turn, wish: Wish): boolean {
  const { axes } = turn.context.consultation;
  const axis = wish.axis === null ? undefined : axisByNumber(turn, wish.axis);
  if (axis !== undefined && !isOpen(turn, axis.number) && standing(turn.session, wish) === undefined) {
    sayClosed(turn, axis, undefined);
    return true;
  }
  const isOver = wish.axis === null && !axes.some(({ number }) => isOpen(turn, number));
  if (isOver) sayAllClosed(turn);
  return isOver;
}

/** Whether today's notice was read: a changed one is shown before anything else is asked or sent. */
export function noticeIsRead(turn: Turn): boolean {
  return turn.session.choices.noticeRead === turn.context.consultation.notice.version;
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
  const room = withRoom(turn.session);
  if (room === null) {
    tell(turn, phrase('draft.tooMany', { max: MAX_DRAFTS }));
    return goTo(turn, { name: 'contributions' });
  }
  const draft = newDraft(turn.session, axis, wish.kind, turn.now);
  turn.session = { ...room, current: draft.id, draftsMade: turn.session.draftsMade + 1 };
  setDraft(turn, draft);
  if (wish.kind !== 'individual')
    tell(turn, phrase(wish.kind === 'organisation' ? 'draft.forOrganisation' : 'draft.collected'));
  advance(turn);
}

/**
 * Comes back to a draft with a line of recap, at `back` where it was left; a newer revision of its questions is offered
 * first, unless it was declined.
 */
export function resumeDraft(turn: Turn, draft: Draft, back?: PausableStage): void {
  turn.session = { ...turn.session, current: draft.id };
  const axis = axisOf(turn, draft);
  if (!isOpen(turn, axis.number)) return sayClosed(turn, axis, draft);
  if (!noticeIsRead(turn)) return goTo(turn, { name: 'notice', wish: { axis: draft.axis, kind: draft.kind } });
  tellRecap(turn, draft);
  if (back === undefined) advance(turn);
  else goTo(turn, back);
  const today = axisByNumber(turn, draft.axis);
  const offered = today?.revision !== draft.revision && today?.revision !== draft.revisionDeclined;
  if (today === undefined || !offered || draft.status !== 'draft') return;
  const { stage } = turn.session;
  const { added, removed, reworded } = explainRevision(axis, today);
  goTo(turn, {
    name: 'confirm',
    what: {
      do: 'revision',
      draftId: draft.id,
      added: added.length,
      changed: reworded.length,
      removed: removed.length,
    },
    back: isPausable(stage) ? stage : { name: 'idle' },
  });
}

/** « Bon retour ! Thème 4 : trois réponses gardées. La dernière : environ 10. » */
export function tellRecap(turn: Turn, draft: Draft): void {
  const axis = axisOf(turn, draft);
  const kept = givenCount(axis, draft);
  tell(turn, phrase('draft.recap', { axis: draft.axis, theme: local(turn, axis.theme), kept }));
  const given = questionsOf(axis, draft).flatMap(question => {
    const answer = draft.answers[question.name];
    return answer !== undefined && isGiven(answer.value) ? [{ question, answer }] : [];
  });
  const latest = given.reduce((at, { answer }) => (answer.at > at ? answer.at : at), '');
  const last = given.findLast(({ answer }) => answer.at === latest);
  if (last === undefined) return;
  const value = describeValue(turn, last.question, last.answer.value, QUOTED_CHARACTERS);
  tell(turn, phrase('draft.last', { value }));
}

/** The next unanswered question, then the optional part, the mandate where there is one, and the review. */
export function advance(turn: Turn): void {
  const draft = currentDraft(turn);
  if (draft === undefined) return goTo(turn, { name: 'idle' });
  const axis = axisOf(turn, draft);
  const next = nextQuestion(axis, draft);
  if (next !== undefined) return goTo(turn, questionStage(next.name));
  const part = partToOffer(axis, draft);
  if (part !== undefined) return goTo(turn, { name: 'part', part });
  toReview(turn, draft);
}

/** To the review, once it is known who stands behind an organisation's contribution. */
export function toReview(turn: Turn, draft: Draft): void {
  if (draft.kind === 'organisation' && draft.mandate === null) goTo(turn, { name: 'mandateOrganisation' });
  else goTo(turn, { name: 'review' });
}

/** After something on the side (a language, a choice, a list): back to where the person was, or to rest. */
export function leave(turn: Turn, mode: 'first' | 'again' = 'again'): void {
  const { stage: present, aside, current } = turn.session;
  const there = isOnTheWay(present) ? { stage: present, draftId: current } : aside;
  const draft = currentDraft(turn);
  if (there?.stage.name === 'start') goTo(turn, { name: 'welcome', wish: { axis: null, kind: 'individual' } });
  else if (there !== null && !isPausable(there.stage)) goTo(turn, there.stage, mode);
  else if (there !== null && draft !== undefined && there.draftId === draft.id) goTo(turn, there.stage, mode);
  else advance(turn);
}

/** After an answer: the follow-up (once), the profile (once, after the first answer), then on. */
export function afterAnswer(turn: Turn, question: Question, stage: QuestionStage): void {
  const draft = currentDraft(turn);
  if (draft === undefined) return goTo(turn, { name: 'idle' });
  if (!stage.followUp && stage.after === 'next' && followUpIsDue(turn, draft, question)) {
    return askFollowUp(turn, question, null);
  }
  const profile = profileOf(turn.session, draft);
  if (profile.actor === undefined) return goTo(turn, { name: 'actor', self: false });
  if (profile.places === undefined) return goTo(turn, { name: 'territory', self: false, candidates: [] });
  advance(turn);
}

/** Asks the follow-up of `question`, which is then asked no more: the consultation's, or the one that a model drew. */
export function askFollowUp(turn: Turn, { name }: Question, drawn: string | null): void {
  const draft = currentDraft(turn);
  if (draft === undefined) return goTo(turn, { name: 'idle' });
  const drawnFollowUps = drawn === null ? {} : { drawnFollowUps: { ...draft.drawnFollowUps, [name]: drawn } };
  setDraft(turn, { ...draft, followedUp: [...draft.followedUp, name], ...drawnFollowUps });
  goTo(turn, { ...questionStage(name), followUp: true });
}

/** Whether the consultation's own follow-up is to be asked. */
export function followUpIsDue(turn: Turn, draft: Draft, question: Question): boolean {
  if (question.followUp === undefined || draft.followedUp.includes(question.name)) return false;
  const value = draft.answers[question.name]?.value;
  // Of what is still to be transcribed nobody knows yet what it lacks.
  if (value === undefined || ['skipped', 'dont_know', 'voice'].includes(value.kind)) return false;
  if (value.kind !== 'text')
    return !(
      value.kind === 'choices' &&
      question.choices.some(choice => choice.code === 'dont_know' && value.names.includes(choice.name))
    );
  // « Oui », « rien »: there is nothing to make more precise.
  if (readYesNo(value.text) !== null || saysNothing(value.text)) return false;
  return value.text.split(/\s+/).length < turn.context.consultation.followUpUnderWords;
}

export function questionStage(name: string, after: 'next' | 'review' = 'next'): QuestionStage {
  return {
    name: 'question',
    question: name,
    followUp: false,
    field: null,
    otherFor: null,
    placeFor: null,
    candidates: [],
    heard: [],
    attempts: 0,
    burst: null,
    replacing: false,
    after,
  };
}
