/** Between two conversations: not begun, paused, stopped, or at rest. Each says what can be done next: never a dead end. */
import { cleanText, readYesNo } from '#text/index.ts';
import { givenCount, progressOf } from '../drafts.ts';
import { tellRecap } from '../flow.ts';
import { deadlineOf } from '../opening.ts';
import { phrase } from '../phrases.ts';
import type { PausableStage, StageOf } from '../stage.ts';
import { ask, axisOf, currentDraft, goTo, type Input, setStage, tell, type Turn } from '../turn.ts';
import { setReminders } from './own.ts';
import type { StageModule } from './module.ts';

function welcomeAnew(turn: Turn): true {
  goTo(turn, { name: 'welcome', wish: { axis: null, kind: 'individual' } });
  return true;
}

function tellWays(turn: Turn): void {
  tell(turn, phrase('idle.ways'));
  ask(turn);
}

export const start: StageModule<StageOf<'start'>> = { prompt: tellWays, accept: welcomeAnew };

export const idle: StageModule<StageOf<'idle'>> = {
  prompt: tellWays,
  accept(turn) {
    turn.prompting = 'again';
    return true;
  },
};

export const stopped: StageModule<StageOf<'stopped'>> = { prompt: tellWays, accept: welcomeAnew };

/** Everything is kept; where the person stands, until when, and (once) whether a reminder is wanted. */
export function pause(turn: Turn, back: PausableStage): void {
  const draft = currentDraft(turn);
  if (draft === undefined) return;
  const axis = axisOf(turn, draft);
  const progress = back.name === 'question' ? progressOf(axis, draft, back.question) : { n: 0, of: 0 };
  if (progress.n > 0) tell(turn, phrase('pause.atQuestion', progress));
  else tell(turn, phrase('pause.kept', { given: givenCount(axis, draft) }));
  tellResume(turn);
  const unasked = turn.session.choices.reminders === null;
  if (unasked) tell(turn, phrase('reminders.askAtPause'));
  const yes = { value: 'yes', label: phrase('yes') };
  ask(turn, unasked ? { choices: [yes, { value: 'no', label: phrase('no') }] } : {});
  setStage(turn, { name: 'paused', by: 'person', back });
  turn.prompting = null;
}

function tellResume(turn: Turn): void {
  const draft = currentDraft(turn);
  const deadline = draft === undefined ? null : deadlineOf(turn, draft.axis);
  tell(turn, deadline === null ? phrase('pause.resume') : phrase('pause.resumeBefore', { deadline }));
}

export const paused: StageModule<StageOf<'paused'>> = {
  prompt(turn) {
    tellResume(turn);
    ask(turn);
  },
  /** Yes or no to the reminder; anything else is for the stage behind, which is woken first. */
  accept(turn, stage, input) {
    if (stage.by === 'silence' || turn.session.choices.reminders !== null) return false;
    const yes = readReminder(input);
    if (yes === null) return false;
    setReminders(turn, yes);
    return true;
  },
};

function readReminder(input: Input): boolean | null {
  if (input.kind === 'choice') return input.values[0] === 'yes' ? true : input.values[0] === 'no' ? false : null;
  const text = cleanText(input.text);
  return text === '1' || text === '2' ? text === '1' : readYesNo(text);
}

/** Back from a pause, with a line of recap; the present question follows unless an answer came with it. */
export function wake(turn: Turn, back: PausableStage): void {
  const draft = currentDraft(turn);
  if (draft === undefined) return goTo(turn, { name: 'idle' });
  tellRecap(turn, draft);
  goTo(turn, back);
}
