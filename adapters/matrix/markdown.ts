/** PURE: our small Markdown → the plain text and the HTML of a Matrix message. */
import { plainText } from '#messaging/index.ts';

const TOKEN =
  /\\([^\n])|\*\*|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<!\\)\[((?:\\.|[^\]\\])*)\]\((https?:\/\/[^\s)]+)\)/gu;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, character => ENTITIES[character] ?? character);
}

/** Plain text and HTML of our Markdown: paragraphs, lists, strong, emphasis, links; all else is text. */
export function toMatrix(markdown: string): { readonly body: string; readonly html: string } {
  const blocks: string[] = [];
  let items: string[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (items.length > 0) blocks.push(`<ul>${items.map(item => `<li>${item}</li>`).join('')}</ul>`);
    if (lines.length > 0) blocks.push(`<p>${lines.join('<br>')}</p>`);
    items = [];
    lines = [];
  };
  for (const line of markdown.split('\n')) {
    const isItem = line.startsWith('- ');
    if (line.trim() === '' || isItem ? lines.length > 0 : items.length > 0) flush();
    if (isItem) items.push(inline(line.slice(2)));
    else if (line.trim() !== '') lines.push(inline(line));
    else flush();
  }
  flush();
  return { body: plainText(markdown), html: blocks.join('') };
}

/** One line. What is opened and not closed is closed at its end, so that no markup leaks. */
function inline(source: string): string {
  let out = '';
  let literal = '';
  let from = 0;
  const open: string[] = [];
  const flush = (): void => {
    out += escapeHtml(literal);
    literal = '';
  };
  const toggle = (tag: string): void => {
    flush();
    if (!open.includes(tag)) {
      open.push(tag);
      out += `<${tag}>`;
      return;
    }
    for (let last = open.pop(); last !== undefined; last = open.pop()) {
      out += `</${last}>`;
      if (last === tag) return;
    }
  };
  for (const match of source.matchAll(TOKEN)) {
    literal += source.slice(from, match.index);
    from = match.index + match[0].length;
    const [token, escaped, label, url] = match;
    if (escaped !== undefined) literal += escaped;
    else if (token === '**') toggle('strong');
    else if (token === '_') toggle('em');
    else {
      flush();
      out += `<a href="${escapeHtml(url ?? '')}">${escapeHtml((label ?? '').replace(/\\(.)/gu, '$1'))}</a>`;
    }
  }
  literal += source.slice(from);
  flush();
  return (
    out +
    open
      .toReversed()
      .map(tag => `</${tag}>`)
      .join('')
  );
}
