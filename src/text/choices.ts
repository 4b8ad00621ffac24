/** Which choices? Numbers, letters, ranks, labels or parts of them; one or several. */
import {
  type ChoiceOption,
  equalChoices,
  type KnownChoice,
  labelled,
  prepareChoices,
  qualified,
} from './choice-labels.ts';
import { readPositions } from './choice-positions.ts';
import { MAX_CHOICE_WORDS, MAX_LIST_ANSWER_CHARS } from './limits.ts';
import { cleanText, fold, words } from './normalize.ts';

export type { ChoiceOption } from './choice-labels.ts';

export type ChoiceReading =
  | {
      readonly ok: true;
      /** Names of the choices, in the order told, each once. */
      readonly names: readonly string[];
      /** What was written after « autre : », as written; empty otherwise. */
      readonly rest: string;
    }
  | {
      readonly ok: false;
      /** Nothing like a choice; some part is not a choice (or a number past the last); fits several choices. */
      readonly reason: 'none' | 'unknown' | 'ambiguous';
      /** The parts that are no choice, as written. */
      readonly unknown: readonly string[];
      /** Ambiguous: the choices it may mean. Unknown: those that were understood. */
      readonly candidates: readonly string[];
    };

interface Part {
  readonly choices: readonly KnownChoice[];
  readonly isAmbiguous: boolean;
  readonly unknown: readonly string[];
}

const part = (choices: readonly KnownChoice[]): Part => ({ choices, isAmbiguous: false, unknown: [] });
const unclear = (choices: readonly KnownChoice[]): Part => ({ choices, isAmbiguous: true, unknown: [] });
const unknown = (text: string): Part => ({ choices: [], isAmbiguous: false, unknown: [text.trim()] });

/** The parts of a list put together; one ambiguous part makes the whole ambiguous, with its candidates. */
function together(parts: readonly Part[]): Part {
  const vague = parts.find(each => each.isAmbiguous);
  const choices = vague?.choices ?? [...new Set(parts.flatMap(each => each.choices))];
  return { choices, isAmbiguous: vague !== undefined, unknown: parts.flatMap(each => each.unknown) };
}

function byPosition(text: string, choices: readonly KnownChoice[]): Part | null {
  const places = readPositions(text, choices.length);
  if (places === null) return null;
  const known = places.map(({ place }) => choices[place - 1]).filter(choice => choice !== undefined);
  const missing = places.filter(({ place }) => choices[place - 1] === undefined).map(({ said }) => said);
  return { choices: [...new Set(known)], isAmbiguous: false, unknown: missing };
}

/** « 2. En cours »: the number and the label must agree. */
function numberedLabel(text: string, choices: readonly KnownChoice[]): Part | null {
  const match = /^\s*(\d{1,3}|[a-zA-Z](?=[.):-]))\s*[.):-]*\s*(\D.*)$/su.exec(text);
  const [place] = match === null ? [] : (readPositions(match[1] ?? '', choices.length) ?? []);
  const numbered = choices[(place?.place ?? 0) - 1];
  if (match === null || numbered === undefined) return null;
  const named = labelled(match[2] ?? '', choices);
  if (named.includes(numbered)) return part([numbered]);
  return named.length > 0 ? unclear([numbered, ...named]) : null;
}

function one(named: readonly KnownChoice[]): Part | null {
  if (named.length === 0) return null;
  return named.length === 1 ? part(named) : unclear(named);
}

function readOne(text: string, choices: readonly KnownChoice[]): Part | null {
  const equal = one(equalChoices(text, choices));
  if (equal !== null) return equal;
  const placed = byPosition(text, choices);
  if (placed !== null && placed.unknown.length === 0) return placed;
  return one(labelled(text, choices)) ?? numberedLabel(text, choices) ?? placed;
}

/** « seniors et jeunes », « seniors jeunes »: each piece is a choice. */
function joined(text: string, choices: readonly KnownChoice[]): Part | null {
  const pieces = text.split(/\s+(?:et|and|ou|or|puis|plus)\s+|\s*[/&+]\s*/iu).filter(piece => fold(piece) !== '');
  if (pieces.length >= 2) {
    const parts = pieces.map(piece => readOne(piece, choices) ?? one(qualified(piece, choices)) ?? unknown(piece));
    return parts.some(each => each.choices.length > 0) ? together(parts) : null;
  }
  // Words side by side are a list only when each is a choice by itself.
  const list = text.trim().split(/\s+/);
  if (list.length < 2 || list.length > MAX_CHOICE_WORDS || list.some(word => word.length < 3)) return null;
  const parts = list.map(word => readOne(word, choices));
  const areAll = parts.every(each => each !== null && each.unknown.length === 0 && !each.isAmbiguous);
  return areAll ? together(parts.filter(each => each !== null)) : null;
}

function readPart(text: string, choices: readonly KnownChoice[]): Part {
  return readOne(text, choices) ?? joined(text, choices) ?? one(qualified(text, choices)) ?? unknown(text);
}

