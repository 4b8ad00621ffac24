/** What to read first: a few contributions that together say most of what was said. */
import { type Corpus, evenly, type Unit } from './corpus.ts';
import { asStatement, type Draft } from './compose.ts';
import { chooseForCoverage, newCoverage } from './coverage.ts';
import { readability } from './cues.ts';
import { MAX_HIGHLIGHTS, MAX_HIGHLIGHT_CANDIDATES } from './limits.ts';
import { canQuote } from './set-aside.ts';
import type { Grouping } from './themes.ts';
import { placeSentences, type PlacedSentence } from './themes.ts';

/** Readability of a sentence is worth its square root: what is covered comes first. */
export function composeHighlights(corpus: Corpus, grouping: Grouping): Draft[] {
  const coverage = newCoverage(corpus);
  const candidates = evenly(corpus.units, MAX_HIGHLIGHT_CANDIDATES);
  const chosen = chooseForCoverage(
    candidates,
    unit => unit,
    () => 1,
    MAX_HIGHLIGHTS,
    coverage,
  );
  return chosen.flatMap(unit => {
    const best = bestSentence(unit, corpus, grouping);
    if (best === null) return [];
    const quote = best.segment.text;
    return [
      {
        text: asStatement(quote),
        kind: 'overview' as const,
        citations: [{ id: unit.source.id, quote }],
        count: unit.ids.length,
        ourFigures: new Set<string>(),
      },
    ];
  });
}

function bestSentence(unit: Unit, corpus: Corpus, grouping: Grouping): PlacedSentence | null {
  const worth = (sentence: PlacedSentence) => readability(sentence.segment.text) * (0.2 + sentence.closeness);
  const quotable = placeSentences(unit, corpus, grouping.centres).filter(({ segment }) =>
    canQuote(unit.source, segment.text),
  );
  return quotable.reduce<PlacedSentence | null>(
    (best, sentence) => (best === null || worth(sentence) > worth(best) ? sentence : best),
    null,
  );
}
