/** The figures of a text, in digits or in words, each with what it counts where that changes its size. */
import { words } from '#text/normalize.ts';

const IN_WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    deux: 2,
    trois: 3,
    quatre: 4,
    cinq: 5,
    six: 6,
    sept: 7,
    huit: 8,
    neuf: 9,
    dix: 10,
    onze: 11,
    douze: 12,
    treize: 13,
    quatorze: 14,
    quinze: 15,
    seize: 16,
    vingt: 20,
    trente: 30,
    quarante: 40,
    cinquante: 50,
    soixante: 60,
    cent: 100,
    cents: 100,
    mille: 1000,
    douzaine: 12,
    dizaine: 10,
    vingtaine: 20,
    trentaine: 30,
    centaine: 100,
    millier: 1000,
  }),
);
/** Words that change the size of a figure, or what it is measured against. */
const UNITS: readonly (readonly [string, RegExp])[] = [
  ['million', /^millions?$/],
  ['milliard', /^milliards?$/],
  ['par an', /^(?:ans?|annees?|annuels?|annuelles?|annuellement)$/],
  ['par mois', /^(?:mois|mensuels?|mensuelles?)$/],
  ['par semaine', /^(?:semaines?|hebdomadaires?)$/],
  ['par heure', /^heures?$/],
];
/** Shares said in words: nobody's text bears them by being alone. */
const SHARES: readonly (readonly [string, RegExp])[] = [
  [
    'majorité',
    /\b(?:la plupart|majorite|majoritairement|majoritaires?|presque tous|unanim\w*|tout le monde|tous les (?:contributeurs|participants|repondants|habitants))\b/,
  ],
  ['moitié', /\b(?:moitie|un sur deux)\b/],
  ['tiers', /\bun tiers\b/],
  ['quart', /\bun quart\b/],
];

// « 45 000 », « 1 234,5 », « 12 »: groups of three after one space are one figure.
const DIGITS = /\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?/g;

/** Figures as comparable keys: « 340 », « 45000 », « par an » beside a figure, « majorité ». « un » and « une » are articles. */
export function figuresOf(text: string): ReadonlySet<string> {
  const plain = text.replace(/[\u00A0\u202F\u2009]/g, ' ');
  const found = new Set<string>();
  for (const [figure] of plain.matchAll(DIGITS))
    found.add(String(Number(figure.replaceAll(' ', '').replace(',', '.'))));
  const all = words(plain);
  for (const word of all) {
    const value = IN_WORDS.get(word);
    if (value !== undefined) found.add(String(value));
  }
  if (found.size > 0) for (const [name, unit] of UNITS) if (all.some(word => unit.test(word))) found.add(name);
  const folded = all.join(' ');
  for (const [name, share] of SHARES) if (share.test(folded)) found.add(name);
  return found;
}

/** Figures of `statement` that stand in none of `sources`, `ours` (those that we counted ourselves) apart. */
export function figuresMissing(statement: string, sources: readonly string[], ours: ReadonlySet<string>): string[] {
  const known = new Set(sources.flatMap(source => [...figuresOf(source)]));
  return [...figuresOf(statement)].filter(figure => !known.has(figure) && !ours.has(figure));
}
