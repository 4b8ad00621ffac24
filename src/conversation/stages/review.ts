/** Reading the whole contribution before it goes, sending it, and the receipt. */
import { fold, readNumber } from '#text/index.ts';
import { questionByName } from '#consultation/inspect.ts';
import { describeValue } from '../describe-value.ts';
import { isGiven, numberedQuestions, questionsOf } from '../drafts.ts';
import { isOpen, questionStage, sayClosed, toReview } from '../flow.ts';
import { REVIEWED_CHARACTERS } from '../limits.ts';
import { type MenuOption, menuChoices, readMenu } from '../menu.ts';
import { type Param, type Phrase, phrase } from '../phrases.ts';
import type { Draft, Presentation } from '../session.ts';
import type { StageOf } from '../stage.ts';
import { ask, axisOf, currentDraft, goTo, local, setDraft, setStage, tell, type Turn } from '../turn.ts';
import type { StageModule } from './module.ts';

const reviewMenu = [
  {
    value: 'send',
    label: phrase('review.send'),
    words: ['envoyer', 'oui', 'send', 'submit', "j'envoie", 'valider', 'ok'],
  },
  { value: 'correct', label: phrase('review.correct'), words: ['corriger', 'modifier', 'correct', 'edit', 'changer'] },
  {
    value: 'presentation',
    label: phrase('review.presentation'),
    words: ['changer ma presentation', 'presentation', 'ma presentation', 'change how i appear'],
  },
  {
    value: 'keep',
    label: phrase('review.keep'),
    words: ['garder', 'garder en brouillon', 'brouillon', 'non', 'plus tard', 'keep as draft', 'draft'],
  },
] as const satisfies readonly MenuOption[];

export const review: StageModule<StageOf<'review'>> = {
  prompt(turn, _stage, mode) {
    const draft = currentDraft(turn);
    if (draft === undefined) return;
    if (mode === 'again') tell(turn, phrase('review.again'));
    else tellReview(turn, draft);
    ask(turn, { choices: menuChoices(reviewMenu) });
  },
  accept(turn, _stage, input) {
    const picked = readMenu(reviewMenu, input);
    const draft = currentDraft(turn);
    if (picked === null || draft === undefined) return false;
    if (picked === 'send') submit(turn, draft);
    else if (picked === 'correct') goTo(turn, { name: 'reviewPick' });
    else if (picked === 'presentation') goTo(turn, { name: 'presentation', wish: null });
    else {
      tell(turn, phrase(draft.version > 0 ? 'review.keptCorrection' : 'review.kept'));
      turn.session = { ...turn.session, current: null };
      setStage(turn, { name: 'idle' });
    }
    return true;
  },
};

/** Every relevant question with its answer, then what was passed, then what sending means. */
export function tellReview(turn: Turn, draft: Draft): void {
  const axis = axisOf(turn, draft);
  const relevant = new Set(questionsOf(axis, draft));
  const questions = numberedQuestions(axis, draft);
  tell(turn, phrase('review.head', { axis: draft.axis, theme: local(turn, axis.theme) }));
  const lines: Param[] = [];
  const passed: number[] = [];
  for (const [index, question] of questions.entries()) {
    const value = draft.answers[question.name]?.value;
    if (!relevant.has(question)) continue;
    if (value === undefined || !isGiven(value)) passed.push(index + 1);
    else
      lines.push({
        phrase: phrase('review.line', {
          n: index + 1,
          label: labelOf(turn, draft, question.name),
          value: describeValue(turn, question, value, REVIEWED_CHARACTERS),
        }),
      });
    const precision = draft.answers[`${question.name}.relance`]?.value;
    if (precision !== undefined && isGiven(precision))
      lines.push({
        phrase: phrase('review.precision', { value: describeValue(turn, question, precision, REVIEWED_CHARACTERS) }),
      });
  }
  if (lines.length > 0) tell(turn, phrase('review.lines', { lines: { lines } }));
  if (passed.length > 0) tell(turn, phrase('review.passed', { count: passed.length, questions: { list: passed } }));
  if (draft.mandate !== null) tell(turn, mandateLine(draft));
  if (draft.coAuthors.length > 0) tell(turn, phrase('review.coAuthors', { names: { list: draft.coAuthors } }));
  tell(
    turn,
    phrase('review.terms', {
      licence: local(turn, turn.context.consultation.licence.name),
      presentation: { phrase: presentationPhrase(turn, draft) },
    }),
  );
}

function labelOf(turn: Turn, draft: Draft, name: string): string {
  const question = questionByName(axisOf(turn, draft), name);
  if (question === undefined) return name;
  const plain = question.labelUnknown ?? question.label;
  return local(turn, plain);
}

