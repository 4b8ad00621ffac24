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
