/** Makes a synthesis of an axis: every open question read by the engine, every other one counted. */
import type { Axis } from '#consultation/definition.ts';
import {
  sourcesOfSynthesis,
  SYNTHESIS_BODY_SCHEMA,
  type SynthesisBody,
  type SynthesisFilter,
  writeSynthesisBody,
} from '#synthesis/review/body.ts';
import { scopeOf } from '../sheets/context.ts';
import { checkRequest } from './check-request.ts';
import type { SynthesisContext } from './context.ts';
import type { SynthesisOutcome } from './outcome.ts';
import { readAxis } from './read-axis.ts';

/** `by`: the participant who asks, or `operator`. Nothing is kept where there is nothing to read. */
export async function makeSynthesis(
  context: SynthesisContext,
  axisNumber: number,
  filter: SynthesisFilter,
  by: string,
): Promise<SynthesisOutcome> {
  const checked = checkRequest(context, axisNumber, filter);
  if ('kind' in checked) return checked;
  const body = await composeSynthesis(context, checked.axis, filter);
  if (body === null) return { kind: 'refused', why: 'nothing_to_read' };
  const document = await context.stores.reviewed.create(
    { ...scopeOf(context), kind: 'synthesis', axis: axisNumber },
    {
      at: context.now(),
      madeBy: by,
      act: 'created',
      body: writeSynthesisBody(body),
      sources: sourcesOfSynthesis(body),
      status: 'draft',
    },
  );
  return { kind: 'done', document, body };
}

/** The whole body, kept nowhere yet; null where there is nothing to read. */
export async function composeSynthesis(
  context: SynthesisContext,
  axis: Axis,
  filter: SynthesisFilter,
): Promise<SynthesisBody | null> {
  const takenAt = context.now();
  const reading = await readAxis(context, axis, filter);
  if (reading.inputs.length === 0) return null;
  const open: SynthesisBody['open'][number][] = [];
  // One after the other: each may take all the memory and cores that there are.
  for (const { question, label, section, texts } of reading.open)
    open.push({ question, label, section, synthesis: await context.engine.synthesize(label, texts) });
  return {
    schema: SYNTHESIS_BODY_SCHEMA,
    axis: axis.number,
    filter,
    takenAt,
    inputs: reading.inputs,
    figures: reading.figures,
    open,
    counted: reading.counted,
    tabulated: reading.tabulated,
    edits: [],
    answers: [],
  };
}
