/** WAVE: the format and the samples; everything else (INFO, bext, iXML, id3) names devices, places or people. */
import { MAX_PIECES } from './limits.ts';

const KEPT: ReadonlySet<string> = new Set(['fmt ', 'fact', 'data']);

/** Null where a chunk goes past the end, or the samples or their format are missing. */
export function withoutWavChunks(file: Buffer): Buffer | null {
  const kept: Buffer[] = [];
  const seen = new Set<string>();
  for (let at = 12, pieces = 0; at + 8 <= file.length; pieces += 1) {
    if (pieces >= MAX_PIECES) return null;
    const type = file.toString('latin1', at, at + 4);
    const size = file.readUInt32LE(at + 4);
    const end = at + 8 + size;
    if (end > file.length) return null;
    if (KEPT.has(type)) {
      seen.add(type);
      kept.push(file.subarray(at, end), Buffer.alloc(size % 2));
    }
    at = end + (size % 2);
  }
  if (!seen.has('fmt ') || !seen.has('data')) return null;
  const head = Buffer.from('RIFF\0\0\0\0WAVE', 'latin1');
  head.writeUInt32LE(4 + kept.reduce((total, piece) => total + piece.length, 0), 4);
  return Buffer.concat([head, ...kept]);
}
