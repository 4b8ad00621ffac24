/** The check that every statement passes, whoever wrote it: no statement without a citation that stands in its source. */
import { figuresMissing } from './figures-in-text.ts';
import { languageOf } from './language.ts';
import { LEAST_SUPPORT } from './limits.ts';
import type { Citation, CitationFault, SourceText, StatementStatus } from './model.ts';
import { polarityDiffers } from './polarity.ts';
import { quoteFault } from './quote.ts';
import { supportOf } from './support.ts';

/** The inputs by id: a Map, so that « constructor » is nobody. */
export type Sources = ReadonlyMap<string, SourceText>;

export interface Claim {
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Figures that we counted ourselves (contributions): they stand in no source. */
  readonly ourFigures?: ReadonlySet<string>;
  /** It names a subject and asserts nothing of it: its words are looked for in the sources, not its negations. */
  readonly names?: true;
}

/** What the check says of one statement. */
export interface Verdict {
  /** `dropped`: no citation stands. */
  readonly status: StatementStatus | 'dropped';
  /** Citations that stand, in their order, each once. */
  readonly citations: readonly Citation[];
  readonly support: number;
  /** Faults of the citations that fell, one each, then of what is left. */
  readonly faults: readonly CitationFault[];
  /** Faults that make the statement doubtful: empty when checked. */
  readonly doubts: readonly CitationFault[];
}

/** The inputs as the check wants them. */
export const sourcesById = (texts: readonly SourceText[]): Sources => new Map(texts.map(text => [text.id, text]));

/** Checks one statement against the inputs. Never throws, whatever the strings. */
export function checkClaim(claim: Claim, sources: Sources): Verdict {
  const faults: CitationFault[] = [];
  const standing: Citation[] = [];
  for (const citation of claim.citations) {
    const fault = citationFault(citation, sources);
    if (fault !== null) faults.push(fault);
    else if (!standing.some(other => other.id === citation.id && other.quote === citation.quote))
      standing.push(citation);
  }
  if (standing.length === 0) {
    if (faults.length === 0) faults.push('no_citation');
    return { status: 'dropped', citations: [], support: 0, faults, doubts: [] };
  }
  const quotes = standing.map(citation => citation.quote);
  const texts = standing.map(citation => sources.get(citation.id)?.text ?? '');
  const support = supportOf(claim.text, quotes, texts);
  const doubts = doubtsOf(claim, quotes, support);
  return {
    status: doubts.length === 0 ? 'checked' : 'to_verify',
    citations: standing,
    support,
    faults: [...faults, ...doubts],
    doubts,
  };
}

function citationFault({ id, quote }: Citation, sources: Sources): CitationFault | null {
  const source = sources.get(id);
  return source === undefined ? 'unknown_id' : quoteFault(quote, source.text);
}

function doubtsOf(claim: Claim, quotes: readonly string[], support: number): CitationFault[] {
  const doubts: CitationFault[] = [];
  if (figuresMissing(claim.text, quotes, claim.ourFigures ?? new Set()).length > 0) doubts.push('figure_not_in_source');
  if (claim.names !== true && polarityDiffers(claim.text, quotes) !== null) doubts.push('negation_differs');
  if (support < LEAST_SUPPORT || languageOf(claim.text) === 'other') doubts.push('weak_support');
  return doubts;
}
