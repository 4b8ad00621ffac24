/** Puts a question to a person: rank, wording, hint, choices. */
import type { Question } from '#consultation/definition.ts';
import { describeValue } from './describe-value.ts';
import { isGiven, progressOf } from './drafts.ts';
import type { SayChoice } from './effects.ts';
import { QUOTED_CHARACTERS } from './limits.ts';
import { type Phrase, phrase } from './phrases.ts';
import { profileOf } from './profile.ts';
import { choiceValue, offeredChoices, scaleSteps, territoryKnown } from './question-choices.ts';
import { answerName } from './record.ts';
import type { Draft } from './session.ts';
import type { QuestionStage } from './stage.ts';
import { ask, axisOf, local, type Prompt, tell, type Turn } from './turn.ts';

export function putQuestion(
  turn: Turn,
  draft: Draft,
  question: Question,
  stage: QuestionStage,
  mode: 'first' | 'again',
): void {
  const progress = progressOf(axisOf(turn, draft), draft, question.name);
  tell(turn, ...wording(turn, draft, question, stage, mode, progress));
  const choices = choicesOffered(turn, draft, question, stage);
  const isMultiple = question.type === 'select_multiple' && choices.length > 0 && stage.candidates.length === 0;
  const choicesMax = isMultiple ? (question.max ?? choices.length) : 1;
  const looked = stage.placeFor !== null && stage.candidates.length === 0 ? { search: 'places' as const } : {};
  ask(turn, { choices, choicesMax, question: nameOf(draft, question, answerName(stage)), progress, ...looked });
}

/** Says the answer that stands, for what comes to join it. */
export function reopenQuestion(turn: Turn, draft: Draft, question: Question, name: string): void {
  const progress = progressOf(axisOf(turn, draft), draft, question.name);
  const standing = draft.answers[name]?.value ?? { kind: 'skipped' };
  const value = describeValue(turn, question, standing, QUOTED_CHARACTERS);
  tell(turn, phrase('more.reopened', { n: progress.n, value }));
  ask(turn, { question: nameOf(draft, question, name), progress });
}

function nameOf(draft: Draft, question: Question, name: string): NonNullable<Prompt['question']> {
  return { draftId: draft.id, axis: draft.axis, name, type: name === question.name ? question.type : 'longtext' };
}

function wording(
  turn: Turn,
  draft: Draft,
  question: Question,
  stage: QuestionStage,
  mode: 'first' | 'again',
  progress: { n: number; of: number },
): Phrase[] {
  if (stage.otherFor !== null) return [phrase('question.other')];
  if (stage.candidates.length > 0) return [phrase('question.whichPlace')];
  if (stage.placeFor !== null) return [phrase('question.place')];
  if (stage.field !== null)
    return [
      phrase('question.field', {
        field: local(turn, question.fields.find(field => field.name === stage.field)?.label ?? question.label),
      }),
    ];
  const label = { phrase: questionLabel(turn, draft, question) };
  if (stage.followUp) {
    const drawn = draft.drawnFollowUps?.[question.name];
    return drawn === undefined
      ? [phrase('question.followUp', { label: followUpLabel(turn, draft, question) })]
      : [phrase('question.followUpDrawn', { label: drawn })];
  }
  if (mode === 'again') return [phrase('question.again', { n: progress.n, of: progress.of, label })];
  const first = Object.keys(draft.answers).length === 0;
  const head = first
    ? phrase('question.first', { axis: draft.axis, n: progress.n, of: progress.of, label })
    : phrase('question.next', { n: progress.n, of: progress.of, label });
  return [head, ...hints(turn, draft, question, stage)];
}

/** The words of the follow-up: those that a model drew, or the consultation's. */
export function followUpLabel(turn: Turn, draft: Draft | undefined, question: Question): string {
  return draft?.drawnFollowUps?.[question.name] ?? local(turn, question.followUp ?? question.label);
}

/** The question as it is put to this person: with the territory where it is known. */
export function questionLabel(turn: Turn, draft: Draft, question: Question): Phrase {
  const known = territoryKnown(turn, draft);
  const label = local(turn, !known && question.labelUnknown !== undefined ? question.labelUnknown : question.label);
  const [before = '', after] = label.split('{territoire}');
  if (after === undefined) return phrase('question.label', { label });
  const places = profileOf(turn.session, draft).places ?? [];
  return phrase('question.labelWithPlace', { before, places: { list: places.map(place => ({ place })) }, after });
}

function hints(turn: Turn, draft: Draft, question: Question, stage: QuestionStage): Phrase[] {
  const said: Phrase[] = [];
  if (question.hint !== undefined) said.push(phrase('question.hint', { hint: local(turn, question.hint) }));
  else if (question.type === 'select_multiple') {
    said.push(
      question.max === undefined ? phrase('question.several') : phrase('question.severalMax', { max: question.max }),
    );
  } else if (question.type === 'longtext' && isFirstLongText(turn, draft)) said.push(phrase('question.writeFreely'));
  if (!question.required && (question.type === 'text' || question.type === 'longtext') && !stage.replacing)
    said.push(phrase('question.optional'));
  const standing = draft.answers[answerName(stage)]?.value;
  if (stage.replacing && standing !== undefined && isGiven(standing)) {
    said.push(phrase('question.current', { value: describeValue(turn, question, standing, QUOTED_CHARACTERS) }));
  } else if (stage.replacing) said.push(phrase('question.currentNone'));
  return said;
}

function isFirstLongText(turn: Turn, draft: Draft): boolean {
  const open = new Set(
    axisOf(turn, draft)
      .questions.filter(candidate => candidate.type === 'longtext')
      .map(candidate => candidate.name),
  );
  return !Object.keys(draft.answers).some(name => open.has(name));
}

function choicesOffered(turn: Turn, draft: Draft, question: Question, stage: QuestionStage): readonly SayChoice[] {
  if (stage.otherFor !== null || stage.followUp || stage.field !== null) return [];
  if (stage.candidates.length > 0)
    return stage.candidates.map(code => ({ value: code, label: phrase('place.label', { place: { place: code } }) }));
  if (stage.placeFor !== null) return [];
  const steps = scaleSteps(question);
  if (steps.length > 0) return steps.map(step => ({ value: step, label: step }));
  return offeredChoices(turn, draft, question).map((choice, index) => ({
    value: choiceValue(choice.name, index),
    label: local(turn, choice.label),
  }));
}
