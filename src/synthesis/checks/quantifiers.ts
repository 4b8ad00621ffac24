/** « Certains » told as « tous », « souvent » as « toujours », « surtout » as « uniquement ». */
import type { Evidence } from './evidence.ts';

/** Idioms in which the word counts nothing. */
const IDIOMS =
  /\b(?:tout a fait|tout de (?:meme|suite)|tous? (?:les )?deux|toutes (?:les )?deux|en tout cas|tout d'abord|avant tout|surtout pas|pas du tout|du tout|tout en|malgre tout|tout comme|toujours (?:pas|plus|rien|aussi|autant)|non seulement|a tout prix|tout (?:seul|petit|simplement|autant|aussi|au (?:long|plus|moins))|tous les (?:jours|mois|ans|matins|soirs)|toutes les semaines|tout le temps|en toute|a part entiere|pour tous|a tous|de tous|par tous|tous et toutes|toutes et tous|tout ce qu\w*|chaque (?:jour|mois|semaine|annee|annee|fois))\b/g;

interface Scale {
  readonly words: RegExp;
  /** Other words of a source that say as much. */
  readonly borneBy: RegExp;
  /** Loosely used: it inflates only what the source says of a part. */
  readonly onlyOverParts: boolean;
}

/** A statement may say no more than its source. */
const SCALES: readonly Scale[] = [
  {
    words:
      /\b(?:tous|toutes|tout(?= (?:le|l'|ce|les|habitant|usager|agent|citoyen))|toute(?= (?:la|l'|cette|personne))|totalite|integral\w*|ensemble des|chaque|chacune?|unanim\w*|toujours|systematique\w*|partout|entierement|totalement|completement|absolument|personne (?:ne|n')|aucune?|jamais)\b/,
    borneBy: /\b(?:100 ?%|quel\w* que|n'importe|universel\w*|sans exception|rien|nulle?|personne)\b/,
    onlyOverParts: true,
  },
  {
    words:
      /\b(?:la plupart|majorite|majoritaire\w*|generalement|le plus souvent|principalement|essentiellement|presque tou\w+)\b/,
    borneBy:
      /\b(?:plupart|majorit\w*|souvent|general\w*|principal\w*|essentiel\w*|presque|quasi\w*|surtout|beaucoup|tous|toutes|toujours)\b/,
    onlyOverParts: false,
  },
  {
    words: /\b(?:uniquement|seulement|exclusivement)\b/,
    borneBy: /\b(?:seule?s?|exclusiv\w*|que|qu'|rien que|limit\w*|reserv\w*|juste|sauf)\b/,
    onlyOverParts: false,
  },
  {
    words: /\b(?:beaucoup|nombreu\w+|souvent|frequemment|massivement|enormement|largement)\b/,
    borneBy:
      /\b(?:nombr\w+|frequ\w+|massi\w+|enorm\w+|large\w*|plein|trop|tant|tellement|tres|multipl\w*|toujours|tous|toutes|tout|chaque|plupart|majorit\w*|plus en plus|regulier\w*|partout)\b/,
    onlyOverParts: true,
  },
];
/** What says that a source speaks of a part. */
const PARTIAL =
  /\b(?:certaine?s?|quelques|quelque|parfois|plusieurs|une partie|en partie|partiel\w*|moitie|tiers|quart|surtout|souvent|rarement|peu|beaucoup|la plupart|majorit\w*|presque|quasi\w*|principal\w*|essentiel\w*|a peine|environ|pas (?:tous|toutes|toujours|partout)|un sur|une sur|\d+ ?%|\d+ sur \d+|de temps en temps|par endroits|nombreu\w+|(?:dans|de) (?:ma|mon|notre) \w+|chez (?:moi|nous))\b/;
const VOICES =
  /\b(?:(?:tous|toutes|la plupart|majorite|ensemble|unanim\w*)(?: \w+| d'| l')? ?(?:les |des |de )?(?:contribut\w+|participant\w*|repondant\w*|contributions|reponses|citoyens consultes))\b/;

/** Whether the statement speaks for those who took part: one contribution can't, whatever it says. */
export const speaksForAll = (statement: string): boolean => VOICES.test(statement);

/** Whether the statement says more, or of more people, than its source. */
export function inflated(statement: string, { sentences }: Evidence): boolean {
  const said = statement.replace(IDIOMS, ' ');
  const given = sentences.map(({ plain }) => plain.replace(IDIOMS, ' ')).join(' ');
  return SCALES.some(
    ({ words, borneBy, onlyOverParts }) =>
      words.test(said) && !words.test(given) && !borneBy.test(given) && (!onlyOverParts || PARTIAL.test(given)),
  );
}
