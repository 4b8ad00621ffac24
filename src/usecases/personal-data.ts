/** A person's own copy of all that is kept of them, made when it is sent: no copy waits in the outbox. */
import type { FileBody, OutboundFile } from '#messaging/index.ts';
import type { DataStore } from './ports.ts';

/** Changes with the shape of the file. */
const FORMAT = 'tour-de-table/personal-data/1';

/** Null for somebody of whom nothing is kept any more. JSON, indented: it is read by people. */
export async function personalDataFile(
  data: DataStore,
  participantId: string,
  file: OutboundFile,
  now: string,
): Promise<FileBody | null> {
  const kept = await data.personalData(participantId);
  if (kept === null) return null;
  const text = JSON.stringify({ format: FORMAT, madeAt: now, ...kept }, null, 2);
  return { name: file.name, mediaType: file.mediaType, bytes: new TextEncoder().encode(`${text}\n`) };
}
