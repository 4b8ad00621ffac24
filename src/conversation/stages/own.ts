/** What a person keeps with us: contributions, data, choices that can be taken back, language. */
import { cleanText } from '#text/index.ts';
import { givenCount, numberedQuestions } from '../drafts.ts';
import { leave, resumeDraft } from '../flow.ts';
import { MAX_LISTED } from '../limits.ts';
import { type MenuOption, menuChoices, readMenu } from '../menu.ts';
import { LANGUAGES } from '../command-words.ts';
import { readLanguage } from '../intent.ts';
import { platformName } from '../notice.ts';
import { isOpen } from '../opening.ts';
import { type Phrase, phrase } from '../phrases.ts';
import { presentationPhrase } from '../presentation.ts';
import type { Draft } from '../session.ts';
import type { StageOf } from '../stage.ts';
import { ask, axisOf, goTo, local, setDraft, tell, type Turn } from '../turn.ts';
import { duplicates } from '../twins.ts';
import { tellAnswers } from './review.ts';
import type { StageModule } from './module.ts';

const yesNo = [
  { value: 'yes', label: phrase('yes'), words: ['oui', 'yes'] },
  { value: 'no', label: phrase('no'), words: ['non', 'no'] },
] as const satisfies readonly MenuOption[];

/** Contributions and drafts, the latest first, those withdrawn apart. */
function listed(turn: Turn): readonly Draft[] {
  return Object.values(turn.session.drafts)
    .filter(draft => draft.status !== 'withdrawn')
    .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
    .slice(0, MAX_LISTED);
}

function lineOf(turn: Turn, draft: Draft): Phrase {
  const axis = axisOf(turn, draft);
  const theme = local(turn, axis.theme);
  if (draft.status === 'submitted')
    return phrase('contributions.sent', { reference: draft.reference ?? '', theme, version: draft.version });
  return phrase('contributions.draft', {
    theme,
    given: givenCount(axis, draft),
    of: numberedQuestions(axis, draft).length,
  });
}

/** To the list of contributions; where there is none, that is said. */
export function showContributions(turn: Turn): void {
  if (listed(turn).length > 0) return goTo(turn, { name: 'contributions' });
  tell(turn, phrase('contributions.none'));
  leave(turn);
}

export const contributions: StageModule<StageOf<'contributions'>> = {
  prompt(turn) {
    const drafts = listed(turn);
    tell(turn, phrase('contributions.list'));
    ask(turn, { choices: drafts.map(draft => ({ value: draft.id, label: lineOf(turn, draft) })) });
  },
  accept(turn, _stage, input) {
    const options = listed(turn).map(draft => ({
      value: draft.id,
      label: draft.reference ?? '',
      words: draft.reference === null ? [] : [draft.reference.toLowerCase()],
    }));
    const picked = readMenu(turn, options, input);
    const draft = picked === null ? undefined : turn.session.drafts[picked];
    if (draft === undefined) return false;
    if (draft.status === 'draft') {
      if (!isOpen(turn, draft.axis)) tellAnswers(turn, draft);
      resumeDraft(turn, draft);
    } else goTo(turn, { name: 'contribution', draftId: draft.id });
    return true;
  },
};

const contributionMenu = [
  {
    value: 'correct',
    label: phrase('contribution.correct'),
    words: ['corriger', 'modifier', 'correct', 'edit', 'relire et corriger'],
  },
  {
    value: 'withdraw',
    label: phrase('contribution.withdraw'),
    words: ['retirer', 'withdraw', 'supprimer', 'la retirer'],
  },
  {
    value: 'leave',
    label: phrase('contribution.leave'),
    words: ['revenir', 'ne rien changer', 'laisser', 'leave', 'non'],
  },
] as const satisfies readonly MenuOption[];

export const contribution: StageModule<StageOf<'contribution'>> = {
  prompt(turn, stage) {
    const draft = turn.session.drafts[stage.draftId];
    if (draft === undefined) return;
    tell(
      turn,
      phrase('contribution.head', {
        reference: draft.reference ?? '',
        theme: local(turn, axisOf(turn, draft).theme),
        version: draft.version,
      }),
    );
    ask(turn, { choices: menuChoices(contributionMenu) });
  },
  accept(turn, stage, input) {
    const draft = turn.session.drafts[stage.draftId];
    const picked = readMenu(turn, contributionMenu, input);
    if (picked === null || draft === undefined) return false;
    if (picked === 'withdraw')
      goTo(turn, { name: 'confirm', what: { do: 'withdraw', draftId: draft.id }, back: stage });
    else if (picked === 'leave') {
      tell(turn, phrase('contribution.left'));
      leave(turn);
    } else if (!isOpen(turn, draft.axis)) {
      tell(turn, phrase('contribution.closed', { contact: turn.context.consultation.staffContact }));
      leave(turn);
    } else {
      turn.session = { ...turn.session, current: draft.id };
      if (!draft.dirty) tellAnswers(turn, draft);
      goTo(turn, { name: draft.dirty ? 'review' : 'reviewPick' });
    }
    return true;
  },
};

const dataMenu = [
  {
    value: 'copy',
    label: phrase('myData.copy'),
    words: ['copie', 'recevoir ma copie', 'copy', 'ma copie', 'telecharger'],
  },
  { value: 'presentation', label: phrase('myData.presentation'), words: ['presentation', 'ma presentation'] },
  { value: 'erase', label: phrase('myData.erase'), words: ['effacer', 'supprimer', 'erase', 'delete', 'tout effacer'] },
  { value: 'leave', label: phrase('contribution.leave'), words: ['revenir', 'ne rien changer', 'leave', 'non'] },
] as const satisfies readonly MenuOption[];

