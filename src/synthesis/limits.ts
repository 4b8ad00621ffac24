/** Every bound of the synthesis room, by name, with its unit. */

/** Contributions: under this many, « n sur N » is shown without a percentage. */
export const MIN_FOR_PERCENTAGE = 30;
/** People or contributions: a cell of a table under this many is shown as « moins de 5 », so that nobody is told apart. */
export const MIN_CELL = 5;
/** Words kept with their stems; all are dropped when there are more. */
export const MAX_STEMS_KEPT = 200_000;
/** Characters of a word that are stemmed: longer is no word. */
export const MAX_WORD_CHARS = 40;
/** Characters of a quotation: a sentence or two. */
export const MAX_QUOTE_CHARS = 280;
/** Characters under which a piece of a text says nothing by itself. */
export const MIN_SEGMENT_CHARS = 3;
/** Texts in which a word, or a pair of words, must be found to count among the features of a large set. */
export const MIN_FEATURE_TEXTS = 3;
/** Features kept, the most frequent: bounds memory whatever the vocabulary. */
export const MAX_FEATURES = 20_000;
/** Rounds of the decomposition: three are enough for a subspace to settle. */
export const LATENT_ITERATIONS = 3;
/** Rounds of k-means in one start. */
export const KMEANS_ITERATIONS = 25;
/** Starts of k-means; the best is kept. */
export const KMEANS_STARTS = 4;
/** Texts among which the first centres are drawn. */
export const KMEANS_SEEDING_TEXTS = 2_000;
/** Features counted at once: beyond, those met once so far are forgotten. */
export const MAX_FEATURES_COUNTED = 600_000;
/** Texts under which a word met twice already counts. */
export const FEW_TEXTS = 200;
/** Dimensions of the latent space. */
export const LATENT_DIMENSIONS = 60;
/** Texts on which directions and centres are found; the others are placed by them. Drawn evenly. */
export const MAX_LEARNING_TEXTS = 6_000;
/** Themes of one synthesis. */
export const MAX_THEMES = 24;
export const MIN_THEMES = 2;
/** Texts under which one theme holds all. */
export const MIN_TEXTS_FOR_THEMES = 8;
/** Themes that one contribution may carry. */
export const MAX_THEMES_PER_TEXT = 4;
/** Sentences of one theme that are compared: beyond, drawn evenly. */
export const MAX_SENTENCES_PER_THEME = 600;
/** Citations of one statement. */
export const MAX_CITATIONS = 3;
/** Statements read first. */
export const MAX_HIGHLIGHTS = 8;
/** Words that name a theme. */
export const MAX_KEYWORDS = 10;
/** Characters of a theme's label. */
export const MAX_LABEL_CHARS = 70;
/** Words of a text whose language is guessed: the first ones are enough. */
export const LANGUAGE_WORDS = 60;
/** Words under which no language is guessed: a name is in none. */
export const MIN_LANGUAGE_WORDS = 5;
/** Texts compared with one another inside a bucket of near-duplicates: beyond, only neighbours are. */
export const MAX_BUCKET = 50;
/** Characters of one text that are read; more is cut, and the citations with it. */
export const MAX_TEXT_CHARS = 20_000;
/** Support (0 to 1) under which a statement is « à vérifier »: more than a third of its words are nobody's. */
export const LEAST_SUPPORT = 0.65;
/** Content words under which a part of a statement claims nothing by itself, and from which it is a long one. */
export const PART_STEMS = { least: 2, long: 3 } as const;
/** Support under which a part of a statement is borne by nothing; a short part may hold a word of the writer's. */
export const LEAST_PART_SUPPORT = { short: 0.3, long: 0.5 } as const;
/** Ideas that one sentence of a group's answer may stand on. */
export const MAX_SENTENCE_SOURCES = 8;
/** Support that one more idea must bring to a sentence to be behind it. */
export const LEAST_SOURCE_GAIN = 0.15;
/** Share of a statement's words that its source has in the same order, from which the two are laid side by side. */
export const LEAST_FOLLOWED = 0.6;
/** Words of a sentence laid beside another. */
export const MAX_COMPARED_WORDS = 120;
/** Words of a condition left out, its « si » included. */
export const LEAST_CONDITION_WORDS = 4;
/** Characters of a cited sentence that are read on each side of its quotation. */
export const MAX_AROUND_CHARS = 1_000;
/** Words before and after a figure among which its year is looked for. */
export const MAX_YEAR_WORDS = 12;
/** Words between « ne » and « pas ». */
export const MAX_NEGATION_WORDS = 6;
/** Contributions that must stand on each side for a disagreement to be said. */
export const MIN_SIDE = 2;
/** Contributions from which what is said alike is a point of agreement; in small themes, a tenth of them is enough. */
export const MIN_AGREEMENT = 3;
/** Statements of each kind in one theme. */
export const MAX_OF_KIND = {
  agreement: 2,
  disagreement: 2,
  obstacle: 2,
  proposal: 4,
  experience: 2,
  minority: 2,
} as const;
/** Cosine from which a statement repeats one already kept. */
export const REPEATED = 0.55;
/** Texts among which those read first are chosen; drawn evenly. */
export const MAX_HIGHLIGHT_CANDIDATES = 4_000;
/** Characters of the longest bar of a chart. */
export const CHART_CHARS = 20;
/** Stems kept of each theme to place new contributions: they are written with every version. */
export const MAX_PROFILE_STEMS = 80;
