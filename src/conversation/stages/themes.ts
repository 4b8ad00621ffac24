/** The list of themes with the state of each, and the oral notice before writing down somebody else's words. */
import { axisStatus } from '#consultation/inspect.ts';
import type { Axis } from '#consultation/definition.ts';
import { fold, readNumber } from '#text/index.ts';
import { givenCount, numberedQuestions } from '../drafts.ts';
import { advance, openAxis } from '../flow.ts';
import { type MenuOption, menuChoices, readMenu } from '../menu.ts';
import { type Phrase, phrase } from '../phrases.ts';
import type { ContributionKind } from '../session.ts';
import type { StageOf } from '../stage.ts';
import { ask, axisOf, goTo, type Input, local, tell, type Turn } from '../turn.ts';
import type { StageModule } from './module.ts';

export const themes: StageModule<StageOf<'themes'>> = {
  prompt(turn, stage) {
    tell(turn, phrase('themes.ask'));
    const choices = turn.context.consultation.axes.map(axis => ({
      value: String(axis.number),
      label: themeLabel(turn, axis, stage.kind),
    }));
    ask(turn, { choices });
  },
  accept(turn, stage, input) {
    const number = readTheme(turn, input);
    if (number === null) return false;
    openAxis(turn, { axis: number, kind: stage.kind });
    return true;
  },
};

/** « Aider le public à utiliser le numérique (brouillon, 3 réponses sur 7) ». */
function themeLabel(turn: Turn, axis: Axis, kind: ContributionKind): Phrase {
  const theme = local(turn, axis.theme);
  const draft = Object.values(turn.session.drafts).find(
    candidate => candidate.axis === axis.number && candidate.kind === kind && candidate.status !== 'withdrawn',
  );
  if (draft?.status === 'submitted') return phrase('themes.submitted', { theme });
  if (axisStatus(turn.context.consultation, axis.number, turn.now) !== 'open')
    return phrase('themes.closed', { theme });
  if (draft === undefined) return phrase('themes.fresh', { theme });
  const pinned = axisOf(turn, draft);
  return phrase('themes.draft', {
    theme,
    given: givenCount(pinned, draft),
    of: numberedQuestions(pinned, draft).length,
  });
}

/** « 4 », « le 4 », « thème 4 », or words of the theme. */
function readTheme(turn: Turn, input: Input): number | null {
  if (input.kind === 'choice') return Number(input.values[0]) || null;
  const { axes } = turn.context.consultation;
  const number = readNumber(input.text.replace(/^\s*(?:le|la|th[eè]me|axe|topic|the)\s+/i, ''), turn.session.lang);
  if (number.ok && input.text.trim().length <= 20)
    return axes.some(axis => axis.number === number.value) ? number.value : null;
  const options: readonly MenuOption[] = axes.map(axis => ({
    value: String(axis.number),
    label: local(turn, axis.theme),
    words: [fold(local(turn, axis.theme))],
  }));
  // « Les lieux (brouillon, 3 sur 7) », typed back as it was shown.
  const text = input.text.replace(/\s*\([^()]*\)\s*$/u, '');
  const picked = readMenu(turn, options, { ...input, text });
  return picked === null ? null : Number(picked);
}

const oralMenu = [
  { value: 'yes', label: phrase('collecting.yes'), words: ['oui', 'yes', "c'est fait", 'lu'] },
  { value: 'no', label: phrase('collecting.no'), words: ['non', 'no', 'pas encore'] },
] as const satisfies readonly MenuOption[];

export const collecting: StageModule<StageOf<'collecting'>> = {
  prompt(turn) {
    tell(turn, phrase('collecting.ask', { controller: local(turn, turn.context.consultation.notice.controller) }));
    ask(turn, { choices: menuChoices(oralMenu) });
  },
  accept(turn, stage, input) {
    const picked = readMenu(turn, oralMenu, input);
    if (picked === null) return false;
    if (picked === 'no') {
      tell(turn, phrase('collecting.stopped'));
      advance(turn);
      return true;
    }
    turn.effects.push({
      type: 'recordChoice',
      choice: 'collected_notice_read',
      value: turn.context.consultation.notice.version,
    });
    if (stage.axis === null) goTo(turn, { name: 'themes', kind: 'collected' });
    else openAxis(turn, { axis: stage.axis, kind: 'collected' });
    return true;
  },
};
