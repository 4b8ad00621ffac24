/** The staff ask for a synthesis in the chat: it is noted, and made outside any turn by `make-pending.ts`. */
import {
  SYNTHESIS_BODY_SCHEMA,
  type SynthesisBody,
  type SynthesisFilter,
  writeSynthesisBody,
} from '#synthesis/review/body.ts';
import { scopeOf } from '../sheets/context.ts';
import { checkRequest } from './check-request.ts';
import type { ReviewContext } from './context.ts';
import type { SynthesisOutcome } from './outcome.ts';

/** `by`: the participant to whom it is sent once made. `wanted` absent: the cost of a model is told first, where there is one. */
export async function requestSynthesis(
  context: ReviewContext,
  axisNumber: number,
  filter: SynthesisFilter,
  by: string,
  wanted?: SynthesisBody['wanted'],
): Promise<SynthesisOutcome> {
  const checked = checkRequest(context, axisNumber, filter);
  if ('kind' in checked) return checked;
  const body: SynthesisBody = {
    schema: SYNTHESIS_BODY_SCHEMA,
    axis: axisNumber,
    filter,
    ...(wanted === undefined ? {} : { wanted }),
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
