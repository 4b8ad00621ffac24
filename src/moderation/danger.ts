/**
 * Words of somebody in danger, or who is one: suicide, violence, a child. Whoever writes them is given the emergency
 * numbers at once and the staff are alerted, so a phrase too many is better than one missed. Figures of speech (« cette
 * démarche me tue ») are left out.
 */
import { findAll, type Finding } from './finding.ts';

const DIE = String.raw`(?:me |m'|se |s')(?:suicider|tuer|pendre|noyer|buter|flinguer|foutre en l'air|jeter (?:sous|du|par|dans)|ouvrir les veines|supprimer)`;
const WANT = String.raw`(?:veux|veut|voudrais|voudrait|vais|va|aimerais|aimerait|envie de|envie d'|pense a|pense souvent a|songe a|parle de|menace de|prefere|compte|essaye de|essaie de|tente de)`;
const THEY = String.raw`(?:il|elle|on|mari|femme|compagnon|compagne|conjoint|copain|copine|ex|pere|mere|beau-pere|belle-mere|frere|fils|oncle|patron|voisin|grand-pere|parents)`;
const SUICIDE = [
  `${WANT} ${DIE}`,
  String.raw`${WANT} (?:mourir|crever|disparaitre)(?! (?:de rire|d'ennui|de faim|de soif|de honte|de chaud|de froid|des ecrans))`,
  String.raw`(?:plus|aucune) (?:envie|raison) de vivre`,
  String.raw`(?:mettre|mets|met|mettrai|mettrais) fin a (?:mes|ses|nos) jours`,
  String.raw`(?:envie|vais|veux|veut|pense a|temps) d?'?en finir(?! (?:avec|une|au plus))`,
  String.raw`en finir avec (?:la vie|ma vie|moi|tout ca une bonne fois)`,
  String.raw`(?:ne plus|plus envie d')exister`,
  String.raw`(?:ne plus|voudrais ne plus|voudrais ne pas) (?:exister|me reveiller)`,
  String.raw`(?:sauter|me jeter|se jeter) (?:par la fenetre|du pont|d'un pont|du toit|sous (?:le|un) train|dans le vide|du balcon)`,
  String.raw`aval(?:er|e|erai) (?:tous |toutes )?(?:mes|des|ses|les) (?:cachets|medicaments|comprimes|pilules|somniferes)`,
  String.raw`me scarifie|scarifier|m'automutile|me coupe les veines|me taillade`,
  String.raw`(?:voudrais|aimerais) etre morte?`,
];
const VIOLENCE = [
  `${THEY}(?: [a-z']+)? (?:me |m'|nous )(?:bat|frappe|cogne|tabasse|etrangle|sequestre|enferme|viole|gifle|a frappee?|a battue?|a violee?|a etranglee?)`,
  String.raw`(?:suis|est|sont|etais|etait) (?:battue?s?|violee?s?|frappee?s?|sequestree?s?)(?: (?:par|tous|toutes|chaque|depuis|quand|le soir|la nuit)|[.!,]|$)`,
  String.raw`m'a (?:violee?|agressee?|poignardee?)|m'enferme`,
  String.raw`(?:menace|menacent|jure) de (?:me|nous|la|le|les|se) (?:tuer|frapper|bruler|egorger|planter|violer)`,
  String.raw`(?:me|nous|la) tuerait?|va me tuer|veut me tuer|vont me tuer`,
  String.raw`(?:vais|allons|faut) (?:le|la|les|te|vous|tous les|l')(?: ?tous)? ?(?:tuer|planter|buter|egorger|crever|poignarder|abattre|bruler|descendre|flinguer)`,
  String.raw`victime de (?:violences?|viols?|coups)|violences? conjugales? (?:chez|a la maison|que je)`,
  String.raw`j'ai (?:un couteau|une arme|un fusil|un flingue)`,
];
const CHILD = [
  String.raw`(?:pere|beau-pere|oncle|frere|grand-pere|entraineur|prof|cousin|voisin|educateur|papa|papi) (?:me|la|le|les) (?:touche|caresse|force)`,
  String.raw`(?:enfant|enfants|petit|petite|bebe|gamin|gamine|fille|garcon)(?: [a-z'-]+){0,3} (?:est |sont |se fait )(?:battue?s?|frappee?s?|battre|frapper|violee?|abusee?|maltraitee?s?|secouee?)`,
];
const DANGER = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${[...SUICIDE, ...VIOLENCE, ...CHILD].join('|')})(?![\p{L}\p{N}])`,
  'gu',
);
/** « jveux », « jvais »: the pronoun stuck to its verb. */
const STUCK = /(?<![\p{L}\p{N}])j(?=(?:veux|vais|voudrais)(?![\p{L}\p{N}]))/gu;

/** `folded`: see `foldInPlace`. */
export function findDanger(folded: string): Finding[] {
  return findAll('danger', folded.replace(STUCK, ' '), DANGER);
}
