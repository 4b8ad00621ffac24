/** The staff ask for a synthesis in the chat: it is noted, and made outside any turn by `make-pending.ts`. */
import { axisByNumber } from '#consultation/inspect.ts';
import {
  SYNTHESIS_BODY_SCHEMA,
  type SynthesisBody,
  type SynthesisFilter,
  writeSynthesisBody,
} from '#synthesis/review/body.ts';
import { scopeOf } from '../sheets/context.ts';
import type { ReviewContext } from './context.ts';
import type { SynthesisOutcome } from './outcome.ts';

/** `by`: the participant to whom it is sent once made. */
export async function requestSynthesis(
  context: ReviewContext,
  axisNumber: number,
  filter: SynthesisFilter,
  by: string,
): Promise<SynthesisOutcome> {
  const axis = axisByNumber(context.consultation, axisNumber);
  if (axis === undefined)
    return { kind: 'refused', why: 'unknown_axis', axes: context.consultation.axes.map(({ number }) => number) };
  const unknown = filter.questions?.filter(name => !axis.questions.some(question => question.name === name)) ?? [];
  if (unknown.length > 0)
    return { kind: 'refused', why: 'unknown_questions', known: axis.questions.map(({ name }) => name) };
  const body: SynthesisBody = {
    schema: SYNTHESIS_BODY_SCHEMA,
    axis: axisNumber,
    filter,
    takenAt: context.now(),
    inputs: [],
    figures: { contributions: 0, people: 0, collective: 0, attendees: null, departements: 0, hidden: 0 },
    open: [],
    counted: [],
    tabulated: [],
    edits: [],
    answers: [],
  };
  const document = await context.stores.reviewed.create(
    { ...scopeOf(context), kind: 'synthesis', axis: axisNumber },
    {
      at: context.now(),
      madeBy: by,
      act: 'requested',
      body: writeSynthesisBody(body),
      sources: [],
      status: 'pending',
    },
  );
  return { kind: 'done', document, body };
}
