/** A person's words pass the same check as an engine's. */
import { checkClaim, type Sources } from '../citations.ts';
import { figuresOf } from '../figures-in-text.ts';
import type { CitationFault, StatementKind } from '../model.ts';
import type { ReviewedStatement } from './body.ts';

/** Worded around numbers that we counted, which stand in no source. */
const COUNTED: ReadonlySet<StatementKind> = new Set(['overview', 'disagreement']);

/**
 * What the check says of a statement in these words; empty: nothing. A person's words are never dropped: what would drop
 * an engine's is a doubt, for whoever reads the sources to lift.
 */
export function checkRewording(statement: ReviewedStatement, text: string, sources: Sources): readonly CitationFault[] {
  const { kind, count, citations } = statement;
  const isCounted = count !== null && COUNTED.has(kind);
  const verdict = checkClaim(
    {
      text,
      citations,
      ...(isCounted ? { ourFigures: figuresOf(statement.original ?? statement.text) } : {}),
      ...(isCounted && kind === 'overview' ? { names: true } : {}),
    },
    sources,
  );
  return verdict.status === 'dropped' ? verdict.faults : verdict.doubts;
}
