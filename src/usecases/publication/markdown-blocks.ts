/** Our small Markdown (the notice) as blocks: a line alone in strong is a heading, lines that begin with `- ` are a list. */
import type { Block, Run } from '#documents/document.ts';
import { plainText } from '#messaging/index.ts';

/** `level`: of its headings. */
export function markdownBlocks(text: string, level: 2 | 3): Block[] {
  const blocks: Block[] = [];
  let items: (readonly Run[])[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (items.length > 0) blocks.push({ kind: 'list', ordered: false, items });
    if (lines.length > 0) blocks.push({ kind: 'paragraph', line: runs(lines.join(' ')) });
    items = [];
    lines = [];
  };
  for (const line of text.split('\n')) {
    const heading = /^\*\*([^*]+)\*\*$/.exec(line.trim())?.[1];
    if (heading !== undefined) {
      flush();
      blocks.push({ kind: 'heading', level, text: plainText(heading) });
    } else if (line.startsWith('- ')) {
      if (lines.length > 0) flush();
      items.push(runs(line.slice(2)));
    } else if (line.trim() === '') {
      flush();
    } else {
      if (items.length > 0) flush();
      lines.push(line.trim());
    }
  }
  flush();
  return blocks;
}

/** Strong runs and links; whatever else is text. */
function runs(text: string): readonly Run[] {
  const pieces = text.split(/(\*\*[^*]+\*\*|\[[^\]]+\]\(https?:\/\/[^\s)]+\))/u).filter(piece => piece !== '');
  return pieces.map((piece): Run => {
    const strong = /^\*\*([^*]+)\*\*$/.exec(piece)?.[1];
    if (strong !== undefined) return { text: plainText(strong), strong: true };
    const [, label, href] = /^\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)$/.exec(piece) ?? [];
    return label === undefined || href === undefined ? { text: plainText(piece) } : { text: plainText(label), href };
  });
}
