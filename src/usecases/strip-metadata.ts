/**
 * Pictures without what a camera writes beside them: place, date, device, comments. Only whole segments are left out,
 * pixels are never touched. Documents (PDF, office) keep their author's name: the notice of the file question says so.
 */
import type { FileKind } from './sniff.ts';

/** Segments of a picture that are looked at: real ones have some hundreds, and each costs memory. */
const MAX_SEGMENTS = 20_000;

/** Null for a picture that is not built as its format wants: what can't be read can't be cleaned. */
export function stripMetadata(kind: FileKind, bytes: Uint8Array): Uint8Array | null {
  const read = { jpeg: jpegSegments, png: pngChunks, webp: webpChunks };
  if (kind !== 'jpeg' && kind !== 'png' && kind !== 'webp') return bytes;
  const kept = read[kind](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return kept === null ? null : Buffer.concat(kept);
}

/**
 * JPEG's segments (ITU T.81, B.1.1): APP1 to APP15 but ICC profiles and Adobe's transform, and comments, go. So does
 * what follows the end of the image: a second picture or a film has metadata of its own.
 */
function jpegSegments(file: Buffer): Buffer[] | null {
  const kept: Buffer[] = [file.subarray(0, 2)];
  let at = 2;
  while (at + 2 <= file.length && kept.length < MAX_SEGMENTS) {
    if (file[at] !== 0xff) return null;
    const marker = file[at + 1] ?? 0;
    if (marker === 0xd9) return [...kept, file.subarray(at, at + 2)];
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (at + 4 > file.length) return null;
    let end = at + 2 + file.readUInt16BE(at + 2);
    if (marker === 0xda) end = endOfScan(file, end);
    if (end > file.length) return null;
    if (!isJpegMetadata(marker, file.toString('latin1', at + 4, at + 16))) kept.push(file.subarray(at, end));
    at = end;
  }
  return null;
}

/** A scan's data runs up to the next marker; in it 0xFF is followed by 0, by a restart (D0 to D7), or by itself. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return file.length + 1;
}

function isJpegMetadata(marker: number, head: string): boolean {
  if (marker === 0xfe) return true;
  if (marker < 0xe1 || marker > 0xef) return false;
  return !(marker === 0xe2 && head.startsWith('ICC_PROFILE')) && !(marker === 0xee && head.startsWith('Adobe'));
}

/** PNG's ancillary chunks that hold words, dates or Exif. */
const PNG_METADATA = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME']);

function pngChunks(file: Buffer): Buffer[] | null {
  const kept: Buffer[] = [file.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= file.length && kept.length < MAX_SEGMENTS) {
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) return null;
    const type = file.toString('latin1', at + 4, at + 8);
    if (!PNG_METADATA.has(type)) kept.push(file.subarray(at, end));
    if (type === 'IEND') return kept;
    at = end;
  }
  return null;
}

const WEBP_METADATA = new Set(['EXIF', 'XMP ']);

function webpChunks(file: Buffer): Buffer[] | null {
  if (file.length < 12) return null;
  const kept: Buffer[] = [];
  let at = 12;
  while (at + 8 <= file.length && kept.length < MAX_SEGMENTS) {
    const size = file.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (at + 8 + size > file.length) return null;
    const type = file.toString('latin1', at, at + 4);
    if (!WEBP_METADATA.has(type))
      kept.push(type === 'VP8X' ? withoutFlags(file.subarray(at, end)) : file.subarray(at, end));
    at = end;
  }
  if (at < file.length) return null;
  const head = Buffer.from(file.subarray(0, 12));
  head.writeUInt32LE(4 + kept.reduce((total, chunk) => total + chunk.length, 0), 4);
  return [head, ...kept];
}

/** The flags of VP8X that announce Exif (0x08) and XMP (0x04). */
function withoutFlags(chunk: Buffer): Buffer {
  const copy = Buffer.from(chunk);
  copy[8] = (copy[8] ?? 0) & ~0x0c;
  return copy;
}
