/** What a quotation left out of its own sentence, and that turns it round; and words that give orders to whoever reads. */
import { type Around, type Evidence, shared, stemsOf } from './evidence.ts';
import { plain } from './plain.ts';

const NEGATION =
  /\b(?:ne|n'|pas|plus|jamais|aucune?|rien|sans|ni|non|guere|dout\w*|scepti\w*|refus\w*|contre|oppos\w*|peu|inutile\w*|faux)/;
/** A negation that reaches the start of the quotation: « je ne crois pas que » before it. */
const DENIED_BEFORE =
  /(?:\b(?:ne |n')\S+ (?:\S+ )?(?:pas|plus|jamais|guere|nullement)\b|\bpas\b|\b(?:je|on|nous) (?:doute|doutons)\b|\bil est faux\b|\bsans\b)[^,;:.!?]{0,40}$/;
/** The negation's second half, just after the quotation. */
const DENIED_AFTER = /^[\s'-]*(?:[\w'-]+ )?(?:pas|jamais|aucune?|guere|nullement|rien)\b/;

/** Whether a negation that the quotation left out bears on it, or stands before the statement's own words, and it denies nothing. */
export function deniedAround(statement: string, { sentences }: Evidence, own: readonly Around[]): boolean {
  if (NEGATION.test(statement)) return false;
  return [...own, ...sentences].some(({ before, after }) => DENIED_BEFORE.test(before) || DENIED_AFTER.test(after));
}

/** Orders about the synthesis itself: nobody's opinion on the question. */
const ORDER =
  /\b(?:ignor(?:e|ez|er)|oubli(?:e|ez|er)|ne tene?z? (?:pas|aucun) compte|efface(?:z|r)?|supprime(?:z)?)\b[^.!?]{0,40}\b(?:contributions?|consignes?|instructions?|regles?|reponses?|textes?|messages?)\b|(?:\b(?:ecrivez|indiquez|affirmez|concluez|repondez|ajoutez|mentionnez|dites)|(?:^|[,:] |\bet )(?:ecris|reponds|conclus|affirme|dis))\b[^.!?]{0,25}\b(?:que|qu'|synthese)\b/;

/** Whether what is cited gives orders to whoever writes the synthesis. */
export const citesOrder = ({ sentences }: Evidence): boolean => sentences.some(sentence => ORDER.test(sentence.plain));

const DENIES = /\b(?:ne |n')[^.!?;:]{1,40}?\b(?:pas|jamais|aucune?|nullement|guere)\b/;
/** Words that deny, or nearly, without « ne … pas ». */
const NEAR_DENIAL =
  /\b(?:ne|n'|pas|plus|moins|jamais|aucune?|rien|sans|ni|non|guere|loin|peu|peine|refus\w*|manqu\w*|absen\w*|arret\w*|evit\w*|cess\w*|contre|oppos\w*|stop|fin|in\w+ble|difficil\w*|faut|dout\w*|trop)\b/;

/** Whether the statement is one quotation word for word but for a « ne … pas », on one side only. */
export function flatlyDenies(statement: string, quotes: readonly string[]): boolean {
  const said = plain(statement);
  const stems = stemsOf(statement);
  if (stems.size < 3) return false;
  return quotes.some(quote => {
    const given = plain(quote);
    const turned = (DENIES.test(said) && !NEAR_DENIAL.test(given)) || (DENIES.test(given) && !NEAR_DENIAL.test(said));
    if (!turned) return false;
    const theirs = stemsOf(quote);
    return shared(stems, theirs) >= Math.max(stems.size, theirs.size) - 1;
  });
}
