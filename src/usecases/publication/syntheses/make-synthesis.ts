/** Makes a synthesis of an axis: every open question read by the engine, every other one counted. */
import type { Axis } from '#consultation/definition.ts';
import { profilesOf } from '#synthesis/place-new.ts';
import {
  sourcesOfSynthesis,
  SYNTHESIS_BODY_SCHEMA,
  type SynthesisBody,
  type SynthesisFilter,
  versionsRead,
  writeSynthesisBody,
} from '#synthesis/review/body.ts';
import { scopeOf } from '../sheets/context.ts';
import { checkRequest } from './check-request.ts';
import type { ReviewContext, SynthesisContext } from './context.ts';
import type { SynthesisOutcome } from './outcome.ts';
import { readAxis } from './read-axis.ts';

/** A body that is kept nowhere yet, or why there is none. */
export type Composed = SynthesisBody | Extract<SynthesisOutcome, { kind: 'refused' }>;

/** `by`: the participant who asks, or `operator`. Nothing is kept where there is nothing to read. */
export async function makeSynthesis(
  context: SynthesisContext,
  axisNumber: number,
  filter: SynthesisFilter,
  by: string,
): Promise<SynthesisOutcome> {
  return keepSynthesis(context, axisNumber, await composeRequested(context, axisNumber, filter), by);
}

/** The same, kept nowhere yet: it may take minutes, outside any transaction. */
export async function composeRequested(
  context: SynthesisContext,
  axisNumber: number,
  filter: SynthesisFilter,
): Promise<Composed> {
  const checked = checkRequest(context, axisNumber, filter);
  if ('kind' in checked) return checked;
  return (await composeSynthesis(context, checked.axis, filter)) ?? { kind: 'refused', why: 'nothing_to_read' };
}

/** Its first version, for the staff to read. */
export async function keepSynthesis(
  context: ReviewContext,
  axisNumber: number,
  composed: Composed,
  by: string,
): Promise<SynthesisOutcome> {
  if ('kind' in composed) return composed;
  const document = await context.stores.reviewed.create(
    { ...scopeOf(context), kind: 'synthesis', axis: axisNumber },
    {
      at: context.now(),
      madeBy: by,
      act: 'created',
      body: writeSynthesisBody(composed),
      sources: sourcesOfSynthesis(composed),
      read: versionsRead(composed),
      status: 'draft',
    },
  );
  return { kind: 'done', document, body: composed };
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
  for (const { question, label, section, texts } of reading.open) {
    const synthesis = await context.engine.synthesize(label, texts);
    open.push({ question, label, section, synthesis, profiles: profilesOf(synthesis, texts) });
  }
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
