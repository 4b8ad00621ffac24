/**
 * WebM (EBML, RFC 8794): tags, attachments and chapters become void of the same size; the title, the date and the names of
 * the programs that wrote it are blanked where they stand. Nothing moves.
 */
import { MAX_PIECES } from './limits.ts';

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const INFO = 0x1549a966;
const TRACKS = 0x1654ae6b;
const TRACK = 0xae;
const EBML = 0x1a45dfa3;
const HOLDERS: ReadonlySet<number> = new Set([SEGMENT, INFO, TRACKS, TRACK]);
/** Tags, attachments, chapters. */
const VOIDED: ReadonlySet<number> = new Set([0x1254c367, 0x1941a469, 0x1043a770]);
/** Title, date, programs, ids and names of the segment; name of a track. */
const BLANKED: ReadonlySet<number> = new Set([
  0x7ba9, 0x4461, 0x4d80, 0x5741, 0x73a4, 0x7384, 0x3cb923, 0x3c83ab, 0x3eb923, 0x3e83bb, 0x4444, 0x536e,
]);
const VOID = 0xec;
const TRACK_TYPE = 0x83;
const AUDIO = 2;

interface Element {
  readonly id: number;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/** Null where elements do not fit one in another, or a track is no sound. */
export function withoutWebmTags(given: Buffer): Buffer | null {
  const file = Buffer.from(given);
  const walk = { pieces: 0, sounds: 0, others: 0 };
  const isRead = within(file, 0, file.length, walk);
  return isRead && walk.sounds > 0 && walk.others === 0 ? file : null;
}

function within(
  file: Buffer,
  from: number,
  to: number,
  walk: { pieces: number; sounds: number; others: number },
): boolean {
  for (let at = from; at < to; ) {
    walk.pieces += 1;
    const element = walk.pieces > MAX_PIECES ? null : elementAt(file, at, to);
    if (element === null) return false;
    const { id, start, body, end } = element;
    if (VOIDED.has(id)) voidOut(file, start, end);
    else if (BLANKED.has(id) || id === VOID) file.fill(0, body, end);
    else if (id === TRACK_TYPE) walk[file[end - 1] === AUDIO ? 'sounds' : 'others'] += 1;
    else if (HOLDERS.has(id) && !within(file, body, end, walk)) return false;
    at = end;
  }
  return true;
}

/** A cluster of unknown size is stepped into: what follows it stands beside its blocks. */
function elementAt(file: Buffer, start: number, to: number): Element | null {
  const idBytes = lengthOf(file[start] ?? 0);
  const first = file[start + idBytes] ?? 0;
  const sizeBytes = lengthOf(first);
  const body = start + idBytes + sizeBytes;
  if (idBytes > 4 || sizeBytes > 8 || body > to) return null;
  const id = file.readUIntBE(start, idBytes);
  let size = BigInt(first & (0xff >> sizeBytes));
  let isUnknown = size === BigInt(0xff >> sizeBytes);
  for (const byte of file.subarray(start + idBytes + 1, body)) {
    size = (size << 8n) | BigInt(byte);
    isUnknown &&= byte === 0xff;
  }
  if (isUnknown) {
    if (id !== SEGMENT && id !== CLUSTER) return null;
    return { id, start, body, end: id === SEGMENT ? to : body };
  }
  const end = body + Number(size);
  if (end > to || (id === EBML && start !== 0)) return null;
  return { id, start, body, end };
}

/** Bytes of a variable-length number, by its first one; 9 for none. */
function lengthOf(first: number): number {
  return Math.clz32(first) - 24 + 1;
}

/** One void element in the place of what stood there. */
function voidOut(file: Buffer, start: number, end: number): void {
  const total = end - start;
  const width = Math.min(8, total - 1);
  file.fill(0, start, end);
  file[start] = VOID;
  let size = BigInt(total - 1 - width) | (1n << BigInt(7 * width));
  for (let i = width; i > 0; i -= 1) {
    file[start + i] = Number(size & 0xffn);
    size >>= 8n;
  }
}
