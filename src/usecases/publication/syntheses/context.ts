/** What the use cases of syntheses may touch. */
import type { DocumentKey } from '../document-key.ts';
import type { SheetContext } from '../sheets/context.ts';
import type { SynthesisEngine } from './engine.ts';

export type ReviewContext = SheetContext;

export interface SynthesisContext extends ReviewContext {
  readonly engine: SynthesisEngine;
}

/** `S4-3` is the third synthesis of axis 4. */
export type SynthesisKey = DocumentKey;

export function synthesisName({ axis, number }: SynthesisKey): string {
  return `S${axis}-${number}`;
}