function mandateLine(draft: Draft): Phrase {
  const { organisation = '', validatedBy = null, consulted = null } = draft.mandate ?? {};
  const validated =
    validatedBy === null ? phrase('mandate.notValidatedLine') : phrase('mandate.validatedLine', { by: validatedBy });
  const people =
    consulted === null ? phrase('mandate.consultedUnknown') : phrase('mandate.consultedLine', { count: consulted });
  return phrase('review.mandate', { organisation, validated: { phrase: validated }, people: { phrase: people } });
}

/** How the author of `draft` is presented if it is published; of nothing in particular without one. */
export function presentationPhrase(turn: Turn, draft?: Draft): Phrase {
  if (draft?.kind === 'collected') return phrase('presentation.asCollected');
  if (
    draft !== undefined &&
    draft.kind === 'organisation' &&
    draft.mandate !== null &&
    draft.mandate.organisation !== ''
  ) {
    return phrase('presentation.asOrganisation', { organisation: draft.mandate.organisation });
  }
  const { choices, profile, displayName } = turn.session;
  const kind: Presentation = choices.presentation ?? 'unnamed';
  const organisation = profile.organisation ?? null;
  if (kind === 'name')
    return organisation === null
      ? phrase('presentation.asName', { name: displayName })
      : phrase('presentation.asNameAndOrganisation', { name: displayName, organisation });
  if (kind === 'organisation' && organisation !== null) return phrase('presentation.asOrganisation', { organisation });
  return phrase('presentation.asUnnamed');
}

/** Stands in a phrase for the public reference, which storage gives in the same transaction. */
export function referenceParam(draft: Draft): string {
  return draft.reference ?? `\u0000reference:${draft.id}`;
}

/** Sends the draft as a new version, gives the receipt, and asks once about news of the follow-up. */
export function submit(turn: Turn, draft: Draft): void {
  const axis = axisOf(turn, draft);
  if (!isOpen(turn, draft.axis)) return sayClosed(turn, axis, draft);
  if (draft.kind === 'organisation' && draft.mandate === null) return toReview(turn, draft);
  if (!questionsOf(axis, draft).some(question => isGiven(draft.answers[question.name]?.value))) {
    tell(turn, phrase('submit.empty'));
    turn.prompting = 'again';
    return;
  }
  const sent: Draft = { ...draft, status: 'submitted', version: draft.version + 1, dirty: false, updatedAt: turn.now };
  setDraft(turn, sent);
  turn.session = { ...turn.session, current: null, lastOpen: null };
  turn.effects.push(
    { type: 'recordChoice', choice: 'licence', value: turn.context.consultation.licence.url },
    { type: 'submit', draftId: sent.id },
  );
  tellReceipt(turn, sent);
  if (turn.session.choices.news === null && sent.kind !== 'collected') goTo(turn, { name: 'news' });
  else {
    tell(turn, phrase('submit.other'));
    setStage(turn, { name: 'idle' });
    turn.prompting = null;
  }
}

function tellReceipt(turn: Turn, draft: Draft): void {
  const { synthesisDay, replyDay, organiser } = turn.context.consultation;
  const reference = referenceParam(draft);
  tell(
    turn,
    draft.version === 1
      ? phrase('submit.receipt', { reference })
      : phrase('submit.receiptVersion', { reference, version: draft.version }),
  );
  if (synthesisDay !== null && replyDay !== null)
    tell(
      turn,
      phrase('submit.calendar', {
        synthesis: { day: synthesisDay },
        reply: { day: replyDay },
        organiser: local(turn, organiser),
      }),
    );
  else tell(turn, phrase('submit.calendarLater'));
  tell(turn, phrase('submit.rights'));
}

export const reviewPick: StageModule<StageOf<'reviewPick'>> = {
  prompt(turn) {
    tell(turn, phrase('review.which'));
    ask(turn);
  },
  accept(turn, _stage, input) {
    const draft = currentDraft(turn);
    if (input.kind !== 'text' || draft === undefined) return false;
    const number = readNumber(fold(input.text).replace(/^(?:la |le )?(?:question|reponse)? ?/, ''), turn.session.lang);
    if (!number.ok) return false;
    return modifyQuestion(turn, draft, number.value);
  },
};

/** Puts question `n` (its rank among the relevant ones) again, its answer standing until a new one comes. */
export function modifyQuestion(turn: Turn, draft: Draft, n: number): boolean {
  const axis = axisOf(turn, draft);
  const questions = numberedQuestions(axis, draft);
  const question = questions[n - 1];
  if (question === undefined || !questionsOf(axis, draft).includes(question)) {
    tell(turn, phrase('modify.unknown', { last: questions.length }));
    return false;
  }
  const complete = questionsOf(axis, draft).every(candidate => draft.answers[candidate.name] !== undefined);
  const stage = questionStage(turn, question.name, complete ? 'review' : 'next');
  goTo(turn, { ...stage, replacing: draft.answers[question.name] !== undefined });
  return true;
}
