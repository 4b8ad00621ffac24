/** A recording as it may be kept: what it really is by its bytes, without what a device writes beside the voice, and how long it lasts. */
import { withoutMp3Tags } from './mp3.ts';
import { withoutMp4Metadata } from './mp4.ts';
import { withoutOggComments } from './ogg.ts';
import { withoutWavChunks } from './wav.ts';
import { withoutWebmTags } from './webm.ts';

export interface Recording {
  readonly mediaType: string;
  readonly extension: string;
  /** Without titles, places, dates, names of devices and of persons. */
  readonly bytes: Uint8Array;
  /** null: its format does not say. */
  readonly seconds: number | null;
}

interface AudioFormat {
  readonly mediaType: string;
  readonly extension: string;
  readonly is: (bytes: Buffer) => boolean;
  /** null: not built as its format wants, or not only a voice: what can't be read can't be cleaned. */
  readonly clean: (bytes: Buffer) => Buffer | null;
}

const FORMATS: readonly AudioFormat[] = [
  {
    mediaType: 'audio/ogg',
    extension: 'ogg',
    is: bytes => bytes.toString('latin1', 0, 4) === 'OggS',
    clean: withoutOggComments,
  },
  {
    mediaType: 'audio/mp4',
    extension: 'm4a',
    is: bytes => bytes.toString('latin1', 4, 8) === 'ftyp',
    clean: withoutMp4Metadata,
  },
  {
    mediaType: 'audio/webm',
    extension: 'webm',
    is: bytes => bytes.length > 4 && bytes.readUInt32BE(0) === 0x1a45dfa3,
    clean: withoutWebmTags,
  },
  {
    mediaType: 'audio/wav',
    extension: 'wav',
    is: bytes => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WAVE',
    clean: withoutWavChunks,
  },
  {
    mediaType: 'audio/mpeg',
    extension: 'mp3',
    is: bytes => bytes.toString('latin1', 0, 3) === 'ID3' || isMp3Frame(bytes),
    clean: withoutMp3Tags,
  },
];

/** Frame sync of MPEG audio, layer III, with a bit rate and a sample rate that exist. */
function isMp3Frame(bytes: Buffer): boolean {
  if (bytes.length < 4) return false;
  const [sync = 0, layer = 0, rates = 0] = bytes;
  return sync === 0xff && (layer & 0xe6) === 0xe2 && rates >> 4 !== 0x0f && (rates & 0x0c) !== 0x0c;
}

/** Null for what is no recording, holds moving pictures, or is not built as its format wants. */
export async function readRecording(given: Uint8Array): Promise<Recording | null> {
  const file = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const format = FORMATS.find(({ is }) => is(file));
  const bytes = format?.clean(file) ?? null;
  if (format === undefined || bytes === null) return null;
  const { mediaType, extension } = format;
  const facts = await factsOf(bytes, mediaType);
  if (facts === null || facts.hasVideo) return null;
  return { mediaType, extension, bytes, seconds: facts.seconds };
}

/** Null for what is not read as sound. */
async function factsOf(
  bytes: Buffer,
  mimeType: string,
): Promise<{ readonly seconds: number | null; readonly hasVideo: boolean } | null> {
  const { parseBuffer } = await import('music-metadata');
  try {
    const { format } = await parseBuffer(bytes, { mimeType }, { duration: true, skipCovers: true });
    const { duration, hasAudio, hasVideo } = format;
    if (hasAudio === false) return null;
    const isKnown = duration !== undefined && Number.isFinite(duration) && duration > 0;
    return { seconds: isKnown ? duration : null, hasVideo: hasVideo === true };
  } catch {
    // A stream recorded live has no sizes, which the library does not read; its tracks were looked at as it was cleaned.
    return mimeType === 'audio/webm' ? { seconds: null, hasVideo: false } : null;
  }
}
