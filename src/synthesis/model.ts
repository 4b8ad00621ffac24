/**
 * What a synthesis is: plain data, made by this room (or by a model whose output this room has checked), kept as a
 * version by the use cases, shown and exported by others. Everything is readonly and serializes to JSON as it stands.
 */

/** One text to read. Several answers of one contribution to one question come joined, one text a contribution. */
export interface SourceText {
  /** The contribution's public id (« A4-0137 »), unique in one synthesis. */
  readonly id: string;
  /** As the person wrote it, cleaned by `cleanText`: quotations are substrings of exactly this. */
  readonly text: string;
  /** Who wrote it, as an opaque key, to count people; null where unknown (a file without authors). */
  readonly author?: string | null;
  /** A workshop's contribution, and how many attended; null: one person's. */
  readonly attendees?: number | null;
}

/** What a statement is, each told apart in the page. */
export const STATEMENT_KINDS = [
  /** What the theme is about, and how many speak of it. */
  'overview',
  /** Said by many, against nobody. */
  'agreement',
  /** Said by some and contradicted by others: citations of both sides. */
  'disagreement',
  /** Said by few, kept because nobody else says it. */
  'minority',
  /** Lived: « chez nous », « j'ai dû… ». */
  'experience',
  /** What stands in the way. */
  'obstacle',
  /** What should be done. */
  'proposal',
] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

export interface Citation {
  /** The contribution cited: always one of the synthesis's inputs. */
  readonly id: string;
  /** An exact substring of its text (typographic spaces and quotes apart), never empty. */
  readonly quote: string;
}

/** `checked`: every test passed. `to_verify`: shown with « à vérifier »; a person decides. */
export type StatementStatus = 'checked' | 'to_verify';

export interface Statement {
  /** Unique and stable in one version of a synthesis: what the review's edits name. */
  readonly id: string;
  readonly text: string;
  readonly kind: StatementKind;
  /** Never empty. */
  readonly citations: readonly Citation[];
  /** 0 to 1: the share of the statement's content words found in what it cites (see `support.ts`). */
  readonly support: number;
  readonly status: StatementStatus;
  /** Why it is to be verified; empty when checked. */
  readonly doubts: readonly CitationFault[];
  /** Contributions that say so, as counted by us; null where nobody counted (a model's own sentence). */
  readonly count: number | null;
}

/** Why a citation, or the statement that rests on it, did not pass. */
export const CITATION_FAULTS = [
  /** No citation at all. */
  'no_citation',
  /** The id is not one of the inputs. */
  'unknown_id',
  /** The quotation has no word. */
  'empty_quote',
  /** The quotation is not a substring of its source. */
  'not_in_source',
  /** A figure of the statement stands in none of its citations. */
  'figure_not_in_source',
  /** The statement says no where its sources say yes, or the other way round. */
  'negation_differs',
  /** The source says it under a condition or a limit that the statement has lost. */
  'condition_lost',
  /** The source wishes for what the statement tells as a fact. */
  'wish_as_fact',
  /** The statement tells of another time than its source. */
  'time_differs',
  /** The statement says more, or of more people, than its source. */
  'inflated',
  /** The statement names somebody, or somewhere, that is not in what it cites. */
  'other_voice',
  /** The source gives this figure to something else. */
  'figure_misplaced',
  /** The source ties these two things otherwise, or not at all. */
  'link_differs',
  /** One part of the statement is not in what it cites. */
  'part_unsupported',
  /** What is cited gives orders to whoever reads. */
  'order_cited',
  /** Too few of its words are in what it cites. */
  'weak_support',
] as const;
export type CitationFault = (typeof CITATION_FAULTS)[number];

export interface Theme {
  /** Unique in one version (« t1 »). */
  readonly id: string;
  /** As a person would write it: « Accompagnement des personnes âgées ». */
  readonly label: string;
  /** Its words, as people wrote them, strongest first. */
  readonly keywords: readonly string[];
  /** Ids of every contribution that speaks of it, strongest first. A contribution may speak of several. */
  readonly contributions: readonly string[];
  /** 0 to 1: `contributions.length` on the contributions analysed. No percentage is shown under 30 (see `figures.ts`). */
  readonly share: number;
  readonly statements: readonly Statement[];
}

/** Near-identical texts, folded into one argument. */
export interface FoldedTexts {
  /** The one that is read and cited: the first received. */
  readonly id: string;
  /** The others. */
  readonly same: readonly string[];
}

export interface SynthesisStats {
  /** Contributions given. */
  readonly contributions: number;
  /** Contributions whose text was analysed. */
  readonly analysed: number;
  /** Different texts among those analysed: near-identical ones count once. */
  readonly texts: number;
  /** Different authors; null where the input does not say. */
  readonly people: number | null;
  /** Contributions of workshops, and their attendees (null: unknown for all). */
  readonly collective: number;
  readonly attendees: number | null;
  /** Not analysed, by reason. */
  readonly setAside: {
    /** No word in it. */
    readonly empty: number;
    /** « Je ne sais pas », « rien », « RAS ». */
    readonly noOpinion: number;
    /** Written in a language that this engine does not read. */
    readonly otherLanguage: number;
  };
  readonly folded: readonly FoldedTexts[];
  /** Analysed, in no theme: said, never hidden. */
  readonly unclassified: readonly string[];
  readonly statements: { readonly kept: number; readonly toVerify: number; readonly dropped: number };
  readonly citations: { readonly kept: number; readonly dropped: number };
  /** Faults found by the check, by kind; kinds never met are absent. */
  readonly faults: Readonly<Partial<Record<CitationFault, number>>>;
  /** Mean `support` of the statements kept; null where there is none. */
  readonly meanSupport: number | null;
}

/** What made it: enough to make it again. */
export interface EngineFacts {
  /** `offline`: this room alone. `model`: a language model, checked by this room. */
  readonly name: 'offline' | 'model';
  /** Of our engine: changes when the same input may give another output. */
  readonly version: string;
  /** As its provider names it; null offline. */
  readonly model: string | null;
  readonly prompts: readonly { readonly id: string; readonly version: number }[];
  readonly cost: Cost | null;
  /** Why offline took over from a model that was asked for; null: it did not. In French, to be shown. */
  readonly fallback: string | null;
}

export interface Cost {
  /** Calls made, and answers that came from the cache instead. */
  readonly calls: number;
  readonly cached: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** In the currency of the configured prices; null where none is configured. */
  readonly amount: number | null;
}

export interface Synthesis {
  readonly schema: 1;
  /** The question answered, as asked. */
  readonly question: string;
  /** What to read first: at most eight statements, one citation each, chosen so that together they cover the most. */
  readonly highlights: readonly Statement[];
  /** Largest first. */
  readonly themes: readonly Theme[];
  readonly stats: SynthesisStats;
  readonly engine: EngineFacts;
}
