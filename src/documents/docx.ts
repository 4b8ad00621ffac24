/** A document as a Word file (OOXML): real headings, lists, tables with repeated heading rows, bookmarks and links. */
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document as WordDocument,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  InternalHyperlink,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { type Block, contentsOf, type Document, type Line, type Run, runsOf } from './document.ts';

const HEADINGS = {
  2: HeadingLevel.HEADING_1,
  3: HeadingLevel.HEADING_2,
  4: HeadingLevel.HEADING_3,
} as const;

const FONT = 'Liberation Sans';
/** Half-points, Word's unit for sizes of type. */
const BODY_SIZE = 21;
/** Twentieths of a point, Word's unit for lengths: 1 cm is 567. */
const CM = 567;
const NUMBERED = 'numbered';
const BULLETED = 'bulleted';
const LABELS: Readonly<Record<string, string>> = { fr: 'Sommaire', en: 'Contents' };

type Piece = Paragraph | Table;

/** The bytes of the file. */
export async function toDocx(document: Document): Promise<Uint8Array> {
  const base = document.lang.split('-')[0] ?? 'fr';
  let lists = 0;
  const children: Piece[] = [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [run({ text: document.title })] }),
    ...(document.subtitle === null
      ? []
      : [new Paragraph({ style: 'Subtitle', children: [run({ text: document.subtitle })] })]),
    ...(document.contents ? contents(document, LABELS[base] ?? 'Sommaire') : []),
    ...document.blocks.flatMap(block => pieces(block, () => (lists += 1))),
  ];
  const word = new WordDocument({
    title: clean(document.title),
    creator: 'Tour de table',
    styles: {
      default: {
        document: {
          run: { font: FONT, size: BODY_SIZE, language: { value: base === 'en' ? 'en-GB' : 'fr-FR' } },
          paragraph: { spacing: { after: 120, line: 276 } },
        },
        title: { run: { size: 40, bold: true, color: '161616' }, paragraph: { spacing: { after: 120 } } },
        heading1: {
          run: { size: 30, bold: true, color: '161616' },
          paragraph: { spacing: { before: 360, after: 120 }, keepNext: true },
        },
        heading2: {
          run: { size: 25, bold: true, color: '161616' },
          paragraph: { spacing: { before: 280, after: 80 }, keepNext: true },
        },
        heading3: {
          run: { size: 22, bold: true, color: '161616' },
          paragraph: { spacing: { before: 200, after: 60 }, keepNext: true },
        },
      },
      paragraphStyles: [
        {
          id: 'Subtitle',
          name: 'Subtitle',
          basedOn: 'Normal',
          run: { color: '3A3A3A' },
          paragraph: { spacing: { after: 240 } },
        },
        { id: 'Quote', name: 'Quote', basedOn: 'Normal', paragraph: { indent: { left: CM }, keepLines: true } },
        {
          id: 'Source',
          name: 'Quote source',
          basedOn: 'Normal',
          run: { size: 18, color: '3A3A3A' },
          paragraph: { indent: { left: CM } },
        },
        {
          id: 'Caption',
          name: 'caption',
          basedOn: 'Normal',
          run: { bold: true },
          paragraph: { keepNext: true, spacing: { before: 160 } },
        },
      ],
    },
    numbering: {
      config: [
        { reference: NUMBERED, levels: [level(LevelFormat.DECIMAL, '%1.')] },
        { reference: BULLETED, levels: [level(LevelFormat.BULLET, '•')] },
      ],
    },
    sections: [
      {
        properties: { page: { margin: { top: 2 * CM, bottom: 2 * CM, left: 2.2 * CM, right: 2.2 * CM } } },
        footers: { default: footer(document.title) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(word));
}

function level(format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) {
  return {
    level: 0,
    format,
    text,
    alignment: AlignmentType.START,
    style: { paragraph: { indent: { left: CM, hanging: CM / 2 }, spacing: { after: 60 } } },
  };
}

function footer(title: string): Footer {
  const children = [
    new TextRun({ text: `${clean(title)} – `, size: 16 }),
    new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 16 }),
  ];
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children })] });
}

/** Links to the headings, which work without asking the reader to « update the fields ». */
function contents(document: Document, label: string): Piece[] {
  const listed = contentsOf(document);
  if (listed.length === 0) return [];
  const lines = listed.map(
    ({ id, level: depth, text }) =>
      new Paragraph({
        indent: { left: (depth - 2) * CM },
        spacing: { after: 40 },
        children: [new InternalHyperlink({ anchor: bookmark(id), children: [run({ text }, true)] })],
      }),
  );
  return [new Paragraph({ style: 'Caption', children: [run({ text: label })] }), ...lines];
}

