/** Discord: slash commands, buttons, forms, and a conversation in direct messages or in a private thread. */
import {
  type Adapter,
  type AdapterHost,
  type Capabilities,
  type SendOutcome,
  splitText,
  withGroups,
} from '#messaging/index.ts';
import type { DiscordConfig } from './config.ts';
import { Connection } from './connection.ts';
import { fetchFile, fetchStart } from './fetch-file.ts';
import { Homes } from './homes.ts';
import { Inbox } from './inbox.ts';
import { Incidents } from './incidents.ts';
import { Interactions } from './interactions.ts';
import { Lanes } from './lanes.ts';
import { LIMITS } from './limits.ts';
import { type Link, tryRequest } from './link.ts';
import { toDiscord } from './markdown.ts';
import { Places } from './places.ts';
import { Prompts } from './prompts.ts';
import { registerCommands } from './register.ts';
import { route } from './router.ts';
import { rolesAmong } from './roles.ts';
import { Sender } from './sender.ts';
import { Threads } from './threads.ts';

export type { DiscordConfig } from './config.ts';
export { examineDiscord } from './examine.ts';
export { inspectDiscord } from './inspect.ts';

export const CAPABILITIES: Capabilities = {
  buttons: true,
  menus: true,
  modals: true,
  ephemeral: true,
  edits: true,
  deletions: true,
  threads: true,
  reactions: true,
  polls: false,
  typing: true,
  directMessages: true,
  files: true,
  maxCharacters: LIMITS.contentChars,
};

/** Nothing is loaded nor reached before `start`. */
export function createDiscordAdapter(config: DiscordConfig): Discord {
  return new DiscordAdapter(config);
}

export interface Discord extends Adapter {
  /** Resolves when nothing that came from Discord is in hand. */
  readonly idle: () => Promise<void>;
}

class DiscordAdapter implements Discord {
  readonly platform = 'discord';
  readonly capabilities = CAPABILITIES;
  readonly #config: DiscordConfig;
  readonly #homes = new Homes();
  readonly #working = new Set<Promise<void>>();
  readonly #incidents = new Incidents({
    nameOf: server => this.#homes.nameOf(server),
    track: work => this.#track(work),
  });
  readonly #threads = new Threads();
  readonly #places = new Places(this.#threads, this.#incidents);
  readonly #prompts = new Prompts();
  readonly #lanes = new Lanes();
  readonly #sender = new Sender(this.#places, this.#prompts, this.#incidents);
  readonly #inbox: Inbox;
  readonly #interactions: Interactions;
  readonly #stopping = new AbortController();
  #connection: Connection | null = null;

  constructor(config: DiscordConfig) {
    this.#config = config;
    const rooms = { homes: this.#homes, threads: this.#threads, places: this.#places };
    const fetchText = async (url: string): Promise<string> =>
      new TextDecoder().decode(await fetchStart(url, config.apiUrl, LIMITS.pastedBytes));
    this.#inbox = new Inbox({ rooms, fetchText });
    this.#interactions = new Interactions({ rooms, prompts: this.#prompts });
  }

  readonly start = async (given: AdapterHost): Promise<void> => {
    const host = withGroups(given, (author, groups) => rolesAmong(this.#connection?.link ?? null, author, groups));
    const { createClient } = await import('./client.ts');
    const parts = {
      lanes: this.#lanes,
      inbox: this.#inbox,
      interactions: this.#interactions,
      homes: this.#homes,
      threads: this.#threads,
      incidents: this.#incidents,
      track: (work: Promise<void>) => this.#track(work),
      onReady: (link: Link) => this.#track(this.#register(link)),
    };
    this.#connection = new Connection({
      client: createClient(this.#config),
      host,
      stopping: this.#stopping.signal,
      onPacket: (link, packet) => route({ ...parts, link }, packet),
      track: parts.track,
    });
    await this.#connection.open();
  };

  async #register(link: Link): Promise<void> {
    try {
      const written = await registerCommands(link, this.#incidents, this.#config.guilds, this.#homes.servers());
      if (written > 0) link.host.log('info', 'discord_commands_registered', { places: written });
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      link.host.log('error', 'discord_commands_failed', { reason });
    }
  }

  /** The bot's page, with a button that writes to it. */
  readonly door = (): string | null => {
    const id = botIdOf(this.#config.token);
    return id === null ? null : `https://discord.com/users/${id}`;
  };

  readonly send: Adapter['send'] = async (message, attempt, bodies): Promise<SendOutcome> => {
    const link = this.#connection?.link ?? null;
    if (link === null)
      return { kind: 'retry', afterMs: LIMITS.reconnectMs, ambiguous: false, reason: 'discord is out of reach' };
    return this.#sender.send(link, message, attempt, bodies);
  };

  readonly sendTransient: Adapter['sendTransient'] = async message => {
    const link = this.#connection?.link ?? null;
    if (link === null || (message.kind === 'hint' && (await this.#interactions.hint(message)))) return;
    // What is said to one person is not said in a channel that others read.
    const to = this.#places.isPrivate(message.to) ? message.to : { ...message.to, channel: null };
    const channel = await this.#places.resolve(link, to);
    if (message.kind === 'typing') {
      await tryRequest(link, 'typing', { method: 'POST', path: `/channels/${channel}/typing` });
      return;
    }
    const [content = ''] = splitText(toDiscord(message.text), LIMITS.contentChars);
    const body = { content, allowed_mentions: { parse: [] } };
    await link.request({ method: 'POST', path: `/channels/${channel}/messages`, body });
  };

  readonly fetchFile: Adapter['fetchFile'] = (file, _address) =>
    fetchFile(file.source, this.#config.apiUrl, file.bytes);

  readonly idle = async (): Promise<void> => {
    while (this.#working.size > 0) await Promise.all(this.#working);
    await this.#lanes.idle();
    await this.#prompts.idle();
  };

  /** Nothing more is heard; what is in hand ends, and what is to be sent waits for the next start. */
  readonly stop = async (): Promise<void> => {
    this.#stopping.abort();
    this.#prompts.forgetWaiting();
    await this.idle();
    await this.#connection?.close();
  };

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#working.delete(tracked));
    this.#working.add(tracked);
  }
}

/** The first part of a token is the bot's id; null for a token of another shape. */
function botIdOf(token: string): string | null {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('latin1');
  return /^\d{17,20}$/.test(id) ? id : null;
}
