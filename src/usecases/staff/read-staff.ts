/** Reads a message as a staff command: whole words at its very beginning, forgiving case, accents and spaces. Pure. */
import { cleanText, fold } from '#text/index.ts';
import type { StaffCommand } from './command.ts';
import { MAX_STAFF_WORDS } from './limits.ts';

export interface StaffReading<C> {
  readonly command: C;
  /** What follows the words, as written and trimmed. */
  readonly argument: string;
  /** « /équipe lister », « !journal »: called as a command. */
  readonly called: boolean;
  /** More than the one word that any sentence may begin with. */
  readonly whole: boolean;
}

/** Of several commands that fit, the one with the most words; null where the text begins with none. */
export function readStaff<C extends Pick<StaffCommand, 'words' | 'takes'>>(
  text: string,
  commands: readonly C[],
): StaffReading<C> | null {
  const clean = cleanText(text);
  const called = /^[/!]\s*\p{L}/u.test(clean);
  const bare = called ? clean.slice(1).trimStart() : clean;
  const pieces = bare.match(/\S+/g)?.slice(0, MAX_STAFF_WORDS) ?? [];
  const folded = pieces.map(fold);
  for (let count = folded.length; count > 0; count -= 1) {
    const said = folded.slice(0, count).join(' ');
    const command = commands.find(({ words }) => words.includes(said));
    if (command === undefined) continue;
    const argument = afterWords(bare, count);
    if (argument !== '' && command.takes === 'nothing') continue;
    return { command, argument, called, whole: count > 1 || argument !== '' };
  }
  return null;
}

function afterWords(text: string, count: number): string {
  return text.replace(new RegExp(`^\\s*(?:\\S+\\s*){${count}}`, 'u'), '').trim();
}
