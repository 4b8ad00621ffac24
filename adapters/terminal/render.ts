/** PURE: an outbound message → what a person reads, with its numbered choices always in the text. */
import { plainText } from '#messaging/index.ts';
import type { OutboundMessage } from '#messaging/index.ts';
import { clean } from './clean.ts';
import { LIMITS } from './limits.ts';
import { spanLines } from './spans.ts';
import type { Span } from './spans.ts';
import { wrap } from './wrap.ts';

/** What the screen can show. */
export interface Screen {
  /** Columns of the terminal; text takes 80 at most. */
  readonly columns: number;
  readonly colours: boolean;
}

/** Plain text, unwrapped: the message, then one line a choice (« 1. Commencer »). */
export function renderPlain(message: Pick<OutboundMessage, 'text' | 'choices' | 'ownNumbers'>): string {
  const body = clean(plainText(message.text));
  // Those that have numbers of their own were said before, under them.
  const numbered = message.ownNumbers === true ? [] : message.choices;
  const choices = numbered.map((choice, i) => `${i + 1}. ${oneLine(choice.label)}`);
  return [body, ...choices].filter((part, i) => i > 0 || part !== '').join('\n');
}

/** The same for a screen: wrapped, « strong » and choices' numbers bold where it can. Ends without a newline. */
export function renderScreen(
  message: Pick<OutboundMessage, 'text' | 'choices' | 'ownNumbers'>,
  screen: Screen,
): string {
  const width = Math.max(LIMITS.leastColumns, Math.min(LIMITS.columns, screen.columns));
  const lines: Span[][] = [];
  if (message.text !== '') {
    for (const spans of spanLines(clean(message.text))) lines.push(...wrap(spans, width, startsList(spans) ? 2 : 0));
  }
  const numbered = message.ownNumbers === true ? [] : message.choices;
  const numbers = String(numbered.length).length;
  for (const [i, choice] of numbered.entries()) {
    const number = `${String(i + 1).padStart(numbers)}. `;
    const spans = [plain(number, true), plain(oneLine(choice.label), false)];
    lines.push(...wrap(spans, width, number.length));
  }
  return lines.map(line => line.map(span => paint(span, screen)).join('')).join('\n');
}

/** A label on one line, without control characters. */
export function oneLine(label: string): string {
  return clean(label).replace(/\s*\n\s*/gu, ' ');
}

function startsList(spans: readonly Span[]): boolean {
  return spans[0]?.text.startsWith('– ') ?? false;
}

function plain(text: string, strong: boolean): Span {
  return { text, strong, emphasis: false };
}

function paint(span: Span, screen: Screen): string {
  if (!screen.colours || (!span.strong && !span.emphasis)) return span.text;
  return `\u001b[${span.strong ? '1' : ''}${span.strong && span.emphasis ? ';' : ''}${span.emphasis ? '3' : ''}m${span.text}\u001b[0m`;
}
