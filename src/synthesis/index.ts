/** The synthesis room: from texts to themes and statements that cite. Pure: no clock, no network, no storage. */

/** @public */
export type {
  Citation,
  CitationFault,
  Cost,
  EngineFacts,
  FoldedTexts,
  SourceText,
  Statement,
  StatementKind,
  StatementStatus,
  Synthesis,
  SynthesisStats,
  Theme,
} from './model.ts';
/** @public */
export { CITATION_FAULTS, STATEMENT_KINDS } from './model.ts';
/** @public */
export { cell, count, outOf, percentOf } from './figures.ts';
/** @public */
export { ENGINE_VERSION, type SynthesizeOptions, synthesize } from './synthesize.ts';
/** @public */
export { type Claim, checkClaim, type Sources, sourcesById, type Verdict } from './citations.ts';
/** @public */
export { Tally } from './tally.ts';
/** @public */
export { quoteStands } from './quote.ts';
/** @public */
export { speaksFrench } from './language.ts';
/** @public */
export { figuresOf } from './figures-in-text.ts';
/** @public */
export { type Audience, type ShownCounts, showCounts } from './closed.ts';
/** @public */
export { type Tabulated, tabulate } from './tabulate.ts';
/** @public */
export { type Placed, type Profiles, placeNew, profilesOf } from './place-new.ts';
/** @public */
export { indexSources } from './find-sources.ts';
