/** Reads a whole message as a command, in French or English, forgiving case, accents and typos. */
import { editDistance, fold } from '#text/index.ts';
import { COMMANDS, KINDS, LANGUAGES, type CommandName } from './command-words.ts';
import type { ContributionKind } from './session.ts';

export interface Intent {
  readonly command: CommandName;
  /** « contribuer 4 », « modifier 3 ». */
  readonly number: number | null;
  /** What follows the command's words, folded (a language, a link's code). */
  readonly argument: string;
  readonly kind: ContributionKind;
  /** Read in spite of a typo. */
  readonly fuzzy: boolean;
}

/** Longest command in words; anything longer is an answer. */
const MAX_COMMAND_WORDS = 9;

/** The command that the message is, or null: a command's word inside a longer text is only a word. */
export function readIntent(text: string): Intent | null {
  const folded = fold(text.replace(/^[/!]+/, ''));
  if (folded === '' || folded.split(' ').length > MAX_COMMAND_WORDS) return null;
  const { rest, kind } = takeKind(folded);
  for (const command of COMMANDS) {
    for (const words of command.words) {
      const intent = match(command.name, command.argument, words, rest, kind);
      if (intent !== null) return intent;
    }
  }
  return fuzzyIntent(rest, kind);
}

function match(
  command: CommandName,
  argument: 'none' | 'number' | 'text',
  words: string,
  folded: string,
  kind: ContributionKind,
): Intent | null {
  if (folded === words) return { command, number: null, argument: '', kind, fuzzy: false };
  if (argument === 'none' || !folded.startsWith(`${words} `)) return null;
  const rest = folded.slice(words.length + 1);
  if (argument === 'text')
    return rest.split(' ').length > 3 ? null : { command, number: null, argument: rest, kind, fuzzy: false };
  const number = readRank(rest);
  return number === null ? null : { command, number, argument: '', kind, fuzzy: false };
}

/** « 4 », « le 4 », « a la question 3 », « au theme 2 », « n° 3 ». */
function readRank(text: string): number | null {
  const found =
    /^(?:(?:a|au|le|la|les|the|to|sur|on|question|reponse|theme|axe|axis|topic|numero|n°|no|#)\s*)*(\d{1,2})$/.exec(
      text,
    );
  return found?.[1] === undefined ? null : Number(found[1]);
}

function fuzzyIntent(folded: string, kind: ContributionKind): Intent | null {
  const [first = '', ...others] = folded.split(' ');
  if (first.length < 5) return null;
  for (const command of COMMANDS) {
    for (const words of command.words) {
      if (words.includes(' ') || words.length < 5) continue;
      const allowed = words.length >= 9 ? 2 : 1;
      if (editDistance(first, words, allowed) > allowed) continue;
      const intent = match(command.name, command.argument, words, [words, ...others].join(' '), kind);
      if (intent !== null) return { ...intent, fuzzy: true };
    }
  }
  return null;
}

/** « contribuer 4 au nom de mon organisation », « contribuer pour quelqu'un ». */
function takeKind(folded: string): { rest: string; kind: ContributionKind } {
  for (const { words, kind } of KINDS) {
    if (folded.endsWith(` ${words}`)) return { rest: folded.slice(0, -words.length - 1).trim(), kind };
  }
  return { rest: folded, kind: 'individual' };
}

/** The language that a word names, if the consultation could have it. */
export function readLanguage(word: string): string | null {
  const folded = fold(word);
  for (const [lang, words] of Object.entries(LANGUAGES)) if (words.includes(folded)) return lang;
  return null;
}
