/** The words numbers are said with, folded, with the misspellings seen on phones. */

type Table = ReadonlyMap<string, number>;

/** Every `a/b: n` of a compact list, as a table of words. */
function table(list: string): Table {
  const found = new Map<string, number>();
  for (const entry of list.trim().split(/\s+/)) {
    const [names = '', value = ''] = entry.split(':');
    for (const name of names.split('/')) found.set(name, Number(value));
  }
  return found;
}

export const FR_UNITS = table(`
  un/une:1 deux/2eux:2 trois/troi:3 quatre/quatres/catre:4 cinq/cinqs/sinq:5 six/sixe:6 sept/septs:7 huit/huits:8
  neuf/neufs:9`);
export const FR_TEENS = table(
  'dix/dixe:10 onze/onzes:11 douze/douzes:12 treize/treizes:13 quatorze/quatorz:14 quinze/quinz:15 seize/seizes:16',
);
export const FR_TENS = table(`
  vingt/vingts/ving/vint:20 trente/trentes/trante:30 quarante/quarente:40 cinquante/cinquente:50
  soixante/soissante:60 septante:70 huitante/octante:80 nonante:90`);
export const FR_HUNDRED: ReadonlySet<string> = new Set(['cent', 'cents']);
export const FR_THOUSAND: ReadonlySet<string> = new Set(['mille', 'milles', 'mil']);
export const FR_SCALES = table('million/millions:1000000 milliard/milliards:1000000000');
/** « une dizaine »: about that many. */
export const FR_COLLECTIVES = table(`
  huitaine:8 dizaine/dizaines/disaine/dixaine:10 douzaine/douzaines:12 quinzaine/quinzaines:15
  vingtaine/vingtaines/vintaine:20 trentaine/trentaines:30 quarantaine/quarantaines:40
  cinquantaine/cinquantaines:50 soixantaine/soixantaines:60 centaine/centaines:100 millier/milliers:1000`);

export const EN_UNITS = table('one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9');
export const EN_TEENS = table(`
  ten:10 eleven:11 twelve:12 thirteen:13 fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19`);
export const EN_TENS = table(
  'twenty:20 thirty:30 forty/fourty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety/ninty:90',
);
export const EN_HUNDRED: ReadonlySet<string> = new Set(['hundred', 'hundreds']);
export const EN_SCALES = table(`
  thousand/thousands:1000 million/millions:1000000 billion/billions:1000000000`);
export const EN_COLLECTIVES = table('dozen/dozens:12 couple:2');

/** Words that stand after digits and multiply them. */
export const AFTER_DIGITS = table(`
  k:1000 ke:1000 keur:1000 keuros:1000 mille:1000 milles:1000 millier:1000 milliers:1000 thousand:1000
  million:1000000 millions:1000000 meur:1000000 milliard:1000000000 milliards:1000000000 billion:1000000000
  cent:100 cents:100 hundred:100 dizaine:10 dizaines:10 douzaine:12 douzaines:12 dozen:12 centaine:100 centaines:100`);

/** « un » is an article too: before these it counts nothing. */
export const NOT_ONE: ReadonlySet<string> = new Set(
  `peu partie maximum max minimum min fois jour autre autres certain certaine grand grande bon bonne tas paquet foule
  multitude infinite probleme idee moment poignee petit petite fille majorite quantite of more thing day time`.split(
    /\s+/,
  ),
);
/** What may stand before « un » that counts. */
export const BEFORE_ONE: ReadonlySet<string> = new Set(
  `il y en a on j ai nous avons connais connait vois juste seulement environ peut etre au moins dirais je crois que
  oui euh maybe just only there is`.split(/\s+/),
);
/** After « aucun », these say that nothing is known, or speak of something else than a count. */
export const NOT_ZERO: ReadonlySet<string> = new Set(
  `idee idees avis souci soucis probleme problemes information informations info infos donnee donnees chiffre chiffres
  doute moyen notion connaissance difference importance rapport interet clue idea problem information`.split(/\s+/),
);
/** Words without a count. */
export const UNBOUNDED =
  /\b(?:beaucoup|plusieurs|quelques|nombreux|nombreuses|enormement|plein|pas mal|multiples|innombrables|tas de|foule de|poignee|infinite|multitude|trop|many|several|a few|lots|plenty|numerous|countless|a lot|tons)\b/;
/** Words or signs that say « about ». */
export const APPROXIMATE =
  /[~≈±]|\+\/-|[<>]|\b(?:environ|environs|env|approximativement|approx|a peu pres|peu pres|autour|aux alentours|vers|quasi|quasiment|presque|pres de|plus de|plus d'|moins de|moins d'|au moins|au plus|minimum|maximum|mini|maxi|max|min|jusqu'a|dans les|peut-etre|peut etre|je dirais|disons|je pense|je crois|il me semble|grosso modo|sais pas|sait pas|not sure|a la louche|a vue de nez|bonne|bon|petite|petit|grosse|gros|about|around|roughly|nearly|almost|approximately|over|under|more than|less than|fewer than|at least|at most|up to|maybe|perhaps|probably|or so|i think|i guess|some)\b|\d ?\+(?!\d)|(?:^| )\+ ?(?:de )?\d/;
