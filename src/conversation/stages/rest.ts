/** Between two conversations: not begun, paused, stopped, or at rest. Each says what can be done next: never a dead end. */
import { cleanText, readYesNo } from '#text/index.ts';
import { deadlineOf, tellRecap } from '../flow.ts';
import { givenCount, progressOf } from '../drafts.ts';
import { phrase } from '../phrases.ts';
import type { PausableStage, StageOf } from '../stage.ts';
import { ask, axisOf, currentDraft, goTo, setStage, tell, type Turn } from '../turn.ts';
import { setReminders } from './own.ts';
import type { StageModule } from './module.ts';

export const start: StageModule<StageOf<'start'>> = {
  prompt: () => undefined,
  accept(turn) {
    goTo(turn, { name: 'welcome', wish: { axis: null, kind: 'individual' } });
    return true;
  },
};

export const idle: StageModule<StageOf<'idle'>> = {
  prompt: () => undefined,
  accept(turn) {
    tell(turn, phrase('idle.ways'));
    ask(turn);
    return true;
  },
};

export const stopped: StageModule<StageOf<'stopped'>> = {
  prompt: () => undefined,
  accept(turn) {
    goTo(turn, { name: 'welcome', wish: { axis: null, kind: 'individual' } });
    return true;
  },
};

/** Everything is kept; where the person stands, until when, and (once) whether a reminder is wanted. */
export function pause(turn: Turn, back: PausableStage): void {
  const draft = currentDraft(turn);
  if (draft === undefined) return;
  const axis = axisOf(turn, draft);
  const deadline = deadlineOf(turn, draft.axis);
  if (back.name === 'question') tell(turn, phrase('pause.atQuestion', progressOf(axis, draft, back.question)));
  else tell(turn, phrase('pause.kept', { given: givenCount(axis, draft) }));
  tell(turn, deadline === null ? phrase('pause.resume') : phrase('pause.resumeBefore', { deadline }));
  const unasked = turn.session.choices.reminders === null;
  if (unasked) tell(turn, phrase('reminders.askAtPause'));
  ask(
    turn,
    unasked
      ? {
          choices: [
            { value: 'yes', label: phrase('yes') },
            { value: 'no', label: phrase('no') },
          ],
        }
      : {},
  );
  setStage(turn, { name: 'paused', by: 'person', back });
  turn.prompting = null;
}

export const paused: StageModule<StageOf<'paused'>> = {
  prompt: () => undefined,
  /** Yes or no to the reminder; anything else is for `step`, which wakes the session first. */
  accept(turn, stage, input) {
    if (stage.by === 'silence' || turn.session.choices.reminders !== null) return false;
    const yes =
      input.kind === 'choice'
        ? input.values[0] === 'yes'
          ? true
          : input.values[0] === 'no'
            ? false
            : null
        : readReminder(cleanText(input.text));
    if (yes === null) return false;
    setReminders(turn, yes);
    return true;
  },
};

function readReminder(text: string): boolean | null {
  if (text === '1' || text === '2') return text === '1';
  return readYesNo(text);
}

/** Back from a pause, with a line of recap; the present question follows unless an answer came with it. */
export function wake(turn: Turn, back: PausableStage): void {
  const draft = currentDraft(turn);
  if (draft === undefined) return setStage(turn, { name: 'idle' });
  tellRecap(turn, draft);
  goTo(turn, back.name === 'question' ? { ...back, askedAt: turn.now, burst: null } : back);
}
