/** What has happened to the contributions since a synthesis was made, and which statements fall with them. */
import { quoteFault } from '../quote.ts';
import { type ReviewedStatement, statementsOf, type SynthesisBody } from './body.ts';

/** A contribution as it stands today: its version, and its text by question. Absent: withdrawn, hidden or erased. */
export interface CurrentContribution {
  readonly version: number;
  readonly texts: Readonly<Record<string, string>>;
}

export interface Freshness {
  /** Sent since, among those that the synthesis would read. */
  readonly fresh: number;
  /** Read then, and withdrawn, hidden or erased since. */
  readonly gone: readonly string[];
  /** Corrected since by their authors. */
  readonly corrected: readonly string[];
  /** Statements left without one quotation that still stands. */
  readonly fallen: readonly ReviewedStatement[];
}

/** `current`: by reference; `available`: how many contributions would be read today. */
export function freshnessOf(
  body: SynthesisBody,
  current: ReadonlyMap<string, CurrentContribution>,
  available: number,
): Freshness {
  const gone = body.inputs.filter(({ reference }) => !current.has(reference)).map(({ reference }) => reference);
  const corrected = body.inputs
    .filter(({ reference, version }) => (current.get(reference)?.version ?? version) !== version)
    .map(({ reference }) => reference);
  const changed = new Set([...gone, ...corrected]);
  const stands = (question: string, id: string, quote: string): boolean => {
    if (!changed.has(id)) return true;
    const text = current.get(id)?.texts[question];
    return text !== undefined && quoteFault(quote, text) === null;
  };
  return {
    fresh: Math.max(0, available - (body.inputs.length - gone.length)),
    gone,
    corrected,
    fallen: statementsOf(body).filter(
      ({ question, citations, dropped }) => !dropped && !citations.some(({ id, quote }) => stands(question, id, quote)),
    ),
  };
}

export function isStale({ gone, corrected }: Freshness): boolean {
  return gone.length > 0 || corrected.length > 0;
}
