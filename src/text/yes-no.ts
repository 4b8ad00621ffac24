/** « oui », « non », « je ne sais pas », and nothing else in the message. */
import { MAX_SHORT_ANSWER_CHARS } from './limits.ts';
import { flatten, oneLine } from './normalize.ts';

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s*\|\s*/));

const YES = list(`
  oui|ouais|ouai|oais|ui|wi|oiu|oyi|yes|yep|yeah|yup|sure|of course|ok|okay|okey|oki|k|o|y|d accord|daccord|dac|dacc|
  volontiers|bien sur|bien entendu|evidemment|exact|exactement|c est exact|correct|c est correct|tout a fait|
  absolument|carrement|parfait|parfaitement|c est ca|c est cela|c est bien ca|c est bien cela|c est bon|c est juste|
  voila|je veux bien|avec plaisir|si|si si|affirmatif|certainement|je confirme|confirme|je suis d accord|j accepte|
  accepte|pas de souci|pas de soucis|pas de probleme|aucun souci|aucun probleme|that s right|that s it|right|i agree|
  agreed|go|vas y|allez y|allons y|allez|👍|✅|✔|👌|🆗`);
const NO = list(`
  non|nan|nann|nn|nop|nope|no|nah|n|pas du tout|jamais|surtout pas|pas maintenant|pas vraiment|pas d accord|
  je ne suis pas d accord|je refuse|refus|negatif|certainement pas|bien sur que non|absolument pas|sans facon|
  ce n est pas ca|c est pas ca|ce n est pas cela|c est pas cela|pas ca|c est faux|faux|incorrect|
  je ne veux pas|je ne souhaite pas|je veux pas|je n accepte pas|not at all|never|not now|that s wrong|wrong|👎|❌|✖|🚫`);
const POLITE = list(`
  merci|merci beaucoup|svp|stp|s il vous plait|s il te plait|please|thanks|thank you|bonjour|bonsoir|hello|euh|heu|ben|
  bah|eh bien|alors|alors la|mais|pour moi|monsieur|madame|🙂|😊|🙏`);

const DONT_KNOW = list(`
  je ne sais pas|je sais pas|je n sais pas|je ne sais vraiment pas|je sais vraiment pas|je ne sais absolument pas|j sais pas|jsais pas|je ne sait pas|je sait pas|je ne sai pas|je sai pas|
  je c pas|je ne c pas|sais pas|sait pas|ne sais pas|ne sait pas|chais pas|chai pas|chepa|jsp|jspa|jspas|nsp|nspp|
  ne se prononce pas|je ne me prononce pas|aucune idee|pas d idee|je n ai pas d idee|j ai pas d idee|
  je n ai aucune idee|j ai aucune idee|je n en ai aucune idee|j en ai aucune idee|pas la moindre idee|
  je n ai pas la moindre idee|je n en sais rien|j en sais rien|je n en sais trop rien|je l ignore|
  i don t know|i dont know|don t know|dont know|i do not know|do not know|dunno|i dunno|idk|dk|no idea|i have no idea|
  i ve no idea|no clue|not sure|i m not sure|je ne suis pas sur|je ne suis pas sure|🤷`);
const HEDGE = list(`
  du tout|trop|vraiment|encore|exactement|precisement|pour l instant|pour le moment|a ce jour|desole|desolee|
  malheureusement|moi|really|sorry|yet|exactly|at all`);

const LONGEST_PHRASE = 8;

/** The words and emoji of a message; « ouiiii » is « oui », skin tones and joined gender signs are dropped. */
function pieces(text: string): string[] {
  if (text.length > MAX_SHORT_ANSWER_CHARS) return [];
  const flat = flatten(oneLine(text)).replace(/(\p{L})\1{2,}/gu, '$1');
  return flat.match(/\p{L}+|\d+|\p{Extended_Pictographic}/gu)?.filter(piece => !/^[♀♂]$/u.test(piece)) ?? [];
}

/** Cuts the message into known phrases, longest first; null when some word belongs to none. */
function phrasesOf(text: string, tables: readonly ReadonlySet<string>[]): ReadonlySet<string>[] | null {
  const parts = pieces(text);
  const found: ReadonlySet<string>[] = [];
  for (let at = 0; at < parts.length; ) {
    let length = Math.min(LONGEST_PHRASE, parts.length - at);
    let table: ReadonlySet<string> | undefined;
    for (; length > 0 && table === undefined; length -= 1) {
      const phrase = parts.slice(at, at + length).join(' ');
      table = tables.find(one => one.has(phrase));
    }
    if (table === undefined) return null;
    found.push(table);
    at += length + 1;
  }
  return found;
}

/**
 * True for « oui », « oui oui », « ouais », « ok », « d'accord », « c'est ça », 👍; false for « non », « nan »,
 * « non merci », « pas du tout »; null when the message says anything else, or both. French and English.
 */
export function readYesNo(text: string): boolean | null {
  const found = phrasesOf(text, [YES, NO, POLITE]);
  if (found === null) return null;
  const saysYes = found.includes(YES);
  return saysYes === found.includes(NO) ? null : saysYes;
}

/** « je ne sais pas », « jsp », « aucune idée », « don't know »: only when that is the whole message. */
export function isDontKnow(text: string): boolean {
  const found = phrasesOf(text, [DONT_KNOW, POLITE, HEDGE]);
  return found?.includes(DONT_KNOW) === true;
}
