/** The bytes of an attachment, from Discord's own hosts only: an address in an event is never trusted further. */
import { LIMITS } from './limits.ts';

const HOSTS: ReadonlySet<string> = new Set(['cdn.discordapp.com', 'media.discordapp.net']);

/** `apiUrl`: the counterpart's, where there is one: its host serves files too. Rejects beyond `maxBytes`. */
export async function fetchFile(url: string, apiUrl: string | null, maxBytes: number): Promise<Uint8Array> {
  const bytes = await fetchStart(url, apiUrl, maxBytes + 1);
  if (bytes.length > maxBytes) throw new Error('longer than announced');
  return bytes;
}

/** The first bytes only: enough of a text to say that it is too long. */
export async function fetchStart(url: string, apiUrl: string | null, maxBytes: number): Promise<Uint8Array> {
  const { protocol, host } = new URL(url);
  const trusted = protocol === 'https:' && HOSTS.has(host);
  if (!trusted && (apiUrl === null || new URL(apiUrl).host !== host)) throw new Error('not a file of Discord');
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(LIMITS.fileMs) });
  if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    chunks.push(chunk);
    if (length >= maxBytes) break;
  }
  return new Uint8Array(Buffer.concat(chunks).subarray(0, maxBytes));
}
