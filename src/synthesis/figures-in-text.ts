/** The figures of a text, in digits or in words, each with what it counts where that changes its size. */
import { plain } from './checks/plain.ts';
import { inDigits } from './numerals.ts';

/** What a figure is measured against. */
const UNITS: readonly (readonly [string, RegExp])[] = [
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
  const folded = plain(text);
  const found = new Set<string>();
  for (const [figure] of inDigits(folded).matchAll(DIGITS))
    found.add(String(Number(figure.replaceAll(' ', '').replace(',', '.'))));
  const all = folded.split(/[^\p{L}\p{N}]+/u);
  if (found.size > 0) for (const [name, unit] of UNITS) if (all.some(word => unit.test(word))) found.add(name);
  const spoken = all.join(' ');
  for (const [name, share] of SHARES) if (share.test(spoken)) found.add(name);
  return found;
}

/** The same share, or length of time, said two ways. */
const SAME: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b(?:moitie|un sur deux|une sur deux|50 ?%)/, ['moitié', '50', '1', '2']],
  [/\b(?:un tiers|une? (?:\w+ )?sur trois|33 ?%)/, ['tiers', '33', '3']],
  [/\b(?:deux tiers|deux (?:\w+ )?sur trois|66 ?%)/, ['66', '2', '3']],
  [/\b(?:trois quarts?|trois (?:\w+ )?sur quatre|75 ?%)/, ['quart', '75', '3', '4']],
  [/\b(?:un quart|une? (?:\w+ )?sur quatre|25 ?%)/, ['quart', '25', '4']],
  [/\b(?:quinze|15) jours\b/, ['2', 'par semaine']],
  [/\b(?:deux|2) semaines\b/, ['15']],
  [/\bun an\b/, ['12', 'par mois']],
  [/\b(?:12|douze) mois\b/, ['1', 'par an']],
  [/\b(?:deux|2) ans\b/, ['24', 'par mois']],
  [/\b(?:24|vingt-quatre) mois\b/, ['2', 'par an']],
  [/\b(?:dix-huit|18) mois\b/, ['par an']],
  [/\bsemestr\w+/, ['6', 'par mois']],
  [/\btrimestr\w+/, ['3', 'par mois']],
];
/** Voices, which whoever writes a synthesis may count: « trois contributions », « trois personnes demandent ». */
const COUNTED_VOICES =
  /\b(\d+|[a-z]+)(?: autres)? (?:contribut\w+|participant\w*|repondant\w*|reponses|voix|avis|personnes(?= (?:demand|propos|souhait|signal|racont|evoqu|dis|parl|estim|jug|regrett|veul|craign|pens)\w*))(?: sur (\d+|[a-z]+))?/g;

/** Figures of `statement` that stand in none of `sources`, `ours` (those that we counted ourselves) apart. */
export function figuresMissing(statement: string, sources: readonly string[], ours: ReadonlySet<string>): string[] {
  const known = new Set(sources.flatMap(source => [...figuresOf(source)]));
  const missing = [...figuresOf(statement)].filter(figure => !known.has(figure) && !ours.has(figure));
  if (missing.length === 0) return missing;
  const folded = sources.map(plain).join('\n');
  const alike = new Set(SAME.flatMap(([said, figures]) => (said.test(folded) ? figures : [])));
  return missing.filter(figure => !alike.has(figure));
}

/** Whether a figure, in digits or above two in words, stands nowhere in `texts`, and counts no voices. */
export function figureInvented(statement: string, texts: readonly string[], ours: ReadonlySet<string>): boolean {
  const voices = new Set(
    [...plain(statement).matchAll(COUNTED_VOICES)].flatMap(([, one = '', whole = '']) => [
      ...figuresOf(`${one} ${whole}`),
    ]),
  );
  return figuresMissing(statement, texts, ours).some(
    figure => /^\d/.test(figure) && !AMBIGUOUS.has(figure) && !voices.has(figure),
  );
}

/** « Deux » may be a pair that nobody counted, « neuf » says new. */
const AMBIGUOUS = new Set(['1', '2', '9']);
