/**
 * A group's answer to one question, looked at as a statement of a synthesis is: which of its ideas together say most, which
 * ones a sentence stands on, and what the check says of that sentence.
 */
import { checkClaim, sourcesById } from './citations.ts';
import { readCorpus } from './corpus.ts';
import { chooseForCoverage, newCoverage } from './coverage.ts';
import { indexSources } from './find-sources.ts';
import { LEAST_PART_SUPPORT, LEAST_SOURCE_GAIN, MAX_SENTENCE_SOURCES } from './limits.ts';
import type { CitationFault, SourceText } from './model.ts';
import { sortTexts } from './set-aside.ts';
import { supportOf } from './support.ts';

type IdeaText = Pick<SourceText, 'id' | 'text'>;

/** Ids of the ideas, at most `most`, which together say most of what all say; the first of those that say as much. */
export function tellingIdeas(ideas: readonly IdeaText[], most: number): readonly string[] {
  const corpus = readCorpus(sortTexts(ideas).read);
  const chosen = chooseForCoverage(
    corpus.units,
    unit => unit,
    () => 1,
    most,
    newCoverage(corpus),
  );
  return chosen.map(unit => unit.source.id);
}

/** Ids of the ideas that a sentence says again, the nearest first; none where they bear too little of it. */
export function ideasBehind(sentence: string, ideas: readonly IdeaText[]): readonly string[] {
  const texts = new Map(ideas.map(({ id, text }) => [id, text] as const));
  const behind: string[] = [];
  let borne = 0;
  for (const { id } of indexSources(ideas).find(sentence, MAX_SENTENCE_SOURCES * 2)) {
    if (behind.length >= MAX_SENTENCE_SOURCES) break;
    const quotes = [...behind, id].map(one => texts.get(one) ?? '');
    const support = supportOf(sentence, quotes, quotes);
    if (support - borne < LEAST_SOURCE_GAIN) continue;
    behind.push(id);
    borne = support;
  }
  return borne >= LEAST_PART_SUPPORT.long ? behind : [];
}

/** What is to be verified of a sentence that says these ideas; null: none bears it, or they say otherwise. */
export function doubtsOn(sentence: string, ideas: readonly IdeaText[]): readonly CitationFault[] | null {
  // Each idea is quoted whole: what is around its words is looked at too.
  const citations = ideas.map(({ id, text }) => ({ id, quote: text }));
  const { status, doubts, support } = checkClaim({ text: sentence, citations }, sourcesById(ideas));
  return status === 'dropped' || support === 0 ? null : doubts;
}
