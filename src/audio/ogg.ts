/**
 * Ogg (RFC 3533), Opus or Vorbis: the comment header is written anew without a comment. Pages after it are numbered and
 * summed again, for it may take fewer of them than before.
 */
import { MAX_HEADER_BYTES, MAX_PIECES } from './limits.ts';

interface Page {
  readonly flags: number;
  readonly granule: Buffer;
  readonly serial: number;
  readonly lacing: Uint8Array;
  readonly data: Buffer;
}

const CONTINUED = 1;
const FIRST = 2;
const LAST = 4;
/** The position of a page on which no packet ends, and of headers. */
const NO_POSITION = Buffer.alloc(8, 0xff);
const START = Buffer.alloc(8, 0);

/** Null for several streams, another codec, or pages that do not follow one another. */
export function withoutOggComments(file: Buffer): Buffer | null {
  const pages = pagesOf(file);
  const [head, ...rest] = pages ?? [];
  if (head === undefined || (head.flags & FIRST) === 0) return null;
  if (rest.some(page => page.serial !== head.serial || (page.flags & FIRST) !== 0)) return null;
  const codec = codecOf(head.data);
  const read = codec === null ? null : headersOf(rest, codec.headers);
  if (codec === null || read === null || !read.packets[0]?.subarray(0, codec.mark.length).equals(codec.mark))
    return null;
  const headers = [codec.blank, ...read.packets.slice(1)];
  const written = [head, ...paged(headers, head.serial), ...rest.slice(read.pages)];
  return Buffer.concat(written.map((page, sequence) => bytesOf(page, sequence)));
}

interface Codec {
  /** Packets of headers after the first: comments, then (Vorbis) the setup. */
  readonly headers: number;
  /** What the comment header begins with. */
  readonly mark: Buffer;
  /** One without vendor nor comment. */
  readonly blank: Buffer;
}

function codecOf(head: Buffer): Codec | null {
  const opus = Buffer.from('OpusTags', 'latin1');
  const vorbis = Buffer.from('\x03vorbis', 'latin1');
  const none = Buffer.alloc(8);
  if (head.toString('latin1', 0, 8) === 'OpusHead') {
    return { headers: 1, mark: opus, blank: Buffer.concat([opus, none]) };
  }
  if (head.toString('latin1', 0, 7) === '\x01vorbis') {
    return { headers: 2, mark: vorbis, blank: Buffer.concat([vorbis, none, Buffer.from([1])]) };
  }
  return null;
}

function pagesOf(file: Buffer): Page[] | null {
  const pages: Page[] = [];
  for (let at = 0; at < file.length; ) {
    if (pages.length >= MAX_PIECES || file.toString('latin1', at, at + 4) !== 'OggS' || at + 27 > file.length)
      return null;
    const lacing = file.subarray(at + 27, at + 27 + (file[at + 26] ?? 0));
    const body = at + 27 + (file[at + 26] ?? 0);
    const end = body + lacing.reduce((total, size) => total + size, 0);
    if (end > file.length) return null;
    pages.push({
      flags: file[at + 5] ?? 0,
      granule: file.subarray(at + 6, at + 14),
      serial: file.readUInt32LE(at + 14),
      lacing,
      data: file.subarray(body, end),
    });
    at = end;
  }
  return pages;
}

/** The first packets, and how many pages they take: sound begins on a page of its own. */
function headersOf(
  pages: readonly Page[],
  count: number,
): { readonly packets: Buffer[]; readonly pages: number } | null {
  const packets: Buffer[] = [];
  let open: Buffer[] = [];
  let held = 0;
  for (const [index, { lacing, data }] of pages.entries()) {
    let at = 0;
    for (const size of lacing) {
      if (packets.length === count) return null;
      open.push(data.subarray(at, at + size));
      at += size;
      held += size;
      if (held > MAX_HEADER_BYTES) return null;
      if (size === 255) continue;
      packets.push(Buffer.concat(open));
      open = [];
    }
    if (packets.length === count) return { packets, pages: index + 1 };
  }
  return null;
}

/** Packets laid on pages, each beginning where the one before ended. */
function paged(packets: readonly Buffer[], serial: number): Page[] {
  const pieces = packets.flatMap(packet =>
    Array.from({ length: Math.floor(packet.length / 255) + 1 }, (_, i) => packet.subarray(i * 255, (i + 1) * 255)),
  );
  const pages: Page[] = [];
  for (let at = 0; at < pieces.length; at += 255) {
    const on = pieces.slice(at, at + 255);
    const goesOn = at > 0 && pieces[at - 1]?.length === 255;
    const ends = on.some(piece => piece.length < 255);
    pages.push({
      flags: goesOn ? CONTINUED : 0,
      granule: ends ? START : NO_POSITION,
      serial,
      lacing: Uint8Array.from(on, piece => piece.length),
      data: Buffer.concat(on),
    });
  }
  return pages;
}

function bytesOf({ flags, granule, serial, lacing, data }: Page, sequence: number): Buffer {
  const head = Buffer.alloc(27);
  head.write('OggS', 0, 'latin1');
  head[5] = flags & (CONTINUED | FIRST | LAST);
  granule.copy(head, 6);
  head.writeUInt32LE(serial, 14);
  head.writeUInt32LE(sequence, 18);
  head[26] = lacing.length;
  const page = Buffer.concat([head, lacing, data]);
  page.writeUInt32LE(checksum(page), 22);
  return page;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) sum = (sum & 0x80000000) === 0 ? sum << 1 : (sum << 1) ^ 0x04c11db7;
  return sum;
});

/** CRC-32 of Ogg: polynomial 0x04c11db7, nothing reflected, nothing inverted. */
function checksum(bytes: Buffer): number {
  let sum = 0;
  for (const byte of bytes) sum = ((sum << 8) ^ (TABLE[((sum >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
  return sum;
}
