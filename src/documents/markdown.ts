/** A document as CommonMark text with tables (GFM), readable as it stands. */
import { type Block, contentsOf, type Document, type Line, type Run, runsOf } from './document.ts';

/** What CommonMark or GFM could take for markup, wherever it stands in a line. */
const SPECIAL = /[\\`*_[\]<>|~&#@]/g;
/** What only means something at the start of a line: lists, quotes, headings, rules. */
const AT_START = /^(\s*)([-+>=]|\d{1,9}[.)])/gm;

/** Text that reads as itself in Markdown. */
export function escapeMarkdownText(text: string): string {
  return text
    .replace(SPECIAL, String.raw`\$&`)
    .replace(AT_START, (_all, space: string, mark: string) =>
      /^\d/.test(mark) ? `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}` : `${space}\\${mark}`,
    );
}

export function toMarkdown(document: Document): string {
  const head = [`# ${oneLine(document.title)}`];
  if (document.subtitle !== null) head.push(`_${oneLine(document.subtitle)}_`);
  const listed = document.contents ? contentsOf(document) : [];
  if (listed.length > 0) {
    head.push(listed.map(({ level, text, id }) => `${'  '.repeat(level - 2)}- [${oneLine(text)}](#${id})`).join('\n'));
  }
  return `${[...head, ...document.blocks.map(blockText)].filter(text => text !== '').join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const anchor = block.id === undefined ? '' : `<a id="${block.id}"></a>\n\n`;
      return `${anchor}${'#'.repeat(block.level)} ${oneLine(block.text)}`;
    }
    case 'paragraph':
      return lineText(block.line);
    case 'quote': {
      const lines = escapeMarkdownText(block.text).split('\n');
      if (block.source !== null) lines.push('', `— ${lineText(block.source)}`);
      return lines.map(line => (line === '' ? '>' : `> ${line}`)).join('\n');
    }
    case 'list':
      return block.items
        .map((item, i) => `${block.ordered ? `${i + 1}.` : '-'} ${lineText(item).replaceAll('\n', '\n  ')}`)
        .join('\n');
    case 'table':
      return tableText(block);
    case 'note':
      return block.lines.map(line => `> ${lineText(line).replaceAll('\n', '\n> ')}`).join('\n>\n');
    case 'page_break':
      return '';
  }
}

function tableText({ caption, columns, rows }: Extract<Block, { kind: 'table' }>): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const body = rows.map(cells => row(cells.map(cell => lineText(cell).replaceAll('\n', '<br>'))));
  return [`**${oneLine(caption)}**`, '', row(columns.map(oneLine)), row(columns.map(() => '---')), ...body].join('\n');
}

function lineText(line: Line): string {
  return runsOf(line).map(runText).join('');
}

function runText(run: Run): string {
  // Marks hold no space at their edges: « ** gras ** » would be read as stars.
  const inside = run.text.trim();
  if (inside === '') return run.text;
  const before = run.text.slice(0, run.text.length - run.text.trimStart().length);
  const after = run.text.slice(run.text.trimEnd().length);
  let text = escapeMarkdownText(inside);
  if (run.emphasis) text = `_${text}_`;
  if (run.strong) text = `**${text}**`;
  return before + linked(text, run.href) + after;
}

function linked(text: string, href: string | undefined): string {
  return href !== undefined && /^(?:https?:\/\/|#|mailto:)[^\s()<>]*$/.test(href) ? `[${text}](${href})` : text;
}

function oneLine(text: string): string {
  return escapeMarkdownText(text.replace(/\s+/g, ' '));
}
