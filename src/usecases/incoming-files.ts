/** The files of a message, fetched, checked and kept before its turn: no network call happens inside a transaction. */
import { readRecording } from '#audio/index.ts';
import type { Adapter, InboundEvent, InboundFile } from '#messaging/index.ts';
import type { Clock } from './clock.ts';
import {
  FETCH_FILE_MS,
  FILE_NAME_CHARACTERS,
  MAX_FILE_BYTES,
  MAX_FILES,
  MAX_VOICE_SECONDS,
  VOICE_BYTES_PER_SECOND,
} from './limits.ts';
import { errorFacts, type Log } from './log.ts';
import type { FileStore, TurnStore } from './ports.ts';
import { FILE_KINDS, sniff } from './sniff.ts';
import { stripMetadata } from './strip-metadata.ts';
import { within } from './within.ts';

export interface FileTaker {
  readonly files: FileStore;
  readonly turns: Pick<TurnStore, 'participantOf'>;
  readonly clock: Clock;
  readonly log: Log;
}

type Message = Extract<InboundEvent, { kind: 'message' }>;

/**
 * The message with a `fileId` on each file that was kept; a file without one was refused (too big, of a kind that is
 * not taken, or out of reach) and the conversation says so. Of somebody never heard of nothing is fetched.
 */
export async function takeFiles(taker: FileTaker, adapter: Adapter, event: Message): Promise<Message> {
  if (event.files.length === 0) return event;
  const { platform, workspace, userId } = event.author;
  const participantId = await taker.turns.participantOf(platform, workspace, userId);
  if (participantId === null) return event;
  const files: InboundFile[] = [];
  for (const [i, file] of event.files.entries()) {
    files.push(i < MAX_FILES ? await takeFile(taker, adapter, event, participantId, file) : file);
  }
  return { ...event, files };
}

/** The ids of the files that were kept for a message. */
export function keptIds(event: InboundEvent): string[] {
  return event.kind === 'message' ? event.files.flatMap(file => file.fileId ?? []) : [];
}

async function takeFile(
  taker: FileTaker,
  adapter: Adapter,
  event: Message,
  participantId: string,
  file: InboundFile,
): Promise<InboundFile> {
  const { platform } = event.address;
  if (file.bytes > MAX_FILE_BYTES) return tooBig(file);
  if (isTooLong(file)) return { ...file, refused: 'too_long' };
  try {
    const fetched = await within(taker.clock, FETCH_FILE_MS, adapter.fetchFile(file, event.address));
    if (file.audio !== undefined) return await takeRecording(taker, participantId, file, fetched);
    const kind = fetched.length > MAX_FILE_BYTES ? null : sniff(fetched, file.name);
    const bytes = kind === null ? null : stripMetadata(kind, fetched);
    // Of some only the bytes say that they are a sound: what is shared from another workspace comes as an id alone.
    if (kind === null && fetched.length <= MAX_FILE_BYTES)
      return await takeRecording(taker, participantId, file, fetched);
    if (kind === null || bytes === null) {
      taker.log('info', 'file_refused', { platform, bytes: fetched.length });
      return file;
    }
    const { mediaType, extension } = FILE_KINDS[kind];
    const name = fileName(file.name, extension);
    const fileId = await taker.files.put(participantId, name, mediaType, bytes, taker.clock.now());
    return { ...file, name, mediaType, bytes: bytes.length, fileId };
  } catch (error) {
    taker.log('warn', 'file_not_kept', { platform, ...errorFacts(error) });
    return file;
  }
}

/** A sound is kept where its bytes can be read and cleaned, under no name that its author's device gave it. */
async function takeRecording(
  { files, clock, log }: FileTaker,
  participantId: string,
  file: InboundFile,
  fetched: Uint8Array,
): Promise<InboundFile> {
  if (fetched.length > MAX_FILE_BYTES) return tooBig(file);
  const recording = await readRecording(fetched);
  if (recording === null) {
    log('info', 'file_refused', { bytes: fetched.length });
    return file;
  }
  const { bytes, mediaType, extension } = recording;
  const seconds = recording.seconds ?? file.audio?.seconds ?? Math.ceil(bytes.length / VOICE_BYTES_PER_SECOND);
  const read = { ...file, name: `message-vocal.${extension}`, mediaType, bytes: bytes.length, audio: { seconds } };
  if (isTooLong(read)) return { ...read, refused: 'too_long' };
  const fileId = await files.put(participantId, read.name, mediaType, bytes, clock.now());
  return { ...read, fileId };
}

function isTooLong({ audio }: InboundFile): boolean {
  // The second that was begun when the device stopped.
  return (audio?.seconds ?? 0) >= MAX_VOICE_SECONDS + 1;
}

function tooBig(file: InboundFile): InboundFile {
  return file.audio === undefined ? file : { ...file, refused: 'too_big' };
}

/** A name that no system reads as a path or a program: letters, digits and a few signs, and the extension of its kind. */
export function fileName(given: string, extension: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const stem = last
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{N} _()-]+/gu, '-')
    .replace(/^[\s-]+|[\s-]+$/g, '')
    .slice(0, FILE_NAME_CHARACTERS - extension.length - 1)
    .toWellFormed()
    .trim();
  return `${stem === '' ? 'fichier' : stem}.${extension}`;
}
