/** What makes a synthesis out of texts: this project's own engine, or a model whose output it checks. */
import type { Cost, SourceText, Synthesis } from '#synthesis/model.ts';
import { synthesize } from '#synthesis/synthesize.ts';

export interface SynthesisEngine {
  /** `question`: as asked. Ids of `texts` are all different. */
  readonly synthesize: (question: string, texts: readonly SourceText[]) => Promise<Synthesis>;
}

/** An engine that asks a model, whose calls are paid for. */
export interface ModelEngine {
  /** As its provider names it. */
  readonly name: string;
  /** What one question's texts would cost, at most. Calls nobody. */
  readonly estimate: (question: string, texts: readonly SourceText[]) => Promise<Cost>;
  /** Tokens that one document may spend, its questions together; null: no limit. */
  readonly budgetTokens: number | null;
  /** An engine for one document: its questions share the budget. */
  readonly forDocument: () => SynthesisEngine;
}

/** No model, no network: in this thread, which it keeps for as long as it takes. */
export const offlineEngine: SynthesisEngine = {
  synthesize: (question, texts) => Promise.resolve(synthesize(question, texts)),
};