function pieces(block: Block, nextList: () => number): Piece[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({ heading: HEADINGS[block.level], children: marked(block.id, [run({ text: block.text })]) }),
      ];
    case 'paragraph':
      return [new Paragraph({ children: runs(block.line) })];
    case 'quote':
      return [
        new Paragraph({
          style: 'Quote',
          keepNext: block.source !== null,
          border: { left: { style: BorderStyle.SINGLE, size: 18, color: '929292', space: 8 } },
          children: marked(block.id, breaks({ text: block.text })),
        }),
        ...(block.source === null ? [] : [new Paragraph({ style: 'Source', children: runs(block.source) })]),
      ];
    case 'list': {
      const instance = nextList();
      const numbering = { reference: block.ordered ? NUMBERED : BULLETED, level: 0, instance };
      return block.items.map(item => new Paragraph({ numbering, children: runs(item) }));
    }
    case 'table':
      return table(block);
    case 'note':
      return block.lines.map(
        line =>
          new Paragraph({
            shading: { type: ShadingType.CLEAR, fill: 'F6F6F6' },
            border: { left: { style: BorderStyle.SINGLE, size: 18, color: '000091', space: 8 } },
            children: runs(line),
          }),
      );
    case 'page_break':
      return [new Paragraph({ pageBreakBefore: true, children: [] })];
  }
}

function table({ caption, columns, rows }: Extract<Block, { kind: 'table' }>): Piece[] {
  const widths = columnWidths(columns, rows);
  const cell = (line: Line, strong: boolean, column: number) =>
    new TableCell({
      width: { size: Math.round((widths[column] ?? 0) * 100), type: WidthType.PERCENTAGE },
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      ...(strong ? { shading: { type: ShadingType.CLEAR, fill: 'F6F6F6' } } : {}),
      children: [new Paragraph({ spacing: { after: 0 }, children: runs(line, strong) })],
    });
  return [
    new Paragraph({ style: 'Caption', children: [run({ text: caption })] }),
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      columnWidths: widths.map(width => Math.round(width * TEXT_WIDTH)),
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: columns.map((column, i) => cell(column, true, i)),
        }),
        ...rows.map(cells => new TableRow({ children: cells.map((line, i) => cell(line, i === 0, i)) })),
      ],
    }),
    new Paragraph({ children: [] }),
  ];
}

/** Twentieths of a point between the margins of a page. */
const TEXT_WIDTH = 9_638;
/** Characters: a narrower column breaks words, a longer text wraps anyway; those of a heading, in bold, are wider. */
const COLUMN_CHARS = { least: 9, most: 60, bold: 1.4 } as const;

/** The share of the width of each column, by how much is written in it. */
function columnWidths(columns: readonly Line[], rows: readonly (readonly Line[])[]): readonly number[] {
  const chars = columns.map((column, i) => {
    const lengths = rows.map(cells => lengthOf(cells[i] ?? ''));
    const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
    return Math.min(COLUMN_CHARS.most, Math.max(COLUMN_CHARS.least, lengthOf(column) * COLUMN_CHARS.bold, mean));
  });
  const total = chars.reduce((sum, length) => sum + length, 0);
  return chars.map(length => length / total);
}

const lengthOf = (line: Line): number => runsOf(line).reduce((sum, { text }) => sum + text.length, 0);

function runs(line: Line, strong = false): ParagraphChild[] {
  return runsOf(line).flatMap((one): ParagraphChild[] => {
    const { href } = one;
    const broken = breaks(strong ? { ...one, strong: true } : one, href !== undefined);
    if (href === undefined) return broken;
    if (href.startsWith('#')) return [new InternalHyperlink({ anchor: bookmark(href.slice(1)), children: broken })];
    if (/^(?:https?:\/\/|mailto:)/.test(href)) return [new ExternalHyperlink({ link: href, children: broken })];
    return breaks(one);
  });
}

/** One run a line of the text. */
function breaks(one: Run, link = false): TextRun[] {
  return one.text.split('\n').map((text, i) => run({ ...one, text }, link, i > 0));
}

function run({ text, strong, emphasis }: Run, link = false, newLine = false): TextRun {
  return new TextRun({
    text: clean(text),
    ...(newLine ? { break: 1 } : {}),
    ...(strong ? { bold: true } : {}),
    ...(emphasis ? { italics: true } : {}),
    ...(link ? { style: 'Hyperlink' } : {}),
  });
}

function marked(id: string | undefined, text: TextRun[]): ParagraphChild[] {
  return id === undefined ? text : [new Bookmark({ id: bookmark(id), children: text })];
}

/** Word takes letters, digits and `_`, at most 40 of them. */
function bookmark(id: string): string {
  return `b_${id.replace(/\W/g, '_')}`.slice(0, 40);
}

/** XML 1.0 has no place for most control characters, nor for half a surrogate pair. */
function clean(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
}
