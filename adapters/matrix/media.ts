/** Files both ways: in encrypted rooms their bytes are encrypted too, under a key that only the message holds. */
import { z } from 'zod';
import type { FileBody, InboundFile } from '#messaging/index.ts';
import type { MatrixApi } from './api.ts';
import type { Cipher } from './cipher.ts';
import { Content, textOf } from './payloads.ts';

/** `cipher`: null in a room in clear. */
export async function fileContent(
  api: MatrixApi,
  cipher: Cipher | null,
  { name, mediaType, bytes, alt }: FileBody,
): Promise<Content> {
  const common = {
    msgtype: mediaType.startsWith('image/') ? 'm.image' : 'm.file',
    // Beside a file's name, `body` says what it shows.
    body: alt ?? name,
    filename: name,
    info: { mimetype: mediaType, size: bytes.length },
    'm.mentions': {},
  };
  if (cipher === null) return { ...common, url: await api.upload(bytes, mediaType, name) };
  const secret = await cipher.encryptFile(bytes);
  const url = await api.upload(secret.bytes, 'application/octet-stream', 'file');
  return { ...common, file: { ...secret.file, url } };
}

/** The bytes of a file that somebody sent. Rejects where there are more than announced, or they are not as sent. */
export async function fetchFile(api: MatrixApi, cipher: Cipher | null, file: InboundFile): Promise<Uint8Array> {
  const encrypted = file.source.startsWith('{') ? Content.parse(JSON.parse(file.source)) : null;
  const mxc = encrypted === null ? file.source : (textOf(encrypted, 'url') ?? '');
  const bytes = await api.download(z.string().startsWith('mxc://').parse(mxc));
  if (encrypted === null) return bounded(bytes, file.bytes);
  if (cipher === null) throw new Error('an encrypted file, and encryption is off');
  return bounded(await cipher.decryptFile(bytes, encrypted), file.bytes);
}

/** Nothing is announced by some clients: 0 says nothing. */
function bounded(bytes: Uint8Array, announced: number): Uint8Array {
  if (announced > 0 && bytes.length > announced) throw new Error('longer than announced');
  return bytes;
}
