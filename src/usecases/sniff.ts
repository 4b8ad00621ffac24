/** What a file really is, by its first bytes: the name and the declared type are only what somebody said. */
import { SNIFFED_BYTES } from './limits.ts';

export type FileKind = 'pdf' | 'png' | 'jpeg' | 'webp' | 'odt' | 'ods' | 'docx' | 'xlsx' | 'csv' | 'txt';

/** The type and extension that a kept file gets, whatever it came with. */
export const FILE_KINDS: Readonly<Record<FileKind, { readonly mediaType: string; readonly extension: string }>> = {
  pdf: { mediaType: 'application/pdf', extension: 'pdf' },
  png: { mediaType: 'image/png', extension: 'png' },
  jpeg: { mediaType: 'image/jpeg', extension: 'jpg' },
  webp: { mediaType: 'image/webp', extension: 'webp' },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', extension: 'odt' },
  ods: { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', extension: 'ods' },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extension: 'docx' },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
  csv: { mediaType: 'text/csv', extension: 'csv' },
  txt: { mediaType: 'text/plain', extension: 'txt' },
};

/** Null for anything that is not taken: programs, archives, pages, macros, unknown bytes. `name` tells a CSV from a text. */
export function sniff(bytes: Uint8Array, name: string): FileKind | null {
  if (starts(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return 'pdf';
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (starts(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (starts(bytes, [0x52, 0x49, 0x46, 0x46]) && latin(bytes, 8, 12) === 'WEBP') return 'webp';
  if (starts(bytes, [0x50, 0x4b, 0x03, 0x04])) return office(bytes);
  return isText(bytes) ? (/\.csv$/i.test(name) ? 'csv' : 'txt') : null;
}

/**
 * OpenDocument puts its type, uncompressed, in its first entry. Office Open XML names its parts in the central
 * directory, at the end; a document with macros (`vbaProject.bin`) is not taken.
 */
function office(bytes: Uint8Array): FileKind | null {
  const head = latin(bytes, 30, 110);
  if (head.startsWith('mimetypeapplication/vnd.oasis.opendocument.text')) return 'odt';
  if (head.startsWith('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')) return 'ods';
  const names = entryNames(bytes);
  if (!names.includes('[Content_Types].xml') || names.some(name => name.endsWith('vbaProject.bin'))) return null;
  if (names.some(name => name.startsWith('word/'))) return 'docx';
  return names.some(name => name.startsWith('xl/')) ? 'xlsx' : null;
}

/** Names in a ZIP's central directory (APPNOTE 4.3.12): each record begins with PK\1\2, its name 46 bytes later. */
function entryNames(bytes: Uint8Array): string[] {
  const names: string[] = [];
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = view.indexOf('PK\x01\x02', 0, 'latin1');
  while (at !== -1 && at + 46 <= view.length && names.length < MAX_ENTRIES) {
    const length = view.readUInt16LE(at + 28);
    names.push(view.toString('latin1', at + 46, at + 46 + length));
    at = view.indexOf('PK\x01\x02', at + 46 + length, 'latin1');
  }
  return names;
}

/** Parts of a document that are looked at. */
const MAX_ENTRIES = 2_000;

/** UTF-8 without control characters but tabs and line ends; a page (HTML, SVG) is not a text. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  let text: string;
  try {
    // A character may be cut by the bound: the last four bytes of a cut head are left out.
    const cut = bytes.length > SNIFFED_BYTES;
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, SNIFFED_BYTES), { stream: cut });
  } catch {
    return false;
  }
  return !/(?![\t\n\r\f])\p{Cc}/u.test(text) && !/^\s*<(?:!doctype|html|svg|\?xml|script)/i.test(text);
}

function starts(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to);
}
