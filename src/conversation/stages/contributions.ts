/** A person's drafts and contributions: the list, one of them, and which counts where two accounts had one each. */
import { fold } from '#text/index.ts';
import { givenCount, numberedQuestions } from '../drafts.ts';
import { leave, resumeDraft } from '../flow.ts';
import { MAX_LISTED } from '../limits.ts';
import { type MenuOption, menuChoices, readMenu } from '../menu.ts';
import { isOpen } from '../opening.ts';
import { type Phrase, phrase } from '../phrases.ts';
import type { Draft } from '../session.ts';
import type { StageOf } from '../stage.ts';
import { ask, axisOf, goTo, type Input, local, setDraft, tell, type Turn } from '../turn.ts';
import { duplicates } from '../twins.ts';
import { tellAnswers } from './review.ts';
import type { StageModule } from './module.ts';

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

function optionsOf(turn: Turn, drafts: readonly Draft[]): readonly MenuOption[] {
  return drafts.map(draft => ({
    value: draft.id,
    label: lineOf(turn, draft),
    words: draft.reference === null ? [] : [fold(draft.reference)],
  }));
}

/** « A4-0137 »: any contribution of the person's, listed or not. */
function byReference(turn: Turn, input: Input): Draft | undefined {
  const said = input.kind === 'text' ? fold(input.text) : '';
  return Object.values(turn.session.drafts).find(
    ({ reference, status }) => reference !== null && status !== 'withdrawn' && fold(reference) === said,
  );
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
    const picked = readMenu(turn, optionsOf(turn, listed(turn)), input);
    const draft = picked === null ? byReference(turn, input) : turn.session.drafts[picked];
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

/** Of two contributions sent on one theme by accounts now joined, the person says which one counts. */
export const chooseCurrent: StageModule<StageOf<'chooseCurrent'>> = {
  prompt(turn, stage) {
    const drafts = stage.draftIds.map(id => turn.session.drafts[id]).filter(draft => draft !== undefined);
    tell(turn, phrase('link.choose'));
    ask(turn, { choices: drafts.map(draft => ({ value: draft.id, label: lineOf(turn, draft) })) });
  },
  accept(turn, stage, input) {
    const drafts = stage.draftIds.map(id => turn.session.drafts[id]).filter(draft => draft !== undefined);
    const picked = readMenu(turn, optionsOf(turn, drafts), input);
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
