/** What a person keeps with us: data, choices that can be taken back, language. */
import { cleanText } from '#text/index.ts';
import { leave } from '../flow.ts';
import { type MenuOption, menuChoices, readMenu } from '../menu.ts';
import { LANGUAGES } from '../command-words.ts';
import { readLanguage } from '../intent.ts';
import { platformName } from '../notice.ts';
import { phrase } from '../phrases.ts';
import { presentationPhrase } from '../presentation.ts';
import type { StageOf } from '../stage.ts';
import { ask, goTo, tell, type Turn } from '../turn.ts';
import type { StageModule } from './module.ts';

const yesNo = [
  { value: 'yes', label: phrase('yes'), words: ['oui', 'yes'] },
  { value: 'no', label: phrase('no'), words: ['non', 'no'] },
] as const satisfies readonly MenuOption[];

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
        withdrawn: drafts.filter(draft => draft.status === 'withdrawn').length,
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
