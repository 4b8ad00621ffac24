/** One send, with what it carries, and what becomes of its row. */
import { posterHtml } from '#documents/poster.ts';
import type { Adapter, Chart, FileBody, OutboundFile, OutboundMessage, SendOutcome } from '#messaging/index.ts';
import { backoffMs } from './backoff.ts';
import { addMs, type Clock } from './clock.ts';
import type { Entropy } from './entropy.ts';
import { MAX_SENDS, SEND_MS } from './limits.ts';
import { errorFacts, type Log } from './log.ts';
import { personalDataFile } from './personal-data.ts';
import type { DataStore, FileStore, OutboxRow } from './ports.ts';
import { type MinutesSource, minutesAsShown } from './workshop/minutes-shown.ts';
import { notDrawn } from '#wording/own-phrases.ts';
import type { Wording } from '#wording/wording.ts';
import { within } from './within.ts';

export interface Sender extends MinutesSource {
  readonly files: FileStore;
  readonly data: DataStore;
  /** A synthesis or an action sheet, as it stands now; null where it is gone. */
  readonly printDocument: (content: DocumentContent) => Promise<string | Uint8Array | null>;
  readonly drawChart: (chart: Chart) => Promise<Uint8Array>;
  /** Says what could not be drawn. */
  readonly wording: Wording;
  readonly adapterOf: (platform: string) => Adapter | null;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
}

export type DocumentContent = Extract<OutboundFile['content'], { readonly from: 'document' }>;

/** What is to be written of a row after its send. */
export type Verdict =
  | {
      readonly kind: 'sent';
      readonly id: string;
      readonly fence: number;
      readonly ref: string;
      readonly thread: string | null;
    }
  | {
      readonly kind: 'retry';
      readonly id: string;
      readonly fence: number;
      readonly retryAt: string;
      readonly reason: string;
    }
  | { readonly kind: 'dead'; readonly id: string; readonly fence: number; readonly reason: string };

/** Never rejects: whatever goes wrong is a send that may have arrived, and that the adapter looks for before the next. */
export async function sendMessage(sender: Sender, row: OutboxRow): Promise<Verdict> {
  const { message, attempts, fence } = row;
  const { id } = message;
  const outcome = await attempt(sender, row);
  if (outcome.kind === 'sent') return { kind: 'sent', id, fence, ref: outcome.ref, thread: outcome.thread ?? null };
  const facts = { id, platform: message.to.platform, attempts, reason: outcome.reason };
  if (outcome.kind === 'failed' || attempts >= MAX_SENDS) {
    sender.log('error', 'message_dead', facts);
    return { kind: 'dead', id, fence, reason: outcome.reason };
  }
  const waitMs = backoffMs(attempts, outcome.afterMs, sender.entropy.fraction());
  sender.log('info', 'message_retry', { ...facts, waitMs });
  return { kind: 'retry', id, fence, retryAt: addMs(sender.clock.now(), waitMs), reason: outcome.reason };
}

async function attempt(sender: Sender, { message, attempts }: OutboxRow): Promise<SendOutcome> {
  const adapter = sender.adapterOf(message.to.platform);
  if (adapter === null) return { kind: 'retry', afterMs: 0, ambiguous: false, reason: 'no adapter' };
  try {
    const { bodies, isWhole } = await bodiesOf(sender, message);
    const said = isWhole ? message : withoutPicture(sender, message);
    return await within(sender.clock, SEND_MS, adapter.send(said, attempts, bodies));
  } catch (error) {
    sender.log('warn', 'send_threw', { platform: message.to.platform, ...errorFacts(error) });
    return { kind: 'retry', afterMs: 0, ambiguous: true, reason: error instanceof Error ? error.name : 'unknown' };
  }
}

/** What was erased since is left out. */
async function bodiesOf(
  sender: Sender,
  message: OutboundMessage,
): Promise<{ readonly bodies: FileBody[] /** Whether every picture is drawn. */; readonly isWhole: boolean }> {
  const bodies: FileBody[] = [];
  let isWhole = true;
  for (const file of message.files) {
    const body = await bodyOf(sender, file);
    if (body === null) sender.log('info', 'file_gone', { id: message.id });
    else bodies.push(body);
    isWhole &&= body !== null || file.content.from !== 'chart';
  }
  return { bodies, isWhole };
}

/** null where it can't be drawn: the same figures are in the text. */
async function pictureOf(
  sender: Sender,
  { name, mediaType, alt }: OutboundFile,
  { chart }: Extract<OutboundFile['content'], { readonly from: 'chart' }>,
): Promise<FileBody | null> {
  try {
    const bytes = await sender.drawChart(chart);
    return { name, mediaType, bytes, ...(alt === undefined ? {} : { alt }) };
  } catch (error) {
    sender.log('error', 'picture_not_drawn', errorFacts(error));
    return null;
  }
}

function withoutPicture({ wording }: Sender, message: OutboundMessage): OutboundMessage {
  return { ...message, text: `${message.text}\n\n${wording.word(message.lang, notDrawn())}` };
}

async function bodyOf(sender: Sender, file: OutboundFile): Promise<FileBody | null> {
  const { content, name, mediaType } = file;
  switch (content.from) {
    case 'poster':
      return { name, mediaType, bytes: new TextEncoder().encode(posterHtml(content.poster)) };
    case 'chart':
      return pictureOf(sender, file, content);
    case 'store':
      return sender.files.get(content.fileId);
    case 'personal_data':
      return personalDataFile(sender.data, content.participantId, file, sender.clock.now());
    case 'minutes':
      return minutesAsShown(sender, content.workshopId, name);
    case 'document': {
      const printed = await sender.printDocument(content);
      if (printed === null) return null;
      return { name, mediaType, bytes: typeof printed === 'string' ? new TextEncoder().encode(printed) : printed };
    }
  }
}
