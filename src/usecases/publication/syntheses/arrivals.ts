/**
 * What was sent since a synthesis was made, placed among its themes without making it again: whether it still holds, or
 * it is time for another.
 */
import { count } from '#synthesis/figures.ts';
import { placeNew } from '#synthesis/place-new.ts';
import type { SynthesisBody } from '#synthesis/review/body.ts';
import { type ReadContribution, sourceText } from './read-axis.ts';

/** Of one open question to which something new was written. */
export interface Arrivals {
  /** The question, as asked. */
  readonly question: string;
  /** New texts by theme; one may carry several. Themes that none speaks of are left out. */
  readonly themes: readonly { readonly label: string; readonly count: number }[];
  /** New texts that speak of none of the themes. */
  readonly elsewhere: number;
  /** Too many are new, or fit nowhere: the themes themselves may have changed. */
  readonly makeAnew: boolean;
}

/** The work grows with what is new only. Nothing for a version made before themes were told by their words. */
export function arrivalsOf(body: SynthesisBody, read: readonly ReadContribution[]): readonly Arrivals[] {
  const known = new Set(body.inputs.map(({ reference }) => reference));
  const added = read.filter(({ contribution }) => !known.has(contribution.version.reference));
  if (added.length === 0) return [];
  return body.open.flatMap(({ question, label, synthesis, profiles }): Arrivals[] => {
    const texts = added.flatMap(one => sourceText(one, question));
    if (profiles === undefined || texts.length === 0) return [];
    const { themes, unplaced, makeAnew } = placeNew(profiles, texts);
    return [
      {
        question: label,
        themes: synthesis.themes.flatMap(({ id, label: theme }) => {
          const of = themes.get(id)?.length ?? 0;
          return of === 0 ? [] : [{ label: theme, count: of }];
        }),
        elsewhere: unplaced.length,
        makeAnew,
      },
    ];
  });
}

/** In French, a line a question, and what to do. */
export function sayArrivals(arrivals: readonly Arrivals[], axis: number): readonly string[] {
  const lines = arrivals.flatMap(({ question, themes, elsewhere }) => {
    const said = [
      ...themes.map(({ label, count: of }) => `${label} (${count(of)})`),
      ...(elsewhere === 0 ? [] : [`aucun de ses sujets (${count(elsewhere)})`]),
    ];
    return said.length === 0 ? [] : [`« ${question} » : de nouveaux textes parlent de ${said.join(', ')}.`];
  });
  if (lines.length === 0) return [];
  return arrivals.some(({ makeAnew }) => makeAnew)
    ? [...lines, `Les sujets ont pu changer : « synthèse thème ${axis} » en fait une nouvelle.`]
    : [...lines, "Ses sujets tiennent : rien n'oblige à la refaire."];
}
