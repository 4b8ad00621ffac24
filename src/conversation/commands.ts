/** Carries out a command at whatever stage it comes. An open burst was closed before, except where it is the command's point. */
import { questionByName } from '#consultation/inspect.ts';
import { fold } from '#text/index.ts';
import { addSeconds } from '#text/instants.ts';
import { describeValue } from './describe-value.ts';
import { givenCount, progressOf, questionNameOf, numberedQuestions } from './drafts.ts';
import { advance, afterAnswer, begin, deadlineOf, leave, questionStage, resumeDraft, toReview } from './flow.ts';
import { type Intent, readLanguage } from './intent.ts';
import { LINK_CODE_MINUTES, QUOTED_CHARACTERS } from './limits.ts';
import { tellFullNotice } from './notice.ts';
import { phrase } from './phrases.ts';
import { closeBurst } from './record.ts';
import { goBack, skip } from './steps-aside.ts';
import { setLanguage } from './stages/own.ts';
import { pause, wake } from './stages/rest.ts';
import { modifyQuestion, submit, tellReview } from './stages/review.ts';
import type { ConfirmStage, PausableStage, Stage } from './stage.ts';
import { axisOf, currentDraft, goTo, local, setStage, tell, type Turn } from './turn.ts';

const PAUSABLE: ReadonlySet<Stage['name']> = new Set([
  'question',
  'actor',
  'actorOther',
  'territory',
  'part',
  'mandateOrganisation',
  'mandateValidated',
  'mandateConsulted',
  'coAuthors',
  'review',
  'reviewPick',
]);

export function isPausable(stage: Stage): stage is PausableStage {
  return PAUSABLE.has(stage.name);
}

/** The stage to come back to after something on the side. */
export function stageBehind(stage: Stage): ConfirmStage['back'] {
  return stage.name === 'confirm' ? stage.back : stage;
}

/** Runs the command. Returns false where it means nothing here: the text is then taken for what it says. */
export function runCommand(turn: Turn, intent: Intent): boolean {
  const { stage } = turn.session;
  const inBurst = stage.name === 'question' && stage.burst !== null;
  if (inBurst) closeBurst(turn);
  if (inBurst && (intent.command === 'more' || intent.command === 'done' || intent.command === 'skip')) return true;
  if (stage.name === 'paused' && intent.command !== 'stop') wakeUp(turn, stage);
  return handlers[intent.command](turn, intent);
}

function wakeUp(turn: Turn, stage: Extract<Stage, { name: 'paused' }>): void {
  wake(turn, stage.back);
  turn.pending = [];
}

type Handler = (turn: Turn, intent: Intent) => boolean;

