/** The synthesis room: from texts to themes and statements that cite. Pure: no clock, no network, no storage. */

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
export { CITATION_FAULTS, STATEMENT_KINDS } from './model.ts';
export { cell, outOf, percentOf } from './figures.ts';
export { ENGINE_VERSION, type SynthesizeOptions, synthesize } from './synthesize.ts';
export { type Claim, checkClaim, type Sources, sourcesById, type Verdict } from './citations.ts';
export { Tally } from './tally.ts';
export { doubtsOn, ideasBehind, tellingIdeas } from './group-answer.ts';
export { quoteStands } from './quote.ts';
export { speaksFrench } from './language.ts';
export { figuresOf } from './figures-in-text.ts';
