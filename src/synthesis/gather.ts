/** The sentences of each theme, ready to be compared: bounded whatever the number of texts. */
import { type Corpus, evenly, type Unit } from './corpus.ts';
import { MAX_SENTENCES_PER_THEME } from './limits.ts';
import type { Segment } from './segments.ts';
import { canQuote } from './set-aside.ts';
import { type Grouping, placeSentences } from './themes.ts';
import type { SparseVector } from './vectors.ts';

/** One sentence of one unit. */
export interface Sentence {
  readonly unit: Unit;
  readonly segment: Segment;
  readonly vector: SparseVector;
  /** Cosine with its theme's centre; 0 for a sentence too short to tell. */
  readonly closeness: number;
}

/** A theme before it is worded. */
export interface Gathered {
  /** Its direction's index in the grouping. */
  readonly centre: number;
  /** Units that speak of it, strongest first. */
  readonly units: readonly Unit[];
  /** Contributions that speak of it, strongest first. */
  readonly ids: readonly string[];
  readonly sentences: readonly Sentence[];
}

/** Every theme that somebody speaks of, the one with most contributions first. */
export function gatherThemes(corpus: Corpus, grouping: Grouping): Gathered[] {
  const members: number[][] = Array.from({ length: grouping.centres.rows }, () => []);
  for (const [i, themes] of grouping.themesOf.entries()) for (const theme of themes) members[theme]?.push(i);
  return members
    .map((units, centre) => gather(corpus, grouping, centre, units))
    .filter(theme => theme.ids.length > 0)
    .sort((a, b) => b.ids.length - a.ids.length || a.centre - b.centre);
}

function gather(corpus: Corpus, grouping: Grouping, centre: number, members: readonly number[]): Gathered {
  const first = (i: number) => (grouping.themesOf[i]?.[0] === centre ? 1 : 0);
  const strength = (i: number) => first(i) * 2 + (grouping.closeness[i] as number);
  const sorted = [...members].sort((a, b) => strength(b) - strength(a) || a - b);
  const units = sorted.map(i => corpus.units[i] as Unit);
  const sentences: Sentence[] = [];
  for (const i of evenly(sorted, MAX_SENTENCES_PER_THEME)) {
    const unit = corpus.units[i] as Unit;
    for (const placed of placeSentences(unit, corpus, grouping.centres)) {
      const own = placed.closeness === 0 ? first(i) === 1 : placed.theme === centre;
      if (own && canQuote(unit.source, placed.segment.text))
        sentences.push({ unit, segment: placed.segment, vector: placed.vector, closeness: placed.closeness });
    }
  }
  return { centre, units, ids: units.flatMap(unit => unit.ids), sentences: evenly(sentences, MAX_SENTENCES_PER_THEME) };
}
