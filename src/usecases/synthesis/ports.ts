/** What a synthesis needs from outside: a language model, if there is one, and a place to keep what it said. */
import type { Cost, SourceText, Synthesis } from '#synthesis/index.ts';

/** A model that can write a synthesis. Its output is checked by `src/synthesis` before it is handed over. */
export interface SynthesisModel {
  /** As its provider names it. */
  readonly name: string;
  /** Tokens, in and out, that one synthesis may spend; null: no bound. */
  readonly budgetTokens: number | null;
  /** What it would cost, at most, the cache apart. Calls nobody. */
  readonly estimate: (question: string, texts: readonly SourceText[]) => Promise<Cost>;
  /**
   * A whole, checked synthesis, worded anew from `alone`, the one made of the same texts without a model: who speaks of
   * what, and how many, stay as counted there. What it spends comes out of `purse`; its own where none is given. Rejects with a `ModelUnavailable` where the model did not answer, answered nothing that
   * stands, or the budget was spent: nothing half made is handed over.
   */
  readonly synthesize: (
    question: string,
    texts: readonly SourceText[],
    alone: Synthesis,
    purse?: Purse,
  ) => Promise<Synthesis>;
}

/** Tokens spent and promised so far under one budget: the questions of one document share it. */
export interface Purse {
  tokens: number;
}

/** Answers of a model by a key made of what was asked and the prompt's version, so that it is asked once. */
export interface ModelCache {
  readonly get: (key: string) => Promise<string | null>;
  /** `contributions`: ids whose text is in what was asked, so that erasing one erases what was said of it. */
  readonly set: (key: string, value: string, contributions: readonly string[]) => Promise<void>;
}

/** Why the model could not be used. Its message is French, for the staff; it holds no text of anybody. */
export class ModelUnavailable extends Error {
  override readonly name = 'ModelUnavailable';
}

/** Draws one follow-up question from an answer. */
export interface FollowUpModel {
  /** In French, fit to be asked as it stands; null where there is nothing useful to ask, or no answer within three seconds. */
  readonly draw: (question: string, answer: string) => Promise<string | null>;
}
