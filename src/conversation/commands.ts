/** Carries out a command at whatever stage it comes. What was being written is closed into its answer first. */
import { questionByName } from '#consultation/inspect.ts';
import { again, ASIDE, type Detail, type Handler } from './commands-aside.ts';
import { isGiven, questionNameOf } from './drafts.ts';
import { advance, begin, questionStage, resumeDraft, toReview } from './flow.ts';
import type { Intent } from './intent.ts';
import { isOpen } from './opening.ts';
import { phrase } from './phrases.ts';
import { reopenQuestion } from './put-question.ts';
import { closeBurst } from './record.ts';
import type { Draft } from './session.ts';
import { goBack, skip } from './steps-aside.ts';
import { showContributions } from './stages/contributions.ts';
import { passProfile } from './stages/profile.ts';
import { pause } from './stages/rest.ts';
import { modifyQuestion, tellAnswers } from './stages/review.ts';
import { isPausable, type PausableStage, stageBehind } from './stage.ts';
import { submit } from './submit.ts';
import { axisOf, currentDraft, goTo, local, setStage, tell, type Turn } from './turn.ts';

/** Runs the command. Returns false where it means nothing here: the text is then taken for what it says. */
export function runCommand(turn: Turn, intent: Intent): boolean {
  const { stage } = turn.session;
  const inBurst = stage.name === 'question' && stage.burst !== null;
  if (inBurst) closeBurst(turn);
  if (inBurst && (intent.command === 'more' || intent.command === 'done' || intent.command === 'skip')) return true;
  if (stage.name === 'reminded') setStage(turn, stage.back);
  if (stage.name === 'paused') {
    if (intent.command === 'resume' || intent.command === 'hello') return comeBack(turn, stage.back);
    if (intent.command !== 'stop') setStage(turn, stage.back);
  }
  if (isPausable(stage) && LEAVES_PROFILE.has(intent.command)) passProfile(turn, stage);
  return handlers[intent.command](turn, intent);
}

/** Commands with which one goes on without saying who one is: it is not asked again. */
const LEAVES_PROFILE: ReadonlySet<Intent['command']> = new Set<Intent['command']>(['submit', 'review', 'modify']);

/** « Reprendre » after a pause: where it was left. */
function comeBack(turn: Turn, back: PausableStage): true {
  const draft = currentDraft(turn);
  if (draft === undefined) goTo(turn, { name: 'idle' });
  else resumeDraft(turn, draft, back);
  return true;
}

const NO_DETAIL: Detail = { number: null, argument: '', kind: 'individual' };

const handlers: Readonly<Record<Intent['command'], Handler>> = {
  ...ASIDE,
  contribute(turn, intent) {
    if (turn.session.stage.name === 'start')
      tell(turn, phrase('welcome.brief', { presentation: local(turn, turn.context.consultation.presentation) }));
    begin(turn, { axis: intent.number, kind: intent.kind });
    return true;
  },
  themes: turn => handlers.contribute(turn, NO_DETAIL),
  help(turn) {
    tell(turn, phrase('help.text'), phrase('help.contact', { contact: turn.context.consultation.staffContact }));
    return again(turn);
  },
  skip,
  back: goBack,
  review(turn) {
    if (currentDraft(turn) === undefined) showContributions(turn);
    else goTo(turn, { name: 'review' });
    return true;
  },
  modify(turn, intent) {
    const draft = currentDraft(turn);
    if (draft === undefined) {
      showContributions(turn);
      return true;
    }
    if (intent.number !== null) return modifyQuestion(turn, draft, intent.number) || again(turn);
    tellAnswers(turn, draft);
    goTo(turn, { name: 'reviewPick' });
    return true;
  },
  pause(turn) {
    const { stage } = turn.session;
    const behind = stageBehind(stage);
    if (currentDraft(turn) === undefined || !isPausable(behind)) {
      tell(turn, phrase('pause.nothing'));
      return again(turn);
    }
    pause(turn, behind);
    return true;
  },
  resume(turn) {
    const [first, ...others] = openDrafts(turn);
    const inHand = currentDraft(turn) ?? (others.length === 0 ? first : undefined);
    if (inHand !== undefined) resumeDraft(turn, inHand);
    else if (first === undefined) begin(turn, { axis: null, kind: 'individual' });
    else showContributions(turn);
    return true;
  },
  submit(turn) {
    const draft = currentDraft(turn);
    if (draft === undefined) showContributions(turn);
    else if (turn.session.stage.name === 'review') submit(turn, draft);
    else toReview(turn, draft);
    return true;
  },
  cancel(turn) {
    const draft = currentDraft(turn);
    if (draft === undefined) {
      tell(turn, phrase('confirm.nothing'));
      goTo(turn, { name: 'idle' });
    } else if (draft.status === 'submitted') {
      tell(turn, phrase('cancel.correction'));
      turn.session = { ...turn.session, current: null };
      goTo(turn, { name: 'idle' });
    } else
      goTo(turn, { name: 'confirm', what: { do: 'cancel', draftId: draft.id }, back: stageBehind(turn.session.stage) });
    return true;
  },
  more(turn) {
    if (!reopenLast(turn)) {
      tell(turn, phrase('more.nothing'));
      again(turn);
    }
    return true;
  },
  done: turn => again(turn),
  hello(turn) {
    const { stage } = turn.session;
    const isNew = stage.name === 'start' || turn.session.choices.noticeRead === null;
    if (isNew) goTo(turn, { name: 'welcome', wish: { axis: null, kind: 'individual' } });
    else {
      tell(turn, phrase('hello.again'));
      if (stage.name !== 'idle' && stage.name !== 'stopped') again(turn);
      else if (openDrafts(turn).length > 0) handlers.resume(turn, NO_DETAIL);
      else begin(turn, { axis: null, kind: 'individual' });
    }
    return true;
  },
  keep(turn) {
    const { stage } = turn.session;
    tell(turn, phrase('keep.done'));
    if (stage.name !== 'question') return skip(turn);
    advance(turn);
    return true;
  },
};

/** Drafts that can still be gone on with. */
function openDrafts(turn: Turn): readonly Draft[] {
  return Object.values(turn.session.drafts).filter(draft => draft.status === 'draft' && isOpen(turn, draft.axis));
}

/** Opens again the answer written last, so that what comes joins it; false where there is none. */
function reopenLast(turn: Turn): boolean {
  const { lastOpen, drafts, current } = turn.session;
  const draft = lastOpen === null ? undefined : drafts[lastOpen.draftId];
  if (lastOpen === null || draft === undefined || !(draft.status === 'draft' || draft.id === current)) return false;
  const name = questionNameOf(lastOpen.question);
  const question = questionByName(axisOf(turn, draft), name);
  if (question === undefined || !isGiven(draft.answers[lastOpen.question]?.value)) return false;
  turn.session = { ...turn.session, current: draft.id };
  setStage(turn, { ...questionStage(name), followUp: lastOpen.question !== name });
  reopenQuestion(turn, draft, question, lastOpen.question);
  turn.prompting = null;
  return true;
}
