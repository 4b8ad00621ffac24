/** Before the first answer: welcome, notice, how to be presented. */
import { cleanText } from '#text/index.ts';
import { begin, leave } from '../flow.ts';
import { setProfile } from '../profile.ts';
import { MAX_SHORT_TEXT_CHARACTERS } from '../limits.ts';
import { type MenuOption, menuChoices, readMenu } from '../menu.ts';
import { phrase } from '../phrases.ts';
import type { Presentation } from '../session.ts';
import type { StageOf, Wish } from '../stage.ts';
import { ask, currentDraft, goTo, local, setDraft, setStage, tell, type Turn } from '../turn.ts';
import { tellFullNotice, tellNotice } from '../notice.ts';
import type { StageModule } from './module.ts';

const welcomeMenu = [
  {
    value: 'start',
    label: phrase('welcome.start'),
    says: 'yes',
    words: ['commencer', 'oui', 'ok', 'go', 'start', 'yes', "d'accord", "c'est parti"],
  },
  {
    value: 'more',
    label: phrase('welcome.more'),
    words: ['en savoir plus', 'savoir plus', 'plus', 'more', 'learn more', 'pourquoi', "c'est quoi"],
  },
] as const satisfies readonly MenuOption[];

export const welcome: StageModule<StageOf<'welcome'>> = {
  prompt(turn) {
    const { consultation } = turn.context;
    tell(
      turn,
      phrase('welcome.hello', {
        presentation: local(turn, consultation.presentation),
        minutes: consultation.minutesPerAxis,
      }),
    );
    ask(turn, { choices: menuChoices(welcomeMenu) });
  },
  accept(turn, stage, input) {
    const picked = readMenu(turn, welcomeMenu, input);
    if (picked === null) return false;
    if (picked === 'start') {
      begin(turn, stage.wish);
      return true;
    }
    const { consultation } = turn.context;
    tell(
      turn,
      phrase('welcome.about', {
        title: local(turn, consultation.title),
        themes: { lines: consultation.axes.map(axis => local(turn, axis.theme)) },
        contact: consultation.staffContact,
      }),
    );
    ask(turn, { choices: menuChoices([welcomeMenu[0]]) });
    turn.prompting = null;
    return true;
  },
};

const noticeMenu = [
  {
    value: 'read',
    label: phrase('notice.read'),
    says: 'yes',
    words: [
      "j'ai lu",
      'je continue',
      'continuer',
      'lu',
      'ok',
      'oui',
      "d'accord",
      'continue',
      'yes',
      'i have read',
      "j'accepte",
      "j'ai lu, je continue",
    ],
  },
  {
    value: 'full',
    label: phrase('notice.full'),
    words: ['texte complet', 'complet', 'full text', 'tout lire', 'full', 'en savoir plus'],
  },
  {
    value: 'stop',
    label: phrase('notice.stop'),
    says: 'no',
    words: ["je m'arrete la", 'non', 'stop', 'no', 'je refuse', 'arreter', 'i stop here'],
  },
] as const satisfies readonly MenuOption[];

export const notice: StageModule<StageOf<'notice'>> = {
  prompt(turn, _stage, mode) {
    if (mode === 'again') tell(turn, phrase('notice.again'));
    else tellNotice(turn);
    ask(turn, { choices: menuChoices(noticeMenu) });
  },
  accept(turn, stage, input) {
    const picked = readMenu(turn, noticeMenu, input);
    if (picked === null) return false;
    const { version } = turn.context.consultation.notice;
    if (picked === 'full') {
      tellFullNotice(turn);
      goTo(turn, stage, 'again');
    } else if (picked === 'stop') {
      tell(turn, phrase('notice.stopped'));
      setStage(turn, { name: 'stopped' });
    } else {
      turn.session = { ...turn.session, choices: { ...turn.session.choices, noticeRead: version } };
      turn.effects.push({ type: 'recordChoice', choice: 'notice_read', value: version });
      begin(turn, stage.wish);
    }
    return true;
  },
};

const presentationMenu = [
  {
    value: 'unnamed',
    label: phrase('presentation.unnamed'),
    words: ['sans mon nom', 'sans nom', 'non', 'without my name', 'no name', 'no'],
  },
  {
    value: 'organisation',
    label: phrase('presentation.organisation'),
    words: ['mon organisation', 'mon organisation seulement', 'organisation', 'organisation only'],
  },
  {
    value: 'name',
    label: phrase('presentation.name'),
    words: ['mon nom', 'mon nom et mon organisation', 'avec mon nom', 'nom', 'name', 'my name'],
  },
] as const satisfies readonly MenuOption<Presentation>[];

export const presentation: StageModule<StageOf<'presentation'>> = {
  prompt(turn) {
    tell(turn, phrase('presentation.ask'));
    ask(turn, { choices: menuChoices(presentationMenu) });
  },
  accept(turn, stage, input) {
    const picked = readMenu(turn, presentationMenu, input);
    if (picked === null) return false;
    choosePresentation(turn, picked);
    const isKnown = (turn.session.profile.organisation ?? null) !== null;
    if (picked === 'unnamed') {
      tell(turn, phrase('presentation.notedUnnamed'));
      goOn(turn, stage.wish);
    } else if (isKnown && stage.wish !== null) {
      tell(turn, phrase('presentation.noted'));
      goOn(turn, stage.wish);
    } else goTo(turn, { name: 'organisation', wish: stage.wish });
    return true;
  },
};

/** Kept, and recorded; a contribution being corrected shows it at its next sending. */
export function choosePresentation(turn: Turn, picked: Presentation): void {
  const isNew = turn.session.choices.presentation !== picked;
  turn.session = { ...turn.session, choices: { ...turn.session.choices, presentation: picked } };
  turn.effects.push({ type: 'recordChoice', choice: 'presentation', value: picked });
  const draft = currentDraft(turn);
  if (isNew && draft !== undefined && draft.version > 0) setDraft(turn, { ...draft, dirty: true });
}

export const organisation: StageModule<StageOf<'organisation'>> = {
  prompt(turn) {
    const known = turn.session.profile.organisation ?? null;
    tell(turn, known === null ? phrase('organisation.ask') : phrase('organisation.askAgain', { name: known }));
    ask(turn);
  },
  accept(turn, stage, input) {
    if (input.kind !== 'text') return false;
    const name = cleanText(input.text).replace(/\s+/g, ' ');
    // A lone number is a choice of some menu gone by, not a name.
    if (!/\p{L}/u.test(name)) return false;
    if (name.length > MAX_SHORT_TEXT_CHARACTERS) {
      tell(turn, phrase('answer.shortTextTooLong', { max: MAX_SHORT_TEXT_CHARACTERS }));
      return false;
    }
    setProfile(turn, null, { organisation: name }, input.ref);
    tell(turn, phrase('organisation.noted', { name }));
    goOn(turn, stage.wish);
    return true;
  },
};

/** Towards the first question, or back to where the presentation was changed on the way. */
export function goOn(turn: Turn, wish: Wish | null): void {
  if (wish === null) leave(turn);
  else begin(turn, wish);
}
