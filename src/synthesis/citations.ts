/** The check that every statement passes, whoever wrote it: no statement without a citation that stands in its source. */
import { contradictionOf, doubtsOf } from './checks/doubts.ts';
import { evidenceOf, type Place, placeOf } from './checks/evidence.ts';
import { languageOf } from './language.ts';
import { LEAST_SUPPORT } from './limits.ts';
import type { Citation, CitationFault, SourceText, StatementStatus } from './model.ts';
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
  /** `dropped`: no citation stands, or what it cites flatly contradicts it. */
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
  const places: Place[] = [];
  for (const citation of claim.citations) {
    const source = sources.get(citation.id);
    const place = source === undefined ? 'unknown_id' : placeOf(citation.quote, source);
    if (typeof place === 'string') faults.push(place);
    else if (!standing.some(other => other.id === citation.id && other.quote === citation.quote)) {
      standing.push(citation);
      places.push(place);
    }
  }
  if (standing.length === 0) {
    if (faults.length === 0) faults.push('no_citation');
    return { status: 'dropped', citations: [], support: 0, faults, doubts: [] };
  }
  const evidence = evidenceOf(
    standing.map(({ quote }) => quote),
    places,
  );
  const support = supportOf(claim.text, evidence.quotes, evidence.texts);
  const contradiction = contradictionOf(claim, evidence);
  if (contradiction !== null)
    return { status: 'dropped', citations: [], support, faults: [...faults, contradiction], doubts: [] };
  const doubts = doubtsOf(claim, evidence);
  if (support < LEAST_SUPPORT || languageOf(claim.text) === 'other') doubts.push('weak_support');
  return {
    status: doubts.length === 0 ? 'checked' : 'to_verify',
    citations: standing,
    support,
    faults: [...faults, ...doubts],
    doubts,
  };
}
