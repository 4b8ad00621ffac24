/** A person at an independent client, matrix-js-sdk with its own encryption: what they do, and what their screen shows. */
import { ClientEvent, createClient, type MatrixClient, type MatrixEvent, type Room, SyncState } from 'matrix-js-sdk';
import { type Logger, logger as libraryLogger } from 'matrix-js-sdk/lib/logger.js';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './synapse.ts';

const silence = (): void => undefined;
const logger: Logger = {
  trace: silence,
  debug: silence,
  info: silence,
  warn: silence,
  error: silence,
  getChild: () => logger,
};

// Parts of the library write to its own logger whatever they are given: loglevel's.
(libraryLogger as unknown as { setLevel: (level: string) => void }).setLevel('silent');

/** Milliseconds for something to come through a loaded machine. */
const WITHIN_MS = 60_000;

export interface Person {
  readonly userId: string;
  readonly client: MatrixClient;
  readonly room: (roomId: string) => Room;
  readonly close: () => void;
}

/** Logs in and follows; resolves once the first sync is there. */
export async function openPerson(serverUrl: string, account: Account, encryption: boolean): Promise<Person> {
  const client = createClient({
    baseUrl: serverUrl,
    userId: account.userId,
    accessToken: account.token,
    deviceId: account.deviceId,
    logger,
  });
  if (encryption) await client.initRustCrypto({ useIndexedDB: false });
  const ready = new Promise<void>(resolve => {
    client.on(ClientEvent.Sync, state => {
      if (state === SyncState.Prepared) resolve();
    });
  });
  // Calls are none of ours, and it prints to the console whatever it is asked.
  client.matrixRTC.start = silence;
  await client.startClient({ initialSyncLimit: 200, lazyLoadMembers: true });
  await ready;
  return {
    userId: account.userId,
    client,
    room: roomId => {
      const room = client.getRoom(roomId);
      if (room === null) throw new Error(`${account.userId} is not in ${roomId}`);
      return room;
    },
    close: () => client.stopClient(),
  };
}

/** Polls until it holds; rejects with `what` where it does not. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = WITHIN_MS,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await sleep(10);
  }
}

/** What an event shows, as read: the HTML where there is one, as clients show it. Empty for what is no message. */
export function shownText(event: MatrixEvent): string {
  const content = event.getContent<{ body?: string; format?: string; formatted_body?: string }>();
  if (event.isRedacted()) return '';
  if (content.format === 'org.matrix.custom.html' && content.formatted_body !== undefined)
    return readHtml(content.formatted_body);
  return content.body ?? '';
}

/** The labels of the numbered list that a message shows. */
export function shownChoices(event: MatrixEvent): string[] {
  const html = event.getContent<{ formatted_body?: string }>().formatted_body ?? '';
  const list = /<ol>(.*?)<\/ol>/su.exec(html)?.[1] ?? '';
  return [...list.matchAll(/<li>(.*?)<\/li>/gsu)].map(([, item]) => unescape(strip(item ?? '')));
}

function readHtml(html: string): string {
  const lists = html.replaceAll(/<ol>(.*?)<\/ol>/gsu, (_all, items: string) => {
    let n = 0;
    return `\n${items.replaceAll(/<li>(.*?)<\/li>/gsu, (_item, text: string) => `${(n += 1)}. ${text}\n`)}`;
  });
  const lines = lists
    .replaceAll(/<a href="([^"]*)">(.*?)<\/a>/gsu, (_all, url: string, text: string) =>
      url === text ? text : `${text} (${url})`,
    )
    .replaceAll(/<li>(.*?)<\/li>/gsu, '– $1\n')
    .replaceAll(/<br\s*\/?>/gu, '\n')
    .replaceAll(/<\/p>\s*<p>/gu, '\n\n');
  return unescape(strip(lines)).trim();
}

function strip(html: string): string {
  return html.replaceAll(/<[^>]*>/gu, '');
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
