/** How places are said: French articles and prepositions, the words of place types, former and everyday names. */

/** « de » and « dans » before each département, by group: `of|in|codes`. */
const DEPARTEMENT_GROUPS = `
  de l'|dans l'|01 02 03 10 11 12 27 34 36 60 61 89
  de l'|en |07 09 38 91
  de la |en |16 17 19 21 24 2A 2B 31 33 43 44 48 52 53 57 70 73 74 76 85 87 93 971 972 973 987 988
  de la |dans la |23 26 42 50 51 55 58 72 80 86
  du |dans le |14 15 18 25 29 30 32 39 45 46 56 59 62 63 67 68 69 81 83 90 94 95
  des |dans les |04 05 06 08 13 22 40 64 65 66 78 79 88 92 984
  d'|en |28 35 37
  de |en |47 49 54 71 77 82
  de |dans le |41 84
  de |à |75 974 975 976 977 978 986
  de l'|sur l'|989`;

export interface Said {
  /** « de la », « du », « de l' », with the space that follows. */
  readonly of: string;
  /** « en », « dans le », « à », with the space that follows. */
  readonly in: string;
}

/** By INSEE code. */
export const DEPARTEMENT_SAID: ReadonlyMap<string, Said> = new Map(
  DEPARTEMENT_GROUPS.trim()
    .split('\n')
    .flatMap(line => {
      const [of = '', at = '', codes = ''] = line.trimStart().split('|');
      return codes.split(' ').map((code): [string, Said] => [code, { of, in: at }]);
    }),
);

/** « dans le Grand Est »; régions that are not here take « en ». By INSEE code. */
export const REGION_IN: ReadonlyMap<string, string> = new Map([
  ['04', 'à '],
  ['06', 'à '],
  ['32', 'dans les '],
  ['44', 'dans le '],
  ['52', 'dans les '],
]);

/** Words that say what kind of place is meant; they are not the name. */
export const EPCI_WORDS: ReadonlySet<string> = new Set(
  `cc ca cu com comcom communaute communautes communes agglomeration agglo urbaine metropole eurometropole metropolitaine
  europeenne intercommunalite intercommunale intercom interco epci`.split(/\s+/),
);
/** An EPCI's type by the word that opens a query. */
export const TYPE_HINTS: ReadonlyArray<readonly [RegExp, readonly string[]]> = [
  [/^(?:cc|com com|comcom|communaute communes)(?: |$)/, ['CC']],
  [/^(?:ca|communaute agglomeration|communaute agglo)(?: |$)/, ['CA']],
  [/^(?:cu|communaute urbaine)(?: |$)/, ['CU']],
  [/^(?:metropole|eurometropole)(?: |$)/, ['METRO', 'MET69']],
];
export const DEPARTEMENT_WORDS = /^(?:departements?|depts?|dpts?|deps?)$/;
export const REGION_WORDS = /^(?:regions?|reg)$/;

/** Never part of the comparison. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  'de du des d la le les l et en a au aux sur sous dans of the in and'.split(' '),
);
/** Weigh little when one side has them and not the other: « Annecy », « CA du Grand Annecy ». */
export const LIGHT_WORDS: ReadonlySet<string> = new Set(
  `grand pays region bassin canton territoire district espace communaute cc ca cu agglomeration agglo metropole
  interco intercom europeenne`.split(/\s+/),
);
/** Words that place someone inside a place: left out when nothing is found with them (« Finistère sud »). */
export const INSIDE_WORDS =
  /^(?:sud|nord|est|ouest|centre|environs|alentours|autour|cote|ville|banlieue|rural|rurale)$/;
/** What may come before the name in a sentence. */
export const LEAD =
  /^(?:(?:je|j|on|nous|c'est|ici|chez|moi|suis|sommes|habite|habitons|vis|vit|vivons|travaille|travaillons|bosse|interviens|intervenons|dans|en|a|au|aux|sur|le|la|les|l|un|une|mon|ma|notre|de|du|des|d|territoire|secteur|pour|plutot|alors|bonjour|commune|ville|i|live|work|am|we|are|my|is|from|the|in|of)(?:[\s':]+))+/;

/** One spelling for what is written in several ways. */
export const SPELLINGS: ReadonlyMap<string, string> = new Map(
  `st:saint ste:sainte sts:saints stes:saintes mt:mont mts:monts gd:grand gde:grande hte:haute htes:hautes ht:haut deux:2 trois:3 quatre:4 sept:7
  mille:1000 coeurs:coeur`
    .split(/\s+/)
    .map((entry): [string, string] => {
      const [from = '', to = ''] = entry.split(':');
      return [from, to];
    }),
);

/** The whole country, as search keys (see `placeKey`). */
export const COUNTRY_KEYS: ReadonlySet<string> = new Set(
  `france franceentiere toutefrance toutelafrance partout partoutfrance partoutenfrance national nationale nationaux
  niveaunational echellenationale echelonnational toutpays payentier paysentier ensemblepays ensemblefrance
  ensembleterritoire ensembleterritoirenational territoirenational toutterritoire toutterritoirenational hexagone
  francemetropolitaine allfrance wholefrance wholecountry allcountry everywhere nationwide nationallevel fr`.split(
    /\s+/,
  ),
);

/** Names that people use for official ones. */
export const NICKNAMES: ReadonlyArray<readonly [string, string]> = [
  ['paca', 'reg:93'],
  ['sud', 'reg:93'],
  ['region sud', 'reg:93'],
  ['idf', 'reg:11'],
  ['brittany', 'reg:53'],
  ['normandy', 'reg:28'],
  ['corsica', 'reg:94'],
  ['ile france', 'reg:11'],
  ['hdf', 'reg:32'],
  ['aura', 'reg:84'],
  ['bfc', 'reg:27'],
  ['cvl', 'reg:24'],
  ['pdl', 'reg:52'],
  ['taaf', 'dep:984'],
  ['caledonie', 'dep:988'],
  ['spm', 'dep:975'],
  ['reunion', 'dep:974'],
  ['reunion', 'reg:04'],
  ['mel', 'epci:200093201'],
  ['amp', 'epci:200054807'],
  ['marseille', 'epci:200054807'],
  ['paris', 'epci:200054781'],
  ['pays basque', 'epci:200067106'],
];

/** Former régions and other names that no place bears any more: what they may mean, offered and never assumed. */
export const FORMER_NAMES: ReadonlyArray<readonly [string, readonly string[]]> = [
  ['alsace', ['reg:44', 'dep:67', 'dep:68']],
  ['aquitaine', ['reg:75']],
  ['auvergne', ['reg:84']],
  ['bourgogne', ['reg:27']],
  ['centre', ['reg:24']],
  ['champagne ardenne', ['reg:44']],
  ['franche comte', ['reg:27']],
  ['languedoc roussillon', ['reg:76']],
  ['limousin', ['reg:75']],
  ['lorraine', ['reg:44']],
  ['midi pyrenees', ['reg:76']],
  ['nord pas calais', ['reg:32', 'dep:59', 'dep:62']],
  ['haute normandie', ['reg:28']],
  ['basse normandie', ['reg:28']],
  ['picardie', ['reg:32']],
  ['poitou charentes', ['reg:75']],
  ['rhone alpes', ['reg:84']],
  ['savoie mont blanc', ['dep:73', 'dep:74']],
  ['2 savoies', ['dep:73', 'dep:74']],
  ['20', ['dep:2A', 'dep:2B', 'reg:94']],
];
