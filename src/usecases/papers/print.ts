/** A document as a file of one of three formats. */
import type { Document } from '#documents/document.ts';
import { toHtml } from '#documents/html.ts';
import { toMarkdown } from '#documents/markdown.ts';

export type Paper = Document;

/** By the ending of the file's name. */
export const PAPER_FORMATS = ['.md', '.html', '.docx'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

export async function printPaper(paper: Paper, format: PaperFormat): Promise<string | Uint8Array> {
  // Loaded at first use: it is large.
  if (format === '.docx') return (await import('#documents/docx.ts')).toDocx(paper);
  return format === '.html' ? toHtml(paper) : toMarkdown(paper);
}
