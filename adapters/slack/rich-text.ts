/** PURE: our small Markdown → Slack's rich text, in which a text is only ever a text: no mention, no markup, no emoji. */
import type { RichTextBlock, RichTextElement, RichTextSection } from './client.ts';

type Style = { readonly bold?: true; readonly italic?: true };

const TOKENS = /\\(.)|(\*\*)|((?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}]))|\[((?:\\.|[^\]\\])*)\]\((https?:\/\/[^\s)]+)\)/gu;

/** One block for the whole text; lines that begin with « - » are its lists. */
export function richText(markdown: string): RichTextBlock {
  const elements: RichTextBlock['elements'] = [];
  let lines: string[] = [];
  let items: string[] = [];
  const endLines = (): void => {
    if (lines.length > 0) elements.push({ type: 'rich_text_section', elements: inline(lines.join('\n')) });
    lines = [];
  };
  const endItems = (): void => {
    if (items.length > 0) {
      const sections = items.map((item): RichTextSection => ({ type: 'rich_text_section', elements: inline(item) }));
      elements.push({ type: 'rich_text_list', style: 'bullet', elements: sections });
    }
    items = [];
  };
  for (const line of markdown.split('\n')) {
    if (line.startsWith('- ')) {
      endLines();
      items.push(line.slice(2));
    } else {
      endItems();
      lines.push(line);
    }
  }
  endLines();
  endItems();
  return { type: 'rich_text', elements };
}

/** Runs of text, with their weight; an empty text is one space, which Slack wants at least. */
function inline(markdown: string): RichTextElement[] {
  const elements: RichTextElement[] = [];
  let bold = false;
  let italic = false;
  let text = '';
  const styled = (): { style?: Style } =>
    bold || italic ? { style: { ...(bold ? { bold } : {}), ...(italic ? { italic } : {}) } } : {};
  const cut = (): void => {
    if (text !== '') elements.push({ type: 'text', text, ...styled() });
    text = '';
  };
  let from = 0;
  for (const match of markdown.matchAll(TOKENS)) {
    text += markdown.slice(from, match.index);
    from = match.index + match[0].length;
    const [, escaped, strong, emphasis, label, url] = match;
    if (escaped !== undefined) text += escaped;
    else {
      cut();
      if (strong !== undefined) bold = !bold;
      else if (emphasis !== undefined) italic = !italic;
      else if (url !== undefined) {
        elements.push({ type: 'link', url, text: (label ?? url).replaceAll(/\\(.)/g, '$1') || url, ...styled() });
      }
    }
  }
  text += markdown.slice(from);
  cut();
  return elements.length > 0 ? elements : [{ type: 'text', text: ' ' }];
}
