/** PURE: wraps spans to a width, between words; a no-break space holds words together. */
import type { Span } from './spans.ts';
import { columns } from './width.ts';

/** Lines of at most `width` columns; the ones after the first begin with `hang` spaces. A longer word is cut. */
export function wrap(spans: readonly Span[], width: number, hang = 0): Span[][] {
  const lines: Span[][] = [];
  let line: Span[] = [];
  let used = 0;
  const breakLine = (): void => {
    lines.push(line);
    line = hang === 0 ? [] : [{ text: ' '.repeat(hang), strong: false, emphasis: false }];
    used = hang;
  };
  for (const word of words(spans)) {
    const size = word.reduce((sum, span) => sum + columns(span.text), 0);
    const blank = word.every(span => /^ +$/u.test(span.text));
    if (used + size > width && used > hang) {
      breakLine();
      if (blank) continue;
    }
    if (used + size <= width) {
      line.push(...word);
      used += size;
      continue;
    }
    for (const piece of cut(word, width - hang)) {
      if (used > hang) breakLine();
      line.push(...piece);
      used += piece.reduce((sum, span) => sum + columns(span.text), 0);
    }
  }
  lines.push(line);
  return lines.map(one => trimEnd(join(one)));
}

/** Runs of characters without a space between them (a word may change weight midway), and runs of spaces. */
function words(spans: readonly Span[]): Span[][] {
  const out: Span[][] = [];
  let wasBlank: boolean | null = null;
  for (const span of spans) {
    for (const text of span.text.split(/( +)/u)) {
      if (text === '') continue;
      const blank = text.startsWith(' ');
      const last = out.at(-1);
      if (last !== undefined && wasBlank === blank) last.push({ ...span, text });
      else out.push([{ ...span, text }]);
      wasBlank = blank;
    }
  }
  return out;
}

function cut(word: readonly Span[], width: number): Span[][] {
  const pieces: Span[][] = [[]];
  let used = 0;
  for (const span of word) {
    for (const character of span.text) {
      const size = columns(character);
      if (used + size > width && used > 0) {
        pieces.push([]);
        used = 0;
      }
      const piece = pieces.at(-1) ?? [];
      piece.push({ ...span, text: character });
      used += size;
    }
  }
  return pieces;
}

function trimEnd(line: Span[]): Span[] {
  const last = line.at(-1);
  if (last === undefined) return line;
  const text = last.text.trimEnd();
  return text === '' ? trimEnd(line.slice(0, -1)) : [...line.slice(0, -1), { ...last, text }];
}

/** Neighbours of one weight made into one span. */
function join(line: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const span of line) {
    const last = out.at(-1);
    if (last !== undefined && last.strong === span.strong && last.emphasis === span.emphasis) {
      out[out.length - 1] = { ...last, text: last.text + span.text };
    } else {
      out.push(span);
    }
  }
  return out;
}