function readList(text: string, choices: readonly KnownChoice[]): Part {
  const whole = readOne(text, choices);
  if (whole !== null && whole.unknown.length === 0) return whole;
  const pieces = text.split(/[,;\n]|\s[-–—•*]\s|^[-–—•*]\s/u).filter(piece => fold(piece) !== '');
  if (pieces.length < 2) return readPart(text, choices);
  return together(pieces.map(piece => readPart(piece.replace(/^\s*(?:et|and|ou|or)\s+/iu, ''), choices)));
}

/** Cuts « 1, 3 et autre : le bus » before the choice that asks for words; null when it is not told. */
function splitOther(
  text: string,
  choices: readonly KnownChoice[],
  several: boolean,
): { head: string; rest: string; other: KnownChoice } | null {
  const other = choices.find(choice => choice.isOther);
  if (other === undefined) return null;
  const letter = String.fromCharCode('a'.charCodeAt(0) + other.position - 1);
  const after = several ? '\\s*[:=(]\\s*' : '\\s*[:=(,.)–—-]+\\s*';
  const named =
    /(^|[,;\n/&+]|\s(?:et|and|ou|or)\s)\s*(?:une? |d['’])?(?:autres?|others?)(?![\p{L}\d])(?:\s*\((?:à )?pr[ée]cise[zr]\))?(?:\s+choses?\b)?(\s*[:=(,.–—-]+)?\s*(.*)$/isu;
  const placed = new RegExp(
    `(^|[,;\\n/&+\\s])\\s*(?:n°\\s*)?(?:${other.position}|${letter})${after}(?=\\S*\\p{L})(.*)$`,
    'isu',
  );
  const byName = named.exec(text);
  const match = byName ?? placed.exec(text);
  if (match === null) return null;
  const rest = (byName === null ? match[2] : match[3])?.trim() ?? '';
  const isTold = byName === null || byName[2] !== undefined;
  if (!isTold && words(rest).length > MAX_CHOICE_WORDS) return null;
  if (byName === null && (labelled(rest, choices).length > 0 || readPositions(rest, choices.length) !== null))
    return null;
  const isClosed = rest.endsWith(')') && !rest.includes('(');
  return { head: text.slice(0, match.index).trim(), rest: isClosed ? rest.slice(0, -1).trim() : rest, other };
}

function answer(found: Part, rest: string, several: boolean, isLong: boolean): ChoiceReading {
  const names = found.choices.map(choice => choice.name);
  const failed = (reason: 'none' | 'unknown' | 'ambiguous'): ChoiceReading => ({
    ok: false,
    reason,
    unknown: found.unknown,
    candidates: names,
  });
  const isNumber = found.unknown.length > 0 && found.unknown.every(text => /^(?:\d+|\p{L})$/u.test(text));
  if (found.unknown.length > 0 && isLong) return { ok: false, reason: 'none', unknown: [], candidates: [] };
  if (found.isAmbiguous) return failed('ambiguous');
  if (found.unknown.length > 0) return failed(names.length > 0 || isNumber ? 'unknown' : 'none');
  if (names.length === 0) return failed('none');
  return names.length > 1 && !several ? failed('ambiguous') : { ok: true, names, rest };
}

/**
 * Reads the choice or the choices that a message tells: « 2 », « b », « le 2 », « la deuxième », « numéro 2 », a label,
 * its start, its own words with one typing error in words of five letters and more, « 2. En cours », « oui » or « non »
 * where labels begin so, 2️⃣. Several: « 1, 3 et 5 », « 1 3 5 », « 1 à 3 » and « 1-3 » (1, 2 and 3), « a et c »,
 * « seniors, étudiants ». « autre : le bus » chooses the « Autre » and gives « le bus » as `rest`. Numbers count from 1.
 * A sentence of more than 12 words is not a choice. `lang` is kept for languages whose words differ.
 */
export function readChoices(
  text: string,
  options: readonly ChoiceOption[],
  several: boolean,
  _lang: string,
): ChoiceReading {
  const none: ChoiceReading = { ok: false, reason: 'none', unknown: [], candidates: [] };
  const clean = text.length > MAX_LIST_ANSWER_CHARS ? '' : cleanText(text);
  if (clean === '' || options.length === 0) return none;
  const choices = prepareChoices(options);
  const isLong = words(clean).length > MAX_CHOICE_WORDS;
  const equal = equalChoices(clean, choices);
  if (equal.length > 0) return answer(one(equal) ?? part([]), '', several, false);
  const other = splitOther(clean, choices, several);
  if (other === null) return answer(readList(clean, choices), '', several, isLong);
  const head = fold(other.head) === '' ? part([]) : readList(other.head, choices);
  const isHeadLong = words(other.head).length > MAX_CHOICE_WORDS;
  const found = head.isAmbiguous ? head : { ...head, choices: [...new Set([...head.choices, other.other])] };
  return answer(found, other.rest, several, isHeadLong);
}
