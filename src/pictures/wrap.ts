/** Lines of a text of a width, in characters: what is drawn has no line of its own to break. Pure. */
import { LABEL_CHARACTERS } from './limits.ts';

/** At most `lines` lines of about `width` characters; what is left out is told by « … ». */
export function wrap(text: string, width: number, lines: number): readonly string[] {
  const all: string[] = [];
  for (const word of drawable(text).split(' ')) {
    const last = all.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) all[all.length - 1] = `${last} ${word}`;
    else all.push(word);
  }
  if (all.length <= lines) return all;
  const kept = all.slice(0, lines);
  const end = (kept.at(-1) ?? '').slice(0, width - 2);
  return [...kept.slice(0, -1), `${end} …`];
}

/** One line of a name: bounded, without signs that no font draws. */
export function drawable(text: string): string {
  const one = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return one.length > LABEL_CHARACTERS * 3 ? `${one.slice(0, LABEL_CHARACTERS * 3)} …` : one;
}
