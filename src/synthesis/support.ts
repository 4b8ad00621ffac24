/** How much of what a statement says is in what it cites. */
import { contentStems } from './stems.ts';

/**
 * 0 to 1: the share of the statement's content stems found in the quotations (in full weight) or elsewhere in the cited
 * texts (in half). A statement without content word is borne by nothing: 0. ROUGE-1 recall of the statement on its
 * sources (Lin 2004), on stems without stop words.
 */
export function supportOf(statement: string, quotes: readonly string[], sources: readonly string[]): number {
  const said = contentStems(statement).filter(stem => !OURS.has(stem));
  if (said.length === 0) return quotes.some(quote => quote.includes(statement)) ? 1 : 0;
  const quoted = new Set(quotes.flatMap(contentStems));
  const around = new Set(sources.flatMap(contentStems));
  const borne = said.reduce((sum, stem) => sum + (quoted.has(stem) ? 1 : around.has(stem) ? 0.5 : 0), 0);
  return borne / said.length;
}

/** Words of whoever writes a synthesis: they name the voices, not what these say. */
const OURS = new Set(
  contentStems(
    'contribution contributeur contributrice participant participante répondant selon parle parlent parler demande avis désaccord vont vers dans',
  ),
);
