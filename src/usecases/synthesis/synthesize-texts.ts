/** Makes a synthesis of texts: with the model where there is one, without where there is none, or where it fails. */
import { type SourceText, type Synthesis, synthesize } from '#synthesis/index.ts';
import { cleanText } from '#text/index.ts';
import type { Log } from '../log.ts';
import type { ModelEngine, SynthesisEngine } from '../publication/syntheses/engine.ts';
import { ModelUnavailable, type Purse, type SynthesisModel } from './ports.ts';

export interface SynthesisRequest {
  /** As asked of the contributors. */
  readonly question: string;
  /** Ids all different. */
  readonly texts: readonly SourceText[];
  /** Without the model, even where there is one. */
  readonly offline: boolean;
  /** How many themes at most; null: as many as people can read. */
  readonly themes: number | null;
}

/** What it may touch. */
export interface SynthesisMeans {
  /** null: no model is configured. */
  readonly model: SynthesisModel | null;
  readonly log: Log;
  /** Makes a synthesis without a model: here by default, in a thread of its own where others wait for this one. */
  readonly engine?: SynthesisEngine;
  /** What the model may spend with others; by itself where none is given. */
  readonly purse?: Purse;
}

/** A whole synthesis, always: where the model fails, the one made without it, whose `engine.fallback` says why. */
export async function synthesizeTexts(means: SynthesisMeans, request: SynthesisRequest): Promise<Synthesis> {
  const { question, themes } = request;
  // Quotations are slices of the cleaned text, for the model and for the check alike.
  const texts = request.texts.map(text => ({ ...text, text: cleanText(text.text) }));
  const here = () => Promise.resolve(synthesize(question, texts, themes === null ? {} : { themes }));
  const alone = await (means.engine === undefined ? here() : means.engine.synthesize(question, texts));
  if (request.offline || means.model === null || texts.length === 0) return alone;
  try {
    return await means.model.synthesize(question, texts, alone, means.purse);
  } catch (error) {
    if (!(error instanceof ModelUnavailable)) throw error;
    means.log('warn', 'model_unavailable', { reason: error.message });
    return { ...alone, engine: { ...alone.engine, fallback: error.message } };
  }
}

/** The engine of what the staff asks for with a model: `engine` takes over where it fails. */
export function modelEngine(model: SynthesisModel, engine: SynthesisEngine, log: Log): ModelEngine {
  const rest = { offline: false, themes: null };
  const { name, budgetTokens } = model;
  return {
    name,
    budgetTokens,
    estimate: (question, texts) => model.estimate(question, texts),
    forDocument: () => {
      const purse: Purse = { tokens: 0 };
      return {
        synthesize: (question, texts) => synthesizeTexts({ model, log, engine, purse }, { question, texts, ...rest }),
      };
    },
  };
}
