/** From texts to a synthesis that cites, with no model: the same input gives the same synthesis, word for word. */
import { checkClaim, sourcesById, type Sources } from './citations.ts';
import { composeTheme, type Draft } from './compose.ts';
import { type Corpus, readCorpus } from './corpus.ts';
import { newCoverage } from './coverage.ts';
import { gatherThemes } from './gather.ts';
import { composeHighlights } from './highlights.ts';
import { nameThemes } from './labels.ts';
import type { EngineFacts, SourceText, Statement, Synthesis, Theme } from './model.ts';
import { sortTexts } from './set-aside.ts';
import { figuresOfPeople, Tally } from './tally.ts';
import { groupByTheme, type Grouping, themeCount } from './themes.ts';

/** Changes when the same input may give another output. */
export const ENGINE_VERSION = '2';

export interface SynthesizeOptions {
  /** How many themes at most; by default, as many as people can read (`themeCount`). */
  readonly themes?: number;
}

/** Reads `texts` (ids all different; throws a `RangeError` otherwise) as answers to `question`. */
export function synthesize(question: string, texts: readonly SourceText[], options: SynthesizeOptions = {}): Synthesis {
  if (new Set(texts.map(text => text.id)).size < texts.length) throw new RangeError('two texts bear the same id');
  // In the order of their ids, so that the order of arrival changes nothing.
  const { read, setAside } = sortTexts([...texts].sort((a, b) => (a.id < b.id ? -1 : 1)));
  const corpus = readCorpus(read);
  const grouping = groupByTheme(corpus, options.themes ?? themeCount(corpus.units.length));
  const tally = new Tally();
  // As given: a citation is looked for in what the person sent, before any cleaning.
  const sources = sourcesById(texts);
  const themes = worded(question, corpus, grouping, sources, tally);
  const highlights = composeHighlights(corpus, grouping).flatMap((draft, i) =>
    checked(draft, `h${i + 1}`, sources, new Tally()),
  );
  return {
    schema: 1,
    question,
    highlights,
    themes,
    stats: {
      ...figuresOfPeople(texts),
      analysed: read.length,
      texts: corpus.units.length,
      setAside,
      folded: corpus.folded,
      unclassified: corpus.units.flatMap((unit, i) => (grouping.themesOf[i]?.length === 0 ? unit.ids : [])),
      ...tally.figures(),
    },
    engine: OFFLINE,
  };
}

/** The facts of a synthesis made by this room alone. */
export const OFFLINE: EngineFacts = {
  name: 'offline',
  version: ENGINE_VERSION,
  model: null,
  prompts: [],
  cost: null,
  fallback: null,
};

function worded(question: string, corpus: Corpus, grouping: Grouping, sources: Sources, tally: Tally): Theme[] {
  const gathered = gatherThemes(corpus, grouping);
  const names = nameThemes(gathered, question);
  const coverage = newCoverage(corpus);
  const said = { vectors: [] };
  return gathered.map((theme, i) => {
    const id = `t${i + 1}`;
    const naming = names[i] ?? { label: 'Autres propos', keywords: [] };
    const drafts = composeTheme(theme, naming, corpus.size, coverage, said);
    return {
      id,
      ...naming,
      contributions: theme.ids,
      share: theme.ids.length / corpus.size,
      statements: drafts.flatMap((draft, n) => checked(draft, `${id}.${n + 1}`, sources, tally)),
    };
  });
}

/** A draft that passed the check, or nothing; counted either way. */
function checked(draft: Draft, id: string, sources: Sources, tally: Tally): Statement[] {
  const verdict = checkClaim(draft, sources);
  tally.add(verdict, draft.citations.length);
  if (verdict.status === 'dropped') return [];
  const { status, citations, support, doubts } = verdict;
  return [{ id, text: draft.text, kind: draft.kind, citations, support, status, doubts, count: draft.count }];
}
