/** One process of the service, in this process: an application with connections and a memory of its own, driven by hand. */
import type { Adapter, AdapterHost, InboundEvent, OutboundMessage, SendOutcome } from '#messaging/index.ts';
import type { Database } from '#storage/database.ts';
import { openDatabase, type OpenOptions, storesOn } from '#storage/open.ts';
import type { Application } from '#usecases/application.ts';
import type { VirtualClock } from '#usecases/clock.ts';
import { createDefaultWording } from '#usecases/default-wording.ts';
import { createIds } from '#usecases/entropy.ts';
import type { Stores } from '#usecases/ports.ts';
import { createApplication, systemEntropy } from '#worker/index.ts';
import type { Consultation } from '#consultation/definition.ts';
import { readConsultation } from '../../contract/application.ts';
import { ARTICLE_69 } from '../../support/replica/consultation.ts';
import type { SharedDatabase } from '../../support/replica/database.ts';
import { AT } from './conversation.ts';

export const PLATFORM = 'terminal';
export const WORKSPACE = 'local';

/** What the platform shows, whatever the number of processes that send to it: each message once, by its id. */
export class Screens {
  readonly messages: OutboundMessage[] = [];
  /** Attempts to show a message, by its id. */
  readonly attempts = new Map<string, number>();
  readonly #shown = new Set<string>();

  show(message: OutboundMessage): void {
    this.attempts.set(message.id, (this.attempts.get(message.id) ?? 0) + 1);
    if (this.#shown.has(message.id)) return;
    this.#shown.add(message.id);
    this.messages.push(message);
  }

  /** Ids of what one person sees, in the order in which it appeared. */
  of(user: string): string[] {
    return this.messages.filter(message => message.to.userId === user).map(message => message.id);
  }
}

export interface Service {
  readonly application: Application;
  readonly stores: Stores;
  readonly db: Database;
  readonly receive: (event: InboundEvent) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ServiceOptions {
  readonly database: SharedDatabase;
  readonly clock: VirtualClock;
  readonly screens: Screens;
  /** In place of the platform's prompt answer. */
  readonly send?: (message: OutboundMessage, attempt: number) => Promise<SendOutcome>;
  /** Something between the stores and the database. */
  readonly wrap?: (db: Database) => Database;
}

let consultation: Promise<Consultation> | null = null;
const wording = createDefaultWording();

export async function openService({ database, clock, screens, send, wrap }: ServiceOptions): Promise<Service> {
  const options: OpenOptions = { ...database, now: clock.now, newId: createIds(systemEntropy, clock.now) };
  const db = await openDatabase(options);
  const stores = storesOn(wrap?.(db) ?? db, options);
  const prompt = (message: OutboundMessage): Promise<SendOutcome> => {
    screens.show(message);
    return Promise.resolve({ kind: 'sent', ref: `ref-${message.id}` });
  };
  const adapter: Adapter = {
    platform: PLATFORM,
    capabilities: CAPABILITIES,
    start: () => Promise.resolve(),
    send: send ?? prompt,
    sendTransient: () => Promise.resolve(),
    fetchFile: () => Promise.reject(new Error('nobody sends files here')),
    stop: () => Promise.resolve(),
  };
  consultation ??= readConsultation(ARTICLE_69);
  const parts = { consultation: await consultation, stores, adapters: [adapter], clock, wording };
  const application = createApplication({ ...parts, entropy: systemEntropy });
  const host: AdapterHost = application.host(adapter);
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await application.stop();
    await stores.close();
  };
  return { application, stores, db, receive: host.receive, close: () => (closing ??= close()) };
}

export const CAPABILITIES = {
  buttons: false,
  menus: false,
  modals: false,
  ephemeral: false,
  edits: true,
  deletions: true,
  threads: false,
  reactions: false,
  polls: false,
  typing: true,
  directMessages: true,
  files: false,
  maxCharacters: 100_000,
};

type Message = Extract<InboundEvent, { kind: 'message' }>;

/** The `n`-th thing that somebody writes. */
export function says(user: string, n: number, text: string, more: Partial<Message> = {}): Message {
  return { ...base(user, n, more.at ?? AT), kind: 'message', ref: `m${n}`, text, files: [], replyTo: null, ...more };
}

/** What every event of a person has. */
export function base(
  user: string,
  n: number,
  at: string,
): Omit<Message, 'kind' | 'ref' | 'text' | 'files' | 'replyTo'> {
  return {
    eventId: `${user}-e${n}`,
    order: `${at}/${String(n).padStart(6, '0')}`,
    at,
    address: { platform: PLATFORM, workspace: WORKSPACE, channel: null, thread: null, userId: user },
    author: { platform: PLATFORM, workspace: WORKSPACE, userId: user, displayName: user },
    direct: true,
  };
}

/** Up to the first open question: what somebody says until then. */
const OPENING = ['contribuer 4', '1', '1', '1, 3', '1', '74'];

/** Brings somebody to the first open question of axis 4, `changement`; returns how many things they said. */
export async function atOpenQuestion({ receive, application }: Service, user: string): Promise<number> {
  for (const [n, text] of OPENING.entries()) await receive(says(user, n, text));
  await application.runUntilIdle();
  return OPENING.length;
}
