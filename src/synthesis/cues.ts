/** What a sentence does: proposes, tells something lived, names an obstacle; and whether it can be shown as it stands. */
import { fold } from '#text/index.ts';

export type Cue = 'proposal' | 'experience' | 'obstacle' | null;

const PROPOSAL =
  /\b(?:il (?:faut|faudrait|conviendrait|serait (?:bien|bon|utile|souhaitable|interessant|judicieux)|est (?:necessaire|indispensable|urgent|important)) (?:de|d'|que|qu'|\w+)|(?:faut|faudrait) \w+|(?:je|nous) (?:propose|proposons|suggere|suggerons|souhaite|souhaitons|voudrais|voudrions|demande|demandons|recommande|preconise)|devrai(?:t|ent)|doi(?:t|vent) (?:etre )?\w+|pourquoi ne pas|on (?:devrait|pourrait|doit)|pourrai(?:t|ent)|suffirait|a quand|besoin (?:de|d'un|d'une))\b/;
const INFINITIVE_FIRST =
  /^(?:(?:deja|aussi|surtout|enfin|ensuite|puis|et|ne (?:pas|plus)|mieux|simplement|\d+[).]?|[a-z]\)) )*[a-z']{2,}(?:er|ir|oir|aire|ettre|endre|oindre|uire|vre|rire)\b/;
const NOUN_FIRST =
  /^(?:(?:une?|la|le|les|l'|des|plus de|d'avantage de|davantage de|moins de|plus d'|moins d') ?)?(?:creation|mise en (?:place|oeuvre|ligne)|suppression|developpement|generalisation|simplification|publication|reduction|diminution|augmentation|baisse|hausse|formation|ouverture|mutualisation|interdiction|obligation|instauration|renforcement|retablissement|retour|maintien|plus (?:de|d')|moins (?:de|d')|davantage|arret|fin (?:de|des|du)|taxation|revalorisation|transparence|limitation)\b/;
const EXPERIENCE =
  /\b(?:chez (?:nous|moi)|dans (?:ma|notre|mon) (?:commune|ville|village|quartier|departement|entreprise|famille|travail|metier|ecole|cas|region)|j'ai (?!l'impression|envie|bien|pas d'|un avis)\w+|j'etais|je (?:suis (?:alle|allee|passe|maman|mere|pere|papa|un|une|en|au|agent|enseignant\w*|infirmi\w*|retraite\w*|handicap\w*)|me suis|travaille|vis|habite|fais|trie|composte|prends|mange|roule|n'ai (?:pas|jamais) \w+)|mon (?:mari|fils|pere|conjoint|epoux|compagnon|ex|medecin|employeur|enfant)|ma (?:fille|mere|femme|conjointe|belle|grand)|mes (?:enfants|parents|eleves|filles|collegues|clients)|nous avons (?:du|eu|mis|fait|ete)|on m'a|m'a ete|a mon travail|personnellement,? (?:je|j'))/;
const OBSTACLE =
  /\b(?:manque(?:nt)? (?:de|d'|cruellement)?|difficultes?|difficiles?|problemes?|impossible|compliquee?s?|complexite|complexes?|trop (?:de|d'|cher|chere|chers|compliqu\w*|long\w*|lent\w*|loin|peu|souvent|complex\w*)|(?:n'|ne )?(?:ont|a|y a|avons|avez|ai) (?:pas|plus|aucun\w*) (?:d'|de|acces|toujours)?|ne (?:fonctionne|marche|repond\w*|sai(?:t|s|vent)|peu(?:t|vent|x)|suffi\w*|comprend\w*|permet\w*) (?:pas|plus|jamais|rien)|pas (?:assez|acces|possible|adapte\w*)|absence (?:de|d')|pannes?|bugs?|fracture|penurie|fermeture|injust\w*|inegalites?|exclu\w*|insuffisan\w*|desert\w*|lenteurs?|inaccessible\w*|injoignable\w*|zones? blanches?)\b/;
/** Insults and shouting: read, counted, never put forward. */
const RUDE =
  /\b(?:cons?|conn?ards?|connasses?|salauds?|salopes?|putes?|merde\w*|encul\w*|foutre|bordel|voyous?|crapules?|voleurs?|pourris?|parasites?|abrutis?|debiles?|cretins?|imbeciles?|ta gueule|chier|pute|couilles?|idiots?|idiotes?|bougnoules?|negres?|youpins?|pd|tarlouzes?)\b/;

/** The strongest cue of a sentence; a proposal is one even where it names what it would mend. */
export function cueOf(sentence: string): Cue {
  const folded = fold(sentence);
  if (EXPERIENCE.test(folded) && !/\b(?:propose|suggere|souhaite|voudrais|demande)\b/.test(folded)) return 'experience';
  if (PROPOSAL.test(folded) || INFINITIVE_FIRST.test(folded) || NOUN_FIRST.test(folded)) return 'proposal';
  if (OBSTACLE.test(folded)) return 'obstacle';
  return null;
}

/** Words of a sentence that can be shown alone. */
const FEWEST_WORDS = 4;
const BEST_CHARS = [45, 190] as const;

/** 0 to 1: how well a sentence reads alone, out of its text. 0: not to be put forward. */
export function readability(sentence: string): number {
  const folded = fold(sentence);
  const count = folded.split(' ').length;
  if (count < FEWEST_WORDS || RUDE.test(folded)) return 0;
  let worth = 1;
  const letters = sentence.match(/\p{L}/gu)?.length ?? 0;
  const capitals = sentence.match(/\p{Lu}/gu)?.length ?? 0;
  if (capitals > letters * 0.4) worth *= 0.3;
  if (/[!?]{2,}|\.{3,}|…/u.test(sentence)) worth *= 0.6;
  if (sentence.endsWith('?')) worth *= 0.6;
  if (/https?:|www\./u.test(sentence)) worth *= 0.4;
  if (
    /^(?:et|mais|car|donc|puis|ou|or|qui|que|dont|cela|ca|ce qui|celui|celle|ceux|ils?|elles?|lui|y|en|sinon|alors|par exemple|ex|etc|c'est|ces|leur|aussi)\b/.test(
      folded,
    )
  )
    worth *= 0.45;
  if (/(?:\b(?:de|du|des|la|le|les|un|une|et|ou|que|qui|pour|par|a|en|d|l)|[,:'’(])$/iu.test(sentence)) worth *= 0.3;
  if ((sentence.match(/[(«"]/gu)?.length ?? 0) !== (sentence.match(/[)»"]/gu)?.length ?? 0) && !sentence.includes('"'))
    worth *= 0.7;
  // The end of an aside whose beginning is elsewhere.
  if (/^(?!\s*\w{1,2}\))[^(]*\)/u.test(sentence)) worth *= 0.3;
  // Pieces of law, headings and lists: true, and unreadable alone.
  if (
    /^(?:=|\[|article\b|art\.?\s|chapitre\b|titre\b|section\b|[IVX]+\b[.\s]|\d+°|[a-z]\)|après le \S+ alinéa)/iu.test(
      sentence,
    )
  )
    worth *= 0.35;
  if (/^\p{Ll}/u.test(sentence)) worth *= 0.92;
  if (sentence.length < BEST_CHARS[0]) worth *= 0.75;
  if (sentence.length > BEST_CHARS[1]) worth *= 0.7;
  // No accent in a long sentence: typed in haste, often with other slips.
  if (letters > 60 && !/[à-ÿ]/u.test(sentence)) worth *= 0.85;
  return worth;
}
