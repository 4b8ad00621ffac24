/**
 * New contributions placed among the themes of a synthesis already made, without making it again: the themes are told by
 * the weights of their stems, which are kept with it. What fits no theme says when it is time to make it anew.
 */
import { MAX_PROFILE_STEMS, MAX_THEMES_PER_TEXT } from './limits.ts';
import type { SourceText, Synthesis } from './model.ts';
import { sortTexts } from './set-aside.ts';
import { contentStems } from './stems.ts';

/** Kept as JSON in a version of a synthesis; they hold words of its contributions. */
export interface Profiles {
  readonly schema: 1;
  readonly themes: readonly { readonly id: string; readonly stems: Readonly<Record<string, number>> }[];
  /** Contributions that it was made from. */
  readonly size: number;
}

export interface Placed {
  /** Theme id → new contributions that speak of it, in the order given. */
  readonly themes: ReadonlyMap<string, readonly string[]>;
  /** New contributions that fit no theme. */
  readonly unplaced: readonly string[];
  /** Too many are new, or fit nowhere: the themes themselves may have changed. */
  readonly makeAnew: boolean;
}

/** Share of new contributions, on those known, from which themes are found anew. */
const MANY_NEW = 0.2;
/** Share of the new ones that fit nowhere from which themes are found anew. */
const MANY_UNPLACED = 0.3;
/** Weight (of cosine) from which a text speaks of a theme. */
const FITS = 0.12;

/** Once for each synthesis: linear in the words of `texts`, those that it was made from. */
export function profilesOf(made: Synthesis, texts: readonly SourceText[]): Profiles {
  const stemsOf = new Map(texts.map(({ id, text }) => [id, contentStems(text)]));
  const everywhere = new Map<string, number>();
  for (const stems of stemsOf.values()) for (const stem of stems) everywhere.set(stem, (everywhere.get(stem) ?? 0) + 1);
  return {
    schema: 1,
    size: texts.length,
    themes: made.themes.map(({ id, contributions }) => {
      const here = new Map<string, number>();
      for (const one of contributions)
        for (const stem of stemsOf.get(one) ?? []) here.set(stem, (here.get(stem) ?? 0) + 1);
      const weighed = [...here].map(
        ([stem, n]) =>
          [stem, (n / contributions.length) * Math.log(1 + texts.length / (everywhere.get(stem) ?? 1))] as const,
      );
      weighed.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      const kept = weighed.slice(0, MAX_PROFILE_STEMS);
      const norm = Math.sqrt(kept.reduce((sum, [, w]) => sum + w * w, 0)) || 1;
      return { id, stems: Object.fromEntries(kept.map(([stem, w]) => [stem, rounded(w / norm)])) };
    }),
  };
}

/** A weight that takes little room. */
function rounded(weight: number): number {
  return Math.round(weight * 10_000) / 10_000;
}

/** The work grows with the new texts only. */
export function placeNew(profiles: Profiles, added: readonly SourceText[]): Placed {
  const themes = new Map<string, string[]>();
  const unplaced: string[] = [];
  const weights = profiles.themes.map(({ id, stems }) => ({ id, stems: new Map(Object.entries(stems)) }));
  const { read } = sortTexts(added);
  for (const { id, text } of read) {
    const stems = contentStems(text);
    const fits = weights
      .map(theme => ({
        id: theme.id,
        score: stems.reduce((sum, stem) => sum + (theme.stems.get(stem) ?? 0), 0) / Math.sqrt(stems.length || 1),
      }))
      .filter(({ score }) => score >= FITS)
      .sort((a, b) => b.score - a.score);
    const best = fits[0]?.score ?? 0;
    const carried = fits.filter(({ score }) => score >= best * 0.8).slice(0, MAX_THEMES_PER_TEXT);
    if (carried.length === 0) unplaced.push(id);
    for (const theme of carried) {
      const ids = themes.get(theme.id) ?? [];
      ids.push(id);
      themes.set(theme.id, ids);
    }
  }
  const makeAnew =
    added.length > profiles.size * MANY_NEW || unplaced.length > Math.max(3, read.length * MANY_UNPLACED);
  return { themes, unplaced, makeAnew };
}
