/**
 * A document before it is printed: blocks of plain text, in reading order. Renderers turn it into HTML, DOCX and
 * Markdown; whatever a person wrote is only ever text in it, and each renderer escapes it for its own format.
 */

/** A run of text. `href`: an address, or `#id` of a heading or entry of the same document. */
export interface Run {
  readonly text: string;
  readonly strong?: true;
  readonly emphasis?: true;
  readonly href?: string;
  /** Adds nothing to what is said: a screen reader passes it over. */
  readonly decorative?: true;
}

/** A line of text: runs, or a plain text. */
export type Line = string | readonly Run[];

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3 | 4; readonly text: string; readonly id?: string }
  | { readonly kind: 'paragraph'; readonly line: Line }
  /** What somebody wrote, word for word, and where it comes from. */
  | { readonly kind: 'quote'; readonly text: string; readonly source: Line | null; readonly id?: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Line[] }
  /** The first cell of each row is its heading. `caption` says what the table shows. */
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Line[])[];
    }
  /** Something to read before the rest: a warning, a limit of the method. */
  | { readonly kind: 'note'; readonly lines: readonly Line[] }
  | { readonly kind: 'page_break' };

export interface Document {
  /** A language tag: `fr`, `en`. */
  readonly lang: string;
  /** The only heading of level 1. */
  readonly title: string;
  /** One line under the title: version, date. */
  readonly subtitle: string | null;
  /** Whether a table of contents (headings of level 2 and 3) stands before the first block. */
  readonly contents: boolean;
  readonly blocks: readonly Block[];
}

/** The runs of a line. */
export function runsOf(line: Line): readonly Run[] {
  return typeof line === 'string' ? [{ text: line }] : line;
}

export type Heading = Extract<Block, { kind: 'heading' }>;

/** The headings that a table of contents lists; those without an id are left out. */
export function contentsOf(document: Document): readonly (Heading & { readonly id: string })[] {
  return document.blocks.flatMap(block =>
    block.kind === 'heading' && block.level <= 3 && block.id !== undefined ? [{ ...block, id: block.id }] : [],
  );
}
