/** Carries out a command at whatever stage it comes. What was being written is closed into its answer first. */
import { questionByName } from '#consultation/inspect.ts';
import { addSeconds } from '#text/instants.ts';
import { givenCount, isGiven, numberedQuestions, questionNameOf } from './drafts.ts';
import { advance, begin, questionStage, resumeDraft, toReview } from './flow.ts';
import type { Intent } from './intent.ts';
import { LINK_CODE_CHARACTERS, LINK_CODE_MINUTES } from './limits.ts';
import { tellFullNotice } from './notice.ts';
import { deadlineOf, isOpen } from './opening.ts';
import { phrase } from './phrases.ts';
import { reopenQuestion } from './put-question.ts';
import { closeBurst } from './record.ts';
import type { Draft } from './session.ts';
import { goBack, skip } from './steps-aside.ts';
import { setLanguage, showContributions } from './stages/own.ts';
import { passProfile } from './stages/profile.ts';
import { pause } from './stages/rest.ts';
import { modifyQuestion, tellAnswers } from './stages/review.ts';
import { isPausable, type PausableStage, stageBehind } from './stage.ts';
import { submit } from './submit.ts';
import { axisOf, currentDraft, goTo, local, setStage, tell, type Turn } from './turn.ts';
import { duplicates } from './twins.ts';

/** Runs the command. Returns false where it means nothing here: the text is then taken for what it says. */
export function runCommand(turn: Turn, intent: Intent): boolean {
  const { stage } = turn.session;
  const inBurst = stage.name === 'question' && stage.burst !== null;
  if (inBurst) closeBurst(turn);
  if (inBurst && (intent.command === 'more' || intent.command === 'done' || intent.command === 'skip')) return true;
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

type Detail = Pick<Intent, 'number' | 'argument' | 'kind'>;
type Handler = (turn: Turn, intent: Detail) => boolean;

const NO_DETAIL: Detail = { number: null, argument: '', kind: 'individual' };

const handlers: Readonly<Record<Intent['command'], Handler>> = {
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
  language(turn, { argument: lang }) {
    if (!turn.context.consultation.languages.includes(lang)) goTo(turn, { name: 'language' });
    else {
      setLanguage(turn, lang);
      again(turn, 'first');
    }
    return true;
  },
  contributions(turn) {
    const twins = duplicates(turn.session.drafts);
    if (twins === null) showContributions(turn);
    else goTo(turn, { name: 'chooseCurrent', draftIds: twins });
    return true;
  },
  myData(turn) {
    goTo(turn, { name: 'myData' });
    return true;
  },
  erase(turn) {
    goTo(turn, { name: 'confirm', what: { do: 'erase' }, back: stageBehind(turn.session.stage) });
    return true;
  },
  reminders(turn) {
    goTo(turn, { name: 'reminders' });
    return true;
  },
  news(turn) {
    goTo(turn, { name: 'news' });
    return true;
  },
  link(turn, { argument: code }) {
    if (code !== '') {
      goTo(turn, { name: 'confirm', what: { do: 'redeemLink', code }, back: stageBehind(turn.session.stage) });
      return true;
    }
    const fresh = turn.random.slice(0, LINK_CODE_CHARACTERS).toUpperCase();
    turn.effects.push({ type: 'makeLinkCode', code: fresh, expiresAt: addSeconds(turn.now, LINK_CODE_MINUTES * 60) });
    tell(turn, phrase('link.code', { code: `${fresh.slice(0, 4)}-${fresh.slice(4)}`, minutes: LINK_CODE_MINUTES }));
    return true;
  },
  unlink(turn) {
    goTo(turn, { name: 'confirm', what: { do: 'unlink' }, back: stageBehind(turn.session.stage) });
    return true;
  },
  status(turn) {
    const draft = currentDraft(turn);
    if (draft === undefined) {
      const drafts = Object.values(turn.session.drafts);
      tell(
        turn,
        phrase('status.none', {
          drafts: drafts.filter(({ status }) => status === 'draft').length,
          sent: drafts.filter(({ status }) => status === 'submitted').length,
        }),
      );
      return again(turn);
    }
    const axis = axisOf(turn, draft);
    tell(
      turn,
      phrase('status.draft', {
        axis: draft.axis,
        theme: local(turn, axis.theme),
        given: givenCount(axis, draft),
        of: numberedQuestions(axis, draft).length,
      }),
    );
    const deadline = deadlineOf(turn, draft.axis);
    if (deadline !== null) tell(turn, phrase('status.deadline', { deadline }));
    return again(turn);
  },
  stop(turn) {
    turn.session = { ...turn.session, choices: { ...turn.session.choices, reminders: false, news: false } };
    turn.effects.push({ type: 'recordChoice', choice: 'reminders', value: 'no' });
    turn.effects.push({ type: 'recordChoice', choice: 'news', value: 'no' });
    tell(turn, phrase('stop.done'));
    setStage(turn, { name: 'stopped' });
    turn.prompting = null;
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
  profile(turn) {
    goTo(turn, { name: 'actor', self: true });
    return true;
  },
  presentation(turn) {
    goTo(turn, { name: 'presentation', wish: null });
    return true;
  },
  coAuthors(turn) {
    if (currentDraft(turn) === undefined) {
      tell(turn, phrase('coAuthors.noDraft'));
      showContributions(turn);
    } else goTo(turn, { name: 'coAuthors' });
    return true;
  },
  notice(turn) {
    tellFullNotice(turn);
    return again(turn);
  },
  hello(turn) {
    const { stage } = turn.session;
    const isNew = stage.name === 'start' || stage.name === 'stopped' || turn.session.choices.noticeRead === null;
    if (isNew) goTo(turn, { name: 'welcome', wish: { axis: null, kind: 'individual' } });
    else {
      tell(turn, phrase('hello.again'));
      if (stage.name !== 'idle') again(turn);
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

/** Puts the present question again; at rest, says what can be done. */
function again(turn: Turn, mode: 'first' | 'again' = 'again'): true {
  if (turn.session.stage.name === 'start') goTo(turn, { name: 'welcome', wish: { axis: null, kind: 'individual' } });
  else turn.prompting = mode;
  return true;
}

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
