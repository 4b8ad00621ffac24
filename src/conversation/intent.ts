/** Reads a whole message as a command, in French or English, forgiving case, accents and typos. */
import { editDistance, fold } from '#text/index.ts';
import { type Command, COMMANDS, KINDS, LANGUAGES, type CommandName, SAID_IN_PUBLIC } from './command-words.ts';
import { LINK_CODE_CHARACTERS } from './limits.ts';
import type { ContributionKind } from './session.ts';

export interface Intent {
  readonly command: CommandName;
  /** « contribuer 4 », « modifier 3 ». */
  readonly number: number | null;
  /** The language or the link's code that follows; empty for none. */
  readonly argument: string;
  readonly kind: ContributionKind;
  /** Read in spite of a typo. */
  readonly fuzzy: boolean;
  /** Words that say nothing but the command. */
  readonly taught: boolean;
  /** Called as a command: « /aide », « ? ». */
  readonly called: boolean;
}

/** Longest command in words; anything longer is an answer. */
const MAX_COMMAND_WORDS = 9;
/** Letters of a word, and of several words, from which one typing error, then two, are forgiven. */
const TYPOS_IN_A_WORD = [5, 9] as const;
const TYPOS_IN_WORDS = [8, 14] as const;

/** The command that the message is, or null: a command's word inside a longer text is only a word. */
export function readIntent(text: string): Intent | null {
  const bare = text.trim();
  if (/^[?\uFF1F\s]+$/.test(bare)) return intent('help', { taught: true, called: true });
  const asked = /^[/!]\s*\p{L}/u.test(bare);
  const folded = fold(asked ? bare.slice(1) : bare);
  if (folded === '' || folded.split(' ').length > MAX_COMMAND_WORDS) return null;
  const found = readExact(folded) ?? readFuzzy(folded);
  return found === null ? null : { ...found, called: asked };
}

/** Whether the message counts as a command in a place that others read. */
export function isSaidInPublic(text: string): boolean {
  const found = readIntent(text);
  return found !== null && !found.fuzzy && SAID_IN_PUBLIC.has(found.command);
}

function intent(command: CommandName, rest: Partial<Intent> = {}): Intent {
  return {
    command,
    number: null,
    argument: '',
    kind: 'individual',
    fuzzy: false,
    taught: false,
    called: false,
    ...rest,
  };
}

function readExact(folded: string): Intent | null {
  const { rest, kind } = takeKind(folded);
  for (const command of COMMANDS) {
    // Only a contribution is made for somebody.
    const said = command.name === 'contribute' ? rest : folded;
    for (const words of [...command.taught, ...command.words]) {
      const found = match(command, words, said);
      if (found !== null) return command.name === 'contribute' ? { ...found, kind } : found;
    }
  }
  return null;
}

function match(command: Command, words: string, said: string): Intent | null {
  const taught = command.taught.includes(words);
  if (said === words) return intent(command.name, { taught });
  if (command.takes === 'nothing' || !said.startsWith(`${words} `)) return null;
  const rest = said.slice(words.length + 1);
  switch (command.takes) {
    case 'number': {
      const number = readRank(rest);
      return number === null ? null : intent(command.name, { number, taught: true });
    }
    case 'language': {
      const argument = readLanguage(rest.replace(/^(?:(?:en|in|to|the|le|la)\s+|l')/, ''));
      if (argument !== null) return intent(command.name, { argument, taught: true });
      // A language that is not among ours gets the list of those that are; « langue des signes » is an answer.
      return rest.includes(' ') ? null : intent(command.name, { fuzzy: true });
    }
    case 'code': {
      const argument = readCode(rest);
      // « lier ensemble » has eight letters too.
      return argument === null ? null : intent(command.name, { argument, taught: taught || /[\d-]/.test(rest) });
    }
  }
}

/** « 4 », « le 4 », « a la question 3 », « au theme 2 », « n° 3 ». */
function readRank(text: string): number | null {
  const found =
    /^(?:(?:a|au|le|la|les|the|to|sur|on|question|reponse|theme|axe|axis|topic|numero|n°|no|#)\s*)*(\d{1,2})$/.exec(
      text,
    );
  return found?.[1] === undefined ? null : Number(found[1]);
}

/** « 7k3f-9qd2 » as the code of a link; null where it can't be one. */
function readCode(text: string): string | null {
  const code = text.replace(/[^a-z0-9]/g, '').toUpperCase();
  return code.length === LINK_CODE_CHARACTERS && !/\s.*\s/.test(text) ? code : null;
}

/** The nearest command; of two as near, the one whose words we teach. */
function readFuzzy(folded: string): Intent | null {
  const [first = '', ...others] = folded.split(' ');
  let best: Intent | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (const command of COMMANDS) {
    for (const words of [...command.taught, ...command.words]) {
      const isPhrase = words.includes(' ');
      const said = isPhrase ? folded : first;
      const allowed = typos(isPhrase ? TYPOS_IN_WORDS : TYPOS_IN_A_WORD, Math.min(words.length, said.length));
      const distance = allowed === 0 ? 1 : editDistance(said, words, allowed);
      const cost = distance + (command.taught.includes(words) ? 0 : 0.5);
      if (distance > allowed || cost >= nearest) continue;
      const found = match(command, words, isPhrase ? words : [words, ...others].join(' '));
      if (found !== null) [best, nearest] = [{ ...found, fuzzy: true, taught: false }, cost];
    }
  }
  return best;
}

function typos([one, two]: readonly [number, number], length: number): number {
  return length >= two ? 2 : length >= one ? 1 : 0;
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
