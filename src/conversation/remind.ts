/** A campaign's send: said only where there is still something to remind of, and nobody is interrupted. */
import { givenCount, numberedQuestions, standing } from './drafts.ts';
import type { ReminderOutcome } from './effects.ts';
import type { StepEvent } from './events.ts';
import { BUSY_MINUTES } from './limits.ts';
import { deadlineOf, isOpenNow } from './opening.ts';
import { phrase } from './phrases.ts';
import type { Draft } from './session.ts';
import { isPausable, type RestStage, stageBehind } from './stage.ts';
import { askReminded } from './stages/reminded.ts';
import { addSeconds } from '#text/instants.ts';
import { axisByNumber, axisOf, local, setStage, tell, type Turn } from './turn.ts';

type Reminder = Extract<StepEvent, { kind: 'reminder' }>;

export function receiveReminder(turn: Turn, event: Reminder): true {
  const outcome = whyNot(turn, event) ?? 'sent';
  if (outcome === 'sent') remind(turn, event);
  turn.effects.push({ type: 'reminded', id: event.id, outcome });
  return true;
}

/** Why nothing is said; null where it is. */
function whyNot(turn: Turn, event: Reminder): Exclude<ReminderOutcome, 'sent'> | null {
  const { session, now } = turn;
  if (session.choices.reminders === false || session.stage.name === 'stopped') return 'declined';
  if (session.remindAfter !== undefined && session.remindAfter > now) return 'later';
  if (addSeconds(session.lastEventAt, BUSY_MINUTES * 60) > now) return 'busy';
  if (!event.axes.some(axis => isOpenNow(turn, axis))) return 'closed';
  if (event.audience === 'absent')
    return session.choices.reminders === true && absentFrom(turn, event) !== null ? null : 'done';
  return draftOf(turn, event) === null ? 'done' : null;
}

/** The open draft of these axes that its author touched last. */
function draftOf(turn: Turn, { axes }: Reminder): Draft | null {
  const drafts = Object.values(turn.session.drafts).filter(
    ({ status, axis }) => status === 'draft' && axes.includes(axis) && isOpenNow(turn, axis),
  );
  return drafts.toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))[0] ?? null;
}

/** The first of these axes, open, on which nothing stands. */
function absentFrom(turn: Turn, { axes }: Reminder): number | null {
  const stands = axes.some(axis => standing(turn.session, { axis, kind: 'individual' }) !== undefined);
  return stands ? null : (axes.find(axis => isOpenNow(turn, axis)) ?? null);
}

function remind(turn: Turn, event: Reminder): void {
  const draft = event.audience === 'drafts' ? draftOf(turn, event) : null;
  const axis = draft?.axis ?? absentFrom(turn, event);
  const theme = axis === null ? undefined : axisByNumber(turn, axis);
  if (axis === null || theme === undefined) return;
  const said = local(turn, theme.theme);
  if (draft === null) tell(turn, phrase('reminder.absent', { axis, theme: said }));
  else {
    const own = axisOf(turn, draft);
    tell(
      turn,
      phrase('reminder.draft', {
        theme: said,
        given: givenCount(own, draft),
        of: numberedQuestions(own, draft).length,
      }),
    );
  }
  const deadline = deadlineOf(turn, axis);
  if (deadline !== null) tell(turn, phrase('reminder.deadline', { deadline }));
  const wish = { axis, kind: draft?.kind ?? 'individual' } as const;
  setStage(turn, { name: 'reminded', id: event.id, wish, draftId: draft?.id ?? null, back: behind(turn) });
  askReminded(turn);
}

/** Somebody silent in the middle of a draft is found paused when they come back. */
function behind(turn: Turn): RestStage {
  const { stage } = turn.session;
  const found = stageBehind(stage.name === 'reminded' ? stage.back : stage);
  const back = found.name === 'reminded' ? found.back : found;
  return isPausable(back) ? { name: 'paused', by: 'silence', back } : back;
}