export const myData: StageModule<StageOf<'myData'>> = {
  prompt(turn) {
    const drafts = Object.values(turn.session.drafts);
    tell(
      turn,
      phrase('myData.summary', {
        platform: platformName(turn.session.address.platform),
        drafts: drafts.filter(draft => draft.status === 'draft').length,
        sent: drafts.filter(draft => draft.status === 'submitted').length,
        presentation: { phrase: presentationPhrase(turn) },
        contact: turn.context.consultation.notice.contact,
      }),
    );
    ask(turn, { choices: menuChoices(dataMenu) });
  },
  accept(turn, stage, input) {
    const picked = readMenu(turn, dataMenu, input);
    if (picked === null) return false;
    if (picked === 'erase') goTo(turn, { name: 'confirm', what: { do: 'erase' }, back: stage });
    else if (picked === 'presentation') goTo(turn, { name: 'presentation', wish: null });
    else if (picked === 'copy') {
      tell(turn, phrase('myData.copyHere'));
      turn.attached.push('personal_data');
      leave(turn);
    } else {
      tell(turn, phrase('contribution.left'));
      leave(turn);
    }
    return true;
  },
};

export const news: StageModule<StageOf<'news'>> = {
  prompt(turn) {
    tell(turn, phrase('news.ask'));
    ask(turn, { choices: menuChoices(yesNo) });
  },
  accept(turn, _stage, input) {
    const picked = readMenu(turn, yesNo, input);
    if (picked === null) return false;
    turn.session = { ...turn.session, choices: { ...turn.session.choices, news: picked === 'yes' } };
    turn.effects.push({ type: 'recordChoice', choice: 'news', value: picked });
    tell(turn, phrase(picked === 'yes' ? 'news.yes' : 'news.no'));
    leave(turn);
    return true;
  },
};

export function setReminders(turn: Turn, wanted: boolean): void {
  turn.session = { ...turn.session, choices: { ...turn.session.choices, reminders: wanted } };
  turn.effects.push({ type: 'recordChoice', choice: 'reminders', value: wanted ? 'yes' : 'no' });
  tell(turn, phrase(wanted ? 'reminders.yes' : 'reminders.no'));
}

export const reminders: StageModule<StageOf<'reminders'>> = {
  prompt(turn) {
    tell(turn, phrase('reminders.ask'));
    ask(turn, { choices: menuChoices(yesNo) });
  },
  accept(turn, _stage, input) {
    const picked = readMenu(turn, yesNo, input);
    if (picked === null) return false;
    setReminders(turn, picked === 'yes');
    leave(turn);
    return true;
  },
};

/** How each language calls itself. */
const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  fr: 'Français',
  en: 'English',
  'fr-simple': 'Français facile',
};

export const language: StageModule<StageOf<'language'>> = {
  prompt(turn) {
    tell(turn, phrase('language.ask'));
    ask(turn, {
      choices: turn.context.consultation.languages.map(lang => ({ value: lang, label: LANGUAGE_NAMES[lang] ?? lang })),
    });
  },
  accept(turn, _stage, input) {
    const options = turn.context.consultation.languages.map(lang => ({
      value: lang,
      label: LANGUAGE_NAMES[lang] ?? lang,
      words: LANGUAGES[lang] ?? [lang],
    }));
    const spoken = input.kind === 'text' ? readLanguage(cleanText(input.text)) : null;
    const picked = spoken ?? readMenu(turn, options, input);
    if (picked === null || !turn.context.consultation.languages.includes(picked)) return false;
    setLanguage(turn, picked);
    leave(turn, 'first');
    return true;
  },
};

export function setLanguage(turn: Turn, lang: string): void {
  turn.session = { ...turn.session, lang };
  tell(turn, phrase('language.done'));
}

/** Of two contributions sent on one theme by accounts now joined, the person says which one counts. */
export const chooseCurrent: StageModule<StageOf<'chooseCurrent'>> = {
  prompt(turn, stage) {
    const drafts = stage.draftIds.map(id => turn.session.drafts[id]).filter(draft => draft !== undefined);
    tell(turn, phrase('link.choose'));
    ask(turn, { choices: drafts.map(draft => ({ value: draft.id, label: lineOf(turn, draft) })) });
  },
  accept(turn, stage, input) {
    const options = stage.draftIds.map(id => ({
      value: id,
      label: turn.session.drafts[id]?.reference ?? id,
      words: [(turn.session.drafts[id]?.reference ?? id).toLowerCase()],
    }));
    const picked = readMenu(turn, options, input);
    const dropped = stage.draftIds.find(id => id !== picked);
    const draft = dropped === undefined ? undefined : turn.session.drafts[dropped];
    if (picked === null || draft === undefined) return false;
    setDraft(turn, { ...draft, status: 'withdrawn', updatedAt: turn.now });
    turn.effects.push({ type: 'withdraw', draftId: draft.id });
    tell(turn, phrase('link.chosen', { reference: draft.reference ?? '' }));
    const other = duplicates(turn.session.drafts);
    if (other === null) leave(turn);
    else goTo(turn, { name: 'chooseCurrent', draftIds: other });
    return true;
  },
};
