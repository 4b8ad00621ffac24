/** Reading the whole contribution before it goes, sending it, and the receipt. */
import { fold, readNumber } from '#text/index.ts';
import { describeValue } from '../describe-value.ts';
import { questionLabel } from '../put-question.ts';
import { isGiven, numberedQuestions, questionsOf } from '../drafts.ts';
import { questionStage } from '../flow.ts';
import { REVIEWED_CHARACTERS } from '../limits.ts';
import { type MenuOption, menuChoices, readMenu } from '../menu.ts';
import { type Param, type Phrase, phrase } from '../phrases.ts';
import { presentationPhrase } from '../presentation.ts';
import type { Draft } from '../session.ts';
import type { StageOf } from '../stage.ts';
import { submit } from '../submit.ts';
import { ask, axisOf, currentDraft, goTo, local, tell, type Turn } from '../turn.ts';
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
    const picked = readMenu(turn, reviewMenu, input);
    const draft = currentDraft(turn);
    if (picked === null || draft === undefined) return false;
    if (picked === 'send') submit(turn, draft);
    else if (picked === 'correct') goTo(turn, { name: 'reviewPick' });
    else if (picked === 'presentation') goTo(turn, { name: 'presentation', wish: null });
    else {
      tell(turn, phrase(draft.version > 0 ? 'review.keptCorrection' : 'review.kept'));
      turn.session = { ...turn.session, current: null };
      goTo(turn, { name: 'idle' });
    }
    return true;
  },
};

/** The whole contribution, then what sending it means. */
function tellReview(turn: Turn, draft: Draft): void {
  tellAnswers(turn, draft);
  tell(
    turn,
    phrase('review.terms', {
      licence: local(turn, turn.context.consultation.licence.name),
      presentation: { phrase: presentationPhrase(turn, draft) },
    }),
  );
}

/** Every relevant question with its answer, then what was passed, and who stands behind it. */
export function tellAnswers(turn: Turn, draft: Draft): void {
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
          label: { phrase: questionLabel(turn, draft, question) },
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
}

function mandateLine(draft: Draft): Phrase {
  const { validatedBy = null, consulted = null } = draft.mandate ?? {};
  const organisation = draft.mandate?.organisation || { phrase: phrase('mandate.organisationUnknown') };
  const validated =
    validatedBy === null ? phrase('mandate.notValidatedLine') : phrase('mandate.validatedLine', { by: validatedBy });
  const people =
    consulted === null ? phrase('mandate.consultedUnknown') : phrase('mandate.consultedLine', { count: consulted });
  return phrase('review.mandate', { organisation, validated: { phrase: validated }, people: { phrase: people } });
}

export const reviewPick: StageModule<StageOf<'reviewPick'>> = {
  prompt(turn) {
    tell(turn, phrase('review.which'));
    ask(turn);
  },
  accept(turn, _stage, input) {
    const draft = currentDraft(turn);
    if (input.kind !== 'text' || draft === undefined) return false;
    const said = fold(input.text).replace(/^(?:la |le |the )?(?:question|reponse|answer|numero|n°)? ?/, '');
    const number = readNumber(said, turn.session.lang);
    return number.ok && modifyQuestion(turn, draft, number.value);
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
  const stage = questionStage(question.name, complete ? 'review' : 'next');
  goTo(turn, { ...stage, replacing: draft.answers[question.name] !== undefined });
  return true;
}
