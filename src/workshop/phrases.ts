/** What a workshop says, by key and parameters; the words are in `wording/`. */
import type { WORKSHOP_PHRASES } from './phrase-keys.ts';

export type WorkshopKey = keyof typeof WORKSHOP_PHRASES;

/** A value put into a phrase. Strings are data that somebody wrote: they are escaped, never read as markup. */
export type WorkshopParam =
  | string
  | number
  | { readonly phrase: WorkshopPhrase }
  /** « a, b et c ». */
  | { readonly list: readonly WorkshopParam[] }
  /** One per line. */
  | { readonly lines: readonly WorkshopParam[] }
  /** A territory's code (`dep:74`), said with its article. */
  | { readonly place: string };

export interface WorkshopPhrase {
  readonly key: WorkshopKey;
  readonly params: Readonly<Record<string, WorkshopParam>>;
}

/** A label: data as it stands, or a phrase. */
export type Label = string | WorkshopPhrase;

type ParamsOf<K extends WorkshopKey> = Readonly<Record<(typeof WORKSHOP_PHRASES)[K][number], WorkshopParam>>;

/** Builds a phrase; the type asks for just the parameters that `phrase-keys.ts` lists for the key. */
export function phrase<K extends WorkshopKey>(
  key: K,
  ...params: (typeof WORKSHOP_PHRASES)[K]['length'] extends 0 ? [] : [ParamsOf<K>]
): WorkshopPhrase {
  return { key, params: params[0] ?? {} };
}
