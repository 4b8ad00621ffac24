/** After the core questions: the optional part, who stands behind an organisation's contribution, co-authors. */
import { cleanText, fold, isDontKnow, readDate, readNumber, readYesNo } from '#text/index.ts';
import { dayIn } from '#text/instants.ts';
import { advance, leave } from '../flow.ts';
import { MAX_CO_AUTHORS, MAX_NUMBER, MAX_SHORT_TEXT_CHARACTERS } from '../limits.ts';
import { type MenuOption, menuChoices, readMenu } from '../menu.ts';
import { phrase } from '../phrases.ts';
import type { Draft, Mandate } from '../session.ts';
import type { StageOf } from '../stage.ts';
import { ask, axisOf, currentDraft, goTo, type Input, local, setDraft, tell, type Turn } from '../turn.ts';
import type { StageModule } from './module.ts';

const partMenu = [
  { value: 'yes', label: phrase('part.yes'), words: ['oui', 'yes', "d'accord", 'continuer', 'ok'] },
  {
    value: 'no',
    label: phrase('part.no'),
    words: ['non', 'no', 'relire', 'envoyer', 'relire et envoyer', 'non, relire et envoyer'],
  },
] as const satisfies readonly MenuOption[];

export const part: StageModule<StageOf<'part'>> = {
  prompt(turn, stage) {
    const draft = currentDraft(turn);
    const label =
      draft === undefined
        ? undefined
        : axisOf(turn, draft).parts.find(candidate => candidate.name === stage.part)?.label;
    tell(turn, phrase('part.offer', { label: label === undefined ? stage.part : local(turn, label) }));
    ask(turn, { choices: menuChoices(partMenu) });
  },
  accept(turn, stage, input) {
    const picked = readMenu(turn, partMenu, input);
    const draft = currentDraft(turn);
    if (picked === null || draft === undefined) return false;
    setDraft(turn, { ...draft, parts: { ...draft.parts, [stage.part]: picked === 'yes' }, updatedAt: turn.now });
    advance(turn);
    return true;
  },
};

const noMandate: Mandate = { organisation: '', validatedBy: null, validatedOn: null, consulted: null };

function setMandate(turn: Turn, draft: Draft, change: Partial<Mandate>): void {
  setDraft(turn, {
    ...draft,
    mandate: { ...(draft.mandate ?? noMandate), ...change },
    dirty: draft.version > 0,
    updatedAt: turn.now,
  });
}

/** The input as one short line of words; null where it is not, or too long (the person is told). */
function shortLine(turn: Turn, input: Input): string | null {
  if (input.kind !== 'text') return null;
  const line = cleanText(input.text).replace(/\s+/g, ' ');
  // A lone number is a choice of some menu gone by, not a name.
  if (line.length <= MAX_SHORT_TEXT_CHARACTERS) return /\p{L}/u.test(line) ? line : null;
  tell(turn, phrase('answer.shortTextTooLong', { max: MAX_SHORT_TEXT_CHARACTERS }));
  return null;
}

export const mandateOrganisation: StageModule<StageOf<'mandateOrganisation'>> = {
  prompt(turn) {
    tell(turn, phrase('mandate.organisation'));
    ask(turn);
  },
  accept(turn, _stage, input) {
    const draft = currentDraft(turn);
    const line = shortLine(turn, input);
    if (draft === undefined || line === null) return false;
    setMandate(turn, draft, { organisation: line });
    goTo(turn, { name: 'mandateValidated' });
    return true;
  },
};

const notYet: MenuOption = {
  value: 'not_yet',
  label: phrase('mandate.notYet'),
  words: ['pas encore', 'pas encore valide', 'non', 'not yet', 'no'],
};

export const mandateValidated: StageModule<StageOf<'mandateValidated'>> = {
  prompt(turn) {
    tell(turn, phrase('mandate.validated'));
    ask(turn, { choices: menuChoices([notYet]) });
  },
  accept(turn, _stage, input) {
    const draft = currentDraft(turn);
    if (draft === undefined) return false;
    if (input.kind === 'choice' || readMenu(turn, [notYet], input) !== null || isDontKnow(input.text)) {
      setMandate(turn, draft, { validatedBy: null, validatedOn: null });
    } else {
      const line = shortLine(turn, input);
      if (line === null) return false;
      const day = readDate(line, dayIn(turn.now, turn.context.consultation.timeZone), turn.session.lang);
      setMandate(turn, draft, { validatedBy: line, validatedOn: day.ok ? day.iso : null });
    }
    goTo(turn, { name: 'mandateConsulted' });
    return true;
  },
};

export const mandateConsulted: StageModule<StageOf<'mandateConsulted'>> = {
  prompt(turn) {
    tell(turn, phrase('mandate.consulted'));
    ask(turn);
  },
  accept(turn, _stage, input) {
    const draft = currentDraft(turn);
    if (draft === undefined || input.kind !== 'text') return false;
    const reading = readNumber(input.text, turn.session.lang);
    if (!reading.ok || reading.value < 0 || reading.value > MAX_NUMBER) {
      if (!isDontKnow(input.text)) {
        tell(turn, phrase('answer.numberUnread'));
        return false;
      }
      setMandate(turn, draft, { consulted: null });
    } else setMandate(turn, draft, { consulted: Math.round(reading.value) });
    tell(turn, phrase('mandate.noted'));
    goTo(turn, { name: 'review' });
    return true;
  },
};

/** « Passer »: what is known of the mandate stays. */
export function skipMandate(turn: Turn, draft: Draft, name: MandateStage): void {
  setMandate(turn, draft, draft.mandate === null ? { organisation: turn.session.profile.organisation ?? '' } : {});
  if (name === 'mandateOrganisation') goTo(turn, { name: 'mandateValidated' });
  else if (name === 'mandateValidated') goTo(turn, { name: 'mandateConsulted' });
  else goTo(turn, { name: 'review' });
}

type MandateStage = 'mandateOrganisation' | 'mandateValidated' | 'mandateConsulted';

const NOBODY = /^(?:aucune?s?|aucune? (?:autre|personne)|personne(?: d'autre)?|nobody|no one|none)$/;

export const coAuthors: StageModule<StageOf<'coAuthors'>> = {
  prompt(turn) {
    tell(turn, phrase('coAuthors.ask', { max: MAX_CO_AUTHORS }));
    ask(turn);
  },
  accept(turn, _stage, input) {
    const draft = currentDraft(turn);
    if (draft === undefined || input.kind !== 'text' || input.text === '') return false;
    const isNobody = readYesNo(input.text) === false || NOBODY.test(fold(input.text));
    const lines = isNobody ? [] : input.text.split(/[\n,;]+/).map(name => cleanText(name));
    const names = lines.filter(name => name !== '');
    if (names.length > MAX_CO_AUTHORS || names.some(name => name.length > MAX_SHORT_TEXT_CHARACTERS)) {
      tell(turn, phrase('coAuthors.tooMany', { max: MAX_CO_AUTHORS }));
      return false;
    }
    setDraft(turn, { ...draft, coAuthors: names, dirty: draft.version > 0, updatedAt: turn.now });
    tell(turn, names.length === 0 ? phrase('coAuthors.none') : phrase('coAuthors.noted', { names: { list: names } }));
    leave(turn);
    return true;
  },
};
