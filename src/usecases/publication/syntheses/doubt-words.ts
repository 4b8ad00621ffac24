/** Why a statement is to be verified, as the staff read it. */
import type { CitationFault } from '#synthesis/model.ts';

export const DOUBT_WORDS: Readonly<Record<CitationFault, string>> = {
  no_citation: 'plus aucune citation',
  unknown_id: 'une contribution citée ne se lit plus',
  empty_quote: 'une citation vide',
  not_in_source: "une citation n'est plus dans son texte",
  figure_not_in_source: "un chiffre n'est dans aucun texte cité",
  negation_differs: "oui au lieu de non, ou l'inverse",
  condition_lost: 'une condition ou une limite est perdue',
  wish_as_fact: 'un souhait est dit comme un fait',
  time_differs: 'un autre moment que dans le texte',
  inflated: 'en dit plus, ou de plus de gens, que le texte',
  other_voice: "nomme quelqu'un ou un lieu absent du texte",
  figure_misplaced: 'un chiffre est donné à autre chose que dans le texte',
  link_differs: 'lie deux choses autrement que le texte',
  part_unsupported: "une partie n'est pas dans le texte",
  order_cited: 'le texte cité donne des ordres à qui le lit',
  weak_support: 'trop peu de ses mots sont dans le texte',
};

/** « un chiffre n'est dans aucun texte cité ; un souhait est dit comme un fait ». */
export function sayDoubts(doubts: readonly CitationFault[]): string {
  return doubts.map(doubt => DOUBT_WORDS[doubt]).join(' ; ');
}
