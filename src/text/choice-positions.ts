/** Choices told by their place: « 2 », « b », « le 2 », « la deuxième », « 1, 3 et 5 », « 1 à 3 », 2️⃣. */
import { flatten, oneLine } from './normalize.ts';
import { readPhrase } from './number-phrases.ts';

const LEAD =
  /^(?:(?:je (?:choisis|prends|dirais|vote)|plutot|c'est|le|la|les|l'|the|n°|no|num|numeros?|number|nr|options?|choix|reponses?|points?|propositions?|answer|choice|lettres?|letter)(?:[ .:]+|(?<=['°])))+/;
const RANKS: ReadonlyArray<[RegExp, number]> = [
  [/^(?:premiere?|1 ?(?:ere?|st)|first)$/, 1],
  [/^(?:deuxieme|seconde?|second|2 ?nde?)$/, 2],
  [/^(?:troisieme|third|3 ?rd)$/, 3],
  [/^(?:quatrieme|fourth)$/, 4],
  [/^(?:cinquieme|fifth)$/, 5],
  [/^(?:sixieme|sixth)$/, 6],
  [/^(?:septieme|seventh)$/, 7],
  [/^(?:huitieme|eighth)$/, 8],
  [/^(?:neuvieme|ninth)$/, 9],
  [/^(?:dixieme|tenth)$/, 10],
];
const LETTER = /^[a-z]$/;
const LETTER_A = 'a'.charCodeAt(0);

/** The place that one word tells, from 1; null when it tells none. `count` is how many choices there are. */
function placeOf(word: string, count: number): number | null {
  if (/^\d{1,4}$/.test(word)) return Number(word);
  if (/^(?:derniere?|last)$/.test(word)) return count;
  const rank = RANKS.find(([pattern]) => pattern.test(word))?.[1];
  if (rank !== undefined) return rank;
  const spelt = /^(\d{1,2}) ?(?:e|eme|ieme|nd|nde|th|rd|st|er|ere)$/.exec(word);
  if (spelt !== null) return Number(spelt[1]);
  return LETTER.test(word) ? word.charCodeAt(0) - LETTER_A + 1 : null;
}

/** « deux », « vingt-trois », « two »: a number that fills the whole of `flat`. */
function inWords(flat: string): number | null {
  const said = flat.split(/[ -]/);
  for (const english of [false, true]) {
    const phrase = readPhrase(said, 0, english);
    if (phrase !== null && !phrase.approximate && phrase.next === said.length && phrase.value > 0) return phrase.value;
  }
  return null;
}

/** Whether `text` between two places means « through »: « - », « à », « to ». */
function isThrough(joint: string, before: string, after: string, accented: boolean): boolean {
  if (/^(?:-|au|to|jusqu'a|jusqu'au|through)$/.test(joint)) return true;
  const areDigits = /^\d+$/.test(before) && /^\d+$/.test(after);
  return joint === 'a' && (areDigits || accented);
}

export interface Position {
  /** From 1; may be larger than the number of choices: the caller says so to the person. */
  readonly place: number;
  readonly said: string;
}

/**
 * The places told by the whole of `text`, in the order told, from 1; null when it holds anything else. « 1 à 3 » and
 * « 1-3 » are 1, 2 and 3; « 1-2-3 » is a list.
 */
export function readPositions(text: string, count: number): Position[] | null {
  const line = oneLine(text).replace(/[.!?…\s]+$/, '');
  const flat = flatten(line).replace(LEAD, '');
  const spelt = inWords(flat);
  if (spelt !== null) return [{ place: spelt, said: flat }];
  const pieces = flat
    .replace(/(?<=^|[^\p{L}\d])(?:le|la|les|l'|the|n°|numero|puis|then|plus|ainsi que)(?![\p{L}\d])/gu, ' ')
    .match(/\d+(?: ?(?:eme|ieme|ere|er|e|nde|nd|th|rd|st)(?!\p{L}))?|\p{L}+(?:'\p{L}+)?|[^\s\p{L}\d]/gu);
  if (pieces === null) return null;
  const hyphens = pieces.filter(piece => piece === '-').length;
  const accented = /à/i.test(line);
  const found: Position[] = [];
  let joint = '';
  let last = '';
  for (const [at, piece] of pieces.entries()) {
    const next = pieces[at + 1] ?? '';
    const isJoint =
      /^(?:et|and|ou|or|au|to|[-,;./&+()#:])$/.test(piece) ||
      (found.length > 0 && joint === '' && isThrough(piece, last, next, accented));
    if (isJoint) {
      if (piece !== '.' && piece !== ')' && piece !== '(') joint = piece;
      continue;
    }
    const place = placeOf(piece, count);
    if (place === null) return null;
    const from = found.at(-1)?.place;
    const through = from !== undefined && isThrough(joint, last, piece, accented) && (joint !== '-' || hyphens === 1);
    if (through && place > from && place - from <= count)
      for (let each = from + 1; each < place; each += 1) found.push({ place: each, said: String(each) });
    found.push({ place, said: piece });
    joint = '';
    last = piece;
  }
  return found.length === 0 ? null : found;
}
