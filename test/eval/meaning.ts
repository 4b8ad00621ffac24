/**
 * Real sentences of which only the meaning is altered, by a program that knows nothing of the checker: a condition
 * dropped, a wish told as done, « certains » told as « tous »… Each returns null where it has nothing to alter.
 */

type Alter = (sentence: string, other: string) => string | null;

/** `sentence` changed by the first rule that changes it. */
const first =
  (...rules: readonly (readonly [RegExp, string])[]): Alter =>
  sentence => {
    for (const [pattern, instead] of rules) {
      const changed = sentence.replace(pattern, instead);
      if (changed !== sentence) return changed;
    }
    return null;
  };

/** `a` and `b` exchanged, once. */
const exchanged =
  (...pairs: readonly (readonly [string, string])[]): Alter =>
  sentence => {
    for (const [a, b] of pairs)
      for (const [one, other] of [
        [a, b],
        [b, a],
      ] as const) {
        const found = new RegExp(String.raw`(?<!\p{L})${one}(?!\p{L})`, 'u');
        if (found.test(sentence) && !sentence.includes(other)) return sentence.replace(found, other);
      }
    return null;
  };

/** Every family, by what it is called in the table. */
export const MEANING: Readonly<Record<string, Alter>> = {
  'condition ôtée': first(
    [/^(?:si|s['’]ils?) [^,]{8,80}, (.{25,})$/iu, '$1'],
    [
      /^(.{25,}?),? (?:si (?:on|l['’]on|le|la|les|nous|vous)|à condition (?:de|que)|sauf (?:si|pour|en)) [^,.]{8,}[.]?$/iu,
      '$1',
    ],
  ),
  'souhait dit comme un fait': first(
    [
      /^(?:il faudrait|il faut|il serait bien|il serait bon|je souhaite|je voudrais|je propose) (?:que|qu['’])\s?(.{20,})$/iu,
      '$1',
    ],
    [/(\p{L}+s) devraient être /iu, '$1 sont '],
    [/(\p{L}+) devrait être /iu, '$1 est '],
    [/(\p{L}+) (?:doit|devra) être /iu, '$1 est '],
  ),
  'part agrandie': first(
    [/(?<!\p{L})certains (?=\p{L}+s)/iu, 'tous les '],
    [/(?<!\p{L})certaines (?=\p{L}+s)/iu, 'toutes les '],
    [/(?<!\p{L})quelques (?=\p{L}+s)/iu, 'tous les '],
    [/(?<!\p{L})(?:souvent|parfois)(?!\p{L})/iu, 'toujours'],
    [/(?<!\p{L})surtout(?!\p{L})/iu, 'uniquement'],
    [/(?<!\p{L})(?:beaucoup|la plupart|la majorité) (?:de|d['’]|des) ?(?=\p{L}+s)/iu, 'tous les '],
  ),
  'temps changé': first(
    [/ (?:était|étaient) /iu, ' sera '],
    [/ (?:sera|seront) /iu, ' a été '],
    [/ jusqu['’](?:à|en|au) /iu, ' à partir de '],
    [/ (?:depuis|à partir de) (?=\d|\p{L}+ \d)/iu, ' jusqu’à '],
  ),
  'unité changée': first(
    [/(\d+|deux|trois|quatre|cinq|six|dix) ans(?!\p{L})/iu, '$1 mois'],
    [/(\d+|deux|trois|quatre|cinq|six|dix) mois(?!\p{L})/iu, '$1 semaines'],
    [/(\d+|deux|trois|quatre|cinq|six|dix) (?:jours|semaines)(?!\p{L})/iu, '$1 ans'],
    [/(\d+) ?%/iu, '$1 €'],
    [/(\d+) ?(?:€|euros)/iu, '$1 %'],
  ),
  'deux chiffres échangés': sentence => {
    const figures = [...sentence.matchAll(/\d+/g)].map(([figure]) => figure);
    const [a, b] = figures;
    if (a === undefined || b === undefined || a === b || figures.length > 2) return null;
    return sentence.replace(/\d+/g, figure => (figure === a ? b : a));
  },
  'cause et effet échangés': sentence => {
    const cut = /^(.{20,}?),? (?:parce que|parce qu['’]|car) (.{20,}?)[.]?$/iu.exec(sentence);
    return cut === null ? null : `${cut[2]} parce que ${cut[1]}`;
  },
  'autre groupe': exchanged(
    ['les femmes', 'les retraités'],
    ['les hommes', 'les agriculteurs'],
    ['les jeunes', 'les retraités'],
    ['les enfants', 'les fonctionnaires'],
    ['les parents', 'les maires'],
    ['les entreprises', 'les associations'],
    ['les citoyens', 'les préfets'],
    ['les élus', 'les médecins'],
  ),
  'affirmation ajoutée': (sentence, other) => `${sentence.replace(/[.]$/u, '')} et ${other.toLowerCase()}`,
  'comparaison retournée': sentence => {
    const cut = /^(.{10,}?) (plus|moins) (\p{L}+) que (.{10,}?)[.]?$/iu.exec(sentence);
    return cut === null ? null : `${cut[4]} ${cut[2]} ${cut[3]} que ${cut[1]}`;
  },
};