const handlers: Readonly<Record<Intent['command'], Handler>> = {
  contribute(turn, intent) {
    if (turn.session.stage.name === 'start')
      tell(turn, phrase('welcome.brief', { presentation: local(turn, turn.context.consultation.presentation) }));
    begin(turn, { axis: intent.number, kind: intent.kind });
    return true;
  },
  themes: turn =>
    handlers.contribute(turn, { command: 'contribute', number: null, argument: '', kind: 'individual', fuzzy: false }),
  help(turn) {
    tell(turn, phrase('help.text'), phrase('help.contact', { contact: turn.context.consultation.staffContact }));
    return again(turn);
  },
  skip,
  back: goBack,
  review(turn) {
    if (currentDraft(turn) === undefined) goTo(turn, { name: 'contributions' });
    else goTo(turn, { name: 'review' });
    return true;
  },
  modify(turn, intent) {
    const draft = currentDraft(turn);
    if (draft === undefined) {
      goTo(turn, { name: 'contributions' });
      return true;
    }
    if (intent.number !== null) return modifyQuestion(turn, draft, intent.number) || again(turn);
    tellReview(turn, draft);
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
    const current = currentDraft(turn);
    const drafts = Object.values(turn.session.drafts).filter(draft => draft.status === 'draft');
    const [only] = drafts;
    if (current !== undefined) resumeDraft(turn, current);
    else if (only === undefined) begin(turn, { axis: null, kind: 'individual' });
    else if (drafts.length === 1) resumeDraft(turn, only);
    else goTo(turn, { name: 'contributions' });
    return true;
  },
  submit(turn) {
    const draft = currentDraft(turn);
    if (draft === undefined) goTo(turn, { name: 'contributions' });
    else if (turn.session.stage.name === 'review') submit(turn, draft);
    else toReview(turn, draft);
    return true;
  },
  cancel(turn) {
    const draft = currentDraft(turn);
    if (draft === undefined) {
      tell(turn, phrase('confirm.nothing'), phrase('idle.ways'));
      setStage(turn, { name: 'idle' });
    } else if (draft.status === 'submitted') {
      tell(turn, phrase('cancel.correction'));
      turn.session = { ...turn.session, current: null };
      setStage(turn, { name: 'idle' });
    } else
      goTo(turn, { name: 'confirm', what: { do: 'cancel', draftId: draft.id }, back: stageBehind(turn.session.stage) });
    return true;
  },
  language(turn, intent) {
    const lang = intent.argument === '' ? null : readLanguage(intent.argument);
    if (lang === null || !turn.context.consultation.languages.includes(lang)) goTo(turn, { name: 'language' });
    else {
      setLanguage(turn, lang);
      again(turn, 'first');
    }
    return true;
  },
  contributions(turn) {
    goTo(turn, { name: 'contributions' });
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
  link(turn, intent) {
    const code = readCode(intent.argument);
    if (code !== null)
      goTo(turn, { name: 'confirm', what: { do: 'redeemLink', code }, back: stageBehind(turn.session.stage) });
    else {
      const fresh = turn.random.slice(0, 8).toUpperCase();
      turn.effects.push({ type: 'makeLinkCode', code: fresh, expiresAt: addSeconds(turn.now, LINK_CODE_MINUTES * 60) });
      tell(turn, phrase('link.code', { code: `${fresh.slice(0, 4)}-${fresh.slice(4)}`, minutes: LINK_CODE_MINUTES }));
    }
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
        phrase('idle.ways'),
      );
      return true;
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
    turn.session = { ...turn.session, choices: { ...turn.session.choices, reminders: false } };
    turn.effects.push({ type: 'recordChoice', choice: 'reminders', value: 'no' });
    tell(turn, phrase('stop.done'));
    setStage(turn, { name: 'stopped' });
    turn.prompting = null;
    return true;
  },
  more(turn) {
    const { lastOpen } = turn.session;
    const draft = lastOpen === null ? undefined : turn.session.drafts[lastOpen.draftId];
    const answer = lastOpen === null ? undefined : draft?.answers[lastOpen.question];
    const name = lastOpen === null ? '' : questionNameOf(lastOpen.question);
    const question = draft === undefined ? undefined : questionByName(axisOf(turn, draft), name);
    if (lastOpen === null || draft === undefined || answer === undefined || question === undefined) {
      tell(turn, phrase('more.nothing'));
      return again(turn);
    }
    const { n } = progressOf(axisOf(turn, draft), draft, name);
    tell(turn, phrase('more.reopened', { n, value: describeValue(turn, question, answer.value, QUOTED_CHARACTERS) }));
    turn.session = { ...turn.session, current: draft.id };
    setStage(turn, { ...questionStage(turn, name), followUp: lastOpen.question !== name });
    return true;
  },
  done: turn => again(turn),
  presentation(turn) {
    goTo(turn, { name: 'presentation', wish: null });
    return true;
  },
  coAuthors(turn) {
    if (currentDraft(turn) === undefined) {
      tell(turn, phrase('coAuthors.noDraft'));
      goTo(turn, { name: 'contributions' });
    } else goTo(turn, { name: 'coAuthors' });
    return true;
  },
  notice(turn) {
    tellFullNotice(turn);
    return again(turn);
  },
  hello(turn) {
    const { stage } = turn.session;
    if (stage.name === 'start' || stage.name === 'stopped' || turn.session.choices.noticeRead === null)
      goTo(turn, { name: 'welcome', wish: { axis: null, kind: 'individual' } });
    else if (currentDraft(turn) !== undefined) {
      tell(turn, phrase('hello.again'));
      again(turn);
    } else {
      tell(turn, phrase('hello.again'));
      begin(turn, { axis: null, kind: 'individual' });
    }
    return true;
  },
  keep(turn) {
    const { stage } = turn.session;
    const draft = currentDraft(turn);
    if (stage.name !== 'question' || !stage.replacing || draft === undefined) return false;
    const question = questionByName(axisOf(turn, draft), stage.question);
    tell(turn, phrase('keep.done'));
    if (question === undefined) advance(turn);
    else afterAnswer(turn, question, stage);
    return true;
  },
};

/** Puts the present question again; at rest, says what can be done. */
function again(turn: Turn, mode: 'first' | 'again' = 'again'): true {
  if (turn.session.stage.name === 'start') goTo(turn, { name: 'welcome', wish: { axis: null, kind: 'individual' } });
  else if (turn.session.stage.name === 'idle') leave(turn);
  else turn.prompting = mode;
  return true;
}

/** « 7k3f-9qd2 » as the code of a link; null where it can't be one. */
function readCode(argument: string): string | null {
  const code = fold(argument)
    .replace(/[^a-z0-9]/g, '')
    .toUpperCase();
  return code.length === 8 ? code : null;
}
