/** Discord: slash commands, buttons, forms, and a conversation in direct messages or in a private thread. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Adapter, AdapterHost, Capabilities, SendOutcome } from '#messaging/index.ts';
import { ApiProblem, TokenRefused } from './api-problem.ts';
import type { DiscordClient } from './client.ts';
import { registerCommands } from './commands.ts';
import type { DiscordConfig } from './config.ts';
import { fetchFile, fetchStart } from './fetch-file.ts';
import { Homes } from './homes.ts';
import { Inbox } from './inbox.ts';
import { intentsFor, inviteUrl, mayReadTexts } from './intents.ts';
import { Interactions } from './interactions.ts';
import { Lanes } from './lanes.ts';
import { LIMITS } from './limits.ts';
import { ask, type Link, tryRequest } from './link.ts';
import { escapeText } from './markdown.ts';
import { Application, type Interaction, KIND, type User } from './payloads.ts';
import type { Where } from './parse.ts';
import { Places } from './places.ts';
import { Prompts } from './prompts.ts';
import { route } from './router.ts';
import { Sender } from './sender.ts';
import { Threads } from './threads.ts';

export type { DiscordConfig } from './config.ts';

export const CAPABILITIES: Capabilities = {
  buttons: true,
  menus: true,
  modals: true,
  ephemeral: true,
  edits: true,
  deletions: true,
  threads: true,
  reactions: false,
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
  readonly #threads = new Threads();
  readonly #places = new Places(this.#threads);
  readonly #prompts = new Prompts();
  readonly #lanes = new Lanes();
  readonly #sender = new Sender(this.#places, this.#prompts);
  readonly #inbox: Inbox;
  readonly #interactions: Interactions;
  readonly #working = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  #client: DiscordClient | null = null;
  #link: Link | null = null;

  constructor(config: DiscordConfig) {
    this.#config = config;
    const fetchText = async (url: string): Promise<string> =>
      new TextDecoder().decode(await fetchStart(url, config.apiUrl, LIMITS.pastedBytes));
    this.#inbox = new Inbox({ homes: this.#homes, threads: this.#threads, places: this.#places, fetchText });
    this.#interactions = new Interactions({
      prompts: this.#prompts,
      placeOf: (interaction, user) => this.#placeOf(interaction, user),
    });
  }

  /** Rejects where the token is refused; where Discord can't be reached, goes on trying in the background. */
  readonly start = async (host: AdapterHost): Promise<void> => {
    const { createClient } = await import('./client.ts');
    this.#client = createClient(this.#config);
    try {
      await this.#connect(host);
    } catch (error) {
      if (error instanceof TokenRefused) throw error;
      host.log('warn', 'discord_out_of_reach', { error: error instanceof Error ? error.message : 'unknown' });
      this.#track(this.#reconnect(host));
    }
  };

  async #connect(host: AdapterHost): Promise<void> {
    const client = this.#client;
    if (client === null) return;
    const request = toldOnce(client.request, host);
    const application = await ask({ request }, { method: 'GET', path: '/applications/@me' }, Application).catch(
      (error: unknown) => {
        throw error instanceof ApiProblem && error.status === 401 ? new TokenRefused() : error;
      },
    );
    const readsTexts = mayReadTexts(application.flags);
    const { id: botId } = await ask({ request }, { method: 'GET', path: '/users/@me' }, Application);
    const link: Link = { request, host, botId, applicationId: application.id, readsTexts };
    this.#link = link;
    const parts = {
      link: () => link,
      lanes: this.#lanes,
      inbox: this.#inbox,
      interactions: this.#interactions,
      homes: this.#homes,
      threads: this.#threads,
      track: (work: Promise<void>) => this.#track(work),
    };
    await client.connect(intentsFor(readsTexts), {
      onPacket: packet => {
        if (!this.#stopping.signal.aborted) route(parts, packet);
      },
      onEnd: () => {
        host.log('error', 'discord_session_ended', { help: 'DISCORD_TOKEN' });
        if (!this.#stopping.signal.aborted) this.#track(this.#reconnect(host));
      },
      onTrouble: error => host.log('warn', 'discord_gateway', { error }),
    });
    this.#track(this.#register(link));
  }

  /** Until it works, or the adapter stops. */
  async #reconnect(host: AdapterHost): Promise<void> {
    for (let waitMs: number = LIMITS.reconnectMs; ; waitMs = Math.min(waitMs * 2, LIMITS.maxReconnectMs)) {
      await sleep(waitMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      if (this.#stopping.signal.aborted) return;
      try {
        await this.#connect(host);
        return;
      } catch (error) {
        const reason = error instanceof TokenRefused ? 'token refused' : (error as Error).message;
        host.log('info', 'discord_still_out_of_reach', { reason, waitMs });
      }
    }
  }

  async #register(link: Link): Promise<void> {
    try {
      const written = await registerCommands(link, this.#config.guilds);
      if (written > 0) link.host.log('info', 'discord_commands_registered', { places: written });
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      link.host.log('error', 'discord_commands_not_registered', { reason });
    }
  }

  readonly send: Adapter['send'] = async (message, attempt, bodies): Promise<SendOutcome> => {
    if (this.#link === null)
      return { kind: 'retry', afterMs: LIMITS.reconnectMs, ambiguous: false, reason: 'discord is out of reach' };
    return this.#sender.send(this.#link, message, attempt, bodies);
  };

  readonly sendTransient: Adapter['sendTransient'] = async message => {
    const link = this.#link;
    if (link === null) return;
    if (message.kind === 'hint' && (await this.#interactions.hint(link, message))) return;
    const channel = await this.#places.resolve(link, message.to);
    if (message.kind === 'typing') {
      await tryRequest(link, 'typing', { method: 'POST', path: `/channels/${channel}/typing` });
      return;
    }
    const body = { content: escapeText(message.text).slice(0, LIMITS.contentChars), allowed_mentions: { parse: [] } };
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
    this.#link = null;
    await this.#client?.close();
  };

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#working.delete(tracked));
    this.#working.add(tracked);
  }

  /** Where an interaction took place; null in a private thread opened for somebody else. */
  async #placeOf(interaction: Interaction, user: User): Promise<Where | null> {
    const link = this.#link;
    const { guild_id: server, channel_id: channel = '', channel: at, locale, token } = interaction;
    if (link === null) return null;
    if (server === undefined) {
      this.#places.spoke(user.id, channel);
      return { workspace: await this.#homes.inDirect(link, user.id), channel, thread: null, direct: true };
    }
    const thread = this.#threads.find(channel);
    if (thread !== undefined) {
      if ((await this.#threads.ownerOf(link, thread)) !== user.id) return null;
      const workspace = await this.#homes.inServer(link.host, server, user.id);
      return { workspace, channel: thread.parent, thread: thread.id, direct: true };
    }
    const isThread = at?.type === KIND.publicThread || at?.type === KIND.privateThread;
    const parent = isThread ? (at.parent_id ?? channel) : channel;
    const acknowledged = this.#interactions.settledBy(interaction.id);
    this.#places.came(user.id, {
      server,
      channel: parent,
      locale,
      token,
      at: Date.parse(link.host.now()),
      acknowledged,
    });
    const workspace = await this.#homes.inServer(link.host, server, user.id);
    return { workspace, channel, thread: null, direct: false };
  }
}

/** A refused token is an operator's affair: told once, until it is taken again. */
function toldOnce(request: DiscordClient['request'], host: AdapterHost): DiscordClient['request'] {
  let told = false;
  return async asked => {
    try {
      const answer = await request(asked);
      if (asked.auth !== false) told = false;
      return answer;
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401 && !told) {
        told = true;
        host.log('error', 'discord_token_refused', { help: 'DISCORD_TOKEN' });
      }
      throw error;
    }
  };
}

/** What `tdt discord` says of the configuration. Rejects with a message to show. */
export async function inspectDiscord(config: DiscordConfig): Promise<{
  readonly name: string;
  readonly invite: string;
  readonly readsTexts: boolean;
}> {
  const { createClient } = await import('./client.ts');
  const client = createClient(config);
  try {
    const application = await ask(client, { method: 'GET', path: '/applications/@me' }, Application);
    return {
      name: application.name,
      invite: inviteUrl(application.id),
      readsTexts: mayReadTexts(application.flags),
    };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.status === 401) throw new TokenRefused();
    const why = error.status === 0 ? 'ne répond pas' : `répond « ${error.message} »`;
    const message = `Discord ${why} : vérifiez le réseau, ou DISCORD_API_URL.`;
    throw Object.assign(new Error(message, { cause: error }), { name: 'ConfigurationError' });
  } finally {
    await client.close();
  }
}
