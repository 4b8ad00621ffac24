/** Commands on the side of the questions: choices, data, accounts, language. They come back to where the person was. */
import { addSeconds } from '#text/instants.ts';
import { givenCount, numberedQuestions } from './drafts.ts';
import type { Intent } from './intent.ts';
import { LINK_CODE_CHARACTERS, LINK_CODE_MINUTES } from './limits.ts';
import { tellFullNotice } from './notice.ts';
import { deadlineOf } from './opening.ts';
import { phrase } from './phrases.ts';
import { showContributions } from './stages/contributions.ts';
import { setLanguage } from './stages/own.ts';
import { stageBehind } from './stage.ts';
import { axisOf, currentDraft, goTo, local, setStage, tell, type Turn } from './turn.ts';
import { duplicates } from './twins.ts';

/** What a command says beside its name. */
export type Detail = Pick<Intent, 'number' | 'argument' | 'kind'>;
export type Handler = (turn: Turn, intent: Detail) => boolean;

/** Puts the present question again; at rest, says what can be done. */
export function again(turn: Turn, mode: 'first' | 'again' = 'again'): true {
  if (turn.session.stage.name === 'start') goTo(turn, { name: 'welcome', wish: { axis: null, kind: 'individual' } });
  else turn.prompting = mode;
  return true;
}

/** What stands with workshops: the application looks, and answers in an event of its own. */
function askWorkshops(ask: 'list' | 'ideas' | 'name'): Handler {
  return turn => {
    turn.effects.push({ type: 'workshops', ask });
    return true;
  };
}

export const ASIDE = {
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
  workshops: askWorkshops('list'),
  workshopIdeas: askWorkshops('ideas'),
  workshopName: askWorkshops('name'),
  notice(turn) {
    tellFullNotice(turn);
    return again(turn);
  },
} satisfies Partial<Record<Intent['command'], Handler>>;
