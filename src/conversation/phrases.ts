/**
 * What the bot can say, by key and parameters. The words themselves are in `wording/`; the conversation knows none,
 * so that it can be read and tested without a language.
 */
import { type PHRASES } from './phrase-keys.ts';

export type PhraseKey = keyof typeof PHRASES;

/** A value put into a phrase. Strings are data that somebody wrote: they are escaped, never read as markup. */
export type Param =
  | string
  | number
  | { readonly phrase: Phrase }
  /** « a, b et c ». */
  | { readonly list: readonly Param[] }
  /** « a, b, c »: for labels that may hold an « et » of their own. */
  | { readonly items: readonly Param[] }
  /** One per line. */
  | { readonly lines: readonly Param[] }
  /** An ISO day, said as « 15 avril 2027 ». */
  | { readonly day: string }
  /** An ISO month (`2027-09`), said as « septembre 2027 ». */
  | { readonly month: string }
  /** The instant at which something opens, said as « 1er mars 2027, 8 h 00, heure de Paris ». */
  | { readonly opening: string; readonly zone: string }
  /** An exclusive instant (ISO UTC), said as « 24 mars 2027 inclus, 23 h 59, heure de Paris ». */
  | { readonly deadline: string; readonly zone: string }
  /** Our own text, in our small Markdown (the notice). */
  | { readonly markdown: string }
  /** A territory's code (`dep:74`), said with its article. */
  | { readonly place: string };

export interface Phrase {
  readonly key: PhraseKey;
  readonly params: Readonly<Record<string, Param>>;
}

/** A label: data as it stands, or a phrase. */
export type Text = string | Phrase;

type ParamsOf<K extends PhraseKey> = Readonly<Record<(typeof PHRASES)[K][number], Param>>;

/** Builds a phrase; the type asks for just the parameters that `phrase-keys.ts` lists for the key. */
export function phrase<K extends PhraseKey>(
  key: K,
  ...params: (typeof PHRASES)[K]['length'] extends 0 ? [] : [ParamsOf<K>]
): Phrase {
  return { key, params: params[0] ?? {} };
}
