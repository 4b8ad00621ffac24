/** The files that a line brings: announced at once, fetched by the application when it wants them. */
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { InboundFile } from '#messaging/index.ts';
import type { InputFile } from './input.ts';
import { LIMITS } from './limits.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.m4a': 'audio/mp4',
  '.md': 'text/markdown',
  '.mp3': 'audio/mpeg',
  '.oga': 'audio/ogg',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.txt': 'text/plain',
  '.wav': 'audio/wav',
  '.webm': 'audio/webm',
  '.webp': 'image/webp',
};

/** Holds what was given whole until it is fetched, within `LIMITS.waitingFileBytes`. */
export class WaitingFiles {
  readonly #given = new Map<string, Uint8Array>();
  readonly #run: string;
  #bytes = 0;
  #made = 0;

  /** `run` tells this run's files from another's. */
  constructor(run: string) {
    this.#run = run;
  }

  /** Announces a file; the text (French) says why it cannot be. */
  async announce(file: InputFile): Promise<InboundFile | string> {
    if ('path' in file) {
      const size = await stat(file.path).then(
        found => (found.isFile() ? found.size : null),
        () => null,
      );
      if (size === null) return "Ce fichier n'existe pas ou ne peut pas être lu.";
      if (size > LIMITS.fileBytes) return tooBig();
      const mediaType = MEDIA_TYPES[extname(file.path).toLowerCase()] ?? 'application/octet-stream';
      return announced(`path:${file.path}`, basename(file.path), mediaType, size);
    }
    const bytes = Buffer.from(file.base64, 'base64');
    if (bytes.length > LIMITS.fileBytes || this.#bytes + bytes.length > LIMITS.waitingFileBytes) return tooBig();
    this.#made += 1;
    const source = `given:${this.#run}.${this.#made}`;
    this.#given.set(source, bytes);
    this.#bytes += bytes.length;
    return announced(source, file.name, file.mediaType, bytes.length);
  }

  /** The bytes of a file announced before; rejects where they are gone. */
  async fetch(source: string): Promise<Uint8Array> {
    if (source.startsWith('path:')) {
      const bytes = await readFile(source.slice('path:'.length));
      if (bytes.length > LIMITS.fileBytes) throw new Error('file over the limit');
      return bytes;
    }
    const bytes = this.#given.get(source);
    if (bytes === undefined) throw new Error('file given in an earlier run, or fetched already');
    return bytes;
  }

  /** Forgets what was given with a line that is over. */
  forget(files: readonly InboundFile[]): void {
    for (const file of files) {
      this.#bytes -= this.#given.get(file.source)?.length ?? 0;
      this.#given.delete(file.source);
    }
  }
}

function announced(source: string, name: string, mediaType: string, bytes: number): InboundFile {
  const audio = mediaType.startsWith('audio/') ? { audio: { seconds: null } } : {};
  return { source, name, mediaType, bytes, ...audio };
}

function tooBig(): string {
  return `Ce fichier est trop gros : ${LIMITS.fileBytes / 1_000_000} Mo au plus.`;
}
