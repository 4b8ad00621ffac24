/** What makes a synthesis out of texts: this project's own engine, or a model whose output it checks. */
import type { SourceText, Synthesis } from '#synthesis/model.ts';
import { synthesize } from '#synthesis/synthesize.ts';

export interface SynthesisEngine {
  /** `question`: as asked. Ids of `texts` are all different. */
  readonly synthesize: (question: string, texts: readonly SourceText[]) => Promise<Synthesis>;
}

/** No model, no network: in this thread, which it keeps for as long as it takes. */
export const offlineEngine: SynthesisEngine = {
  synthesize: (question, texts) => Promise.resolve(synthesize(question, texts)),
};
