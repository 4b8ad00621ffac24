/** An action sheet in the format that somebody asks for. */
import { textIn } from '#consultation/inspect.ts';
import { toDocx } from '#documents/docx.ts';
import { toHtml } from '#documents/html.ts';
import { toMarkdown } from '#documents/markdown.ts';
import { dayIn } from '../day-in.ts';
import { type SheetKey, sheetName } from './change-sheet.ts';
import { type SheetContext, sheetAxis } from './context.ts';
import { sheetDocument } from './sheet-document.ts';
import { type ShownSheet, showSheet } from './show-sheet.ts';

export const SHEET_FORMATS = ['md', 'html', 'docx', 'json'] as const;
export type SheetFormat = (typeof SHEET_FORMATS)[number];

export interface PrintedSheet {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array;
}

const MEDIA_TYPES: Readonly<Record<SheetFormat, string>> = {
  md: 'text/markdown',
  html: 'text/html',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  json: 'application/json',
};

/** null where there is no such sheet. */
export async function printSheet(
  context: SheetContext,
  key: SheetKey,
  format: SheetFormat,
): Promise<PrintedSheet | null> {
  const shown = await showSheet(context, key);
  if (shown === null) return null;
  const name = `fiche-${sheetName(key).toLowerCase()}-v${shown.document.version}.${format}`;
  return { name, mediaType: MEDIA_TYPES[format], content: await contentOf(context, shown, format) };
}

async function contentOf(context: SheetContext, shown: ShownSheet, format: SheetFormat): Promise<string | Uint8Array> {
  if (format === 'json') return `${JSON.stringify(jsonOf(shown), null, 2)}\n`;
  const { consultation } = context;
  const lang = consultation.defaultLanguage;
  const axis = sheetAxis(context, shown.document.axis);
  const document = sheetDocument(shown, {
    theme: axis === null ? String(shown.document.axis) : textIn(axis.theme, lang, lang),
    dayOf: instant => dayIn(instant, consultation.timeZone),
    linkOf: () => null,
  });
  if (format === 'docx') return toDocx(document);
  return format === 'html' ? toHtml(document) : toMarkdown(document);
}

/** Open data: what is published of a sheet, and nothing of who made its versions. */
function jsonOf({ document, body, history }: ShownSheet) {
  return {
    fiche: sheetName(document),
    version: document.version,
    statut: document.status,
    modifiee: document.updatedAt,
    theme: document.axis,
    intitule: body.sheet.title,
    sections: body.sheet.sections.map(({ name, label, entries }) => ({
      nom: name,
      titre: label,
      lignes: entries.map(({ text, references, origin, original }) => ({
        texte: text,
        contributions: references,
        origine: origin,
        ...(original === null ? {} : { reformule: true }),
      })),
    })),
    sources: body.sheet.sources,
    historique: history,
  };
}
