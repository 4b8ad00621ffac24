/** Whether what is asked of a synthesis can be read: an axis that is there, and questions of it. */
import type { Axis } from '#consultation/definition.ts';
import { axisByNumber } from '#consultation/inspect.ts';
import type { SynthesisFilter } from '#synthesis/review/body.ts';
import type { ReviewContext } from './context.ts';
import type { SynthesisOutcome } from './outcome.ts';

/** The axis, or the refusal. */
export function checkRequest(
  { consultation }: ReviewContext,
  axisNumber: number,
  filter: SynthesisFilter,
): { readonly axis: Axis } | Extract<SynthesisOutcome, { kind: 'refused' }> {
  const axis = axisByNumber(consultation, axisNumber);
  if (axis === undefined)
    return { kind: 'refused', why: 'unknown_axis', axes: consultation.axes.map(({ number }) => number) };
  const names = axis.questions.map(({ name }) => name);
  const isKnown = filter.questions === null || filter.questions.every(name => names.includes(name));
  return isKnown ? { axis } : { kind: 'refused', why: 'unknown_questions', known: names };
}
