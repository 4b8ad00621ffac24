/** What each stage of the conversation knows: how to put its question, and how to understand the answer. */
import type { Stage, StageName, StageOf } from '../stage.ts';
import type { Input, Turn } from '../turn.ts';

export interface StageModule<S extends Stage> {
  /** Says the stage's question; `again` after something else was said. */
  readonly prompt: (turn: Turn, stage: S, mode: 'first' | 'again') => void;
  /** Acts on the input; false where it could not be understood (nothing was changed). */
  readonly accept: (turn: Turn, stage: S, input: Input) => boolean;
}

export type StageModules = { readonly [N in StageName]: StageModule<StageOf<N>> };
