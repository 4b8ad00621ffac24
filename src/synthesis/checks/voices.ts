/** Groups, actors and places that a statement names: somebody's words must not be lent to somebody else. */
import type { Evidence } from './evidence.ts';

/** Each group: how a statement names it, and what in a source shows that it is there. */
const GROUPS: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:elue?s?|maires?|conseill\w+ municipa\w+)\b/,
    /\b(?:elue?s?|maires?|adjointe?s?|conseill\w+ municipa\w+|depute\w*|senat\w*|municipalite|mandat\w*|nous, commune)\b/,
  ],
  [
    /\bagente?s?\b|\bfonctionnaires?\b|\bsecretaires? de mairie\b/,
    /\b(?:agente?s?|fonctionnaires?|secretaires?|personnels?|fonction publique|guichet\w*|titulaires?|territoria\w*|agents|service public|services publics)\b/,
  ],
  [
    /\bjeunes?\b|\b(?:lyceen|collegien|etudiant|adolescent)\w*\b/,
    /\b(?:jeun\w+|lyce\w+|colleg\w+|etudi\w+|ado\w*|enfan\w+|ecol\w+|eleves?|fils|filles?|garcons?|universit\w*|(?:1\d|2\d) ans|generation\w*|scolai\w+|mission locale|apprenti\w*)\b/,
  ],
  [
    /\b(?:personnes agees|seniors?|retraite(?:e|s|es)?|aine(?:e|s|es)|anciens)\b/,
    /\b(?:age(?:e|s|es)?|seniors?|retrait\w*|aine(?:e|s|es)?|ancien\w*|vieux|vieil\w*|grands?-?(?:mere|pere|parent)s?|(?:[6-9]\d) ans|ehpad|pere|mere|parents)\b/,
  ],
  [
    /\bparents?\b|\bfamilles?\b/,
    /\b(?:parent\w*|famil\w*|mere|pere|meres|peres|maman\w*|papa\w*|fils|filles?|enfants?|couples?|foyers?|menages?|conjoint\w*|mari|epou\w+|femme|bebe\w*|conge\w*)\b/,
  ],
  [
    /\b(?:enseignante?s?|professeure?s?|instituteurs?|institutrices?)\b/,
    /\b(?:enseign\w*|profs?|professeur\w*|institut\w*|ecol\w*|colleg\w*|lyce\w*|education|eleves?|classe|scolair\w*|academi\w*|pedagog\w*)\b/,
  ],
  [/\b(?:benevoles?)\b/, /\b(?:benevol\w*|associati\w*)\b/],
  [/\b(?:associations?)\b/, /\b(?:associati\w*|benevol\w*|asso|assos|collectif\w*|club\w*)\b/],
  [
    /\b(?:chefs? d'entreprise|entrepreneur\w*|artisan\w*|commercant\w*|patrons?|employeurs?|entreprises?|pme|tpe)\b/,
    /\b(?:entrepr\w*|artisan\w*|commerc\w*|patron\w*|employeu\w*|pme|tpe|societes?|salari\w*|emploi|boite\w*|industri\w*|prive|rh|recrut\w*|boutique\w*|professionnel\w*|travail\w*|metiers?)\b/,
  ],
  [
    /\b(?:agricult\w+|exploitants?|eleveurs?|paysan\w*)\b/,
    /\b(?:agric\w+|exploit\w*|elev(?:eur|age)\w*|paysan\w*|ferm\w+|pac|viti\w*)\b/,
  ],
  [
    /\b(?:salarie(?:e|s|es)?|employe(?:e|s|es)?)\b/,
    /\b(?:salari\w*|employ\w*|travail\w*|collegues?|entrepr\w*|equipes?|personnel\w*|emplois?|boulot|cdi|cdd|metiers?)\b/,
  ],
  [
    /\b(?:medecins?|infirmi\w+|soignante?s?)\b/,
    /\b(?:medecin\w*|medic\w*|infirmi\w*|soign\w*|sante|docteur\w*|hopita\w*|generalist\w*)\b/,
  ],
  [/\b(?:bibliothecaires?)\b/, /\b(?:bibliothe\w*|mediathe\w*)\b/],
  [/\b(?:conseill\w+ numeriques?|mediat(?:eur|rice)s?(?: numeriques?)?)\b/, /\b(?:conseill\w+|mediat\w+)\b/],
  [/\b(?:travailleu\w+ socia\w+|assistante?s? sociale?s?)\b/, /\b(?:travailleu\w+|assistante?s?|socia\w+)\b/],
  [
    /\b(?:chomeu\w+|demandeurs? d'emploi|demandeuses? d'emploi)\b/,
    /\b(?:chom\w*|emploi\w*|france travail|pole emploi|rsa)\b/,
  ],
  [
    /\b(?:personnes handicapees|(?:personnes )?en situation de handicap|aveugles?|malvoyante?s?|sourde?s?)\b/,
    /\b(?:handicap\w*|aveugl\w*|voyant\w*|malvoy\w*|sourd\w*|malentend\w*|deficien\w*|fauteuil|invalid\w*|lecteur d'ecran|aah|mdph|trouble\w*)\b/,
  ],
  [
    /\b(?:femmes?|habitantes?|meres?)\b/,
    /\b(?:femm\w*|feminin\w*|femini\w*|meres?|maman\w*|filles?|elles?|dames?|madame|mme|fille\w*|sexis\w*|egalite|parite|genres?|\w+(?:trice|euse|iere|ante|ente|ee|ienne)s?)\b/,
  ],
  [
    /\b(?:hommes|peres?)\b/,
    /\b(?:homm\w*|masculin\w*|peres?|papa\w*|paternite|garcons?|mecs?|ils|messieurs|mari|maris|sexis\w*|egalite|parite|genres?|conjoint\w*)\b/,
  ],
  [/\b(?:prefets?|prefectures?|sous-prefectures?)\b/, /\bprefe\w*|prefet\w*/],
  [
    /\b(?:l'etat|gouvernement|ministeres?|pouvoirs publics)\b/,
    /\b(?:etat|gouvern\w*|minist\w*|pouvoirs? publics?|nation\w*|loi\w*|public\w*|politi\w*|administrati\w*|legislat\w*|impot\w*|president\w*|republique)\b/,
  ],
  [/\bregions?\b/, /\b(?:region\w*|territo\w*)\b/],
  [/\bdepartements?\b/, /\b(?:departement\w*|conseil general|territo\w*)\b/],
  [
    /\b(?:intercommunalites?|communautes? de communes|agglomerations?|metropoles?)\b/,
    /\b(?:intercommun\w*|communaute\w*|agglo\w*|metropo\w*|communes?|epci|mutualis\w*|com'? ?com)\b/,
  ],
];

/** Whether the statement names a group that none of the cited texts shows. */
export function lendsVoice(statement: string, { allPlain }: Evidence): boolean {
  return GROUPS.some(([named, shown]) => named.test(statement) && !shown.test(allPlain));
}

/** A capital inside a sentence: a name. Not after an end, a colon or a guillemet, where any word has one. */
const NAME =
  /(?<=[\p{L}\p{N},’'(-] ?(?:[lLdD]['’])?)(?<![.!?:;«"]\s?(?:[lLdD]['’])?)(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]+/gu;
/** Names that anyone may add without adding anything. */
const COMMON = /^(?:france|francais|etat|internet|web|republique|nation)/;

/** Whether the statement names a place, a body or a person that none of the cited texts names. */
export function namesUnknown(raw: string, { allPlain }: Evidence, fold: (text: string) => string): boolean {
  // Shouted, or a title: capitals tell nothing.
  if ((raw.match(/\p{Lu}/gu)?.length ?? 0) > raw.length / 4) return false;
  for (const [name] of raw.matchAll(NAME)) {
    const folded = fold(name);
    if (folded.length < 3 || COMMON.test(folded)) continue;
    // The first letters are enough: « Creuse », « creusois ».
    if (!allPlain.includes(folded.slice(0, Math.max(3, Math.min(6, folded.length - 1))))) return true;
  }
  return false;
}
