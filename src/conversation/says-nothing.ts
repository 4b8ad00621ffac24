/** « Non », « rien », « RAS »: words that answer an open question with nothing to publish, nor to ask about further. */
import { fold, readYesNo } from '#text/index.ts';

const NOTHING =
  /^(?:rien(?: du tout| de plus| (?:d'autre )?a ajouter| a (?:dire|signaler))?|aucune?s?|neant|r\.? ?a\.? ?s|sans avis|nothing(?: to add)?|none|nope|n\/a)$/;

export function saysNothing(text: string): boolean {
  return readYesNo(text) === false || NOTHING.test(fold(text));
}
