/**
 * What speech models write where nobody speaks: the credits of the subtitles that they learnt from, thanks for watching, one
 * sentence again and again. None of it was said.
 */
import { fold } from '#text/index.ts';

const CREDITS = [
  /^sous[- ]titr(?:age|es?)\b.*/,
  /^(?:sous[- ]titres )?realises? (?:para|par) (?:la communaute|l'?communaute) d'amara\.org.*/,
  /.*\bamara\.org\b.*/,
  /^(?:merci|thanks?|thank you)(?: a tous)?(?: beaucoup)? (?:d'avoir regarde|de votre attention|for watching|so much for watching).*/,
  /^(?:n'oubliez pas de |pensez a )?(?:vous )?abonner?z?(?:-vous)?(?: a la chaine)?[ .!]*$/,
  /^a la prochaine(?: video| fois)?[ .!]*$/,
  /^(?:please )?(?:like and )?subscribe\b.*/,
  /^(?:subtitles|transcri(?:bed|ption)|captions?) by\b.*/,
  /^[[(♪*].*[\])♪*]$/,
  /^[.…♪\s-]*$/,
];
/** Times that one sentence may be said again in a row. */
const SAID_AGAIN = 3;

/** The text without them, trimmed; empty where nothing else is left. */
export function withoutBoilerplate(text: string): string {
  const sentences = text.split(/(?<=[.!?…]\s)|(?<=\n)/u);
  const kept: string[] = [];
  let same = 0;
  let before = '';
  const whole = sentences.map(sentence => fold(sentence).trim());
  for (const [i, sentence] of sentences.entries()) {
    const said = whole[i] ?? '';
    same = said !== '' && said === before ? same + 1 : 0;
    before = said;
    if (same > SAID_AGAIN) return '';
    if (!CREDITS.some(credit => credit.test(said))) kept.push(sentence);
  }
  return kept.join('').trim();
}
