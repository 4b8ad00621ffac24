/** The choices that a question offers one person: its own, an earlier answer's, or the steps of a scale. */
import type { Choice, Question } from '#consultation/definition.ts';
import { choicesOf } from '#consultation/inspect.ts';
import { lookupIn } from './drafts.ts';
import { MAX_CHOICE_VALUE } from './limits.ts';
import { profileOf } from './profile.ts';
import type { Draft } from './session.ts';
import { axisOf, type Turn } from './turn.ts';

/** Longest scale shown as buttons. */
const MAX_SCALE_STEPS = 10;

/** Whether `{territoire}` can be said: without a known territory the question is put in its other form. */
export function territoryKnown(turn: Turn, draft: Draft): boolean {
  return (profileOf(turn.session, draft).places ?? []).length > 0;
}

/** Offered choices in order; a question about an unknown territory offers only to name one. */
export function offeredChoices(turn: Turn, draft: Draft, question: Question): readonly Choice[] {
  const choices = choicesOf(question, lookupIn(draft), axisOf(turn, draft));
  if (question.labelUnknown === undefined || question.placeChoices.length === 0 || territoryKnown(turn, draft))
    return choices;
  return choices
    .filter(choice => question.placeChoices.includes(choice.name))
    .map(choice => (choice.labelUnknown === undefined ? choice : { ...choice, label: choice.labelUnknown }));
}

/** The steps of a short scale, as texts; empty for any other question. */
export function scaleSteps(question: Question): readonly string[] {
  if (question.type !== 'scale' || question.range === undefined) return [];
  const [low, high] = question.range;
  if (high - low >= MAX_SCALE_STEPS) return [];
  return Array.from({ length: high - low + 1 }, (_, index) => String(low + index));
}

/** What a click on the choice of that rank brings back: its name, or its rank where the name is too long for an id. */
export function choiceValue(name: string, index: number): string {
  return name.length <= MAX_CHOICE_VALUE ? name : `~${index}`;
}

/** The name behind a click's value; the value itself where it is none of ours. */
export function clickedName(value: string, choices: readonly { readonly name: string }[]): string {
  return /^~\d{1,3}$/.test(value) ? (choices[Number(value.slice(1))]?.name ?? value) : value;
}
