/** An action sheet in the format that somebody asks for. */
import { type DocumentKey, sheetName } from '../document-key.ts';
import {
  type DocumentFormat,
  documentOptions,
  MEDIA_TYPES,
  printDocument,
  type PrintedDocument,
} from '../syntheses/print-synthesis.ts';
import type { SheetContext } from './context.ts';
import { sheetDocument } from './sheet-document.ts';
import { type ShownSheet, showSheet } from './show-sheet.ts';

/** null where there is no such sheet. */
export async function printSheet(
  context: SheetContext,
  key: DocumentKey,
  format: DocumentFormat,
): Promise<PrintedDocument | null> {
  const shown = await showSheet(context, key);
  return shown === null ? null : printShownSheet(context, shown, format);
}

/** The same of a sheet already read. */
export async function printShownSheet(
  context: SheetContext,
  shown: ShownSheet,
  format: DocumentFormat,
): Promise<PrintedDocument> {
  const key = shown.document;
  const name = `fiche-${sheetName(key).toLowerCase()}-v${shown.document.version}.${format}`;
  return { name, mediaType: MEDIA_TYPES[format], content: await contentOf(context, shown, format) };
}

async function contentOf(
  context: SheetContext,
  shown: ShownSheet,
  format: DocumentFormat,
): Promise<string | Uint8Array> {
  if (format === 'json') return `${JSON.stringify(jsonOfSheet(shown), null, 2)}\n`;
  const document = sheetDocument(shown, documentOptions(context, shown.document.axis, 'public'));
  return printDocument(document, format);
}

/** Open data: what is published of a sheet, and nothing of who made its versions. */
export function jsonOfSheet({ document, body, history }: ShownSheet) {
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
