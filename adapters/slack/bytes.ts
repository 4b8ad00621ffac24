/** Bytes of files: fetched from Slack's addresses only, and no more than are taken. */
import { SlackFailure } from './api.ts';
import { LIMITS } from './limits.ts';

/** Whether an address is Slack's: the token goes to no other. */
export function isSlacks(url: string, apiUrl: string): boolean {
  const at = URL.parse(url);
  if (at === null) return false;
  if (at.origin === new URL(apiUrl).origin) return true;
  return at.protocol === 'https:' && /(?:^|\.)(?:slack|slack-files)\.com$/.test(at.hostname);
}

/** The body, or a refusal once it is bigger than what is taken. */
export async function readBounded(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (response.body === null) return new Uint8Array();
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > LIMITS.fileBytes) throw new SlackFailure({ kind: 'refused', code: 'file_too_big' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
