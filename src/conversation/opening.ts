/** What is open, until when, and what is said of a theme that is not. */
import { axisStatus, openingOf } from '#consultation/inspect.ts';
import type { Axis } from '#consultation/definition.ts';
import { type Param, phrase } from './phrases.ts';
import type { Draft } from './session.ts';
import { isPausable } from './stage.ts';
import { axisByNumber, currentDraft, setStage, tell, type Turn } from './turn.ts';

/** Whether what the person just did on this axis counts: done before the closing, it counts even if it came later. */
export function isOpen(turn: Turn, axis: number): boolean {
  return isOpenAt(turn, axis, turn.now) || isOpenAt(turn, axis, turn.at);
}

/** Whether something may still be asked on this axis. */
export function isOpenNow(turn: Turn, axis: number): boolean {
  return isOpenAt(turn, axis, turn.now);
}

function isOpenAt(turn: Turn, axis: number, instant: string): boolean {
  return axisByNumber(turn, axis) !== undefined && axisStatus(turn.context.consultation, axis, instant) === 'open';
}

/** « jusqu'au 24 mars inclus… » where the axis has an end; null otherwise. */
export function deadlineOf(turn: Turn, axis: number): Param | null {
  const { consultation } = turn.context;
  const { closes } = openingOf(consultation, axis);
  return closes === null ? null : { deadline: closes, zone: consultation.timeZone };
}

/**
 * A closed theme: what becomes of what stands there, what is still open, whom to ask. Never a dead end: the draft in
 * hand on another theme goes on.
 */
export function sayClosed(turn: Turn, axis: Axis, draft: Draft | undefined): void {
  tellSince(turn, axis);
  const until = turn.context.consultation.draftsKeptUntilDay;
  if (draft?.status === 'draft')
    tell(turn, until === null ? phrase('closed.draft') : phrase('closed.draftUntil', { until: { day: until } }));
  else if (draft?.status === 'submitted' && draft.dirty) tell(turn, phrase('cancel.correction'));
  tellOthers(turn);
  rest(turn);
}

/** Nothing is open at all. */
export function sayAllClosed(turn: Turn): void {
  tellOthers(turn);
  rest(turn);
}

function tellSince(turn: Turn, axis: Axis): void {
  const { consultation } = turn.context;
  const { opens } = openingOf(consultation, axis.number);
  const deadline = deadlineOf(turn, axis.number);
  const isKnown = axisByNumber(turn, axis.number) !== undefined;
  if (isKnown && opens !== null && axisStatus(consultation, axis.number, turn.now) === 'not_yet')
    tell(turn, phrase('closed.notYet', { axis: axis.number, opens: { opening: opens, zone: consultation.timeZone } }));
  else if (isKnown && deadline !== null) tell(turn, phrase('closed.since', { axis: axis.number, deadline }));
  else tell(turn, phrase('closed.theme', { axis: axis.number }));
}

function tellOthers(turn: Turn): void {
  const { axes, staffContact: contact } = turn.context.consultation;
  const open = axes.map(axis => axis.number).filter(number => isOpenNow(turn, number));
  tell(
    turn,
    open.length === 0 ? phrase('closed.all', { contact }) : phrase('closed.others', { open: { list: open }, contact }),
  );
}

function rest(turn: Turn): void {
  const inHand = currentDraft(turn);
  if (inHand !== undefined && isOpenNow(turn, inHand.axis) && isPausable(turn.session.stage)) {
    turn.prompting = 'again';
    return;
  }
  turn.session = { ...turn.session, current: null };
  setStage(turn, { name: 'idle' });
  turn.prompting = null;
}
