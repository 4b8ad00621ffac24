/**
 * MP4 (ISO 14496-12): boxes that hold words, places or dates are overwritten where they stand, as free space of the same
 * size, so that no offset in the file moves; the dates of the tracks become zero. Only a sound is taken, no film.
 */
import { MAX_DEPTH, MAX_PIECES } from './limits.ts';

/** Boxes of the first level that are the recording itself. */
const TOP: ReadonlySet<string> = new Set(['ftyp', 'moov', 'mdat', 'moof', 'sidx', 'styp', 'mfra']);
/** Boxes that hold other boxes. */
const HOLDERS: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'mvex', 'moof', 'traf']);
const METADATA: ReadonlySet<string> = new Set(['udta', 'meta', 'uuid', 'free', 'skip', 'wide', 'cprt', 'ID32']);
const DATED: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd']);

interface Walk {
  readonly file: Buffer;
  pieces: number;
  readonly handlers: Set<string>;
}

/** Null where boxes do not fit one in another, there is no sound, or there is something else than sound. */
export function withoutMp4Metadata(given: Buffer): Buffer | null {
  const walk: Walk = { file: Buffer.from(given), pieces: 0, handlers: new Set() };
  const isRead = within(walk, 0, walk.file.length, 0);
  const others = [...walk.handlers].filter(handler => handler !== 'soun');
  return isRead && walk.handlers.has('soun') && others.length === 0 ? walk.file : null;
}

function within(walk: Walk, from: number, to: number, depth: number): boolean {
  const { file } = walk;
  for (let at = from; at < to; ) {
    walk.pieces += 1;
    if (at + 8 > to || walk.pieces > MAX_PIECES || depth > MAX_DEPTH) return false;
    const type = file.toString('latin1', at + 4, at + 8);
    const [head, size] = sizeOf(file, at, to);
    if (size < head || at + size > to) return false;
    if (METADATA.has(type) || (depth === 0 && !TOP.has(type))) blank(file, at, head, size);
    else if (DATED.has(type)) undate(file, at + head, at + size);
    else if (type === 'hdlr' && !takeHandler(walk, at + head, at + size)) return false;
    else if (HOLDERS.has(type) && !within(walk, at + head, at + size, depth + 1)) return false;
    at += size;
  }
  return true;
}

/** Bytes of the head and of the whole box; 0 says « to the end », 1 that 64 bits follow. */
function sizeOf(file: Buffer, at: number, to: number): readonly [head: number, size: number] {
  const size = file.readUInt32BE(at);
  if (size === 0) return [8, to - at];
  if (size !== 1) return [8, size];
  return at + 16 > to ? [16, 0] : [16, Number(file.readBigUInt64BE(at + 8))];
}

function blank(file: Buffer, at: number, head: number, size: number): void {
  file.write('free', at + 4, 'latin1');
  file.fill(0, at + head, at + size);
}

/** Dates follow the version and the flags: two of 32 bits, or of 64 in version 1. */
function undate(file: Buffer, from: number, to: number): void {
  const bytes = file[from] === 1 ? 16 : 8;
  file.fill(0, from + 4, Math.min(from + 4 + bytes, to));
}

/** The name that a device gave to its track goes; the kind of track is noted. */
function takeHandler({ file, handlers }: Walk, from: number, to: number): boolean {
  if (from + 12 > to) return false;
  handlers.add(file.toString('latin1', from + 8, from + 12));
  if (from + 24 < to) file.fill(0, from + 24, to);
  return true;
}
