/** PURE: our small Markdown → runs of text with their weight, for a screen that can show it. */
import { escapeMarkdown } from '#messaging/index.ts';

export interface Span {
  readonly text: string;
  readonly strong: boolean;
  readonly emphasis: boolean;
}

const LINK = /(?<!\\)\[((?:\\.|[^[\]\\])*)\]\((https?:\/\/[^\s)]+)\)/g;
const MARK = /\\(.)|(\*\*)|((?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}]))/gu;

/** The spans of each line. Their texts joined are `plainText(markdown)`; a weight never runs over a line's end. */
export function spanLines(markdown: string): Span[][] {
  return markdown.split('\n').map(line => spansOf(line.startsWith('- ') ? `– ${line.slice(2)}` : line));
}

function spansOf(line: string): Span[] {
  const source = line.replace(LINK, (_all, label: string, url: string) =>
    label === url ? escapeMarkdown(url) : `${label} \\(${escapeMarkdown(url)}\\)`,
  );
  const spans: Span[] = [];
  let strong = false;
  let emphasis = false;
  let text = '';
  const cut = (): void => {
    if (text !== '') spans.push({ text, strong, emphasis });
    text = '';
  };
  let from = 0;
  for (const match of source.matchAll(MARK)) {
    text += source.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[1] !== undefined) {
      text += match[1];
    } else {
      cut();
      if (match[2] === undefined) emphasis = !emphasis;
      else strong = !strong;
    }
  }
  text += source.slice(from);
  cut();
  return spans;
}
