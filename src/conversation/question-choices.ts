/** The choices that a question offers one person: its own, an earlier answer's, or the steps of a scale. */
import type { Choice, Question } from '#consultation/definition.ts';
import { choicesOf } from '#consultation/inspect.ts';
import { lookupIn } from './drafts.ts';
import type { Draft, Profile } from './session.ts';
import { axisOf, type Turn } from './turn.ts';

/** Longest scale shown as buttons. */
const MAX_SCALE_STEPS = 10;

export function profileOf(turn: Turn, draft: Draft): Profile {
  return draft.collectedFrom?.profile ?? turn.session.profile;
}

/** Whether `{territoire}` can be said: without a known territory the question is put in its other form. */
export function territoryKnown(turn: Turn, draft: Draft): boolean {
  return (profileOf(turn, draft).places ?? []).length > 0;
}

/** Offered choices in order; a question about an unknown territory offers only to name one. */
export function offeredChoices(turn: Turn, draft: Draft, question: Question): readonly Choice[] {
  const choices = choicesOf(question, lookupIn(draft), axisOf(turn, draft));
  if (question.labelUnknown === undefined || question.placeChoices.length === 0 || territoryKnown(turn, draft))
    return choices;
  return choices.filter(choice => question.placeChoices.includes(choice.name));
}

/** The steps of a short scale, as texts; empty for any other question. */
export function scaleSteps(question: Question): readonly string[] {
  if (question.type !== 'scale' || question.range === undefined) return [];
  const [low, high] = question.range;
  if (high - low >= MAX_SCALE_STEPS) return [];
  return Array.from({ length: high - low + 1 }, (_, index) => String(low + index));
}
