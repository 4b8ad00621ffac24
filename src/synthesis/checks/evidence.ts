/** What a statement rests on: its quotations, the whole sentences that hold them, and the texts around. */
import { MAX_AROUND_CHARS } from '../limits.ts';
import type { SourceText } from '../model.ts';
import { findQuote, typographic } from '../quote.ts';
import { tokens } from '../stems.ts';
import { plain, plainVerbs } from './plain.ts';

/** One source, read once however often it is cited. */
class ReadSource {
  readonly text: string;
  #plain: string | null = null;
  #verbs: string | null = null;

  constructor(text: string) {
    this.text = text;
  }

  get plain(): string {
    return (this.#plain ??= plain(this.text));
  }

  get verbs(): string {
    return (this.#verbs ??= plainVerbs(this.text));
  }
}

const kept = new WeakMap<SourceText, ReadSource>();

function readSource(source: SourceText): ReadSource {
  const known = kept.get(source);
  if (known !== undefined) return known;
  const read = new ReadSource(typographic(source.text));
  kept.set(source, read);
  return read;
}

/** Where a quotation stands in its source. */
export interface Place {
  readonly source: ReadSource;
  readonly start: number;
  readonly end: number;
}

/** Where `quote` stands in `source`, or why it is not a quotation of it. */
export function placeOf(quote: string, source: SourceText): Place | 'empty_quote' | 'not_in_source' {
  const read = readSource(source);
  const found = findQuote(quote, read.text);
  return typeof found === 'string' ? found : { source: read, ...found };
}

/** What a sentence says before and after words taken from it, folded. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

/** A cited sentence, whole, with what its quotation left out on each side (empty inside of it). */
export interface CitedSentence extends Around {
  /** As its author wrote it. */
  readonly text: string;
  /** Folded: lower case, no accents, plain signs kept. */
  readonly plain: string;
  /** Folded for verbs. */
  readonly verbs: string;
  readonly stems: ReadonlySet<string>;
}

export interface Evidence {
  readonly quotes: readonly string[];
  readonly sentences: readonly CitedSentence[];
  /** Whole cited texts, each once. */
  readonly texts: readonly string[];
  /** The same, folded and joined. */
  readonly allPlain: string;
  readonly allVerbs: string;
}

/** A sentence ends at a sign followed by white space, or with its line. A full stop after one capital ends nothing. */
const SENTENCE_END = /(?<!(?:^|[\s.'])\p{Lu})[.!?…]+["»)]?(?=\s|$)|\n/gu;

/** Gathers the evidence from where each quotation stands. */
export function evidenceOf(quotes: readonly string[], places: readonly Place[]): Evidence {
  const sources = [...new Set(places.map(({ source }) => source))];
  return {
    quotes,
    sentences: places.flatMap(citedSentences),
    texts: sources.map(({ text }) => text),
    allPlain: sources.map(source => source.plain).join(' \n '),
    get allVerbs() {
      return sources.map(source => source.verbs).join(' \n ');
    },
  };
}

function citedSentences({ source: { text }, start, end }: Place): CitedSentence[] {
  const found: CitedSentence[] = [];
  let from = 0;
  const add = (to: number) => {
    if (to > start && from < end && /\p{L}|\d/u.test(text.slice(Math.max(from, start), Math.min(to, end)))) {
      const head = Math.max(from, start - MAX_AROUND_CHARS);
      const tail = Math.min(to, end + MAX_AROUND_CHARS);
      const sentence = text.slice(head, tail).trim();
      found.push({
        text: sentence,
        plain: plain(sentence),
        verbs: plainVerbs(sentence),
        stems: stemsOf(sentence),
        before: head < start ? plain(text.slice(head, start)) : '',
        after: tail > end ? plain(text.slice(end, tail)) : '',
      });
    }
    from = to;
  };
  for (const match of text.matchAll(SENTENCE_END)) {
    if (from >= end) break;
    add(match.index + match[0].length);
  }
  if (from < end) add(text.length);
  return found;
}

/** The content stems of a text, as a set. */
export const stemsOf = (text: string): ReadonlySet<string> =>
  new Set(tokens(text).flatMap(({ content, stem }) => (content ? [stem] : [])));

/** How many stems of `one` are in `other`. */
export function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0;
  for (const stem of one) if (other.has(stem)) count += 1;
  return count;
}

/** The cited sentence that says most of what `stems` say; the first of equals. */
export function nearest(stems: ReadonlySet<string>, sentences: readonly CitedSentence[]): CitedSentence | undefined {
  let best: CitedSentence | undefined;
  let most = 0;
  for (const sentence of sentences) {
    const both = shared(stems, sentence.stems);
    if (both > most) {
      best = sentence;
      most = both;
    }
  }
  return best;
}
